"""The index of all tables of this app."""

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
from workshops.exercises.models import Alert, Response, Run, StepDraft, Telling
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
    Undo,
    Watch,
    Workshop,
)
from workshops.records.models import AuditEntry, Opening, Record, RecordPoint, RecordWish
from workshops.rooms.models import (
    Draft,
    Flag,
    FloorRequest,
    FloorTurn,
    Listener,
    Message,
    Presence,
    Readiness,
    Room,
)

# groups
from workshops.rooms.models import Apart, Broadcast, Call, CircleSeat, GroupPlace, SmallGroup  # isort: skip
from workshops.rooms.models import CallLink, LastSeen, Release, Sentence  # isort: skip

# words
from workshops.rooms.models import ByTelephone, Reaction  # isort: skip

__all__ = [
    "Admission",
    "AgendaItem",
    "Agreement",
    "AgreementAnswer",
    "Alert",
    "Asking",
    "Assent",
    "AssentAnswer",
    "AuditEntry",
    "Ballot",
    "BlockNotice",
    "Board",
    "Card",
    "CardLink",
    "CardMove",
    "CardVersion",
    "Commitment",
    "ConsentAnswer",
    "Dispatch",
    "Draft",
    "Event",
    "Flag",
    "FloorRequest",
    "FloorTurn",
    "FollowUp",
    "Knock",
    "Listener",
    "Message",
    "Opening",
    "Owner",
    "Party",
    "Pass",
    "Poll",
    "Presence",
    "Readiness",
    "RealityAnswer",
    "Record",
    "RecordPoint",
    "RecordWish",
    "Response",
    "Room",
    "Run",
    "Seat",
    "Session",
    "StepDraft",
    "Telling",
    "Undo",
    "Watch",
    "Workshop",
]

# languages
from workshops.programme.models import Hearing, LanguagePair, OwnExercise, OwnExerciseVersion, Term
from workshops.rooms.models import MeaningFlag, Rendering

__all__ += ["Hearing", "LanguagePair", "MeaningFlag", "OwnExercise", "OwnExerciseVersion", "Rendering", "Term"]
__all__ += ["Apart", "Broadcast", "Call", "CircleSeat", "GroupPlace", "SmallGroup"]  # groups

# long
__all__ += ["CallLink", "LastSeen", "Release", "Sentence"]

# words
__all__ += ["ByTelephone", "Reaction"]
