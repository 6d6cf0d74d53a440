"""A person's place in a workshop, and the keys to its door."""

from django.db import models, transaction

from workshops.live import pokes
from workshops.programme.models.base import Row, SealedRow
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField


class Seat(SealedRow):
    """One person's place in one workshop. Seats of one person in two workshops are never linked."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator"
        PARTICIPANT = "participant"
        INTERPRETER = "interpreter"
        OBSERVER = "observer"
        NOTE_TAKER = "note_taker"

    class Channel(models.TextChoices):
        """How this person may be reached between the meetings."""

        MAIL = "mail"  # at the address that lies in `contact`
        VOICE = "voice"  # by the facilitators, in a way the two have agreed on
        UNSAFE = "unsafe"  # not at all

    COMPARTMENT = "roster"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="seats")
    party = models.ForeignKey("workshops.Party", models.PROTECT, null=True, related_name="seats")
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="seats")
    role = models.CharField(max_length=16, choices=Role.choices)
    display_name = SealedField()
    record_alias = SealedField()
    contact = SealedField()  # the mail address this person named as safe, under the seat's own key
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.VOICE)
    language = models.CharField(max_length=8, default="en")
    also_reads = models.JSONField(default=list)  # languages, beside their own
    zone = models.CharField(max_length=64, default="UTC")
    epoch = models.PositiveIntegerField(default=0)  # raised when a right ends: open sockets of the seat close
    created_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)  # the way in is finished: name, consent, agreements
    ended_at = models.DateTimeField(null=True)  # the person has left the workshop

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "user"], condition=models.Q(user__isnull=False), name="one_seat_per_staff_member"
            )
        ]

    @property
    def is_facilitator(self):
        """Facilitators run the rooms and do not ballot."""
        return self.role == self.Role.FACILITATOR

    def raise_epoch(self):
        """Void what this seat's open sockets and cursors stand on; readers are woken and close them at once."""
        self.epoch = Seat.objects.select_for_update().values_list("epoch", flat=True).get(pk=self.pk) + 1
        self.save(update_fields=["epoch"])
        heard = list(self.listening.filter(until=None).values_list("room__poke", "room_id", "room__head"))
        transaction.on_commit(lambda: [pokes.send(*room) for room in heard], robust=True)

    def compartment(self, field):
        """Names lie in the roster; how to reach the person lies under the seat's own key."""
        return compartment("own", self.pk) if field == "contact" else super().compartment(field)


class Pass(Row):
    """A door key of a seat. Opening its link never uses it; pressing the button does, and binds it to that browser."""

    class Purpose(models.TextChoices):
        JOIN = "join"
        RETURN = "return"
        ANSWER = "answer"

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="passes")
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.JOIN)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    code_hash = models.BinaryField(max_length=32, unique=True, null=True)
    code_expires_at = models.DateTimeField(null=True)
    device_hash = models.BinaryField(max_length=32, unique=True, null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class Knock(Row):
    """Somebody stands before a closed door: a used link opened in another browser, or an expired one."""

    class Kind(models.TextChoices):
        SECOND_CLAIM = "second_claim"
        EXPIRED = "expired"

    entry = models.ForeignKey(Pass, models.CASCADE, related_name="knocks")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    knocked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
