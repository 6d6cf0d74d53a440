"""What people fill in on the board."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.board import columns, decisions, dots, words
from workshops.board.committing import MOST_MILESTONES
from workshops.board.models import Card
from workshops.board.models.cards import Column
from workshops.board.polling import LONGEST_REASON
from workshops.programme.models import Seat

LONGEST_TITLE, LONGEST_BODY = 80, 600
OF_ALL = "all"


def text_field(label, max_length, rows=3, required=True, help_text=""):
    """Several lines, in whatever direction one writes."""
    area = forms.Textarea({"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=max_length, required=required, help_text=help_text, widget=area)


class CardForm(forms.Form):
    """What a card says."""

    title = forms.CharField(label=_("In a few words"), max_length=LONGEST_TITLE, widget=forms.TextInput({"dir": "auto"}))
    body = text_field(_("What it says"), LONGEST_BODY, rows=5)
    does_not_mean = text_field(_("What it does not mean"), 200, rows=2, required=False)


class ChangeForm(CardForm):
    """Another wording of the version one has read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class NewCardForm(CardForm):
    """A new card: whose it is and, among needs and limits, which of the two."""

    party = forms.ChoiceField(label=_("Under whose mark"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("What it is"), widget=forms.RadioSelect)
    is_draft = forms.BooleanField(
        label=_("Only my party sees it for now"),
        help_text=_("It is shown to all when everyone of your party stands behind it."),
        required=False,
    )

    def __init__(self, *args, column, parties, may_draft, **options):
        """`parties`: {id: name} under whose mark this person may write."""
        super().__init__(*args, **options)
        kinds = columns.WRITTEN_IN[column]
        choices = [(str(party_id), name) for party_id, name in parties.items()]
        if column != Column.NEEDS_LIMITS:
            choices.insert(0, (OF_ALL, _("All of us")))
        self._choose("party", choices)
        self._choose("kind", [(kind, columns.KINDS[kind]) for kind in kinds])
        if not may_draft:
            del self.fields["is_draft"]
        self.order_fields(["party", "kind", "title", "body", "does_not_mean", "is_draft"])

    def _choose(self, name, choices):
        self.fields[name].choices = choices
        self.fields[name].initial = choices[0][0]
        if len(choices) == 1:
            self.fields[name].widget = forms.HiddenInput()


class MoveForm(forms.Form):
    """Where a card goes, and what whoever moves it saw."""

    column = forms.ChoiceField(label=_("Move to"), choices=[(it.column, it.name) for it in columns.HEADINGS])
    before = forms.UUIDField(required=False)
    moved = forms.IntegerField()


class OriginForm(forms.Form):
    """The run of an exercise whose lines become cards."""

    run = forms.UUIDField()


class LinkForm(forms.Form):
    """What a card answers to; a press on a link that is there takes it away."""

    to = forms.UUIDField()
    is_linked = forms.BooleanField(required=False)


class OneSidedForm(forms.Form):
    """Whether an option serves one side so far."""

    is_one_sided = forms.BooleanField(required=False)


class RealityForm(forms.Form):
    """The two questions of the reality test."""

    people_would_say = text_field(_("What would your people say?"), LONGEST_BODY)
    would_help = text_field(_("What would help?"), LONGEST_BODY)


class EndorsementForm(forms.Form):
    """Which party is asked."""

    party = forms.UUIDField()


class AnswerForm(forms.Form):
    """Yes, no, or a change first."""

    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No")), ("change", _("Not as it stands"))])


class PartiesForm(forms.Form):
    """Which parties must consent."""

    parties = forms.MultipleChoiceField(label=_("Which parties must consent"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, parties, **options):
        """`parties`: {id: name}."""
        super().__init__(*args, **options)
        self.fields["parties"].choices = [(str(party_id), name) for party_id, name in parties.items()]
        self.fields["parties"].initial = [str(party_id) for party_id in parties]

    def clean_parties(self):
        """A poll is about consent between parties."""
        chosen = self.cleaned_data["parties"]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Choose at least two parties."))
        return [uuid.UUID(party_id) for party_id in chosen]


class BallotForm(forms.Form):
    """One of eight levels. Why, where it is asked; a block says for which need, and who may know."""

    level = forms.TypedChoiceField(
        label=_("Where do you stand?"),
        coerce=int,
        choices=[(level, words.LEVELS[level]) for level in decisions.LEVELS],
        widget=forms.RadioSelect,
    )
    reason = text_field(
        _("Your reason"),
        LONGEST_REASON,
        required=False,
        help_text=_("Needed for 3, 5, 7 and 8. It is read out without your name."),
    )
    ground = forms.ModelChoiceField(
        Card.objects.none(), label=_("If you block: the need or limit it stands for"), required=False
    )
    told = forms.ModelChoiceField(
        Seat.objects.none(),
        label=_("If you block: the one facilitator who may know it is you"),
        help_text=_("Nobody else learns it. Your party and the others see the concern, never the person."),
        required=False,
    )

    def __init__(self, *args, needs, team, **options):
        """`needs` and `team`: {row: what it is called}."""
        super().__init__(*args, **options)
        self._offer("ground", needs)
        self._offer("told", team)

    def _offer(self, name, rows):
        field, model = self.fields[name], self.fields[name].queryset.model
        field.queryset = model.objects.filter(pk__in=[row.pk for row in rows])
        texts = {row.pk: text for row, text in rows.items()}
        field.label_from_instance = lambda row: texts[row.pk]
        if not rows:
            field.widget = forms.HiddenInput()


class DotsForm(forms.Form):
    """Dots on options."""

    def __init__(self, *args, options, **more):
        """`options`: {id as text: title}."""
        super().__init__(*args, **more)
        self.options = list(options)
        numbers = [(number, str(number)) for number in range(dots.MOST_ON_ONE + 1)]
        for option, title in options.items():
            self.fields[f"on_{option}"] = forms.TypedChoiceField(label=title, coerce=int, choices=numbers, initial=0)

    def dots_on(self):
        """{option's id: how many}."""
        return {option: self.cleaned_data[f"on_{option}"] for option in self.options}


class CommitmentForm(forms.Form):
    """Who does what is asked later; first what is done, by when, and how one will know."""

    title = forms.CharField(label=_("What is done"), max_length=LONGEST_TITLE, widget=forms.TextInput({"dir": "auto"}))
    done_when = text_field(_("What counts as done"), 300, rows=2)
    start_on = forms.DateField(label=_("Begins on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    due_on = forms.DateField(label=_("Done by"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    risk = text_field(_("What could go wrong for those who do it"), 300, rows=2, required=False)
    support = text_field(_("What help it needs"), 300, rows=2, required=False)
    milestones = text_field(
        _("Steps on the way"),
        600,
        required=False,
        help_text=_("At most five, each in a line, with a date: 2026-05-05 The format is agreed."),
    )

    def clean_milestones(self):
        """[{"title", "due"}] of lines that begin with a date."""
        lines = [line.strip() for line in self.cleaned_data["milestones"].splitlines() if line.strip()]
        if len(lines) > MOST_MILESTONES:
            raise forms.ValidationError(_("At most five steps."))
        return [self._milestone(line) for line in lines]

    @staticmethod
    def _milestone(line):
        day, _space, title = line.partition(" ")
        if not title.strip():
            raise forms.ValidationError(_("Begin each step with its date: 2026-05-05 The format is agreed."))
        try:
            due = forms.DateField().clean(day)
        except forms.ValidationError:
            raise forms.ValidationError(_("Begin each step with its date: 2026-05-05 The format is agreed.")) from None
        return {"title": title.strip(), "due": due.isoformat()}


class OwnerForm(forms.Form):
    """Whom to ask."""

    seat = forms.UUIDField()


class OwnershipForm(forms.Form):
    """Yes or no for oneself."""

    is_taken = forms.TypedChoiceField(coerce=lambda word: word == "yes", choices=[("yes", _("Yes")), ("no", _("No"))])


class StandForm(forms.Form):
    """Where a commitment stands."""

    status = forms.ChoiceField(label=_("Where it stands"), choices=list(words.COMMITMENT.items()))
    blocked_by = forms.ChoiceField(
        label=_("If it is stuck: by what"), choices=[("", "–"), *words.BLOCKED_BY.items()], required=False
    )
    note = text_field(_("A note, or where to look"), 300, rows=2, required=False)

