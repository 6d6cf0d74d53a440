"""What facilitators fill in while a session runs, and when it is over."""

from django import forms


class MinutesForm(forms.Form):
    """More minutes for the current item, or fewer."""

    minutes = forms.IntegerField(min_value=-60, max_value=120)
