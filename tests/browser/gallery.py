"""Every screen of the house at once: one workshop with a session in each state, people at each step of the way in.
"""

import datetime

from accounts.models import StaffInvitation
from tests.cast import arrive, make_seat, make_session, viewer
from tests.live.scenarios import say
from tests.security.stage import allow_record
from workshops import clock
from workshops.programme import assents, passes
from workshops.programme.models import Knock, Session
from workshops.records import actions as records
from workshops.records import review
from workshops.records.models import Record
from workshops.rooms import actions as rooms
from workshops.running import door, way_in

STATES = ("closed", "stopped", "paused", "live", "lobby", "scheduled")  # in the order in which they are held
LONG = "https://example.org/" + "a-very-long-address-without-a-break" * 3


def hang(cast):
    """All of it; returns what stands in the addresses: {parameter: {label: value}}."""

    cast.gil = make_seat(cast.workshop, "Gil", party=cast.first)  # has a link and has not read anything yet
    cast.hana = make_seat(cast.workshop, "Hana", party=cast.second)
    arrive(cast.hana)  # waits
    sessions, places = {}, {}
    for position, state in enumerate(STATES):
        cast.session = make_session(cast.workshop, position + 1)
        sessions[state] = cast.session_in(state)
        if state in ("paused", "stopped"):
            places[state] = cast.plenary.pk
        elif state == "live":
            places |= talk(cast)
    leave_records(cast)
    wait_at_the_door(cast, sessions)
    return things(cast, sessions) | {"room_id": places}


def talk(cast):
    """The room in full course: a caucus has met, hands are up, one statement is held, one is withdrawn."""
    amina, table = viewer(cast.amina), cast.plenary
    say(cast.dara, table, "I was on shift the night they brought Aren in.")
    rooms.withdraw_message(viewer(cast.dara), message=say(cast.dara, table, "You opened the gates."))
    say(cast.eli, table, "ابنتي سألتني لماذا لا نكلمهم. " + LONG)
    cast.start("caucus", "open_slow")
    say(cast.bilal, cast.caucus(cast.first), "Say both. Say we fear for the guards, and say we know a boy died.")
    cast.start("plenary", "open_slow")
    rooms.hold_messages(amina, room=table, is_holding=True)
    say(cast.bilal, table, "You opened the gates, all of you.")
    cast.start("plenary", "queue")
    for seat in (cast.bilal, cast.eli, cast.dara):
        rooms.raise_hand(viewer(seat), room=table)
    say(cast.dara, cast.help_desk(cast.dara), "I need ten minutes.")
    say(cast.ben, cast.staff_room, "Dara needs ten minutes.")
    door.remove_person(amina, session=cast.session, seat=cast.chen)
    places = {"table": table, "caucus": cast.caucus(cast.first), "team": cast.staff_room, "desk": cast.help_desk(cast.bilal)}
    return {label: room.pk for label, room in places.items()}


def leave_records(cast):
    """One session more is closed and its record is released, opened by Ines; the one of the others waits, with a word to change."""
    allow_record(cast, "bilal", "chen", "dara", "esi")
    cast.session = make_session(cast.workshop, len(STATES) + 1)
    cast.session_in("closed")
    long_ago = clock.now() - datetime.timedelta(hours=73)
    Session.objects.filter(pk=cast.session.pk).update(stopped_at=long_ago)
    for seat in (cast.bilal, cast.chen, cast.dara, cast.eli, cast.hana):
        answer(seat, cast.session.record, "yes")
    review.open_record(cast.users.ines, record=cast.session.record, reason="The yearly report to the donor.")
    waits = Record.objects.get(released_at=None)
    promise = waits.points.get(layer="agreements")
    answer(cast.eli, waits, "change", words=[(promise, "«نسمح» بدل «نترك»")])


def answer(seat, record, word, **more):
    """What this person says about the record as it stands."""
    records.answer_record(viewer(seat), record=record, version=record.version, answer=word, **more)


def wait_at_the_door(cast, sessions):
    """Somebody asks to come in, somebody stands before a closed door, a party is asked, somebody objects."""
    assents.ask_caucus_door(viewer(cast.amina), party=cast.first, facilitator=cast.ben)
    for state in ("lobby", "live"):
        door.ask_admission(viewer(cast.hana), session=sessions[state])
    passes.knock(passes.issue(cast.gil).entry, Knock.Kind.SECOND_CLAIM)
    agreement = cast.workshop.agreements.get()
    way_in.answer_agreement(viewer(cast.esi), agreement=agreement, is_confirmed=False, objection="Which others?")


def things(cast, sessions):
    """{parameter of an address: {label: value}}."""
    invitation = StaffInvitation.objects.create(
        organisation=cast.organisation, email="sami@example.org", role="reviewer", invited_by=cast.users.ines
    )
    knock = Knock.objects.first()
    return {
        "organisation_id": {"": cast.organisation.pk},
        "person_id": {"": cast.users.ben.pk},
        "invitation_id": {"": invitation.pk},
        "role": {"": "facilitator"},
        "slug": {"": "reflective_conversation", "short": "problem_solving_short"},
        "panel": {"": "bar"},
        "workshop_id": {"": cast.workshop.pk},
        "party_id": {"": cast.first.pk},
        "record_id": {
            "waiting": Record.objects.get(released_at=None).pk,
            "released": Record.objects.get(released_at__isnull=False).pk,
        },
        "point_id": {"": Record.objects.get(released_at=None).points.get(layer="agreements").pk},
        "agreement_id": {"": cast.workshop.agreements.get().pk},
        "seat_id": {"": cast.dara.pk, "new": cast.gil.pk},
        "pass_id": {"": knock.entry_id},
        "knock_id": {"": knock.pk},
        "session_id": {state: sessions[state].pk for state in reversed(STATES)},
        "item_id": {"": sessions["live"].items.last().pk},
    }
