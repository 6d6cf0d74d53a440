"""An exercise as one of its roles would go through it, step by step: for facilitators, before they choose it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from workshops.exercises.forms import StepForm
from workshops.exercises.lines import Line
from workshops.languages import local


@dataclass(frozen=True)
class Screen:
    """One step as a role sees it: with the boxes where it acts, else what it reads while others do."""

    title: str
    prompt: str
    note: str
    boxes: list
    button: str
    pass_button: str
    minutes: int
    seen_by: str
    acts: bool


@dataclass(frozen=True)
class Stretch:
    """The steps of one part, and how they are gone through."""

    title: str
    screens: list


def roles_of(declaration):
    """[(role, its name)] that this exercise has."""
    whose = {step["who"] for part in declaration["parts"] for step in part["steps"]}
    names = [("teller", _("Whoever tells")), ("listener", _("Whoever listens"))] if "teller" in whose else [("each", _("Whoever takes part"))]
    return names + [("team", _("Facilitator"))] * ("team" in whose)


class Preview:
    """A declaration in one language, as one role."""

    def __init__(self, declaration, role, language):
        self.declaration, self.role, self.language = declaration, role, language

    @property
    def stretches(self):
        """[Stretch], in the order of the recipe."""
        titles = {
            "each_telling": _("For each telling; then they change places"),
            "each_side": _("Each party by itself"),
            "everybody": _("All together"),
        }
        return [Stretch(titles[part["for"]], [self._screen(step) for step in part["steps"]]) for part in self.declaration["parts"]]

    def _screen(self, step):
        acts = self._acts(step)
        form = StepForm(step=step, words=self._words, lines=self._lines(step), at="")
        return Screen(
            title=self._words(step["title" if acts else "waiting"]),
            prompt=self._words(step["prompt"]) if acts and "prompt" in step else "",
            note=self._words(step["note"]) if acts and "note" in step else "",
            boxes=[bound for field in step["enters"] for bound in form.bound(field)] if acts else [],
            button=self._words(step["button"]) if acts else "",
            pass_button=self._words(step["pass"]) if acts and "pass" in step else "",
            minutes=step["minutes"],
            seen_by=self._seen_by(step),
            acts=acts,
        )

    def _acts(self, step):
        if self.role == "team":
            return step["who"] == "team"
        return step["who"] in ("each", self.role) or (self.role == "teller" and step["who"] in ("author", "beside"))

    def _lines(self, step):
        names = [field["field"] for field in step["enters"] if "for_each" in field or "choices_from" in field]
        return {name: [Line("line", None, _("… what was written before …"))] for name in names}

    def _seen_by(self, step):
        audiences = {
            "self": _("only by whoever writes it"),
            "side": _("by their party, and the facilitator it has accepted"),
            "own_facilitator": _("by whoever writes it and the facilitator their party has accepted"),
            "teller": _("by whoever told"),
            "everybody": _("by everybody who goes through it"),
        }
        opens = [audiences[rule["to"]] for rule in step.get("opens", ())]
        first = audiences[step["seen_by"]]
        return _("%(first)s; later %(later)s") % {"first": first, "later": opens[-1]} if opens else first

    def _words(self, texts):
        return with_roles(local(texts, self.language))


def with_roles(text):
    """A text of a declaration as it is read where nobody has a role yet."""
    names = {"teller": _("the one who tells"), "listener": _("the one who listens"), "others": _("the others")}
    names |= {"first": _("the one party"), "second": _("the other party")}
    for role, name in names.items():
        text = text.replace(f"{{{role}}}", name)
    return text
