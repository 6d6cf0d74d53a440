"""Rooms, who hears them, what is said in them, and whose turn it is."""

from workshops.programme.models.agenda import FloorMode
from workshops.rooms.models.flags import Flag
from workshops.rooms.models.floor import FloorRequest, FloorTurn, Readiness
from workshops.rooms.models.messages import Draft, Message, MessageQuerySet
from workshops.rooms.models.presence import Presence
from workshops.rooms.models.renderings import MeaningFlag, Rendering, mark_of
from workshops.rooms.models.room import Listener, Room, random_poke

__all__ = [
    "Draft",
    "Flag",
    "FloorMode",
    "FloorRequest",
    "FloorTurn",
    "Listener",
    "MeaningFlag",
    "Message",
    "MessageQuerySet",
    "Presence",
    "Readiness",
    "Rendering",
    "Room",
    "mark_of",
    "random_poke",
]
