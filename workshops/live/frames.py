"""Fragments of HTML, rendered once for each kind of viewer, and the frames that carry them.

A fragment's template gets its region's data and a Variant, and nothing else of the person who looks.
"""

import json
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils import translation

from workshops.languages import direction
from workshops.live import cursors
from workshops.live.kinds import KINDS
from workshops.live.moulds import draw_line
from workshops.live.plain import id_of
from workshops.live.regions import source_of


@dataclass(frozen=True)
class Variant:
    """All that a fragment may know of who looks at it."""

    language: str
    direction: str
    standing: str  # chair or seat
    own: str  # what the subject is to the viewer, in one word of its region
    zone: str = ""  # where their clock stands, for regions that say hours and days (`in_zone`)


IN_LOG = {"line": "message", "sentence": "sentence"}  # what stands in the log, each under an id of its own


def variant_of(viewer, data=None):
    """The variant of one viewer, for one region's data."""
    standing = "chair" if viewer.is_facilitator else "seat"
    own = data.own(viewer.seat_id) if data else ""
    return Variant(viewer.language, direction(viewer.language), standing, own, zone_of(viewer, data))


def zone_of(viewer, data):
    """The viewer's zone, where a region depends on it."""
    return viewer.zone if getattr(data, "in_zone", False) else ""


def may_see(region, data, variant):
    """Held messages are seen by their author and the facilitators until they are let through, and what was written in
    silence by its author alone until all is shown."""
    if region == "aside":
        return bool(variant.own)  # it is said to one person
    if region != "line" or variant.own == "own":
        return True
    return not (data.is_silent or (data.is_held and variant.standing != "chair"))


def render(region, data, variant):
    """The HTML of one region."""
    if region == "line":
        return draw_line(data, variant)
    with translation.override(variant.language):
        return get_template(f"rooms/_{region}.html").render({"data": data, "variant": variant}).strip()


def dom_id(region, room, subject_id=None):
    """The id of a region's element: `message-<id>`, `turn-<room>`, `clock-<session>`."""
    if region in IN_LOG:
        return f"{IN_LOG[region]}-{subject_id}"
    return f"{region}-{room.session_id if source_of(region) == 'course' else room.pk}"


def op(region, room, subject_id, data, viewer, fragments=None, *, stays=False):
    """The operation that shows one region to one viewer; fragments already rendered for the same variant are reused.
    A line that stays is drawn again where it is, and nowhere else."""
    variant = variant_of(viewer, data)
    key = (region, subject_id, variant)
    fragments = {} if fragments is None else fragments
    if key not in fragments:
        fragments[key] = render(region, data, variant)
    shown = {"id": dom_id(region, room, subject_id), "html": fragments[key]}
    return shown | {"into": f"log-{room.pk}"} if region in IN_LOG and not stays else shown


class Batch:
    """The events of one room after a position, read together with who may hear it, ready to be made into frames."""

    def __init__(self, after, events, hearers, loaded, *, is_full=False):
        self.after, self.events, self.hearers, self.loaded = after, events, hearers, loaded
        self.is_full = is_full  # there may be more to read
        self.head = events[-1].seq if events else after
        self.room = loaded and loaded.room
        self.data = {}  # (source, subject) → data
        self.fragments = {}  # (region, subject, variant) → html
        self.told = {}  # who one is to each part of it → what one is told, as JSON, before and behind the cursor
        for event in events:
            for region in KINDS[event.kind].regions:
                key = self._key(source_of(region), event)
                if key not in self.data:
                    self.data[key] = loaded.load(*key)
        self.in_zone = any(getattr(data, "in_zone", False) for data in self.data.values())

    def may_hear(self, viewer):
        """Whether this viewer may hear the room, as read after the events."""
        return self.hearers.get(id_of(viewer.seat_id)) == viewer.epoch

    def frame(self, room_id, viewer, after):
        """One frame as text: what happened after a position, for one viewer. All that is the same for several
        viewers is made once; the cursor is each viewer's own."""
        own = tuple([data.own(viewer.seat_id) for data in self.data.values() if data])
        key = (after, viewer.language, viewer.is_facilitator, own, viewer.zone if self.in_zone else "")
        if key not in self.told:
            ops, signals = self.ops(viewer, after)
            what = _as_text({"ops": ops, "signals": signals} if signals else {"ops": ops})
            self.told[key] = f'{{"room": "{room_id}", "c": "', f'", {what[1:]}'
        before, behind = self.told[key]
        return before + cursors.make(room_id, viewer, self.head) + behind

    def ops(self, viewer, after):
        """(operations, signals) of the events after a position, for one viewer."""
        ops, signals, seen = [], [], set()
        for event in self.events:
            if event.seq <= after:
                continue
            kind = KINDS[event.kind]
            signals += [signal for signal in kind.signals if signal not in signals]
            if kind.is_new_place or (kind.may_leave and not self._may_see_line(event, viewer)):
                ops.append({"id": dom_id("line", self.room, event.subject_id), "gone": True})
                seen.discard(("line", event.subject_id))
            for region in kind.regions:
                key = self._key(region, event)
                if key not in seen:
                    seen.add(key)
                    ops += self._op(*key, viewer, kind.stays)
        return ops, signals

    def _may_see_line(self, event, viewer):
        data = self.data[("line", event.subject_id)]
        return data is not None and may_see("line", data, variant_of(viewer, data))

    def _op(self, region, subject_id, viewer, stays):
        data = self.data[(source_of(region), subject_id)]
        if data is None or not may_see(region, data, variant_of(viewer, data)):
            return []
        return [op(region, self.room, subject_id, data, viewer, self.fragments, stays=stays)]

    @staticmethod
    def _key(region, event):
        return (region, event.subject_id if region in IN_LOG else None)


def frame(room_id, cursor, ops):
    """One frame as text."""
    return _as_text({"room": str(room_id), "c": cursor, "ops": ops})


_as_text = json.JSONEncoder(ensure_ascii=False).encode
