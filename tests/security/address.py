"""How access is declared: who there is, what an address is, and short ways to write those of one kind."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.security import forms
from tests.security.exercise_stage import paired
from tests.security.stage import (
    EVERYBODY,
    GUESTS,
    answering,
    at_small_tables,
    back_again,
    flagged,
    interpreted,
    talking,
    timed,
    writing,
)

CHAIRS = ("amina", "ben")
TEAM = ("ines", *CHAIRS, "noor")  # of the NGO that convenes
CONVENERS = (*CHAIRS, "zoe")
SEATED = GUESTS[:-1]  # Farid sits in another workshop
MEMBERS = (*CHAIRS, *SEATED)
NOBODY = ()
# the board: who votes, who writes on it
VOTERS = ("bilal", "chen", "dara", "eli")
WRITERS = (*CHAIRS, *VOTERS)
# While all talk, after Chen has been taken out. `desk` is Dara's private line.
HEARS = {
    "plenary": (*CHAIRS, "bilal", "dara", "eli", "esi"),
    "first": ("amina", "bilal"),
    "second": ("ben", "dara", "eli"),
    "staff": CHAIRS,
    "desk": (*CHAIRS, "dara"),
}


@dataclass(frozen=True)
class Address:
    """For whom its door opens, and for whom a POST of `form` changes a row."""

    enters: tuple
    acts: tuple = NOBODY
    form: Callable = forms.empty
    is_read: bool = True  # whether it answers to GET
    scene: Callable = talking


def post(enters, acts=None, form=forms.empty, scene=talking):
    """An address to which one only posts; unless said otherwise, whoever enters may act."""
    return Address(enters, enters if acts is None else acts, form, is_read=False, scene=scene)


def chairs(form=None, scene=talking):
    """A page for the facilitators of the workshop; with a form, they change something by it."""
    return Address(CHAIRS, CHAIRS if form else NOBODY, form or forms.empty, scene=scene)


def act(form=forms.empty, scene=talking):
    """An act of the facilitators of the workshop."""
    return post(CHAIRS, form=form, scene=scene)


def rooms(form=forms.empty, *, is_read=False, enters=HEARS, scene=talking, **acts):
    """One address in each kind of room, and who changes something there."""
    return {kind: Address(enters.get(kind, NOBODY), acts.get(kind, NOBODY), form, is_read, scene) for kind in HEARS}


PAIR = ("bilal", "dara")  # whom the room of the pair in question is open to, until it calls


def pair(acts=NOBODY, form=forms.empty, *, is_read=False, enters=PAIR, scene=paired):
    """An address in the room of Bilal and Dara."""
    return {"pair": Address(enters, acts, form, is_read, scene)}


def group(acts=NOBODY, form=forms.empty, *, is_read=False, enters=PAIR, scene=at_small_tables):
    """An address at the small table of Bilal and Dara."""
    return {"group": Address(enters, acts, form, is_read, scene)}


IN_ROOMS = (talking, writing, timed, flagged, back_again, interpreted, answering)  # scenes in which people sit in the rooms
leads = {kind: tuple(name for name in CHAIRS if name in hears) for kind, hears in HEARS.items()}
at_the_table = {"plenary": HEARS["plenary"]}  # what is pointed at lies in the plenary, and in no other room
PUBLIC = Address(EVERYBODY)
CLOSED = Address(NOBODY)
