"""An exercise of one's own as its team works on it: its parts and steps, and what has to be mended before it can be used."""

import re
from dataclasses import dataclass

from workshops import catalogue, rules
from workshops.catalogue.fitting import misfits
from workshops.exercises.making import shaping
from workshops.exercises.making.step_forms import PARTS, WHOM, in_a_row
from workshops.exercises.preview import with_roles
from workshops.languages import local


@dataclass(frozen=True)
class Row:
    """One step in the list."""

    number: int
    title: str
    short: str
    who: str
    minutes: int
    is_first: bool
    is_last: bool


class MakingPage:
    """What the page of an exercise shows."""

    def __init__(self, viewer, own):
        self.viewer, self.own = viewer, own
        self.declaration = own.open(rules.keys_for(viewer), "draft")
        self.steps = shaping.steps_of(self.declaration)

    @property
    def context(self):
        """For the template."""
        version = self.own.versions.last()
        return {
            "own": self.own,
            "name": self._text(self.declaration["name"]),
            "parts": self._parts,
            "kinds": [(kind, self._text(it["name"]), self._text(it["about"])) for kind, it in catalogue.step_kinds().items()],
            "misfits": [self._misfit(place, reason) for place, reason in misfits(self.declaration)],
            "version": version,
            "is_changed": version is not None and version.revision != self.own.revision,
        }

    @property
    def _parts(self):
        rows, number = [], 0
        for part in self.declaration["parts"]:
            found = []
            for step in part["steps"]:
                number += 1
                found.append(self._row(number, step))
            rows.append((PARTS[part["for"]], found))
        return rows

    def _row(self, number, step):
        who, count = WHOM.get(step["who"], ""), len(self.steps)
        title = with_roles(self._text(step["title"]))
        return Row(number, title, self._text(step["short"]), who, step["minutes"], number == 1, number == count)

    def _misfit(self, place, reason):
        """(number of the step or None, where in words, why)."""
        number = self._number_of(place)
        return number, in_a_row(number, self.steps[number - 1]) if number else "", reason

    def _number_of(self, place):
        """Of which step a place speaks, if of one: `step rate`, or a path like `parts.0.steps.3.title`."""
        names = [step["step"] for step in self.steps]
        if place.startswith("step ") and place[5:] in names:
            return names.index(place[5:]) + 1
        if path := re.match(r"parts\.(\d+)\.steps\.(\d+)", place):
            before = self.declaration["parts"][: int(path[1])]
            return sum(len(part["steps"]) for part in before) + int(path[2]) + 1
        return None

    def _text(self, texts):
        return local(texts, self.viewer.language, self.own.workshop.language)
