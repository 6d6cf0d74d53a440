"""The table of event kinds: which regions each changes, and on which signals a page fetches a panel again."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What one kind of event means to a page."""

    regions: tuple = ()
    signals: tuple = ()
    is_new_place: bool = False  # the line moves to the end of the log


TURN = ("turn", "next")
TABLE = ("table", "heard")
COURSE = ("state", "clock")
ITEM = ("agenda", "asked", "plan", "clock")

KINDS = {
    "message.posted": Kind(("line",)),
    "message.held": Kind(("line",)),
    "message.released": Kind(("line",), is_new_place=True),
    "message.withdrawn": Kind(("line",)),
    "hand.raised": Kind(TURN),
    "hand.lowered": Kind(TURN),
    "floor.given": Kind(TURN),
    "floor.changed": Kind(TURN),
    "hold.started": Kind(TURN),
    "hold.ended": Kind(TURN),
    "seat.arrived": Kind((), ("arrivals",)),
    "seat.admitted": Kind((*TABLE, *TURN), ("arrivals", "place")),
    "seat.removed": Kind((*TABLE, *TURN), ("arrivals",)),
    "door.opened": Kind((), ("place",)),
    "lobby.opened": Kind(COURSE, ("place",)),
    "session.opened": Kind((*COURSE, *ITEM), ("console",)),
    "session.paused": Kind(COURSE, ("console",)),
    "session.resumed": Kind(COURSE, ("console",)),
    "session.stopped": Kind(COURSE, ("console",)),
    "session.closed": Kind(COURSE, ("console",)),
    "agenda.changed": Kind(("agenda", "plan"), ("console",)),
    "item.started": Kind(ITEM, ("console", "place")),
    "item.extended": Kind(("plan", "clock"), ("console",)),
    # records
    "record.changed": Kind((), ("console",)),
    "record.released": Kind((), ("console",)),
}
