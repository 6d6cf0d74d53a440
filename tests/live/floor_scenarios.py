"""For every kind of event of the floor, and of asking for help, an act that leaves it."""

from tests.cast import viewer
from tests.live.scenario import Scenario, message_of, say
from workshops.rooms import actions as rooms
from workshops.rooms import readiness
from workshops.rooms.models import FloorMode
from workshops.rooms.silence import reveal
from workshops.running import flags


def all_write(cast):
    """Everyone writes in silence; Dara and Bilal have."""
    cast.session_in("live")
    rooms.change_floor(viewer(cast.amina), room=cast.plenary, mode=FloorMode.SILENT_REVEAL)
    say(cast.dara, cast.plenary, "We were afraid.")
    say(cast.bilal, cast.plenary, "So were we.")


def bilal_has_a_clock(cast):
    """A queue with three minutes for a turn; Bilal speaks."""
    cast.session_in("live")
    rooms.change_floor(viewer(cast.amina), room=cast.plenary, mode=FloorMode.QUEUE, turn_seconds=180)
    rooms.raise_hand(viewer(cast.bilal), room=cast.plenary)


def who_is_ready(cast):
    """Amina has asked, and Eli is."""
    cast.session_in("live")
    readiness.ask_ready(viewer(cast.amina), room=cast.plenary)
    readiness.say_ready(viewer(cast.eli), room=cast.plenary, is_ready=True)


def dara_asks(cast):
    """Dara needs a few minutes."""
    cast.session_in("live")
    flags.raise_flag(viewer(cast.dara), room=cast.help_desk(cast.dara), level=1)


def desk_act(act, seat, **more):
    """An act of this person upon Dara's private line."""
    return lambda cast: act(viewer(getattr(cast, seat)), room=cast.help_desk(cast.dara), **more)


SCENARIOS = {
    "message.written": Scenario(lambda cast: say(cast.eli, cast.plenary, "كنا خائفين"), all_write),
    "message.retracted": Scenario(
        lambda cast: rooms.withdraw_message(viewer(cast.dara), message=message_of(cast.dara)), all_write
    ),
    "message.revealed": Scenario(lambda cast: reveal(viewer(cast.ben), room=cast.plenary), all_write),
    "floor.revealed": Scenario(lambda cast: reveal(viewer(cast.ben), room=cast.plenary), all_write),
    "turn.extended": Scenario(lambda cast: rooms.take_minute(viewer(cast.bilal), room=cast.plenary), bilal_has_a_clock),
    "readiness.asked": Scenario(lambda cast: readiness.ask_ready(viewer(cast.ben), room=cast.plenary), who_is_ready),
    "readiness.changed": Scenario(
        lambda cast: readiness.say_ready(viewer(cast.dara), room=cast.plenary, is_ready=True), who_is_ready
    ),
    "flag.raised": Scenario(desk_act(flags.raise_flag, "dara", level=3), dara_asks),
    "flag.reported": Scenario(desk_act(flags.raise_flag, "dara", level=2)),
    "flag.answered": Scenario(desk_act(flags.answer_flag, "ben"), dara_asks),
    "flag.closed": Scenario(desk_act(flags.close_flag, "dara"), dara_asks),
}
