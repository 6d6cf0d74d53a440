"""What happens to single lines: other words, taking out, replies, small words."""

import uuid

from tests.cast import viewer
from tests.live.scenario import Scenario, everybody_talks, message_of, say
from workshops.rooms import actions as rooms
from workshops.rooms.hiding import hide_message
from workshops.rooms.models import Message, Room
from workshops.rooms.reactions import react
from workshops.rooms.suggesting import suggest_words
from workshops.rooms.wording import edit_message


def reply(seat, room, original, text="You said so."):
    """This person answers that message."""
    return rooms.post_message(viewer(seat), room=room, text=text, client_key=uuid.uuid4(), reply_to=original.pk)


def dara_was_answered(cast):
    """Bilal and Amina have answered what Dara said, and others have gone on; Eli has said "thank you" to Amina."""
    everybody_talks(cast)
    original = message_of(cast.dara)
    reply(cast.bilal, cast.plenary, original)
    answer = reply(cast.amina, cast.plenary, original, "<i>Let us stay here.</i>")
    react(viewer(cast.eli), message=answer, word="thanks", is_given=True)
    say(cast.eli, cast.plenary, "نعم")


def read_first(cast):
    """The same, and since then a facilitator reads each message before the room does."""
    dara_was_answered(cast)
    Room.objects.filter(pk=cast.plenary.pk).update(is_holding=True)


def of_amina(cast):
    """What Amina has answered."""
    return Message.objects.get(seat=cast.amina, room=cast.plenary, reply_to__isnull=False)


def reword_dara(cast):
    """Dara says it otherwise."""
    edit_message(viewer(cast.dara), message=message_of(cast.dara), text="The <spring> is dry.")


def dara_is_read_first(cast):
    """What Dara says waits for a facilitator."""
    everybody_talks(cast)
    rooms.hold_messages(viewer(cast.ben), room=cast.plenary, is_holding=True)
    say(cast.dara, cast.plenary, "You stole it.")


def reword_what_waits(cast):
    """Dara puts it otherwise before anybody has heard it."""
    waiting = Message.objects.get(seat=cast.dara, held_at__isnull=False)
    edit_message(viewer(cast.dara), message=waiting, text="I am angry.")


def suggest_to_dara(cast):
    """Amina suggests other words for what waits."""
    waiting = Message.objects.get(seat=cast.dara, held_at__isnull=False)
    suggest_words(viewer(cast.amina), message=waiting, text="I am <afraid> for the well.\nWould you look?")


SCENARIOS = {
    "message.suggested": Scenario(suggest_to_dara, dara_is_read_first),
    "message.reworded": Scenario(reword_what_waits, dara_is_read_first),
    "message.edited": Scenario(reword_dara, read_first),
    "message.hidden": Scenario(
        lambda cast: hide_message(viewer(cast.ben), message=message_of(cast.dara)), dara_was_answered
    ),
    "quote.changed": Scenario(
        lambda cast: rooms.withdraw_message(viewer(cast.dara), message=message_of(cast.dara)), dara_was_answered
    ),
    "reaction.changed": Scenario(
        lambda cast: react(viewer(cast.dara), message=of_amina(cast), word="slower", is_given=True), dara_was_answered
    ),
}
