"""Small groups of one item of the agenda: the tables, who is to sit at each, and who is never to sit with whom."""

from django.db import models

from workshops.programme.models.base import Row, SealedRow
from workshops.rooms.models.room import Room
from workshops.vault.fields import SealedField


class SmallGroup(Row):
    """One small table of an item. It can be laid long before there is a room: that is made when the item begins."""

    item = models.ForeignKey("workshops.AgendaItem", models.CASCADE, related_name="groups")
    position = models.PositiveSmallIntegerField()
    party = models.ForeignKey("workshops.Party", models.CASCADE, null=True, related_name="+")  # of one party alone, or mixed
    room = models.OneToOneField(Room, models.SET_NULL, null=True, related_name="small_group")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["item", "position"], name="one_group_per_position")]


class GroupPlace(Row):
    """One person is to sit at one small table of an item. Those who are here do sit there while the item is on."""

    item = models.ForeignKey("workshops.AgendaItem", models.CASCADE, related_name="group_places")
    group = models.ForeignKey(SmallGroup, models.CASCADE, related_name="places")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="group_places")
    is_pinned = models.BooleanField(default=False)  # no shuffle moves this person
    is_host = models.BooleanField(default=False)  # stays at this table in the rounds that follow

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="one_place_per_item")]


class OfTheTeam(models.QuerySet):
    """What is for the team alone."""

    def visible_to(self, viewer):
        """For the facilitators of the workshop; to nobody else is there such a thing."""
        return self.filter(workshop_id=viewer.workshop_id) if viewer.is_facilitator else self.none()


class Apart(SealedRow):
    """Two people who are not to share a small table. Who they are lies sealed: the rows do not say it either."""

    COMPARTMENT = "staff"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="+")
    pair = SealedField()  # [id of a seat, id of the other]

    objects = OfTheTeam.as_manager()
