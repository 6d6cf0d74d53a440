"""The index of all tables of this app."""

from workshops.followups.models import Asking, Dispatch, FollowUp
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
    "Asking",
    "Assent",
    "AssentAnswer",
    "ConsentAnswer",
    "Dispatch",
    "Draft",
    "Event",
    "FloorRequest",
    "FloorTurn",
    "FollowUp",
    "Knock",
    "Listener",
    "Message",
    "Party",
    "Pass",
    "Presence",
    "Room",
    "Seat",
    "Session",
    "Workshop",
]
