"""The look holds its own rules: logical directions, no inline style or script, marks that exist, tags that render."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.utils import translation

ROOT = Path(settings.BASE_DIR)
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|(?:min-|max-)?(?:width|height)|left|right|top|bottom|float|clear)\s*:(?!\s*\d+rem\s*\))"
)
SIDES = re.compile(r"(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b")
MEDIA = re.compile(r"@media[^{]*")
COMMENT = re.compile(r"/\*.*?\*/", re.S)


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def render(text, **context):
    return Template(text).render(Context(context))


@pytest.mark.parametrize("sheet", SHEETS, ids=names(SHEETS))
def test_a_sheet_knows_no_left_and_no_right(sheet):
    text = MEDIA.sub("", COMMENT.sub("", sheet.read_text()))
    assert PHYSICAL.findall(text) == []
    assert SIDES.findall(text) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=names(SHEETS))
def test_a_sheet_puts_everything_in_a_layer_and_balances_its_braces(sheet):
    text = COMMENT.sub("", sheet.read_text())
    assert text.count("{") == text.count("}")
    outside = re.sub(r"@layer [\w, ]+;", "", text)
    depth, loose = 0, ""
    for character in outside:
        depth += (character == "{") - (character == "}")
        loose += character if depth == 0 else ""
    assert set(loose.replace("}", " ").split()) <= {
        "@layer",
        "tokens",
        "reset",
        "base",
        "parts",
        "rooms",
        "helpers",
        "print",
    }


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_a_template_holds_no_style_script_or_handler(template):
    text = template.read_text()
    assert re.findall(r"<[^>]+\sstyle\s*=", text) == []
    assert re.findall(r"<style\b", text) == []
    assert re.findall(r"<[a-z][^>{]*\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", text) == []
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.S)
    assert [body for given, body in scripts if body.strip() and "application/json" not in given] == []
    assert [given for given, _ in scripts if "src=" not in given and "application/json" not in given] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=names(TEMPLATES))
def test_a_template_compiles(template):
    get_template(str(template.relative_to(ROOT / "templates")))


def test_every_mark_that_is_used_is_in_the_sprite():
    drawn = set(re.findall(r'id="([^"]+)"', (ROOT / "templates" / "_sprite.html").read_text()))
    text = "".join(path.read_text() for path in TEMPLATES)
    written = set(re.findall(r'<use[^>]*href="#([\w-]+)"', text))
    by_tag = {f"i-{name}" for name in re.findall(r'{% icon "([\w-]+)"', text)}
    also = {"i-small_group": "i-group", "i-help_desk": "i-help"}
    assert {also.get(name, name) for name in written | by_tag} - drawn == set()
    assert {f"{half}-{party}" for half in "sh" for party in "ulcdf"} - drawn == set()


def test_every_sheet_a_template_names_exists():
    text = "".join(path.read_text() for path in TEMPLATES)
    named = set(re.findall(r'static "(css/[\w-]+\.css)"', text))
    assert named - {f"css/{sheet.name}" for sheet in SHEETS} == set()


def test_a_pointing_icon_turns_round_and_a_room_has_its_icon():
    assert render('{% icon "send" "s" %}') == (
        '<svg class="icon icon--way icon--s" aria-hidden="true"><use href="#i-send"/></svg>'
    )
    assert (
        render('{% icon "help_desk" %}') == '<svg class="icon" aria-hidden="true"><use href="#i-help"/></svg>'
    )


def test_a_seat_says_its_party_three_times_and_escapes_its_letter():
    assert render('{% seat_mark "l" letter "away turn" "s" %}', letter="<") == (
        '<span class="seat seat--empty seat--turn seat--s" data-party="l">'
        '<svg aria-hidden="true"><use href="#s-l"/></svg><span>&lt;</span></span>'
    )


def test_a_seat_of_no_party_sits_with_the_circle():
    assert 'data-party="f"' in render('{% seat_mark None "I" %}')


def test_who_hears_is_said_in_two_lines():
    text = render('{% hears "caucus" "Heard by 6" "Ilven and you" "u" %}')
    assert 'class="hears hears--closed" data-party="u"' in text
    assert "<b>Heard by 6</b><span>Ilven and you</span>" in text


def test_the_ring_is_mirrored_where_one_reads_from_the_right():
    seats = [("f", "F"), ("u", "U", False, True, "Bilal"), ("l", "L"), ("u", "U")]
    places = {}
    for language in ("en", "ar"):
        with translation.override(language):
            places[language] = re.findall(r'<text x="([-\d.]+)"', render("{% ring seats %}", seats=seats))
    assert places == {"en": ["0.0", "88.0", "0.0", "-88.0"], "ar": ["-0.0", "-88.0", "-0.0", "88.0"]}


def test_a_large_table_grows_so_that_no_two_seats_touch():
    drawn = render("{% ring seats %}", seats=[("u", "U")] * 40)
    corners = re.findall(r'<use class="g" href="#s-u" x="([-\d.]+)" y="([-\d.]+)"', drawn)
    points = [complex(float(x), float(y)) for x, y in corners]
    assert min(abs(a - b) for n, a in enumerate(points) for b in points[:n]) >= 22


def test_the_track_is_as_long_as_the_agenda():
    drawn = render("{% track minutes 1 30 %}", minutes=[45, 60])
    assert re.findall(r"<rect( class=\"\w+\")?", drawn) == [' class="past"', "", ' class="now"']


class PlaceForm(forms.Form):
    """A text, a choice and a tick."""

    name = forms.CharField(help_text="As the others see it")
    stand = forms.ChoiceField(choices=[("yes", "Yes")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="I agree")


def test_a_field_ties_help_and_error_to_its_control():
    form = PlaceForm({})
    text = render("{% field form.name %}", form=form)
    assert 'class="input"' in text and 'dir="auto"' in text and 'aria-invalid="true"' in text
    described = re.search(r'aria-describedby="([^"]+)"', text).group(1).split()
    assert [name for name in described if f'id="{name}"' not in text] == []
    assert described == ["id_name_helptext", "id_name_error"]


def test_a_label_follows_its_control_when_the_page_names_it():
    text = render('{% field form.name id="say-1" class="input short" %}', form=PlaceForm())
    assert '<label for="say-1">' in text and 'id="say-1"' in text and 'class="input short"' in text


def test_a_choice_is_a_fieldset_and_a_tick_is_one_line():
    form = PlaceForm({})
    choice = render("{% field form.stand %}", form=form)
    assert '<legend class="label">Stand</legend>' in choice
    assert 'aria-describedby="id_stand_error"' in choice
    assert choice.count("<label") == 1
    tick = render("{% field form.agreed %}", form=form)
    assert tick.count("<label") == 1 and "<fieldset" not in tick


def test_the_summary_links_to_each_wrong_field():
    text = render("{% form_errors form %}", form=PlaceForm({}))
    assert re.findall(r'<a href="#([\w-]+)"', text) == ["id_name", "id_stand_0", "id_agreed"]
    assert render("{% form_errors form %}", form=PlaceForm()).strip() == ""


def test_a_time_is_shown_in_the_zone_of_the_person():
    moment = datetime(2026, 4, 14, 7, 0, tzinfo=UTC)
    text = render('{% person_time moment "Africa/Cairo" "time" %}', moment=moment)
    assert text == '<time datetime="2026-04-14T09:00:00+02:00">09:00</time>'
    assert render("{% person_time moment %}", moment=None) == ""


def test_numbers_for_the_page_are_never_in_other_digits():
    with translation.override("ar"):
        assert render("{% unlocalised number %}", number=1795.5) == "1795.5"
        assert render("{% unlocalised number %}", number=12000) == "12000"


ERRORS = sorted(path.stem for path in (ROOT / "templates" / "errors").glob("[!_]*.html"))


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_error_page_needs_nothing(name, language):
    with translation.override(language):
        text = render_to_string(f"errors/{name}.html")
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert text.count("<h1>") == 1


def test_no_page_names_a_workshop_in_its_title():
    titles = {
        re.sub(r"{%.*?%}", "", found)
        for path in TEMPLATES
        for found in re.findall(r"block title %}(.*?){% endblock", path.read_text(), re.S)
    }
    assert [title for title in titles if re.search(r"{{\s*(?!\s|neutral_title)", title)] == []
