"""What interpreters do in a room: take a message on, deliver it, ask everyone to slow down. Each act locks the room first."""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.rooms import floor, interpreters
from workshops.rooms.actions import LONGEST_MESSAGE, clean
from workshops.rooms.models import Rendering, mark_of
from workshops.rooms.seating import lock


@transaction.atomic
def claim_rendering(viewer, *, rendering):
    """Take a message on: for ten minutes no colleague begins the same one. Of a colleague who let it lie one begins anew."""
    room, rendering = _locked(viewer, rendering)
    rules.require(not interpreters.is_taken(rendering, viewer), _("A colleague has this one."))
    if rendering.interpreter_id != viewer.seat_id and not rendering.delivered_at:
        rendering.draft = None
    if not rendering.delivered_at:
        rendering.interpreter_id = viewer.seat_id
    rendering.claimed_at = clock.now()
    rendering.save(update_fields=["interpreter", "claimed_at", "draft"])
    log.record(room, "rendering.claimed", seat_id=viewer.seat_id, subject_id=rendering.message_id)
    return rendering


@transaction.atomic
def return_rendering(viewer, *, rendering):
    """Leave it to a colleague; what was begun is gone."""
    room, rendering = _locked(viewer, rendering)
    rules.require(rendering.interpreter_id == viewer.seat_id and not rendering.delivered_at)
    rendering.interpreter = rendering.claimed_at = rendering.draft = None
    rendering.save(update_fields=["interpreter", "claimed_at", "draft"])
    log.record(room, "rendering.claimed", seat_id=viewer.seat_id, subject_id=rendering.message_id)
    return rendering


@transaction.atomic
def save_rendering_draft(viewer, *, rendering, text):
    """Keep what is being written, as much the author's word as the original."""
    _room, rendering = _locked(viewer, rendering)
    rules.require(rendering.interpreter_id == viewer.seat_id)
    rendering.seal(draft=text[: 2 * LONGEST_MESSAGE] or None).save(update_fields=["draft"])
    return rendering


@transaction.atomic
def deliver_rendering(viewer, *, rendering, text, note=""):
    """Readers of this language have it from now on, in place of the original; again, with other words, it is revised."""
    room, rendering = _locked(viewer, rendering)
    rules.require(not interpreters.is_taken(rendering, viewer), _("A colleague has this one."))
    rendering.interpreter_id = viewer.seat_id
    rendering.delivered_at, rendering.of_wording = clock.now(), mark_of(rendering.message)
    rendering.claimed_at = None
    rendering.seal(text=clean(text), note=clean(note) if note.strip() else None, draft=None).save()
    log.record(room, "rendering.delivered", seat_id=viewer.seat_id, subject_id=rendering.message_id)
    _catch_up(viewer, room)
    floor.go_on_after_interpretation(room)
    return rendering


def _catch_up(viewer, room):
    """Whoever has nothing left to render needs nobody to be slow."""
    if room.slow_asked_at and not Rendering.objects.filter(room=room, delivered_at=None).exists():
        _set_pace(viewer, room, None)


@transaction.atomic
def ask_to_slow(viewer, *, room):
    """“Please slow down”: the room reads it until the interpreters have caught up."""
    (room,) = lock(room)
    rules.require(interpreters.can_interpret(viewer, room))
    if room.slow_asked_at is None:
        _set_pace(viewer, room, clock.now())
    return room


@transaction.atomic
def end_slowness(viewer, *, room):
    """An interpreter, or a facilitator of the room, lets everyone go on as before."""
    (room,) = lock(room)
    rules.require(interpreters.can_look_after(viewer, room))
    if room.slow_asked_at:
        _set_pace(viewer, room, None)
    return room


def _set_pace(viewer, room, asked_at):
    room.slow_asked_at = asked_at
    room.save(update_fields=["slow_asked_at"])
    log.record(room, "pace.asked" if asked_at else "pace.eased", seat_id=viewer.seat_id)


def _locked(viewer, rendering):
    """(room, rendering) fresh under the room's lock, if it is for this interpreter to make."""
    (room,) = lock(rendering.room)
    rendering = Rendering.objects.select_related("message", "room").filter(pk=rendering.pk).first()
    rules.require(rendering is not None and interpreters.can_render(viewer, rendering), _("Its author has taken it back."))
    return room, rendering
