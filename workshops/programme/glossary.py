"""The glossary of a workshop: words the two sides do not hear alike, with what each of them hears.

Renderings stand side by side and neither is the right one; what a party hears is written by that party alone.
"""

from django.db import transaction

from workshops import clock, rules
from workshops.programme.models import Hearing, Party, Seat, Term

Role = Seat.Role
KEEPERS = (Role.INTERPRETER, Role.FACILITATOR)


def can_propose(viewer, workshop):
    """Whoever speaks or interprets at this table."""
    may = (*KEEPERS, Role.PARTICIPANT)
    return viewer.workshop_id == workshop.pk and viewer.role in may and rules.is_member(viewer)


def can_keep(viewer, term):
    """Interpreters and facilitators take terms in, word them, and take them out."""
    return viewer.workshop_id == term.workshop_id and viewer.role in KEEPERS and rules.is_member(viewer)


def can_write_hearing(viewer, term, party):
    """Only a member of the party says what it hears."""
    return can_propose(viewer, term.workshop) and viewer.role == Role.PARTICIPANT and viewer.party_id == party.pk


@transaction.atomic
def propose_term(viewer, *, workshop, words):
    """A word with its rendering in some languages. Of interpreters and facilitators it is in at once."""
    rules.require(can_propose(viewer, workshop))
    now = clock.now()
    kept_at = now if viewer.role in KEEPERS else None
    term = Term(workshop=workshop, proposed_by_id=viewer.seat_id, proposed_at=now, kept_at=kept_at)
    term.seal(words=_given(words)).save(force_insert=True)
    return term


@transaction.atomic
def change_term(viewer, *, term, words):
    """Its renderings in other words; a proposal is taken in with it, and what was contested is settled."""
    term = _locked(term)
    rules.require(can_keep(viewer, term))
    term.kept_at, term.contested_at = term.kept_at or clock.now(), None
    term.seal(words=_given(words)).save()
    return term


@transaction.atomic
def drop_term(viewer, *, term):
    """Out of the glossary, with what the parties have written to it."""
    term = _locked(term)
    rules.require(can_keep(viewer, term))
    term.delete()


@transaction.atomic
def contest_term(viewer, *, term):
    """Somebody at the table would not say it so. It stays where it is, marked, until the interpreters have looked."""
    term = _locked(term)
    rules.require(can_propose(viewer, term.workshop))
    term.contested_at = term.contested_at or clock.now()
    term.save(update_fields=["contested_at"])
    return term


@transaction.atomic
def write_hearing(viewer, *, term, text):
    """What one's own party hears in the word; an empty text takes it back. One text for the party, the last one stands."""
    term = _locked(term)
    party = Party.objects.filter(pk=viewer.party_id).first()
    rules.require(party is not None and can_write_hearing(viewer, term, party))
    hearing = Hearing.objects.filter(term=term, party=party).first() or Hearing(workshop=term.workshop, term=term, party=party)
    if not text.strip():
        Hearing.objects.filter(pk=hearing.pk).delete()
        return None
    hearing.language, hearing.written_at = viewer.language, clock.now()
    hearing.seal(text=text.strip()).save()
    return hearing


def found_in(text, language, terms, keys):
    """Those of these terms whose word in this language stands in the text, as {language: word}s."""
    opened = [(term, term.open(keys, "words")) for term in terms]
    within = text.casefold()
    return [(term, words) for term, words in opened if (word := words.get(language, "").casefold()) and word in within]


def _given(words):
    return {code: text.strip() for code, text in words.items() if text.strip()}


def _locked(term):
    found = Term.objects.select_for_update(of=("self",)).select_related("workshop").filter(pk=term.pk).first()
    rules.require(found is not None)
    return found
