"""What an act in a room stands on: read in one statement, after the room was locked."""

from typing import NamedTuple

from workshops.live.plain import ALL, Select
from workshops.programme.models import Admission, Session
from workshops.rooms.models import Draft, Listener, Message

STANDING = Select(
    {Listener: "id", Session: "id state", Admission: "id muted_at apart_at ready_asked_at", Draft: "id", Message: ALL},
    """
    FROM workshops_listener listener
    JOIN workshops_room room ON room.id = listener.room_id
    JOIN workshops_seat seat ON seat.id = listener.seat_id
    LEFT JOIN workshops_session session ON session.id = room.session_id
    LEFT JOIN workshops_admission admission ON admission.session_id = room.session_id AND admission.seat_id = seat.id
    LEFT JOIN workshops_draft draft ON draft.room_id = room.id AND draft.seat_id = seat.id
    LEFT JOIN workshops_message message
        ON message.room_id = room.id AND message.seat_id = seat.id AND message.client_key = %s
    WHERE room.id = %s AND seat.id = %s AND seat.epoch = %s AND listener.until IS NULL AND seat.ended_at IS NULL
    """,
)


class Standing(NamedTuple):
    """How somebody stands in a room."""

    is_hearing: bool = False
    state: str | None = None  # of the room's session
    admission: Admission | None = None  # to that session
    draft: Draft | None = None  # what they have begun to write
    said: Message | None = None  # what they have said already under this client key


def standing_of(viewer, room, client_key=None):
    """How this viewer stands in this room now. Who does not hear it has said nothing in it either."""
    for _, session, admission, draft, message in STANDING(client_key, room.pk, viewer.seat_id, viewer.epoch):
        return Standing(True, session and session.state, admission, draft, message)
    return Standing()
