"""The tables of what is planned, one idea a file."""

from workshops.programme.models.agenda import AgendaItem, FloorMode, Placement
from workshops.programme.models.assent import Assent, AssentAnswer
from workshops.programme.models.conduct import Declaration, Undo, Watch
from workshops.programme.models.consent import Agreement, AgreementAnswer, ConsentAnswer
from workshops.programme.models.incident import Incident
from workshops.programme.models.languages import Hearing, LanguagePair, Term
from workshops.programme.models.own_exercise import OwnExercise, OwnExerciseVersion
from workshops.programme.models.seat import Knock, Pass, Seat
from workshops.programme.models.session import Admission, Session
from workshops.programme.models.suspension import Suspension
from workshops.programme.models.workshop import Party, Workshop

__all__ = [
    "Admission",
    "AgendaItem",
    "Agreement",
    "AgreementAnswer",
    "Assent",
    "AssentAnswer",
    "ConsentAnswer",
    "Declaration",
    "FloorMode",
    "Hearing",
    "Incident",
    "Knock",
    "LanguagePair",
    "OwnExercise",
    "OwnExerciseVersion",
    "Party",
    "Pass",
    "Placement",
    "Seat",
    "Session",
    "Suspension",
    "Term",
    "Undo",
    "Watch",
    "Workshop",
]
