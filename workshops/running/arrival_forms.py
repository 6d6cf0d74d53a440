"""What a person says on the way in: a name, what they allow, what they promise, what their party may let happen."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.languages import local
from workshops.programme.arrival import consent_text
from workshops.programme.models import AssentAnswer
from workshops.programme.wall_time import zones
from workshops.rooms.actions import clean

LONGEST_NAME = 60
LONGEST_OBJECTION = 1000


class NameForm(forms.Form):
    """How one is called here, which language one reads, where one's clock stands."""

    name = forms.CharField(
        label=gettext_lazy("Name the others will see"),
        help_text=gettext_lazy("It need not be your real name."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"class": "input--name", "dir": "auto", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Choose a name, so that the others can speak to you.")},
    )
    language = forms.ChoiceField(label=gettext_lazy("Language you read"), choices=settings.LANGUAGES)
    zone = forms.ChoiceField(
        label=gettext_lazy("Your clock"),
        help_text=gettext_lazy("Times are shown as on the clocks of this place."),
        choices=zones,
        widget=forms.Select(attrs={"data-zone": ""}),
    )

    def __init__(self, *args, team, **kwargs):
        """`team`: names that would be mistaken for the facilitators'."""
        super().__init__(*args, **kwargs)
        self.team = {name.casefold() for name in team}

    def clean_name(self):
        """One line, without signs that turn other words round."""
        name = " ".join(clean(self.cleaned_data["name"]).split())
        if name.casefold() in self.team:
            raise forms.ValidationError(_("A facilitator has this name. Choose one that cannot be mistaken for it."))
        return name


class ConsentForm(forms.Form):
    """One permission a line. Nothing is ticked that the person has not ticked before; no tick is a no."""

    def __init__(self, *args, language, given, **kwargs):
        super().__init__(*args, initial=given, **kwargs)
        for point in consent_text()["points"]:
            self.fields[point["point"]] = forms.BooleanField(
                label=local(point["text"], language, settings.LANGUAGE_CODE),
                help_text=local(point["if_not"], language, settings.LANGUAGE_CODE),
                required=False,
            )
            self.fields[point["point"]].is_needed = point["is_required"]

    def clean_take_part(self):
        """To say no is open to everyone, by its own button: a forgotten tick is not taken for it."""
        takes_part = self.cleaned_data["take_part"]
        if not takes_part and "decline" not in self.data:
            raise forms.ValidationError(_("Without this one nobody comes in. Tick it, or press “I do not take part”."))
        return takes_part and "decline" not in self.data


class AgreementForm(forms.Form):
    """One promise: confirmed, or objected to in own words."""

    is_confirmed = forms.BooleanField(required=False)
    objection = forms.CharField(
        label=gettext_lazy("Which word is wrong for you, and why?"),
        required=False,
        max_length=LONGEST_OBJECTION,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "class": "short"}),
    )

    def __init__(self, *args, agreement, answer, text, **kwargs):
        super().__init__(*args, prefix=f"a{agreement.pk.hex[:8]}", **kwargs)
        self.agreement, self.answer, self.text = agreement, answer, text
        self.initial = {"is_confirmed": bool(answer and answer.is_confirmed)}

    def clean(self):
        """One of the two; what was objected to before may stay so without another word."""
        cleaned = super().clean()
        is_confirmed, objection = cleaned.get("is_confirmed"), cleaned.get("objection")
        was_objected = self.answer and not self.answer.is_confirmed
        if is_confirmed and objection:
            self.add_error("is_confirmed", _("Either confirm it, or object to it."))
        elif not is_confirmed and not objection and not was_objected and "objection" not in self.errors:
            self.add_error("is_confirmed", _("Confirm it, or say below which word is wrong for you."))
        return cleaned


class QuestionForm(forms.Form):
    """One question to one's party, answered alone."""

    answer = forms.ChoiceField(
        choices=[
            (AssentAnswer.Answer.YES, gettext_lazy("Yes")),
            (AssentAnswer.Answer.NO, gettext_lazy("No")),
            (AssentAnswer.Answer.CHANGE, gettext_lazy("Only if something changes")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one. Silence is not taken for yes.")},
    )

    def __init__(self, *args, question, own, label, **kwargs):
        super().__init__(*args, prefix=f"q{question.pk.hex[:8]}", **kwargs)
        self.question, self.own = question, own
        self.fields["answer"].label = label
        self.initial = {"answer": own.answer or None}

    @property
    def stays_as_it_is(self):
        """Answered before, and not asked about in what was sent: a page that is older than the question."""
        return bool(self.own.answer) and self.is_bound and self.add_prefix("answer") not in self.data
