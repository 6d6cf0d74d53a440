"""What the pages of a record show: its points in their layers, and how far it is on its way out."""

from dataclasses import dataclass

from django.conf import settings

from accounts.models import User
from workshops import rules
from workshops.programme.models import Party
from workshops.records import audit, release
from workshops.records.actions import may_strike
from workshops.records.building import points_of, version_of
from workshops.records.forms import AnswerForm
from workshops.records.layers import LAYERS
from workshops.records.models import AuditEntry, RecordPoint, RecordWish


@dataclass
class Line:
    """One point on a page."""

    point: RecordPoint
    content: dict
    is_own: bool = False
    field: object = None  # where a member writes a word to change
    wishes: tuple = ()  # of members, for the team: [(party, words)]

    @property
    def template(self):
        """The partial of its layer."""
        return f"records/layers/{self.point.layer}.html"


def sections(lines):
    """[(layer, its lines)] in the order of the layers, without empty ones; the first layer is the page's heading."""
    by_layer = {}
    for line in lines:
        by_layer.setdefault(line.point.layer, []).append(line)
    return [(layer, by_layer[layer.slug]) for layer in LAYERS[1:] if layer.slug in by_layer]


def heading_of(lines):
    """What met, and when."""
    return next(line.content for line in lines if line.point.layer == LAYERS[0].slug)


def for_anybody(record, lines, zone):
    """What all pages of a record have in common."""
    return {
        "record": record,
        "workshop": record.workshop,
        "meeting": heading_of(lines),
        "sections": sections(lines),
        "zone": zone,
        "freeze_hours": settings.RECORD_FREEZE_HOURS,
        "frozen_until": release.frozen_until(record),
        "is_frozen": release.is_frozen(record),
    }


def for_member(viewer, record, form=None):
    """The record as a member of a party looks at it, with the question to their party."""
    keys = rules.keys_of_record(viewer, record)
    points = points_of(record, keys)
    form = form or AnswerForm(points=[point for point, _ in points])
    fields = {point.pk: form[name] for name, point in form.points.items() if name in form.fields}
    lines = [
        Line(point, content, may_strike(viewer, record, point), fields.get(point.pk)) for point, content in points
    ]
    return for_anybody(record, lines, viewer.zone) | {
        "form": form,
        "version": version_of(record, keys, points),
        "standing": release.standing_of(record, viewer),
    }


def for_team(viewer, record):
    """The record as the team works on it: what members would change, which parties have released, who has opened it."""
    keys = rules.keys_of_record(viewer, record) | rules.keys_for(viewer)
    wishes = {}
    for wish in RecordWish.objects.filter(record=record).select_related("seat").order_by("made_at"):
        wishes.setdefault(wish.point_id, []).append((wish.seat.party_id, wish.open(keys, "text")))
    parties = {
        party.pk: {name: party.open(keys, name) for name in ("name", "letter")} | {"mark": party.mark}
        for party in Party.objects.filter(workshop_id=record.workshop_id)
    }
    named = {point_id: [(parties[party_id], text) for party_id, text in said] for point_id, said in wishes.items()}
    lines = [
        Line(point, content, wishes=named.get(point.pk, ())) for point, content in points_of(record, keys)
    ]
    released_by = release.released_by(record)
    return for_anybody(record, lines, viewer.zone) | {
        "parties": [(party, party_id in released_by) for party_id, party in parties.items()],
        "wishes_elsewhere": named.get(None, ()),
        "readings": readings_of(record, keys),
    }


@dataclass(frozen=True)
class Reading:
    """Who has opened the record, or taken it along, or opened the numbers of the workshop; when and what for."""

    name: str
    at: object
    reason: str
    is_export: bool
    is_of_ratings: bool


SEEN = (audit.Action.OPENED, audit.Action.EXPORTED, audit.Action.RATINGS_OPENED)


def readings_of(record, keys):
    """What the audit says of this record's readers, and of those who have read the workshop's numbers; newest first."""
    things = (record.pk, record.workshop_id)
    entries = AuditEntry.objects.filter(object_id__in=things, action__in=SEEN).order_by("-number")
    names = dict(User.objects.filter(pk__in=[entry.user_id for entry in entries]).values_list("pk", "name"))
    return [
        Reading(
            name=names.get(entry.user_id, ""),
            at=entry.at,
            reason=entry.open(keys, "reason"),
            is_export=entry.action == audit.Action.EXPORTED,
            is_of_ratings=entry.action == audit.Action.RATINGS_OPENED,
        )
        for entry in entries
    ]


def for_reviewer(user, record, opening):
    """The record as the NGO reads it: only released ones, and only with a reason that stands in the audit."""
    keys = rules.keys_of_released(user, record)
    lines = [Line(point, content) for point, content in points_of(record, keys)]
    people = [line.content for line in lines if line.point.layer == "attendance"]
    return for_anybody(record, lines, user.zone) | {
        "opening": opening,
        "reason": opening.entry.open(keys, "reason"),
        "people": len(people),
    }
