"""The layers of a record, one function each: it takes the material of a session and gives points in their order.

A point is a small JSON value, in which texts stay by language; its partial is `templates/records/layers/<slug>.html`.
To add a layer: a function here, a line in LAYERS, a partial, its shape in `docs/record-schema.json`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workshops.programme.models import AgendaItem, Agreement, Seat
from workshops.records import outcomes
from workshops.records.material import left_out, to_the_minute
from workshops.records.point import Point
from workshops.rooms.models import Listener, Room


@dataclass(frozen=True)
class Layer:
    """A part of the record. Where it is prose (`text` by language), the team may put it into other words."""

    slug: str
    title: str
    points: Callable
    is_prose: bool = False
    is_table: bool = False

    @property
    def table(self):
        """The partial of the whole layer on the desk of the NGO."""
        return f"records/tables/{self.slug if self.is_table else 'list'}.html"


def meeting(material):
    """What met, and when; by this the record is known, and it cannot be taken out."""
    session = material.session
    yield Point(
        {
            "workshop": session.workshop.open(material.keys, "title"),
            "session": session.open(material.keys, "title"),
            "opened_at": to_the_minute(session.opened_at),
            "stopped_at": to_the_minute(session.stopped_at),
        }
    )


def attendance(material):
    """Who was there while the session ran, by alias; without those who did not allow it or have left."""
    session = material.session
    there = Listener.objects.filter(room__session=session, room__kind=Room.Kind.PLENARY).filter(
        Q(until=None) | Q(until__gt=session.opened_at)
    )
    seats = Seat.objects.filter(pk__in=there.values("seat")).exclude(role=Seat.Role.FACILITATOR)
    silent = left_out(session.workshop_id)
    people = seats.exclude(pk__in=silent).order_by(F("party__position").asc(nulls_last=True), "created_at", "pk")
    for seat in people:
        alias = seat.open(material.keys, "record_alias")
        yield Point({"alias": alias, "role": seat.role, "party": material.parties.get(seat.party_id)}, (seat.pk,))


def agreements(material):
    """What everyone had promised when the session ended."""
    ended = material.session.stopped_at
    in_force = Agreement.objects.filter(workshop_id=material.session.workshop_id, made_at__lte=ended)
    for agreement in in_force.filter(Q(replaced_at=None) | Q(replaced_at__gt=ended)):
        yield Point({"text": agreement.open(material.keys, "text")})


def agenda(material):
    """What was done when, with the real times; the item that was on when it was stopped ended then."""
    for item in AgendaItem.objects.filter(session=material.session):
        ended_at = item.ended_at or (material.session.stopped_at if item.began_at else None)
        yield Point(
            {
                "text": item.open(material.keys, "title"),
                "placement": item.placement,
                "minutes": item.minutes,
                "began_at": to_the_minute(item.began_at),
                "ended_at": to_the_minute(ended_at),
            }
        )


LAYERS = [
    Layer("meeting", _("The meeting"), meeting),
    Layer("decisions", _("What was decided"), outcomes.decisions, is_table=True),
    Layer("commitments", _("What will be done"), outcomes.commitments, is_table=True),
    Layer("cards", _("On the board"), outcomes.cards),
    Layer("sentences", _("What parties let the table hear"), outcomes.sentences),
    Layer("exercises", _("What people went through"), outcomes.exercises),
    Layer("follow_ups", _("Meeting again"), outcomes.follow_ups),
    Layer("attendance", _("Who was there"), attendance),
    Layer("agreements", _("What was promised"), agreements, is_prose=True),
    Layer("agenda", _("What was done when"), agenda, is_prose=True, is_table=True),
]
BY_SLUG = {layer.slug: layer for layer in LAYERS}
