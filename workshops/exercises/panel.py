"""What one person sees of a run now: where it stands, what has been given as far as it is theirs to see, their own task."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.exercises.course import Course
from workshops.exercises.forms import StepForm
from workshops.exercises.models import Alert, StepDraft
from workshops.languages import listed, local
from workshops.live.people import people
from workshops.programme.models import Seat, Session


@dataclass(frozen=True)
class Told:
    """What somebody gave at a step, as this person reads it."""

    key: str
    heading: str
    by: object  # Person
    language: str
    texts: list
    ratings: list  # of (label, number)
    ticked: list  # of words
    is_open: bool


class Panel:
    """A run as one of its people sees it, or a facilitator whom it has called."""

    def __init__(self, viewer, run, form=None):
        self.viewer, self.run = viewer, run
        self.keys = rules.keys_for(viewer)
        self.course = Course(run, self.keys)
        self.exercise = self.course.exercise
        self.step = self.exercise.step(self.course.position)
        self.known = people(run.room.workshop_id, rules.keys_of_room(run.room))
        self._form = form

    # --- where it stands

    @property
    def name(self):
        """The exercise."""
        return self._in_words(self.exercise.declaration["name"])

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

    @property
    def number(self):
        """The number of the step."""
        return self.exercise.number(self.course.position)

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
        if not self.exercise.is_for_everybody(self.course.position):
            place, whole = self.run.telling + 1, len(self.course.tellings)
            words.append(_("telling %(place)d of %(whole)d") % {"place": place, "whole": whole})
        if self.run.attempt > 1:
            words.append(_("try %(attempt)d") % {"attempt": self.run.attempt})
        return " · ".join(words)

    @property
    def minutes(self):
        """The time this step may take; nothing happens when it is over."""
        return self.step["minutes"]

    @property
    def seconds_left(self):
        """Of that time, for the clock; None while it stands still."""
        if self.state != "on":
            return None
        return round(self.minutes * 60 - (clock.now() - self.run.step_began_at).total_seconds())

    @property
    def minutes_left(self):
        """The same in whole minutes."""
        return max(0, -(-self.seconds_left // 60))

    # --- who is here

    @cached_property
    def others(self):
        """The names of whoever goes through it besides this person, in words."""
        names = [self._called(person) for person in self.course.people if person != self.viewer.seat_id]
        return listed(names) if names else ""

    @cached_property
    def facilitators(self):
        """The names of those who were called and are in the room."""
        hearing = self.run.room.listeners.filter(until=None, seat__role=Seat.Role.FACILITATOR)
        return [self._called(seat_id) for seat_id in hearing.values_list("seat_id", flat=True)]

    @cached_property
    def is_called(self):
        """Whether a facilitator has been asked to come and is not here yet."""
        return self.run.alerts.filter(kind__in=Alert.CALLS, answered_at=None).exists()

    @property
    def is_member(self):
        """Whether this person goes through it."""
        return self.viewer.seat_id in self.course.people

    # --- the task

    @cached_property
    def is_mine(self):
        """Whether something is asked of this person now."""
        return self.is_member and self.course.acts_now(self.viewer.seat_id)

    @property
    def task(self):
        """The name of what is asked of this person now: a page that shows it already keeps what is being written."""
        return str(self.course.position) if self.is_mine else "none"

    @property
    def title(self):
        """The heading: what is asked of this person, or what the others do meanwhile."""
        return self._in_words(self.step["title" if self.is_mine else "waiting"])

    def text(self, name):
        """A text of the step, or nothing."""
        return self._in_words(self.step[name]) if name in self.step else ""

    @property
    def prompt(self):
        """What helps."""
        return self.text("prompt")

    @cached_property
    def asked(self):
        """The question of the agenda item: what one tells about."""
        if self.step["step"] != self.exercise.declaration["record"]["tells"]:
            return ""
        return self._in_words(self.run.item.open(self.keys, "prompt") or {})

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
        return self._form or self.new_form(initial=self._draft or None)

    def new_form(self, data=None, initial=None):
        """The form of this step for this person."""
        return StepForm(
            data,
            step=self.step,
            words=self._in_words,
            subjects=self._subjects,
            initial=initial,
            at=str(self.course.position),
        )

    @property
    def _subjects(self):
        place = next((field["to"] for field in self.step["enters"] if field["as"] == "consent"), None)
        if place is None:
            return {}
        given = {it.by: it.values.get(place["field"]) for it in self.course.given if it.at.step == place["step"]}
        return {person: given[person] for person in self.course.subjects_of(self.viewer.seat_id)}

    @cached_property
    def draft(self):
        """What this person has begun to write here, as a row, or None."""
        drafts = StepDraft.objects.visible_to(self.viewer)
        return drafts.filter(run=self.run, place=str(self.course.position)).first()

    @property
    def _draft(self):
        return self.draft.open(self.keys, "content") if self.draft else {}

    @property
    def boxes(self):
        """[(who sees it, bound fields)]: in a sentence over what it belongs to."""
        found = []
        for field in self.step["enters"]:
            seen_by = field.get("seen_by", self.step["seen_by"])
            bound = self.form.bound(field)
            if found and found[-1][0] == seen_by:
                found[-1][1].extend(bound)
            else:
                found.append((seen_by, bound))
        return [(self._hears(seen_by), fields) for seen_by, fields in found]

    def _hears(self, seen_by):
        if seen_by == "self":
            return "self", _("Only you see this"), _("Nobody else here, no facilitator, no record")
        with_them = listed([_("you"), *self._names_of_others, *self.facilitators])
        if seen_by == "teller" and not self.facilitators:
            teller = self._called(self.course.tellings[self.run.telling].teller)
            title = _("Only %(teller)s sees this until it has been rated") % {"teller": teller}
            later = _("Then %(people)s. A facilitator only if you ask for one.") % {"people": with_them}
            return "pair", title, later
        detail = _("A facilitator sees it only if you ask for one.")
        if self.facilitators:
            detail = _("A facilitator has joined you and sees it too.")
        return "pair", _("Seen by %(people)s") % {"people": with_them}, detail

    @property
    def _names_of_others(self):
        return [self._called(person) for person in self.course.people if person != self.viewer.seat_id]

    # --- what was given

    @cached_property
    def told(self):
        """What this person may read of the telling that is on (or, at the end, of nothing), the newest first."""
        if self.exercise.is_for_everybody(self.course.position) or not self.run.is_live:
            return []
        here = [it for it in self.course.given if it.at.telling == self.run.telling]
        seen = [entry for it in reversed(here) if (entry := self._told(it))]
        first = next(iter(seen), None)
        tells = self.exercise.declaration["record"]["tells"]
        listens = self.is_mine and self.step["who"] == "listener"
        return [self._opened(it, it is first or (listens and it.key.split(".")[1] == tells)) for it in seen]

    def _told(self, given):
        step = self.exercise.step(given.at)
        texts, ratings, ticked = [], [], []
        for field in step["enters"]:
            value = given.values.get(field["field"])
            if not value or field["as"] == "consent" or not self._sees(given, field["field"]):
                continue
            if field["as"] == "rating":
                ratings.append((self._in_words(field["label"], given), value))
            elif field["as"] in ("several", "choice"):
                ticked += [self._in_words(field["choices"][it]) for it in ([value] if isinstance(value, str) else value)]
            else:
                texts += [value] if isinstance(value, str) else value
        if not (texts or ratings or ticked):
            return None
        heading, language = self._in_words(step["told"], given), self.course.languages[given.at, given.by]
        return Told(str(given.at), heading, self.known[given.by], language, texts, ratings, ticked, False)

    def _opened(self, entry, is_open):
        return Told(**{**vars(entry), "is_open": is_open})

    def _sees(self, given, field):
        who = self.viewer.seat_id
        return self.exercise.sees(who, given, field, self.course.tellings, self.course.given)

    # --- the end

    @property
    def ending(self):
        """How it ended, in words that blame nobody."""
        state = self.run.State(self.run.state)
        if state == state.COMPLETED:
            return _("This is done. Thank you, all of you.")
        return _("This run was closed by the facilitator.")

    # --- words

    def _in_words(self, texts, given=None):
        """A text of the declaration in this person's language, with the names of the telling in it."""
        text = local(texts, self.viewer.language, self.run.room.workshop.language)
        telling = min(given.at.telling if given else self.run.telling, len(self.course.tellings) - 1)
        roles = self.course.tellings[telling]
        for role in ("teller", "listener"):
            text = text.replace(f"{{{role}}}", self._called(getattr(roles, role)))
        return text

    def _called(self, seat_id):
        return f"\u2068{self.known[seat_id].name}\u2069"
