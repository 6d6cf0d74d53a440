"""Every screen of the house at once: one workshop with a session in each state, people at each step of the way in.
"""

import datetime

from accounts.models import StaffInvitation
from tests.cast import arrive, make_seat, make_session, viewer
from tests.live.scenarios import say
from workshops import clock
from workshops.followups import actions, cadence
from workshops.followups.channel import name_channel
from workshops.followups.dispatch import send_due
from workshops.followups.models import Dispatch, FollowUp
from workshops.programme import assents, passes
from workshops.programme.models import ConsentAnswer, Knock
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
    wait_at_the_door(cast, sessions)
    return things(cast, sessions) | {"room_id": places} | meet_again(cast, sessions)


def meet_again(cast, sessions):
    """The plan of follow-ups with every kind of line: people to be asked and to be told, one who must not be."""
    closed, amina = sessions["closed"], viewer(cast.amina)
    check = cadence.plan_welfare_check(closed)
    cadence.propose(closed)
    actions.mark_asked(amina, asking=check.askings.get(seat=cast.dara), has_answered=True)
    actions.mark_asked(amina, asking=check.askings.get(seat=cast.bilal))
    for seat in (cast.bilal, cast.chen, cast.dara):
        ConsentAnswer.objects.create(
            seat=seat, point="follow_up", is_given=True, text_hash="0" * 64, language="en", answered_at=clock.now()
        )
    name_channel(viewer(cast.bilal), channel="mail", address="bilal@example.org")
    name_channel(viewer(cast.eli), channel="unsafe")
    lines = {line.kind: line for line in FollowUp.objects.filter(workshop=cast.workshop)}
    local = datetime.datetime.combine(lines["re_entry"].due_on, datetime.time(16))
    actions.accept_follow_up(amina, follow_up=lines["re_entry"], local=local, zone="Asia/Beirut", minutes=90)
    actions.drop_follow_up(amina, follow_up=lines["commitment_review"])
    send_due()
    things = {"": lines["three_month_review"].pk, "check": check.pk}
    return {"followup_id": things, "dispatch_id": {"": Dispatch.objects.filter(why="by_voice").first().pk}}


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
        "agreement_id": {"": cast.workshop.agreements.get().pk},
        "seat_id": {"": cast.dara.pk, "new": cast.gil.pk},
        "pass_id": {"": knock.entry_id},
        "knock_id": {"": knock.pk},
        "session_id": {state: sessions[state].pk for state in reversed(STATES)},
        "item_id": {"": sessions["live"].items.last().pk},
    }
