"""The table of event kinds: which regions each changes, and on which signals a page fetches a panel again."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What one kind of event means to a page."""

    regions: tuple = ()
    signals: tuple = ()
    is_new_place: bool = False  # the line moves to the end of the log


KINDS = {
    "message.posted": Kind(("line",)),
    "message.held": Kind(("line",)),
    "message.released": Kind(("line",), is_new_place=True),
    "message.withdrawn": Kind(("line",)),
    "hand.raised": Kind(("turn",)),
    "hand.lowered": Kind(("turn",)),
    "floor.given": Kind(("turn",)),
    "floor.changed": Kind(("turn",)),
    "hold.started": Kind(("turn",)),
    "hold.ended": Kind(("turn",)),
    "seat.arrived": Kind((), ("arrivals",)),
    "seat.admitted": Kind(("table", "turn"), ("arrivals", "place")),
    "seat.removed": Kind(("table", "turn"), ("arrivals",)),
    "lobby.opened": Kind((), ("place",)),
    "session.opened": Kind(("state", "item", "clock"), ("console",)),
    "session.paused": Kind(("state", "clock"), ("console",)),
    "session.resumed": Kind(("state", "clock"), ("console",)),
    "session.stopped": Kind(("state", "clock"), ("console",)),
    "session.closed": Kind(("state", "clock"), ("console",)),
    "item.started": Kind(("item", "clock"), ("console", "place")),
    "item.extended": Kind(("clock",), ("console",)),
}
