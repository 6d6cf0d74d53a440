"""The index of all tables of this app."""

# the board
from workshops.board.models import (
    Ballot,
    BlockNotice,
    Board,
    Card,
    CardLink,
    CardMove,
    CardVersion,
    Commitment,
    Owner,
    Poll,
    RealityAnswer,
)
from workshops.live.log import Event
from workshops.programme.models import (
    Admission,
    AgendaItem,
    Agreement,
    AgreementAnswer,
    Assent,
    AssentAnswer,
    ConsentAnswer,
    Knock,
    Party,
    Pass,
    Seat,
    Session,
    Workshop,
)
from workshops.rooms.models import Draft, FloorRequest, FloorTurn, Listener, Message, Presence, Room

__all__ = [
    "Admission",
    "AgendaItem",
    "Agreement",
    "AgreementAnswer",
    "Assent",
    "AssentAnswer",
    # the board
    "Ballot",
    "BlockNotice",
    "Board",
    "Card",
    "CardLink",
    "CardMove",
    "CardVersion",
    "Commitment",
    "ConsentAnswer",
    "Draft",
    "Event",
    "FloorRequest",
    "FloorTurn",
    "Knock",
    "Listener",
    "Message",
    "Owner",
    "Party",
    "Pass",
    "Poll",
    "Presence",
    "RealityAnswer",
    "Room",
    "Seat",
    "Session",
    "Workshop",
]
