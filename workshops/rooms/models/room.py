"""Rooms and who hears them."""

import datetime
import secrets

from django.db import models

from workshops.programme.models.agenda import FloorMode
from workshops.programme.models.base import Row

LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def random_poke():
    """A name for the channel of a room that says nothing about the room."""
    return secrets.token_hex(8)


class Room(Row):
    """Who hears what: plenary, caucus, pair, exercise or small table of one session; staff room and help desks of the workshop."""

    class Kind(models.TextChoices):
        PLENARY = "plenary"
        CAUCUS = "caucus"
        PAIR = "pair"
        EXERCISE = "exercise"  # of a run that more than a pair goes through
        SMALL_GROUP = "small_group"
        STAFF = "staff"
        HELP_DESK = "help_desk"

    OF_RUNS = (Kind.PAIR, Kind.EXERCISE)  # people go through an exercise in them

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="rooms")
    session = models.ForeignKey("workshops.Session", models.CASCADE, null=True, related_name="rooms")
    party = models.ForeignKey("workshops.Party", models.CASCADE, null=True, related_name="rooms")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, null=True, related_name="desks")
    item = models.ForeignKey("workshops.AgendaItem", models.CASCADE, null=True, related_name="pairs")  # of a pair or a small group
    kind = models.CharField(max_length=12, choices=Kind.choices)
    head = models.PositiveBigIntegerField(default=0)
    poke = models.CharField(max_length=16, default=random_poke)
    is_open = models.BooleanField(default=False)  # whether one may speak in it now
    is_holding = models.BooleanField(default=False)  # hold-and-rephrase: a facilitator lets each message through
    floor_mode = models.CharField(max_length=20, choices=FloorMode.choices, default=FloorMode.OPEN_SLOW)
    slow_seconds = models.PositiveSmallIntegerField(default=0)
    turn_seconds = models.PositiveSmallIntegerField(default=0)
    floor_began_at = models.DateTimeField(null=True)  # when this floor was given its mode
    revealed_at = models.DateTimeField(null=True)  # silent_reveal: all has been shown
    ready_asked_at = models.DateTimeField(null=True)  # a facilitator asks who is ready to go on
    slow_asked_at = models.DateTimeField(null=True)  # languages: the interpreters ask everyone to slow down
    holder = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")
    held_since = models.DateTimeField(null=True)
    turn_ends_at = models.DateTimeField(null=True)  # then the holder is asked whether they would like to finish
    turn_due_at = models.DateTimeField(null=True)  # the same where a session lasts days: no clock counts down to it
    # groups: in a fishbowl only an inner circle writes, a party or the people named in `circle`
    is_fishbowl = models.BooleanField(default=False)
    circle_party = models.ForeignKey("workshops.Party", models.SET_NULL, null=True, related_name="+")

    @property
    def is_of_run(self):
        """Whether people go through an exercise in it."""
        return self.kind in self.OF_RUNS

    @property
    def floor_since(self):
        """Since when people speak in this mode; of rooms older than that moment was kept, since they were made."""
        return self.floor_began_at or LONG_AGO

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session"], condition=models.Q(kind="plenary"), name="one_plenary"),
            models.UniqueConstraint(
                fields=["session", "party"], condition=models.Q(kind="caucus"), name="one_caucus_per_party"
            ),
            models.UniqueConstraint(fields=["workshop"], condition=models.Q(kind="staff"), name="one_staff_room"),
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(kind="help_desk"), name="one_help_desk_per_seat"
            ),
        ]


class Listener(Row):
    """A seat hears a room from then until then. Current ones are the rows without an end."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="listeners")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="listening")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seat"], condition=models.Q(until=None), name="hears_a_room_once")
        ]
