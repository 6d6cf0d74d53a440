"""The engine: a declaration, where a run stands in it, and what was given decide what comes next. Pure; no rows.

The words of a declaration are those of `catalogue/schemas/exercise.json`. A part is gone through `each_telling` (then
the roles swap) or by `everybody`; a step is done when each of its actors has given something, or passed.
"""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Position:
    """Where a run stands: in which telling, at which step, at which attempt."""

    telling: int
    step: str
    attempt: int = 1

    def __str__(self):
        return f"{self.telling}.{self.step}.{self.attempt}"


@dataclass(frozen=True)
class Roles:
    """Who is who in one telling."""

    teller: object
    listener: object


@dataclass(frozen=True)
class Given:
    """What one person gave at one position: `{field: value}`, empty when they passed."""

    at: Position
    by: object
    values: dict


@dataclass(frozen=True)
class Outcome:
    """What follows from what was given: where it goes on (None: it is over), what calls for the team, whether it stops."""

    position: Position | None
    alerts: tuple = ()
    is_stopped: bool = False


class Exercise:
    """A declaration, ready to be asked."""

    def __init__(self, declaration):
        self.declaration = declaration

    @cached_property
    def steps(self):
        """{name: step} in the order of the recipe."""
        return {step["step"]: step for part in self.declaration["parts"] for step in part["steps"]}

    def step(self, position):
        """The step of a position."""
        return self.steps[position.step]

    def part_of(self, name):
        """The number of the part a step lies in."""
        parts = self.declaration["parts"]
        return next(number for number, part in enumerate(parts) if any(it["step"] == name for it in part["steps"]))

    def is_for_everybody(self, position):
        """Whether the tellings are behind us."""
        return self.declaration["parts"][self.part_of(position.step)]["for"] == "everybody"

    @cached_property
    def milestones(self):
        """The steps that are counted: those of a telling that everybody goes through, and each later part as one."""
        counted = []
        for part in self.declaration["parts"]:
            names = [step["step"] for step in part["steps"] if "not_accepted" not in step.get("only_if", {})]
            counted += names[:1] if part["for"] == "everybody" else names
        return counted

    def number(self, position):
        """The number of this step among those that are counted, from 1."""
        names = list(self.steps)
        upto = names[: names.index(position.step) + 1]
        return sum(name in self.milestones for name in upto)

    def first(self):
        """Where it begins."""
        return Position(0, next(iter(self.steps)))

    # --- who

    def actors(self, position, tellings):
        """Who acts at this step. `tellings`: [Roles] of the run, in their order."""
        who = self.step(position)["who"]
        if who == "each":
            return [roles.teller for roles in tellings]
        return [getattr(tellings[position.telling], who)]

    def waits_for(self, position, tellings, given):
        """Those who have not given anything yet; where consent is asked, only those who are asked by somebody."""
        done = {it.by for it in given if it.at == position}
        left = [person for person in self.actors(position, tellings) if person not in done]
        asks = any(field["as"] == "consent" for field in self.step(position)["enters"])
        return [person for person in left if not asks or self.subjects(position, person, tellings, given)]

    def subjects(self, position, person, tellings, given):
        """The others who ask this person for consent at this step, in the order in which they told."""
        places = [field["to"] for field in self.step(position)["enters"] if field["as"] == "consent"]
        asking = {it.by for it in given for to in places if it.at.step == to["step"] and it.values.get(to["field"])}
        return [roles.teller for roles in tellings if roles.teller in asking and roles.teller != person]

    # --- what follows

    def outcome(self, position, tellings, given):
        """What follows at a position now that all of this was given."""
        if self.waits_for(position, tellings, given):
            return Outcome(position)
        here = [it for it in given if it.at.telling == position.telling]
        if self._is_stopped(position, here):
            return Outcome(None, ("rated_out",), is_stopped=True)
        alerts = tuple(self._alerts(position, here))
        if not self.is_accepted(position, here) and position.attempt < self.step(position)["accepts"]["attempts"]:
            back = self.step(position)["accepts"]["else"]
            return Outcome(Position(position.telling, back, position.attempt + 1), alerts)
        return Outcome(self._following(position, tellings, given), alerts)

    def is_accepted(self, position, given):
        """Whether the rating of this step is as high as it must be; a step without such a rule is always accepted."""
        rule = self.step(position).get("accepts")
        if rule is None:
            return True
        newest = [it.values.get(rule["field"], 0) for it in given if it.at == position]
        return bool(newest) and newest[-1] >= rule["at_least"]

    def _is_stopped(self, position, here):
        rule = self.step(position).get("stops")
        return rule is not None and self._times(position, rule, here) >= rule["times"]

    def _times(self, position, rule, here):
        return sum(it.at.step == position.step and it.values.get(rule["field"]) == rule["is"] for it in here)

    def _alerts(self, position, here):
        step = self.step(position)
        rule = step.get("stops")
        if rule and any(it.at == position and it.values.get(rule["field"]) == rule["is"] for it in here):
            yield "low_rating"
        if not self.is_accepted(position, here) and position.attempt >= step["accepts"]["attempts"]:
            yield "unsettled"

    def _following(self, position, tellings, given):
        names = [name for name in self.steps if self.part_of(name) == self.part_of(position.step)]
        rest = names[names.index(position.step) + 1 :]
        for name in rest:
            if self._applies(name, position.telling, given):
                return Position(position.telling, name, position.attempt if self._is_in_loop(name) else 1)
        if not self.is_for_everybody(position) and position.telling + 1 < len(tellings):
            return Position(position.telling + 1, names[0])
        return self._first_of_part(self.part_of(position.step) + 1, len(tellings), given)

    def _first_of_part(self, number, telling, given):
        for part in self.declaration["parts"][number:]:
            for step in part["steps"]:
                if self._applies(step["step"], telling, given):
                    return Position(telling, step["step"])
        return None

    def _is_in_loop(self, name):
        """Whether this step belongs to what is tried again: from the step one goes back to up to the rating."""
        names = list(self.steps)
        loops = [(step["accepts"]["else"], it) for it, step in self.steps.items() if "accepts" in step]
        return any(names.index(first) <= names.index(name) <= names.index(last) for first, last in loops)

    def _applies(self, name, telling, given):
        condition = self.steps[name].get("only_if")
        here = [it for it in given if it.at.telling == telling]
        if condition is None:
            return True
        if "not_accepted" in condition:
            rated = [it for it in here if it.at.step == condition["not_accepted"]]
            return bool(rated) and not self.is_accepted(rated[-1].at, here)
        about = [it.values.get(condition["field"]) for it in here if it.at.step == condition["step"]]
        return any(about)

    # --- who sees what

    def sees(self, person, given, field, tellings, all_given):
        """Whether somebody in the run sees one field of what was given. A facilitator who was called sees what the
        pair sees."""
        step = self.step(given.at)
        declared = next(it for it in step["enters"] if it["field"] == field)
        seen_by = declared.get("seen_by", step["seen_by"])
        if given.by == person:
            return True
        if seen_by == "teller":
            after = step.get("until")
            is_open = any(it.at == Position(given.at.telling, after, given.at.attempt) for it in all_given)
            return is_open or tellings[given.at.telling].teller == person
        return seen_by == "pair"
