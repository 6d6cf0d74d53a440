"""What one person sees of a run now: where it stands, what has been given as far as it is theirs to see, their own task."""

from functools import cached_property

from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.exercises import hearing, picture, starting, told
from workshops.exercises.course import Course
from workshops.exercises.engine import Position
from workshops.exercises.forms import StepForm
from workshops.exercises.models import Alert, StepDraft
from workshops.languages import listed, local
from workshops.live.people import people
from workshops.programme.models import Seat, Session


class Panel:
    """A run as one of its people sees it, or a facilitator whom it has called."""

    def __init__(self, viewer, run, form=None):
        self.viewer, self.run = viewer, run
        self.keys = rules.keys_for(viewer)
        self.course = Course(run, self.keys)
        self.exercise = self.course.exercise
        self.place = self.course.place_of(viewer.seat_id)
        self.step = self.exercise.step(self.place)
        self.known = people(run.room.workshop_id, rules.keys_of_room(run.room))
        self._form = form

    # --- where it stands

    @property
    def name(self):
        """The exercise."""
        return self.in_words(self.exercise.declaration["name"])

    @cached_property
    def session(self):
        """The session as it is now."""
        return Session.objects.get(pk=self.run.item.session_id)

    @property
    def state(self):
        """over, paused (by the session or by one of the pair), or on."""
        if not self.run.is_live:
            return "over"
        is_paused = self.run.paused_at or self.session.state == Session.State.PAUSED
        return "paused" if is_paused else "on"

    @property
    def is_run_paused(self):
        """Whether somebody of the pair has paused it."""
        return self.run.is_live and self.run.paused_at is not None

    @cached_property
    def is_outside(self):
        """Whether a party works by itself now and this person has no part in it: then nothing on the page follows it."""
        part = self.exercise.part_of[self.place.step]
        return part["for"] == "each_side" and self.course.company.side_with(self.viewer.seat_id) != self.place.telling

    @property
    def number(self):
        """The number of the step; from outside a party's own part that of its first."""
        steps = self.exercise.part_of[self.place.step]["steps"]
        return self.exercise.number(Position(0, steps[0]["step"]) if self.is_outside else self.place)

    @property
    def count(self):
        """How many steps there are."""
        return len(self.exercise.milestones)

    @property
    def dots(self):
        """A class for each step: past, now, or nothing yet."""
        return ["past" if at < self.number else "now" if at == self.number else "" for at in range(1, self.count + 1)]

    @property
    def where(self):
        """“Second telling of two · your second try”, as far as there is something to say."""
        words = []
        if self.is_outside:
            return ""
        if self.exercise.part_of[self.place.step]["for"] == "each_telling" and len(self.course.company.tellings) > 1:
            place, whole = self.place.telling + 1, len(self.course.company.tellings)
            words.append(_("telling %(place)d of %(whole)d") % {"place": place, "whole": whole})
        if self.place.attempt > 1:
            words.append(_("try %(attempt)d") % {"attempt": self.place.attempt})
        return " · ".join(words)

    @property
    def minutes(self):
        """The time this step may take; nothing happens when it is over."""
        return self.step["minutes"] + self.row.more_minutes if self.step["minutes"] and not self.is_outside else 0

    @property
    def hours(self):
        """The time this step may take where the session lasts days: that of a turn; 0 where it does not."""
        return self.session.turn_hours if self.session.is_slow and self.minutes else 0

    @cached_property
    def row(self):
        """Where this person's part of the run stands, as a row."""
        return self.run.places.get(telling=self.place.telling)

    @property
    def seconds_left(self):
        """Of that time, for the clock; None while it stands still."""
        if self.state != "on":
            return None
        return round(self.minutes * 60 - (clock.now() - self.row.began_at).total_seconds())

    @property
    def minutes_left(self):
        """The same in whole minutes."""
        return max(0, -(-self.seconds_left // 60))

    # --- who is here

    @cached_property
    def others(self):
        """The names of whoever goes through it besides this person, in words."""
        return self.names([person for person in self.course.people if person != self.viewer.seat_id])

    @cached_property
    def facilitators(self):
        """The names of those who were called and are in the room."""
        hearing = self.run.room.listeners.filter(until=None, seat__role=Seat.Role.FACILITATOR)
        return [self.called(seat_id) for seat_id in hearing.values_list("seat_id", flat=True)]

    @cached_property
    def is_called(self):
        """Whether a facilitator has been asked to come and is not here yet."""
        return self.run.alerts.filter(kind__in=Alert.CALLS, answered_at=None).exists()

    @property
    def is_at_table(self):
        """Whether the parties go through it at the table, and the team with them."""
        return self.run.company == self.run.Company.PARTIES

    @property
    def is_many(self):
        """Whether more go through it than a pair: ratings are then said all together, and some things bear no name."""
        return self.run.company != self.run.Company.PAIRS

    def is_unnamed(self, step):
        """Whether others read without a name what is given at a step."""
        return self.is_many and step.get("is_unnamed", False)

    @property
    def is_member(self):
        """Whether this person goes through it."""
        return self.viewer.seat_id in self.course.people

    # --- the task

    @cached_property
    def is_mine(self):
        """Whether something is asked of this person now."""
        return self.course.acts_now(self.viewer.seat_id, self.place)

    @property
    def task(self):
        """The name of what is asked of this person now: a page that shows it already keeps what is being written."""
        return str(self.place) if self.is_mine else "none"

    @property
    def title(self):
        """The heading: what is asked of this person, or what the others do meanwhile."""
        if self.is_outside:
            return _("Each party works by itself now. It goes on together when both are ready.")
        return self.in_words(self.step["title" if self.is_mine else "waiting"])

    def text(self, name):
        """A text of the step, or nothing."""
        return self.in_words(self.step[name]) if name in self.step else ""

    @property
    def prompt(self):
        """What helps."""
        return self.text("prompt")

    @cached_property
    def asked(self):
        """The question of the agenda item: what one tells about."""
        if self.step["step"] != self.exercise.declaration.get("asks_at"):
            return ""
        return self.in_words(self.run.item.open(self.keys, "prompt") or {})

    @property
    def note(self):
        """What stands over the box in large letters."""
        return self.text("note")

    @property
    def button(self):
        """What the button says: to whom it goes."""
        return self.text("button")

    @property
    def pass_button(self):
        """What the button of who gives nothing says, or nothing where one cannot pass."""
        return self.text("pass")

    @cached_property
    def form(self):
        """The boxes of the task, with what this person has begun to write."""
        return self._form or self.new_form(initial=self._draft or self._started or None)

    def new_form(self, data=None, initial=None):
        """The form of this step for this person."""
        return StepForm(
            data,
            step=self.step,
            words=self.in_words,
            lines=self.course.lines_for(self.viewer.seat_id, self.place),
            initial=initial,
            at=str(self.place),
        )

    @cached_property
    def _started(self):
        """What stands in the boxes before anything is written: what this person, or their party, gave there last."""
        return starting.values(self.course, self.viewer.seat_id, self.place)

    @cached_property
    def draft(self):
        """What this person has begun to write here, as a row, or None."""
        drafts = StepDraft.objects.visible_to(self.viewer)
        return drafts.filter(run=self.run, place=str(self.place)).first()

    @property
    def _draft(self):
        return self.draft.open(self.keys, "content") if self.draft else {}

    @property
    def boxes(self):
        """[(who sees it, bound fields)]: in a sentence over what it belongs to."""
        found = []
        for field in self.step["enters"]:
            heard, bound = hearing.sentence(self, field), self.form.bound(field)
            if found and found[-1][0] == heard:
                found[-1][1].extend(bound)
            elif bound:
                found.append((heard, bound))
        return found

    @property
    def may_go_on(self):
        """Whether this facilitator may go on without those who have given nothing."""
        is_team = self.viewer.is_facilitator and self.is_at_table and not (self.is_mine or self.is_outside)
        return is_team and self.exercise.may_go_on_without(self.place) and self.course.sees_to(self.viewer.seat_id, self.place)

    @property
    def given_by(self):
        """(how many of those who are asked at this step have given something, how many are asked), of more than two: the
        others' part, never whose. Nothing of what another side does by itself."""
        if self.is_outside:
            return None
        asked = self.exercise.actors(self.place, self.course.company, self.course.given)
        here = [person for person in asked if person in self.course.company.here]
        if len(here) < 3 or "by" in self.step:
            return None
        return len(here) - len(self.course.waits_for(self.place)), len(here)

    def parts_of(self, it):
        """What of one person's part this person sees, in words."""
        return told.parts_of(self, it)

    @cached_property
    def told(self):
        """What this person may read of what was given, the newest first."""
        return told.told(self) if self.run.is_live and not self.is_outside else []

    # --- the end

    @property
    def ending(self):
        """How it ended, in words that blame nobody."""
        state = self.run.State(self.run.state)
        if state == state.COMPLETED:
            return _("This is done. Thank you, all of you.")
        if state == state.NOT_TAKEN:
            return _("It does not take place today. That is all right, and nobody is asked why.")
        return _("This run was closed by the facilitator.")

    @property
    def picture(self):
        """How it went, for those who went through it."""
        return picture.rows_of(self)

    @property
    def farewell(self):
        """What is said wherever it ends."""
        texts = self.exercise.declaration.get("farewell")
        return self.in_words(texts) if texts else ""

    # --- words

    def in_words(self, texts, telling=None):
        """A text of the declaration in this person's language, with the names of a telling in it."""
        text = local(texts, self.viewer.language, self.run.room.workshop.language)
        tellings = self.course.company.tellings
        if tellings and "{" in text:
            roles = tellings[min(self.place.telling if telling is None else telling, len(tellings) - 1)]
            text = text.replace("{teller}", self.names(roles.tellers)).replace("{listener}", self.names(roles.listeners))
        for number, name in enumerate(("{first}", "{second}")):
            if name in text:
                text = text.replace(name, self.names(self.course.company.sides[number]))
        return text.replace("{others}", self.others)

    def names(self, people):
        """The name of a person; of several, that of their party, or their names where they are of several."""
        parties = {self.known[person].party_id for person in people}
        if len(people) > 1 and len(parties) == 1 and None not in parties:
            party = local(self.known[people[0]].party, self.viewer.language, self.run.room.workshop.language)
            return f"\u2068{party}\u2069"
        return listed([self.called(person) for person in people]) if people else ""

    def called(self, seat_id):
        """The name of a person, set apart from the words round it."""
        return f"\u2068{self.known[seat_id].name}\u2069"
