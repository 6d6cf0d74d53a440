"""Beginning a workshop, and changing what it says about itself and its parties."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workshops import catalogue, clock, rules
from workshops.programme import assents
from workshops.programme.agenda import schedule, write_item
from workshops.programme.agreements import write_agreement
from workshops.programme.models import Party, Seat, Session, Workshop
from workshops.programme.people import seat_staff
from workshops.vault.context import compartment
from workshops.vault.keys import make_keys

COMPARTMENTS = ("programme", "roster", "board", "staff", "record")
MARKS = "ulcd"  # shapes are drawn for four parties: look/LOOK.md


@dataclass(frozen=True)
class PartyDraft:
    """A party as somebody describes it: name and letter by language, and its zone."""

    name: dict
    letter: dict
    zone: str = "UTC"


@transaction.atomic
def create_workshop(
    user,
    *,
    organisation,
    template,
    title,
    purpose,
    background,
    asymmetry_note,
    language,
    zone,
    parties,
    starts,
    languages=(),
    fold=0,
    is_rehearsal=False,
):
    """A workshop in the format `template` (a slug), with its keys, its parties, and the maker's own seat.

    `starts` is the hour of the first session on the clock of `zone`. Texts of the format come in `languages`.
    """
    rules.require(rules.can_convene(user, organisation))
    form = catalogue.templates()[template]
    workshop = Workshop(
        organisation=organisation,
        template=template,
        language=language,
        zone=zone,
        is_rehearsal=is_rehearsal,
        created_at=clock.now(),
    )
    names = [compartment(kind, workshop.pk) for kind in COMPARTMENTS]
    make_keys(*names, organisation_id=organisation.pk, workshop_id=workshop.pk)
    workshop.seal(title=title, purpose=purpose, background=background, asymmetry_note=asymmetry_note)
    workshop.save(force_insert=True)
    seat_staff(workshop, user)
    for draft in parties:
        write_party(workshop, draft)
    _follow(form, workshop, {language, *languages}, starts, fold)
    return workshop


def _follow(form, workshop, languages, starts, fold):
    """Bring in what the format suggests: agreements, sessions and their agenda."""
    for slug in form["agreements"]:
        write_agreement(workshop, _in(languages, catalogue.agreements()[slug]))
    for position, plan in enumerate(form["sessions"]):
        session = Session(workshop=workshop, position=position, minutes=plan["minutes"])
        schedule(session, starts + datetime.timedelta(days=plan["days_after"]), workshop.zone, fold)
        session.seal(title=_in(languages, plan["title"])).save(force_insert=True)
        for phase in plan["phases"]:
            texts = {name: _in(languages, phase[name]) for name in ("title", "purpose", "prompt")}
            rest = {name: value for name, value in phase.items() if name not in texts}
            write_item(session, **texts, **rest)


def _in(languages, texts):
    """Only these languages of a text; if it has none of them, all."""
    return {code: text for code, text in texts.items() if code in languages} or texts


def write_party(workshop, draft):
    """The next party, with the next free mark."""
    taken = set(Party.objects.filter(workshop=workshop).values_list("mark", flat=True))
    free = [mark for mark in MARKS if mark not in taken]
    if not free:
        raise ValidationError(_("Marks are drawn for four parties; there is none for a fifth."))
    party = Party(workshop=workshop, position=len(taken), mark=free[0], zone=draft.zone)
    party.seal(name=draft.name, letter=draft.letter).save(force_insert=True)
    return party


@transaction.atomic
def add_party(viewer, *, workshop, draft):
    """One more party. Whoever looks on needs its yes too."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    rules.require(rules.can_prepare(viewer, workshop))
    party = write_party(workshop, draft)
    for observer in Seat.objects.filter(workshop=workshop, role=Seat.Role.OBSERVER, ended_at=None):
        assents.ask_party_about_observer(party, observer)
    return party


@transaction.atomic
def change_party(viewer, *, party, draft):
    """Another name, letter or zone; the mark stays what people have learnt."""
    rules.require(rules.can_prepare(viewer, party.workshop))
    party.zone = draft.zone
    party.seal(name=draft.name, letter=draft.letter).save(update_fields=["name", "letter", "zone"])
    return party


@transaction.atomic
def change_texts(viewer, *, workshop, title, purpose, background, asymmetry_note, zone):
    """What the workshop says about itself, and the zone in which its times are written."""
    rules.require(rules.can_prepare(viewer, workshop))
    workshop.zone = zone
    workshop.seal(title=title, purpose=purpose, background=background, asymmetry_note=asymmetry_note)
    workshop.save(update_fields=["title", "purpose", "background", "asymmetry_note", "zone"])
    return workshop
