"""Bring the third session of Today to life, by the acts that a facilitator would use."""

from workshops.demo.loader.interpretation import welcome
from workshops.demo.loader.rooms import members_of
from workshops.rooms.models import Room
from workshops.rooms.seating import let_in
from workshops.running import actions, door
from workshops.viewer import viewer_of

SESSION = "S3"


def begin(told):
    """Open the lobby, let everybody in, open the session: its first item begins now."""
    chair, session = viewer_of(told.seats["F2"]), told.sessions[SESSION]
    session = actions.open_lobby(chair, session=session)
    for seat in told.seats.values():
        if not seat.is_facilitator:
            door.admit(chair, admission=door.ask_admission(viewer_of(seat), session=session))
    _seat_interpreter(told, session)
    actions.open_session(chair, session=session)
    welcome(told, Room.objects.get(session=session, kind=Room.Kind.PLENARY))


def _seat_interpreter(told, session):
    """She is of no party; the story seats her in the caucus of the one she interprets for."""
    for name, party in told.parties.items():
        if "I1" in members_of(name):
            let_in(Room.objects.get(session=session, party=party), told.seats["I1"])
