"""Three small words to facilitators. On what participants say there are none: testimony is not voted on (methods 7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.programme.models.base import Row
from workshops.rooms.models.messages import Message


class Reaction(Row):
    """One person's small word on one message of a facilitator. Shown is how many there are, never whose."""

    class Word(models.TextChoices):
        HEARD = "heard", _("Understood")
        THANKS = "thanks", _("Thank you")
        SLOWER = "slower", _("Slower, please")

    message = models.ForeignKey(Message, models.CASCADE, related_name="reactions")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")
    word = models.CharField(max_length=8, choices=Word.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "seat", "word"], name="each_word_once")]
