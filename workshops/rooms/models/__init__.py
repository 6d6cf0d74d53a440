"""Rooms, who hears them, what is said in them, and whose turn it is."""

from workshops.programme.models.agenda import FloorMode
from workshops.rooms.models.broadcasts import Broadcast
from workshops.rooms.models.calls import Call
from workshops.rooms.models.circles import CircleSeat
from workshops.rooms.models.flags import Flag
from workshops.rooms.models.floor import FloorRequest, FloorTurn, Readiness
from workshops.rooms.models.groups import Apart, GroupPlace, SmallGroup
from workshops.rooms.models.links import CallLink
from workshops.rooms.models.messages import Draft, Message, MessageQuerySet
from workshops.rooms.models.presence import Presence
from workshops.rooms.models.reactions import Reaction
from workshops.rooms.models.renderings import MeaningFlag, Rendering, mark_of
from workshops.rooms.models.room import Listener, Room, random_poke
from workshops.rooms.models.seen import LastSeen
from workshops.rooms.models.sentences import Release, Sentence
from workshops.rooms.models.telephone import ByTelephone

__all__ = [
    "Apart",
    "Broadcast",
    "ByTelephone",
    "Call",
    "CallLink",
    "CircleSeat",
    "Draft",
    "Flag",
    "FloorMode",
    "FloorRequest",
    "FloorTurn",
    "GroupPlace",
    "LastSeen",
    "Listener",
    "MeaningFlag",
    "Message",
    "MessageQuerySet",
    "Presence",
    "Reaction",
    "Readiness",
    "Release",
    "Rendering",
    "Room",
    "Sentence",
    "SmallGroup",
    "mark_of",
    "random_poke",
]
