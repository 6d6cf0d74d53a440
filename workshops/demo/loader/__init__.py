"""Loads a telling of the story into the tables that exist today.

Loaded: the organisation and its staff; workshop, parties, seats; consents; agreements with the amendment; Assents for
the caucus facilitators; sessions and agenda items; rooms, who hears them, finished runs of exercises that the house
offers, messages (withdrawn ones as a mark) and the rooms' logs; the board with its cards, dots, polls, ballots and
commitments; the plan of follow-ups (of Archive; those that were held have no session of their own, as the story has no
words of them); the records of past sessions, in Archive released and read, with their audit. Of Today the third session
is opened by the real acts: everybody admitted, the first item begun.

Not loaded yet, because there are no tables for it: the needs and fears (E5) and their restatements, measures and their
responses, the transfer brief. Each of them gets a file of its own here and a line in `tell`.

Mixed tables are small tables, laid as the story seats people; of what was said at them each table has its own.

Titles of rooms, events of the story
without a kind of ours (released statements, held words, flags) are left out; the story has no addresses, so some are
made up. One man of the story speaks a language that is not offered: Arabic stands in its place, with originals of ours; and in
Today a welcome stands in Arabic too. The interpreter hears the caucus that the story gives her, though nobody is admitted to a caucus without party.
"""

from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import Organisation
from workshops.demo.loader import (
    agreements,
    board,
    exercises,
    follow_ups,
    interpretation,
    live,
    messages,
    people,
    plan,
    records,
    rooms,
    small_groups,
    staff,
)
from workshops.demo.telling import Telling, archive, story, today
from workshops.programme.models import Seat, Session, Workshop


@dataclass
class Told:
    """A telling and the rows made of it, by the story's own ids."""

    telling: Telling
    workshop: Workshop
    users: dict
    parties: dict = field(default_factory=dict)
    seats: dict = field(default_factory=dict)
    sessions: dict = field(default_factory=dict)
    items: dict = field(default_factory=dict)
    rooms: dict = field(default_factory=dict)  # (session, kind or party), ("desk", person), ("staff",)
    messages: dict = field(default_factory=dict)
    # the board
    cards: dict = field(default_factory=dict)
    polls: dict = field(default_factory=dict)
    commitments: dict = field(default_factory=dict)

    @property
    def past_sessions(self):
        """The sessions of the story that are over when the telling begins."""
        return [session for session in story()["sessions"] if self.telling.is_past(session)]


@transaction.atomic
def load(now):
    """Load both tellings, unless they are there already."""
    if Organisation.objects.filter(name=story()["organisation"]["name"]).exists():
        return
    organisation, users = staff.hire(archive())
    tell(archive(), organisation, users)
    live.begin(tell(today(now), organisation, users))


def tell(telling, organisation, users):
    """One telling, table by table."""
    told = Told(telling, plan.make_workshop(telling, organisation), users)
    for make in (
        plan.make_parties,
        people.make_seats,
        staff.sign_notes,
        people.make_consents,
        follow_ups.name_channels,
        agreements.make_agreements,
        agreements.make_assents,
        interpretation.agree_to_interpreter,
        plan.make_sessions,
        plan.make_agenda,
        rooms.make_rooms,
        small_groups.lay,
        rooms.seat_people,
        exercises.make_runs,
        messages.make_messages,
        interpretation.make_renderings,
        board.make_cards,
        board.make_polls,
        board.make_commitments,
        messages.make_logs,
        follow_ups.make_follow_ups,
        records.make_records,
    ):
        make(told)
    return told


def seats_of_today():
    """{person of the story: seat} of Today, with the third session; what a later start needs of what was loaded."""
    it = {"organisation__name": story()["organisation"]["name"], "template": story()["workshop"]["template"]}
    workshop = Workshop.objects.filter(**it).order_by("created_at")[1]
    seats = Seat.objects.filter(workshop=workshop).select_related("workshop", "user").order_by("created_at")
    by_person = dict(zip([person["id"] for person in story()["people"]], seats, strict=False))
    return by_person, Session.objects.filter(workshop=workshop).order_by("position")[2]
