"""The record of a session, point by point; words to change; who opened it why; and the audit of an organisation."""

from django.db import models

from accounts.models import Membership
from workshops.programme.models.base import Row, SealedRow
from workshops.programme.models.seat import Seat
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField


class RecordQuerySet(models.QuerySet):
    """Records as one may read them."""

    def visible_to(self, viewer):
        """Those of the viewer's workshop: for its team and for the members of its parties, released or not."""
        if viewer.is_facilitator or (viewer.role == Seat.Role.PARTICIPANT and viewer.party_id):
            return self.filter(workshop_id=viewer.workshop_id)
        return self.none()

    def reviewable_by(self, user):
        """Those that have been released, in the organisations for which this person reads; never of a workshop in which
        they sit or have sat themselves."""
        roles = (Membership.Role.ADMIN, Membership.Role.REVIEWER)
        reads_for = Membership.objects.current().filter(user_id=user.pk, role__in=roles)
        released = self.filter(released_at__isnull=False, workshop__organisation__in=reads_for.values("organisation"))
        return released.exclude(workshop__in=Seat.objects.filter(user_id=user.pk).values("workshop"))


class Record(SealedRow):
    """What is kept of one session. Each has a key of its own, so that what is released opens nothing that is not."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="records")
    session = models.OneToOneField("workshops.Session", models.CASCADE, related_name="record")
    version = models.CharField(max_length=64)  # hash of its text: what parties are asked about, and release
    salt = SealedField()  # goes into the hash, so that nobody can guess a text and compare
    built_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    objects = RecordQuerySet.as_manager()

    def compartment(self, field):
        """The key of this record alone."""
        return compartment("release", self.pk)


class RecordPoint(SealedRow):
    """One point of a record: a line of one layer. A point that is taken out is gone."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="points")
    layer = models.CharField(max_length=16)
    position = models.PositiveSmallIntegerField()
    content = SealedField()  # what `layers.py` says for this layer
    concerns = SealedField()  # [seat id]: whose own it is; they may take it out, and it goes when they withdraw
    amended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]

    @property
    def workshop_id(self):
        """The workshop of its record."""
        return self.record.workshop_id

    def compartment(self, field):
        """The key of its record."""
        return compartment("release", self.record_id)


class RecordWish(SealedRow):
    """A word to change, from a member of a party: the team reads it, and from which party it comes, not from whom."""

    COMPARTMENT = "staff"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="+")
    record = models.ForeignKey(Record, models.CASCADE, related_name="wishes")
    point = models.ForeignKey(RecordPoint, models.SET_NULL, null=True, related_name="wishes")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")
    version = models.CharField(max_length=64)
    text = SealedField()
    made_at = models.DateTimeField()

    def author_id(self, field):
        """A person's words end everywhere when their salt is destroyed."""
        return self.seat_id


class AuditEntry(SealedRow):
    """One line of the audit of an organisation: who did what to which thing. Append-only, each bound to the one before."""

    COMPARTMENT = "record"

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="audit")
    workshop = models.ForeignKey("workshops.Workshop", models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    action = models.CharField(max_length=24)
    object_id = models.UUIDField()
    user_id = models.UUIDField(null=True)
    seat_id = models.UUIDField(null=True)
    reason = SealedField()
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_audit_entry_per_number")
        ]
        indexes = [models.Index(fields=["object_id", "action"], name="audit_of_a_thing")]


class Opening(Row):
    """A member of the NGO reads one released record, from the entry of the audit with their reason until they close it."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="openings")
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    entry = models.ForeignKey(AuditEntry, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
