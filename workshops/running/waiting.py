"""What waits for the team: people at the door, knocks, objections, private lines nobody has answered.

Nothing here comes from a caucus: whoever facilitates sees the same, whichever caucus is theirs.
"""

import datetime
from dataclasses import dataclass, field

from django.db.models import Max, Q

from workshops import clock, rules
from workshops.live.people import Person
from workshops.programme.models import Admission, AgreementAnswer, Knock, Seat
from workshops.rooms.models import Flag, Room


@dataclass(frozen=True)
class Waiter:
    """Somebody who waits, since when, what is missing before they may come in, and their private line."""

    person: Person
    since: datetime.datetime
    missing: str | None = None
    desk_id: object = None
    objections: list = field(default_factory=list)  # in the person's own words
    has_written: bool = False  # on the private line, without an answer so far

    @property
    def minutes(self):
        """For how many whole minutes."""
        return max(0, (clock.now() - self.since) // datetime.timedelta(minutes=1))


def at_the_door(session, known, keys, silent):
    """Those who have asked to come in and are neither in nor turned away, first come first.

    `silent` are the ids of those whose private line waits for an answer.
    """
    asked = Admission.objects.filter(session=session, admitted_at=None, ended_at=None, seat__ended_at=None)
    objected, desks = objections(session.workshop_id, keys), desks_of(session.workshop_id)
    return [
        Waiter(
            known[admission.seat_id],
            admission.asked_at,
            rules.why_not_admit(admission.seat),
            desks.get(admission.seat_id),
            [words for words, _ in objected.get(admission.seat_id, [])],
            admission.seat_id in silent,
        )
        for admission in asked.select_related("seat").order_by("asked_at")
    ]


def objecting_elsewhere(session, known, keys):
    """Those who object to an agreement and have not (or no longer) asked to come in."""
    asked = Admission.objects.filter(session=session, admitted_at=None, ended_at=None)
    at_door, desks = set(asked.values_list("seat_id", flat=True)), desks_of(session.workshop_id)
    return [
        Waiter(known[seat_id], said[0][1], None, desks.get(seat_id), [words for words, _ in said])
        for seat_id, said in objections(session.workshop_id, keys).items()
        if seat_id not in at_door
    ]


def objections(workshop_id, keys):
    """{seat id: [(words, since)]} of the objections to agreements that still stand."""
    newest = {}
    answers = AgreementAnswer.objects.filter(
        agreement__workshop_id=workshop_id, agreement__replaced_at=None, seat__ended_at=None
    ).select_related("agreement")
    for answer in answers.order_by("answered_at"):
        newest[(answer.seat_id, answer.agreement_id)] = answer
    found = {}
    for (seat_id, _agreement), answer in newest.items():
        if not answer.is_confirmed:
            found.setdefault(seat_id, []).append((answer.open(keys, "objection") or "", answer.answered_at))
    return found


def knocks(workshop_id, known):
    """(what happened, who waits) before a closed door: a link used twice, or one that has had its time."""
    open_ones = Knock.objects.filter(entry__seat__workshop_id=workshop_id, answered_at=None, entry__seat__ended_at=None)
    return [
        (knock.kind, Waiter(known[knock.entry.seat_id], knock.knocked_at))
        for knock in open_ones.select_related("entry").order_by("knocked_at")
    ]


def unanswered(workshop_id, known):
    """The private lines in which the person spoke last, longest silence first."""
    is_team, is_said = Q(messages__seat__role=Seat.Role.FACILITATOR), Q(messages__withdrawn_at=None)
    desks = Room.objects.filter(workshop_id=workshop_id, kind=Room.Kind.HELP_DESK, seat__ended_at=None).annotate(
        answered_at=Max("messages__posted_at", filter=is_said & is_team),
        asked_at=Max("messages__posted_at", filter=is_said & ~is_team),
    )
    silent = [desk for desk in desks.exclude(asked_at=None) if not desk.answered_at or desk.answered_at < desk.asked_at]
    waiters = (Waiter(known[desk.seat_id], _asked_first(desk), desk_id=desk.pk) for desk in silent)
    return sorted(waiters, key=lambda waiter: waiter.since)


def _asked_first(desk):
    """When the first message was written that nobody has answered."""
    open_ones = desk.messages.filter(withdrawn_at=None).order_by("posted_at")
    if desk.answered_at:
        open_ones = open_ones.filter(posted_at__gt=desk.answered_at)
    return open_ones.values_list("posted_at", flat=True).first()


def desks_of(workshop_id):
    """{seat id: room id} of the private lines."""
    return dict(
        Room.objects.filter(workshop_id=workshop_id, kind=Room.Kind.HELP_DESK).values_list("seat_id", "pk")
    )


@dataclass(frozen=True)
class Asked:
    """A flag as the console shows it."""

    flag: Flag
    person: Person

    @property
    def seconds(self):
        """For how many whole seconds it has been up."""
        return max(0, (clock.now() - self.flag.raised_at) // datetime.timedelta(seconds=1))

    @property
    def minutes(self):
        """The same in whole minutes."""
        return self.seconds // 60


def flags(viewer, known):
    """Who asks for help: the highest level first, then whoever has waited longest."""
    up = Flag.objects.visible_to(viewer).filter(closed_at=None, seat__workshop_id=viewer.workshop_id, seat__ended_at=None)
    return [Asked(flag, known[flag.seat_id]) for flag in up.order_by("-level", "raised_at")]
