"""Asking a party, and hearing its answer. Whatever a party does anywhere, it does by an Assent."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.programme.models import Assent, AssentAnswer, Party, Seat


@transaction.atomic
def ask_caucus_door(viewer, *, party, facilitator):
    """Ask every member of a party whether this facilitator may hear its caucus. An open question is replaced."""
    rules.require(rules.can_prepare(viewer, party.workshop))
    rules.require(facilitator.is_facilitator and facilitator.workshop_id == party.workshop_id)
    open_questions = Assent.objects.filter(party=party, kind=Assent.Kind.CAUCUS_DOOR, held_at=None, voided_at=None)
    open_questions.update(voided_at=clock.now())
    return ask(party, kind=Assent.Kind.CAUCUS_DOOR, subject_id=facilitator.pk)


def ask(party, *, kind, subject_id, version="1", **which):
    """Ask every member of a party about one version of one thing (or those of them to whom `which` applies); who may
    ask is for the caller to say."""
    asked = list(Seat.objects.filter(party=party, role=Seat.Role.PARTICIPANT, ended_at=None, **which))
    rules.require(bool(asked), _("This party has no members yet."))
    return put_question(party, asked, kind=kind, subject_id=subject_id, version=version)


def put_question(party, asked, *, kind, subject_id, version="1"):
    """The question itself, to these people."""
    assent = Assent.objects.create(
        party=party, kind=kind, subject_id=subject_id, version=version, asked_at=clock.now()
    )
    AssentAnswer.objects.bulk_create(AssentAnswer(assent=assent, seat=seat) for seat in asked)
    return assent


def void(*, kind, subject_id):
    """A changed text is another thing: what parties were asked about it, and what they said, counts no longer."""
    Assent.objects.filter(kind=kind, subject_id=subject_id, voided_at=None).update(voided_at=clock.now())


def held(*, kind, subject_id, version="1"):
    """The ids of the parties that stand behind this version of a thing."""
    about = Assent.objects.filter(kind=kind, subject_id=subject_id, version=version, voided_at=None)
    return set(about.exclude(held_at=None).values_list("party_id", flat=True))


@transaction.atomic
def answer_assent(viewer, *, assent, answer):
    """One person's yes, no, or wish for a change. With the last yes of those asked, it holds."""
    assent = Assent.objects.select_for_update().select_related("party").get(pk=assent.pk)
    own = AssentAnswer.objects.filter(assent=assent, seat_id=viewer.seat_id).first()
    rules.require(own is not None and rules.is_current(viewer))
    is_late = assent.kind in Assent.DOORS and not own.answer
    is_open = assent.held_at is None or is_late or assent.kind in Assent.TAKEN_BACK
    rules.require(assent.voided_at is None and is_open, _("This question is closed."))
    own.answer, own.answered_at = answer, clock.now()
    own.save(update_fields=["answer", "answered_at"])
    if assent.kind in Assent.TAKEN_BACK:
        _hold_while_all_say_it(assent)
    elif assent.held_at:
        _hear_late(assent, answer)
    elif holds(assent):
        assent.held_at = clock.now()
        assent.save(update_fields=["held_at"])
        _replace_doors(assent)
    return assent


def holds(assent):
    """Rule `all`: each person who was asked and is still of the party has said yes. Silence is not yes.

    Who hears a caucus or looks on at the table, and whether a workshop goes on, is asked of everyone who has come in, whenever
    that was: who was invited and has not come yet holds nothing up, and is asked on the way in (`ask_who_comes`)."""
    still_here = AssentAnswer.objects.filter(assent=assent, seat__ended_at=None)
    if assent.kind in Assent.OF_WHO_CAME:
        still_here = still_here.filter(seat__arrived_at__isnull=False)
    return still_here.exists() and not still_here.exclude(answer=AssentAnswer.Answer.YES).exists()


def ask_who_comes(seat):
    """Somebody more sits with a party: what it was asked of all who have come in is asked of them as well, before they do.
    Until they have answered nothing changes, because they are not in the caucus; their yes keeps the door open, their no
    closes it at once. So nobody of the team ever hears a person who has not said yes to them."""
    standing = Assent.objects.filter(party_id=seat.party_id, kind__in=Assent.OF_WHO_CAME, voided_at=None)
    AssentAnswer.objects.bulk_create(AssentAnswer(assent=assent, seat=seat) for assent in standing)


def ask_about_observer(observer):
    """May this person look on? Everyone at the table is asked, party by party; each may answer otherwise at any time."""
    for party in Party.objects.filter(workshop_id=observer.workshop_id):
        ask_party_about_observer(party, observer)


def ask_party_about_observer(party, observer):
    """The same of one party, which may have no members yet: they are asked when they come."""
    asked = Seat.objects.filter(party=party, role=Seat.Role.PARTICIPANT, ended_at=None)
    put_question(party, asked, kind=Assent.Kind.OBSERVER, subject_id=observer.pk)


def _hold_while_all_say_it(assent):
    assent.held_at = (assent.held_at or clock.now()) if holds(assent) else None
    assent.save(update_fields=["held_at"])


def _hear_late(assent, answer):
    """The answer of one who came when the door stood open already."""
    if answer != AssentAnswer.Answer.YES:
        doors = Assent.objects.filter(party=assent.party, kind__in=Assent.DOORS, voided_at=None)
        doors.exclude(held_at=None).update(voided_at=clock.now())


def _replace_doors(assent):
    """A party lets in one of the team, or nobody: what it had said or was asked about others counts no longer."""
    if assent.kind in Assent.DOORS:
        others = Assent.objects.filter(party=assent.party, kind__in=Assent.DOORS, voided_at=None)
        others.exclude(pk=assent.pk).update(voided_at=clock.now())


# About a person: asked on the way in.
TO_PARTIES = (*Assent.OF_WHO_CAME, Assent.Kind.INTERPRETER)


def questions_to(seat, kinds=TO_PARTIES):
    """What this person has been asked and may answer now, as their answers: empty until they give one."""
    asked = AssentAnswer.objects.filter(seat=seat, assent__kind__in=kinds, assent__voided_at=None)
    is_late = Q(assent__kind__in=Assent.DOORS, answer="")
    is_open = Q(assent__held_at=None) | Q(assent__kind__in=Assent.TAKEN_BACK)
    return asked.filter(is_open | is_late).select_related("assent").order_by("assent__asked_at")
