"""Hold-and-rephrase (methods 4.8): a held statement goes back to its author with other words to consider, in private.

The suggestion lies with the statement, under the key of its room: whoever does not hear the room never comes near it.
"""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from workshops import rules
from workshops.live import log
from workshops.rooms.actions import clean
from workshops.rooms.models import Message
from workshops.rooms.seating import lock


def frame(language):
    """What a suggestion begins with: observation, feeling, need, request (Rosenberg's four parts), in this language."""
    with translation.override(language):
        return _("When I saw or heard …, I felt …, because I need …. Would you …?")


@transaction.atomic
def suggest_words(viewer, *, message, text):
    """A facilitator suggests other words for what is held. Only its author and the facilitators of the room read them; the
    author puts it otherwise, lets it be, or takes it back."""
    (room,) = lock(message.room)
    message = Message.objects.visible_to(viewer).filter(pk=message.pk).first()
    rules.require(viewer.is_facilitator and message is not None)
    rules.require(message.held_at is not None and message.withdrawn_at is None, _("This is not held any more."))
    message.seal(suggestion=clean(text)).save(update_fields=["suggestion"])
    log.record(room, "message.suggested", seat_id=viewer.seat_id, subject_id=message.pk)
    return message
