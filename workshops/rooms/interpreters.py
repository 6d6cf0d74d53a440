"""Who interprets in a room, and what they may take on. Interpreters render; they do not take part."""

from workshops import clock
from workshops.programme.models import LanguagePair, Seat
from workshops.rooms.models import Rendering
from workshops.rooms.renderings import CLAIM
from workshops.rules import can_hear


def can_interpret(viewer, room):
    """Interpreters who sit in the room and work between languages."""
    return viewer.role == Seat.Role.INTERPRETER and can_hear(viewer, room) and bool(pairs_of(viewer.seat_id))


def pairs_of(seat_id):
    """{(from, to)} between which this interpreter works: every party has agreed to them."""
    return set(LanguagePair.objects.filter(seat_id=seat_id, agreed_at__isnull=False).values_list("source", "target"))


def can_render(viewer, rendering):
    """An interpreter of this room, from the language of the message into this one."""
    is_theirs = Rendering.objects.visible_to(viewer).filter(pk=rendering.pk, message__held_at=None).exists()
    works = (rendering.message.language, rendering.language) in pairs_of(viewer.seat_id)
    return is_theirs and works and can_interpret(viewer, rendering.room)


def is_taken(rendering, viewer):
    """Whether a colleague is at it: claims are let go after a while."""
    by_other = rendering.interpreter_id not in (None, viewer.seat_id)
    return by_other and rendering.claimed_at is not None and clock.now() - rendering.claimed_at < CLAIM


def can_look_after(viewer, room):
    """Interpreters of the room and the facilitators who hear it see what readers ask about."""
    return can_interpret(viewer, room) or (viewer.is_facilitator and can_hear(viewer, room))


def sit_in(room):
    """Whether somebody interprets in this room."""
    return LanguagePair.objects.filter(
        agreed_at__isnull=False, seat__ended_at=None, seat__listening__room=room, seat__listening__until=None
    ).exists()
