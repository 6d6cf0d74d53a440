"""The index of all tables of this app."""

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
from workshops.records.models import AuditEntry, Opening, Record, RecordPoint, RecordWish
from workshops.rooms.models import Draft, FloorRequest, FloorTurn, Listener, Message, Presence, Room

__all__ = [
    "Admission",
    "AgendaItem",
    "Agreement",
    "AgreementAnswer",
    "Assent",
    "AssentAnswer",
    "AuditEntry",
    "ConsentAnswer",
    "Draft",
    "Event",
    "FloorRequest",
    "FloorTurn",
    "Knock",
    "Listener",
    "Message",
    "Opening",
    "Party",
    "Pass",
    "Presence",
    "Record",
    "RecordPoint",
    "RecordWish",
    "Room",
    "Seat",
    "Session",
    "Workshop",
]
