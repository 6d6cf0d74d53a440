"""For every kind of event, an act that leaves it: what has happened before, and then the act itself."""

import datetime
from functools import partial

from tests.board import table
from tests.cast import viewer
from tests.live import (
    floor_scenarios,
    language_scenarios,
    leading_scenarios,
    party_scenarios,
    table_scenarios,
    word_scenarios,
)
from tests.live.scenario import Scenario, everybody_talks, in_state, message_of, running_act, say
from workshops import clock
from workshops.board import actions as board
from workshops.board import committing, endorsing, polling
from workshops.programme import agenda
from workshops.programme.models import Admission, FloorMode, Placement, Session
from workshops.records import actions as records
from workshops.records.models import Record, RecordPoint
from workshops.rooms import actions as rooms
from workshops.rooms.models import FloorRequest
from workshops.running import actions as running
from workshops.running import door
from workshops.running.changes import change_plan


def hands_are_up(cast):
    """A queue in which Bilal speaks and Chen and Dara wait."""
    cast.session_in("live")
    room = cast.start(Placement.PLENARY, FloorMode.QUEUE)
    for seat in (cast.bilal, cast.chen, cast.dara):
        rooms.raise_hand(viewer(seat), room=room)


def something_is_held(cast):
    """The plenary is read by a facilitator first; Dara has said something, and so has Ben after her."""
    cast.session_in("live")
    rooms.hold_messages(viewer(cast.amina), room=cast.plenary, is_holding=True)
    say(cast.dara, cast.plenary, "You stole it.")
    say(cast.ben, cast.plenary, "Let us breathe.")


def dara_is_missing(cast):
    """A round of those who are here; Dara waits in the lobby."""
    cast.session_in("scheduled")
    running.open_lobby(viewer(cast.amina), session=cast.session)
    cast.admit(cast.bilal, cast.chen, cast.eli, cast.esi)
    door.ask_admission(viewer(cast.dara), session=cast.session)
    running.open_session(viewer(cast.amina), session=cast.session)
    cast.start(Placement.PLENARY, FloorMode.ROUND)


def close(cast):
    """The paperwork."""
    due = clock.now() + datetime.timedelta(days=2)
    paper = {"welfare_by": cast.ben, "welfare_due_at": due, "no_further_meeting": "Both parties."}
    running.close_session(viewer(cast.ben), session=cast.session, **paper)


def admit(cast):
    """Ben lets Dara in."""
    door.admit(viewer(cast.ben), admission=Admission.objects.get(session=cast.session, seat=cast.dara))


def plan_more(cast):
    """Ben adds an item to the agenda."""
    facts = {"placement": Placement.PLENARY, "floor_mode": FloorMode.ROUND, "minutes": 5}
    texts = {name: {"en": "Closing"} for name in ("title", "prompt", "purpose")}
    add = partial(agenda.add_item, viewer(cast.ben), session=cast.session, **texts, **facts)
    change_plan(viewer(cast.ben), session=cast.session, act=add)


# the board
def on_board(*things):
    """A live session, and these things on the board: makers that leave what they made on the cast, by its name."""

    def made(cast):
        cast.session_in("live")
        for name, make in things:
            setattr(cast, name, make(cast))

    return made


a_card = on_board(("card", lambda cast: table.write(cast, "dara")))
a_poll = on_board(("poll", lambda cast: table.polled(cast, {})))
a_commitment = on_board(("commitment", table.committed))


def asked_about_a_card(cast):
    """The first party is asked about a card."""
    a_card(cast)
    endorsing.ask_endorsement(viewer(cast.ben), card=cast.card, party=cast.first)


def nearly_endorsed(cast):
    """Of the first party only Chen has not answered."""
    asked_about_a_card(cast)
    endorsing.answer_endorsement(viewer(cast.bilal), card=cast.card, answer="yes")
def it_is_recorded(cast, but=()):
    """A record, the time to think behind it, to which all but these (nobody named: but Eli) have said yes."""
    cast.session_in("closed")
    long_ago = clock.now() - datetime.timedelta(hours=73)
    Session.objects.filter(pk=cast.session.pk).update(stopped_at=long_ago)
    missing = [seat.pk for seat in but or (cast.eli,)]
    for seat in (cast.bilal, cast.chen, cast.dara, cast.eli):
        if seat.pk not in missing:
            say_yes(seat)


def say_yes(seat):
    """This person lets the record out of the room."""
    record = Record.objects.get(workshop=seat.workshop_id)
    records.answer_record(viewer(seat), record=record, version=record.version, answer="yes")


def put_otherwise(cast):
    """Ben puts a promise into other words."""
    promise = RecordPoint.objects.get(layer="agreements")
    records.amend_point(viewer(cast.ben), point=promise, text={"en": "We let everyone finish."})


SCENARIOS = {
    **floor_scenarios.SCENARIOS,
    **table_scenarios.SCENARIOS,
    **leading_scenarios.SCENARIOS,
    **language_scenarios.SCENARIOS,
    **party_scenarios.SCENARIOS,
    **word_scenarios.SCENARIOS,
    "message.posted": Scenario(lambda cast: say(cast.dara, cast.plenary, "<b>لا</b> & نعم"), everybody_talks),
    "message.held": Scenario(lambda cast: say(cast.dara, cast.plenary, "And you know it."), something_is_held),
    "message.released": Scenario(
        lambda cast: rooms.release_message(viewer(cast.ben), message=message_of(cast.dara)), something_is_held
    ),
    "message.withdrawn": Scenario(
        lambda cast: rooms.withdraw_message(viewer(cast.dara), message=message_of(cast.dara)), everybody_talks
    ),
    "hand.raised": Scenario(lambda cast: rooms.raise_hand(viewer(cast.eli), room=cast.plenary), hands_are_up),
    "hand.lowered": Scenario(lambda cast: rooms.lower_hand(viewer(cast.dara), room=cast.plenary), hands_are_up),
    "floor.given": Scenario(
        lambda cast: rooms.give_floor(viewer(cast.ben), request=FloorRequest.objects.get(seat=cast.chen)), hands_are_up
    ),
    "floor.changed": Scenario(
        lambda cast: rooms.change_floor(viewer(cast.ben), room=cast.plenary, mode=FloorMode.ROUND), hands_are_up
    ),
    "hold.started": Scenario(
        lambda cast: rooms.hold_messages(viewer(cast.ben), room=cast.plenary, is_holding=True), everybody_talks
    ),
    "hold.ended": Scenario(
        lambda cast: rooms.hold_messages(viewer(cast.ben), room=cast.plenary, is_holding=False), something_is_held
    ),
    "seat.arrived": Scenario(
        lambda cast: door.ask_admission(viewer(cast.dara), session=cast.session), in_state("scheduled")
    ),
    "seat.admitted": Scenario(admit, dara_is_missing),
    "seat.removed": Scenario(
        lambda cast: door.remove_person(viewer(cast.ben), session=cast.session, seat=cast.bilal), hands_are_up
    ),
    "door.opened": Scenario(admit, dara_is_missing),
    "lobby.opened": Scenario(running_act(running.open_lobby), in_state("scheduled")),
    "session.opened": Scenario(running_act(running.open_session), in_state("lobby")),
    "session.paused": Scenario(running_act(running.pause_session), everybody_talks),
    "session.resumed": Scenario(running_act(running.resume_session), in_state("paused")),
    "session.stopped": Scenario(running_act(running.stop_session), everybody_talks),
    "session.closed": Scenario(close, in_state("stopped")),
    "agenda.changed": Scenario(plan_more, everybody_talks),
    "item.started": Scenario(
        lambda cast: running.start_item(viewer(cast.ben), item=cast.item(Placement.CAUCUS, FloorMode.OPEN_SLOW)),
        everybody_talks,
    ),
    "item.extended": Scenario(running_act(running.add_minutes, minutes=5), everybody_talks),
    # the board
    "card.written": Scenario(lambda cast: table.write(cast, "dara")),
    "card.changed": Scenario(
        lambda cast: board.change_card(viewer(cast.bilal), card=cast.card, version=1, title="Signed", body="By two."), a_card
    ),
    "card.moved": Scenario(lambda cast: table.move(cast, "dara", cast.card, "option"), a_card),
    "card.endorsed": Scenario(
        lambda cast: endorsing.answer_endorsement(viewer(cast.chen), card=cast.card, answer="yes"), nearly_endorsed
    ),
    "reality.opened": Scenario(lambda cast: board.open_reality_test(viewer(cast.ben), workshop=cast.workshop), a_card),
    "endorsement.asked": Scenario(
        lambda cast: endorsing.ask_endorsement(viewer(cast.ben), card=cast.card, party=cast.first), a_card
    ),
    "endorsement.answered": Scenario(
        lambda cast: endorsing.answer_endorsement(viewer(cast.bilal), card=cast.card, answer="no"), asked_about_a_card
    ),
    "poll.opened": Scenario(
        lambda cast: polling.open_poll(viewer(cast.ben), card=cast.card, parties=[cast.first, cast.second]),
        on_board(("card", table.judged)),
    ),
    "ballot.cast": Scenario(lambda cast: table.vote(cast, "dara", cast.poll, 2), a_poll),
    "poll.closed": Scenario(lambda cast: polling.close_poll(viewer(cast.ben), poll=cast.poll), a_poll),
    "commitment.made": Scenario(
        lambda cast: table.committed(cast, card=cast.card), on_board(("card", table.adopted))
    ),
    "owner.asked": Scenario(
        lambda cast: committing.ask_owner(viewer(cast.ben), commitment=cast.commitment, seat=cast.bilal), a_commitment
    ),
    "commitment.confirmed": Scenario(
        lambda cast: committing.answer_ownership(viewer(cast.bilal), commitment=cast.commitment, is_taken=True), a_commitment
    ),
    "commitment.changed": Scenario(
        lambda cast: committing.let_go(viewer(cast.bilal), commitment=cast.commitment),
        on_board(
            ("commitment", table.committed),
            ("owner", lambda cast: committing.answer_ownership(viewer(cast.bilal), commitment=cast.commitment, is_taken=True)),
        ),
    ),
    # records
    "record.changed": Scenario(put_otherwise, it_is_recorded),
    "record.released": Scenario(lambda cast: say_yes(cast.eli), it_is_recorded),
}
