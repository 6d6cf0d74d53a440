"""The index of all tables of this app."""

from workshops.exercises.models import Alert, Response, Run, StepDraft, Telling
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
    "Alert",
    "Assent",
    "AssentAnswer",
    "ConsentAnswer",
    "Draft",
    "Event",
    "FloorRequest",
    "FloorTurn",
    "Knock",
    "Listener",
    "Message",
    "Party",
    "Pass",
    "Presence",
    "Response",
    "Room",
    "Run",
    "Seat",
    "Session",
    "StepDraft",
    "Telling",
    "Workshop",
]
