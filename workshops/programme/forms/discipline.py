"""What a facilitator signs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.programme.declaring import NEITHER, SEVERAL


class DisciplineForm(forms.Form):
    """Whom one is close to, and the signature. Nothing is chosen beforehand."""

    affinity = forms.ChoiceField(
        label=_("Which party do you come from, or feel close to?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say it, so that nobody has to guess.")},
    )
    is_signed = forms.BooleanField(
        label=_("I work by this note."), error_messages={"required": _("Without it nobody leads a session.")}
    )

    def __init__(self, *args, parties, **options):
        """`parties` are choices: (id, name)."""
        super().__init__(*args, **options)
        self.fields["affinity"].choices = [*parties, (NEITHER, _("To none of them")), (SEVERAL, _("To more than one"))]
