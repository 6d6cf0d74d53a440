"""The table of event kinds: which regions each changes, and on which signals a page fetches a panel again."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What one kind of event means to a page."""

    regions: tuple = ()
    signals: tuple = ()
    is_new_place: bool = False  # the line moves to the end of the log
    stays: bool = False  # the line is where it was, or (older than what a page shows) not on it
    may_leave: bool = False  # the line is gone for those who may not see it any more


TURN = ("turn", "next", "due")
TABLE = ("table", "heard")
COURSE = ("state", "clock")
ITEM = ("agenda", "asked", "plan", "clock")

KINDS = {
    "message.posted": Kind(("line",)),
    "message.held": Kind(("line",)),
    "message.released": Kind(("line",), is_new_place=True),
    "message.withdrawn": Kind(("line",), stays=True),
    # words
    "message.edited": Kind(("line",), stays=True, may_leave=True),  # where messages are held, it is held again
    "message.reworded": Kind(("line",), stays=True),  # before anybody has heard it: its author, and whoever reads first
    "message.suggested": Kind(("line",), stays=True),  # the same: what its author might say instead
    "message.hidden": Kind(("line",), stays=True, may_leave=True),
    "quote.changed": Kind(("line",), stays=True),  # of a reply: what it answers
    "reaction.changed": Kind(("line",), stays=True),
    # the floor
    "message.written": Kind(("line", "turn")),  # in silence: only its author sees it
    "message.retracted": Kind(("line", "turn")),
    "message.revealed": Kind(("line",), is_new_place=True),
    "floor.revealed": Kind(TURN),
    "turn.extended": Kind(TURN),
    "readiness.asked": Kind(("ready",)),
    "readiness.changed": Kind(("ready",)),
    # asking for help: in the private line of whoever asks, and in the team's room that somebody has
    "flag.raised": Kind(("flag",)),
    "flag.answered": Kind(("flag",)),
    "flag.closed": Kind(("flag",)),
    "flag.reported": Kind(("pressing",), ("flags",)),
    "hand.raised": Kind(TURN),
    "hand.lowered": Kind(TURN),
    "floor.given": Kind(TURN),
    "floor.changed": Kind((*TURN, "ready")),
    "hold.started": Kind(TURN),
    "hold.ended": Kind(TURN),
    "seat.arrived": Kind((), ("arrivals",)),
    "seat.admitted": Kind((*TABLE, *TURN, "ready"), ("arrivals", "place")),
    "seat.removed": Kind((*TABLE, *TURN, "ready"), ("arrivals",)),
    "door.opened": Kind((), ("place",)),
    "lobby.opened": Kind(COURSE, ("place",)),
    "session.opened": Kind((*COURSE, *ITEM), ("console",)),
    "session.paused": Kind(COURSE, ("console", "exercise")),
    "session.resumed": Kind(COURSE, ("console", "exercise")),
    "session.stopped": Kind(COURSE, ("console", "exercise")),
    "session.closed": Kind(COURSE, ("console",)),
    "agenda.changed": Kind(("agenda", "plan"), ("console",)),
    "item.started": Kind((*ITEM, "state"), ("console", "place")),
    "item.extended": Kind(("plan", "clock"), ("console",)),
    # the console: what is said to one person goes by their private line, what concerns the team by its room
    "pause.planned": Kind(COURSE, ("console",)),
    "seat.muted": Kind(("aside",), ("console",)),
    "seat.unmuted": Kind(("aside",), ("console",)),
    "checkin.asked": Kind(("aside",)),
    "checkin.answered": Kind(("aside",), ("console",)),
    "lead.changed": Kind((), ("console",)),
    "act.undone": Kind((), ("console",)),
    # groups: small tables, calls for a facilitator, a word to all rooms, a fishbowl
    "seat.moved": Kind((), ("arrivals", "place")),
    "call.made": Kind(("calling",), ("arrivals",)),
    "call.answered": Kind(("calling",), ("arrivals",)),
    "broadcast.made": Kind(("broadcast",), ("arrivals",)),
    "broadcast.ended": Kind(("broadcast",), ("arrivals",)),
    "guest.asked": Kind(("guest",)),
    "guest.answered": Kind(("guest",)),
    "circle.changed": Kind(("circle", *TURN)),
    # exercises: in the plenary that pairs have begun, in a pair's room how it goes on, in the team's that it calls
    "pairs.started": Kind(("state",), ("console", "place")),
    "run.advanced": Kind((), ("exercise",)),
    "run.paused": Kind((), ("exercise",)),
    "run.resumed": Kind((), ("exercise",)),
    "run.called": Kind((), ("exercise",)),
    "run.joined": Kind(TABLE, ("exercise",)),
    "run.left": Kind(TABLE, ("exercise",)),
    "run.ended": Kind((), ("exercise",)),
    "run.flagged": Kind((), ("runs",)),
    # the board: cold, so that a page that shows it fetches it again
    "card.written": Kind((), ("board",)),
    "card.changed": Kind((), ("board",)),
    "card.moved": Kind((), ("board",)),
    "card.endorsed": Kind((), ("board",)),
    "reality.opened": Kind((), ("board",)),
    "endorsement.asked": Kind((), ("board",)),
    "endorsement.answered": Kind((), ("board",)),
    "poll.opened": Kind((), ("board",)),
    "ballot.cast": Kind((), ("board",)),
    "poll.closed": Kind((), ("board",)),
    "commitment.made": Kind((), ("board",)),
    "owner.asked": Kind((), ("board",)),
    "commitment.confirmed": Kind((), ("board",)),
    "commitment.changed": Kind((), ("board",)),
    # languages
    "rendering.claimed": Kind((), ("interpretation",)),
    "rendering.delivered": Kind(("line",), ("interpretation",)),
    "pace.asked": Kind(("turn",), ("interpretation",)),
    "pace.eased": Kind(("turn",), ("interpretation",)),
    # long: what a party lets out of its caucus, a call beside the text
    "sentence.proposed": Kind(("deciding",)),
    "sentence.reworded": Kind(("deciding",)),
    "sentence.answered": Kind(("deciding",)),
    "sentence.settled": Kind(("deciding",)),
    "sentence.released": Kind(("sentence",)),
    "link.attached": Kind(("beside",)),
    "link.removed": Kind(("beside",)),
    # records
    "record.changed": Kind((), ("console",)),
    "record.released": Kind((), ("console",)),
}
