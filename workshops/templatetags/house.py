"""The marks and parts every page is made of: icons, seats, the ring, who hears, fields, times."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from workshops import languages
from workshops.templatetags.lines import agenda_track
from workshops.templatetags.seating import MARK, seat_ring

register = template.Library()
register.filter("listed", languages.listed)

POINTING = {"next", "back", "send", "exit", "withdraw"}
ALSO_KNOWN_AS = {"small_group": "group", "help_desk": "help", "exercise": "pair"}
ALSO_KNOWN_AS |= {"small_groups": "group", "fishbowl": "part", "pairs": "pair"}  # who is with whom
SHAPES = {"u", "l", "c", "d", "f"}
CLOSED = {"caucus": "hears hears--closed", "self": "hears hears--self"}
DIRECTIONS = {"text": "auto", "search": "auto", "email": "ltr", "url": "ltr", "tel": "ltr", "password": "ltr"}
TIME_FORMATS = {"time": ["H:i"], "date": ["j F Y"], "day": ["l j F"], "both": ["j F Y", "H:i"], "weekday": ["l", "H:i"]}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name, look=""):
    """A drawing of the sprite: `{% icon "send" "s" %}`. Kinds of rooms are icons too; pointing ones turn round in RTL."""
    name = ALSO_KNOWN_AS.get(name, name)
    classes = ["icon"] + ["icon--way"] * (name in POINTING) + [f"icon--{part}" for part in look.split()]
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', " ".join(classes), name
    )


@register.simple_tag
def seat_mark(party, letter, state="here", size=""):
    """A person's party in shape, letter and colour. `state`: here, away, turn, or several; `size`: s, l or none."""
    party = party if party in SHAPES else "f"
    states = {"away": " seat--empty", "turn": " seat--turn"}
    looks = "".join(states.get(word, "") for word in state.split()) + (f" seat--{size}" if size else "")
    return format_html(
        '<span class="seat{}" data-party="{}"><svg aria-hidden="true"><use href="#s-{}"/></svg><span>{}</span></span>',
        looks, party, party, letter,
    )  # fmt: skip


@register.inclusion_tag("_hears.html")
def hears(kind, title, detail="", party=""):
    """Who hears, sees or reads this: over every field and at every door. `title` says who, with a number."""
    return {"kind": kind, "title": title, "detail": detail, "party": party, "look": CLOSED.get(kind, "hears")}


@register.inclusion_tag("_ring.html")
def ring(seats, big="", small="", label=""):
    """The table from above. Seats are (party, letter, is here, has the turn, label), in the order they sit."""
    drawn = seat_ring(seats, is_mirrored=translation.get_language_bidi())
    return {
        "ring": drawn,
        "mark": MARK,
        "big": big,
        "small": small,
        "label": label or _("The table seen from above"),
    }


@register.inclusion_tag("_track.html")
def track(minutes, place=-1, elapsed=0):
    """The agenda as a line: minutes of each item, the number of the present one, minutes gone in it."""
    return {"stretches": agenda_track(list(minutes), place, elapsed)}


@register.inclusion_tag("_spark.html")
def spark(planned, real, whole=100, is_now=False):
    """Minutes planned (hollow) and real (filled) on a line of `whole` minutes. The numbers stand beside it in words."""
    return {
        "planned": min(planned, whole),
        "real": min(real, whole),
        "whole": whole,
        "look": "real" if is_now else "done",
    }


@register.inclusion_tag("_field.html")
def field(bound, is_label_hidden=False, **attrs):
    """One field of a form: label, help, control, and what is wrong with it, tied together for screen readers."""
    widget = bound.field.widget
    kind = "input"
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        kind = "choices"
    elif isinstance(widget, CheckboxInput):
        kind = "tick"
    elif bound.use_fieldset:
        kind = "several"
    return {
        "field": bound,
        "kind": kind,
        "is_label_hidden": is_label_hidden,
        "control_id": attrs.get("id") or bound.id_for_label,
        "control": _control(bound, kind, attrs),
    }


def _control(bound, kind, attrs):
    if kind in ("choices", "several"):
        return ""
    given = bound.field.widget.attrs
    if kind == "input":
        words = f"input {given.get('class', '')} {attrs.get('class', '')}".split()
        attrs["class"] = " ".join(dict.fromkeys(words))
        attrs.setdefault(
            "dir", given.get("dir") or DIRECTIONS.get(getattr(bound.field.widget, "input_type", "text"))
        )
    return bound.as_widget(
        attrs={name.replace("_", "-"): value for name, value in attrs.items() if value is not None}
    )


@register.inclusion_tag("_form_errors.html")
def form_errors(form):
    """What is to be changed in this form, each line a link to its field. It takes the focus when the page opens."""
    wrong = [
        (bound, bound.id_for_label or f"{bound.auto_id}_0") for bound in form.visible_fields() if bound.errors
    ]
    return {"form": form, "wrong": wrong, "other": form.non_field_errors()}


@register.simple_tag
def person_time(moment, zone=None, form="both"):
    """A moment in this person's zone. `form`: time, date, day, weekday (with the time) or both."""
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone or ZoneInfo("UTC"))
    words = _(", ").join(date_format(local, part) for part in TIME_FORMATS[form])
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)


@register.inclusion_tag("_languages.html", takes_context=True)
def language_switch(context, to="set_language"):
    """The languages of the house, each in its own letters. Works without JavaScript: one form, one button each.

    `to`: the name of the address that takes the choice.
    """
    request = context.get("request")
    languages = [
        (code, name, "rtl" if translation.get_language_info(code)["bidi"] else "ltr")
        for code, name in settings.LANGUAGES
    ]
    next_url = request.get_full_path() if request else "/"
    return {
        "languages": languages,
        "now": translation.get_language(),
        "next_url": next_url,
        "to": to,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.simple_tag
def unlocalised(number):
    """A number for a data attribute: never grouped, never in another script's digits."""
    return repr(float(number)).removesuffix(".0")
