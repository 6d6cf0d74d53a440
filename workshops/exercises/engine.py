"""The engine: a declaration, who goes through it, and what was given decide where a run stands. Pure; no rows, no state.

The words of a declaration are those of `catalogue/schemas/exercise.json`. A part is gone through `each_telling` (then
the roles swap), by `each_side` for itself, or by `everybody`. A step is done when those who are asked have given
something, or passed. Where a run stands follows from what was given, walked through from the beginning.
"""

from dataclasses import dataclass
from functools import cached_property

from workshops.exercises import conditions, lines


@dataclass(frozen=True)
class Position:
    """Where a run stands: in which telling (or on which side), at which step, at which attempt."""

    telling: int
    step: str
    attempt: int = 1

    def __str__(self):
        return f"{self.telling}.{self.step}.{self.attempt}"


@dataclass(frozen=True)
class Given:
    """What one person gave at one position: `{field: value}`, empty when they passed."""

    at: Position
    by: object
    values: dict


@dataclass(frozen=True)
class Stand:
    """Where a run stands: one position, or one for each side that works for itself; none when it is over."""

    places: tuple
    end: str = ""  # how it is over: done, stopped, ended (they would rather not)


class Walked(Exception):
    """A walk has met an end of the whole run."""


class Exercise:
    """A declaration, ready to be asked."""

    def __init__(self, declaration):
        self.declaration = declaration

    @cached_property
    def steps(self):
        """{name: step} in the order of the recipe."""
        return {step["step"]: step for part in self.declaration["parts"] for step in part["steps"]}

    @cached_property
    def part_of(self):
        """{name of a step: its part}."""
        return {step["step"]: part for part in self.declaration["parts"] for step in part["steps"]}

    def step(self, position):
        """The step of a position."""
        return self.steps[position.step]

    @staticmethod
    def lanes(part, company):
        """The numbers of the tellings of a part, or of its sides; of what is for everybody one."""
        return range({"each_telling": len(company.tellings), "each_side": len(company.sides), "everybody": 1}[part["for"]])

    def is_last_part(self, position):
        """Whether nothing but looking back is left."""
        return self.part_of[position.step] is self.declaration["parts"][-1]

    @cached_property
    def milestones(self):
        """The steps that are counted: those that everybody comes through, and the last part as one."""
        parts = self.declaration["parts"]
        counted = [step["step"] for part in parts[:-1] for step in part["steps"] if "not_accepted" not in step.get("only_if", {})]
        last = parts[-1]["steps"]
        return counted + [step["step"] for step in last[: 1 if len(parts) > 1 else None]]

    def number(self, position):
        """The number of this step among those that are counted, from 1."""
        names = list(self.steps)
        upto = names[: names.index(position.step) + 1]
        return sum(name in self.milestones for name in upto)

    # --- who

    def actors(self, position, company, given):
        """Who acts at this step, those who have left among them."""
        step, part = self.step(position), self.part_of[position.step]
        if step["who"] == "team":
            return tuple(company.team_of(position.telling) if part["for"] == "each_side" else company.team)
        if step["who"] == "each":
            return company.sides[position.telling] if part["for"] == "each_side" else company.people
        if step["who"] in ("author", "beside"):
            return self._by_author(step, position, company, given)
        return getattr(company.tellings[position.telling], f"{step['who']}s")

    def _by_author(self, step, position, company, given):
        authors = {it.by for it in self.newest(step["of"], position, given)}
        if step["who"] == "author":
            return tuple(person for person in company.people if person in authors)
        sides = {company.side_of(person) for person in authors}
        return tuple(person for person in company.people if company.side_of(person) in sides and person not in authors)

    def waits_for(self, position, company, given):
        """Those who are asked and have not given anything yet; nobody where one of them was to speak and has."""
        step, actors = self.step(position), self.actors(position, company, given)
        done = {it.by for it in given if it.at == position}
        if done - set(company.people) and step["who"] != "team":
            return []  # one of the team went on with what there was
        left = [it for it in actors if it not in done and it not in company.left and self.is_asked(position, it, company, given)]
        if step.get("by") == "one":
            return left if not done else []
        if step.get("by") == "one_of_each_side":
            spoken = {company.side_of(it) for it in done}
            return [it for it in left if company.side_of(it) not in spoken]
        return left

    def is_done(self, position, company, given):
        """Whether somebody has given something here and nobody is waited for."""
        return any(it.at == position for it in given) and not self.waits_for(position, company, given)

    def is_asked(self, position, person, company, given):
        """Whether there is anything to be said here: where all is about lines of others, there must be some."""
        sources = [field.get("for_each") or field.get("choices_from") for field in self.step(position)["enters"]]
        needed = [source for source in sources if source]
        if len(needed) < len(sources):
            return True
        return any(lines.of(self, source, position, person, company, given) for source in needed)

    def may_go_on_without(self, position):
        """Whether one of the team may go on although somebody has given nothing."""
        return self.step(position).get("team_goes_on", False)

    def lines_of(self, position, person, company, given):
        """{field: [Line]} of those fields of a step that ask this person about lines of others."""
        sources = {it["field"]: it.get("for_each") or it.get("choices_from") for it in self.step(position)["enters"]}
        return {
            name: lines.of(self, source, position, person, company, given) for name, source in sources.items() if source
        }

    # --- where it stands

    def stand(self, company, given):
        """Where a run stands now that all of this was given."""
        try:
            for number in range(len(self.declaration["parts"])):
                if places := self._places(number, company, given):
                    return Stand(tuple(places))
        except Walked as met:
            return Stand((), str(met))
        return Stand((), "done")

    def _places(self, number, company, given):
        """The positions at which a part stands; none when it is behind."""
        part = self.declaration["parts"][number]
        places = []
        for lane in self.lanes(part, company):
            if lane and not self._is_told_again(part, lane, company, given):
                break
            place = self._walk(part, lane, company, given)
            places += [place] if place else []
            if places and part["for"] == "each_telling":
                break
        return places

    def _is_told_again(self, part, lane, company, given):
        """Whether there is another telling: always, or where the one before was ended by asking for it."""
        rule = part.get("again_if")
        return rule is None or conditions.was_said(rule, Position(lane - 1, rule["step"]), self, given)

    def _walk(self, part, lane, company, given):
        """Through the steps of one lane to where somebody is waited for; None when it is through."""
        names, attempt = [step["step"] for step in part["steps"]], 1
        name = self._applying(names, Position(lane, names[0]), company, given)
        while name:
            here = Position(lane, name, attempt)
            if jump := self._at_once(here, given):
                name, attempt = jump, 1
            elif self.waits_for(here, company, given):
                return here
            else:
                name, attempt = self._next(names, here, company, given)
        return None

    def _at_once(self, here, given):
        """The step to which it goes without waiting for the others, if somebody has said what calls for it."""
        step = self.step(here)
        if conditions.is_stopped(step.get("stops"), here, given):
            raise Walked("stopped")
        return step["jumps"]["to"] if conditions.is_said_here(step.get("jumps"), here, given) else None

    def _next(self, names, here, company, given):
        """(step, attempt) that follows on a step that is done; no step when the lane is through."""
        step = self.step(here)
        if conditions.is_said_here(step.get("ends"), here, given):
            raise Walked("ended")
        rule = step.get("accepts")
        if rule and not self.is_accepted(here, given) and here.attempt < rule["attempts"]:
            return rule["else"], here.attempt + 1
        name = self._applying(names[names.index(here.step) + 1 :], here, company, given)
        return name, here.attempt if name in self.looped else 1

    def _applying(self, names, here, company, given):
        """The first of these steps that has its place here: its condition holds and there is somebody to ask."""
        for name in names:
            at = Position(here.telling, name, here.attempt if name in self.looped else 1)
            if self._applies(at, given) and self._has_somebody(at, company, given):
                return name
        return None

    def _has_somebody(self, at, company, given):
        return any(it.at == at for it in given) or bool(self.waits_for(at, company, given))

    def _applies(self, at, given):
        condition = self.step(at).get("only_if")
        if condition is None:
            return True
        if "not_accepted" in condition:
            rated = self.newest(condition["not_accepted"], at, given)
            return bool(rated) and not self.is_accepted(rated[-1].at, given)
        return conditions.was_said(condition, at, self, given)

    @cached_property
    def looped(self):
        """The steps that are tried again: from the one that one goes back to, up to the one that accepts."""
        names, found = list(self.steps), set()
        for last, step in self.steps.items():
            if "accepts" in step:
                found |= set(names[names.index(step["accepts"]["else"]) : names.index(last) + 1])
        return found

    # --- what was given

    def is_accepted(self, position, given):
        """Whether what was said here is as it must be to go on; a step without such a rule is always accepted."""
        return conditions.is_accepted(self.step(position).get("accepts"), position, given)

    def newest(self, name, at, given):
        """What was given at a step, of each attempt the last: of the same telling where the step lies in the same part as
        the position `at`; with none, of all tellings."""
        is_near = at is not None and self.part_of[name] is self.part_of[at.step]
        found = [it for it in given if it.at.step == name and (not is_near or it.at.telling == at.telling)]
        last = {}
        for it in found:
            last[it.at.telling] = max(last.get(it.at.telling, 0), it.at.attempt)
        return [it for it in found if it.at.attempt == last[it.at.telling]]

    def alerts(self, now, company, given):
        """[(what calls for the team, who it is about or None)] because of what one person has just given (`now`)."""
        step = self.step(now.at)
        yield from conditions.alerts(step, now, is_named=len(company.people) > 3)
        if conditions.is_stopped(step.get("stops"), now.at, given):
            yield "rated_out", None
        elif self.is_done(now.at, company, given) and self._is_unsettled(now.at, given):
            yield "unsettled", None

    def _is_unsettled(self, at, given):
        return not self.is_accepted(at, given) and at.attempt >= self.step(at)["accepts"]["attempts"]
