"""A line put together from its mould is the line that the template draws, whatever it says and whoever looks."""

import dataclasses
import datetime
import itertools
import uuid

import pytest
from django.template.loader import get_template
from django.utils import translation

from workshops.live.frames import Variant, render
from workshops.live.moulds import SIGN, STATES, mould
from workshops.live.regions import Line, Person
from workshops.rooms.renderings import Rendered

MOMENT = datetime.datetime(2026, 3, 1, 9, 5, 7, 120, tzinfo=datetime.UTC)
BILAL = Person(uuid.uuid4(), "Bilal <b>", "participant", uuid.uuid4(), {"en": "Up & <down>", "ar": "أعلى"}, {"en": "U"}, "u")
AMINA = Person(uuid.uuid4(), "Amina", "facilitator", None, {}, {}, "f")
LINE = Line(uuid.uuid4(), uuid.uuid4(), BILAL, "One <i>&\nتفضلوا 'two' \"", "en", MOMENT, False, False, False, False, {})
VARIANTS = [
    Variant(language, direction, standing, own)
    for (language, direction), standing, own in itertools.product(
        [("en", "ltr"), ("ar", "rtl")], ["chair", "seat"], ["own", ""]
    )
]
LINES = [
    dataclasses.replace(LINE, by=by, **dict(zip(STATES, states, strict=True)))
    for by, *states in itertools.product([BILAL, AMINA], *[[True, False]] * len(STATES))
]

LINES += [
    dataclasses.replace(LINE, rendered={code: Rendered(*words)})
    for code, words in itertools.product(["en", "ar"], [(), ("جفت <البئر>", "", "Rhea"), ("Two\nlines", "Of a <store>.", "Rhea & I")])
]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda it: "-".join(filter(None, dataclasses.astuple(it))))
def test_a_moulded_line_is_the_line_of_the_template(variant):
    with translation.override(variant.language):
        drawn = [get_template("rooms/_line.html").render({"data": line, "variant": variant}).strip() for line in LINES]
    assert [render("line", line, variant) for line in LINES] == drawn


def test_words_are_never_taken_for_signs():
    signs = "".join(SIGN.values())
    line = dataclasses.replace(LINE, text=signs, by=dataclasses.replace(BILAL, name=signs))
    html = render("line", line, VARIANTS[-1])
    assert html.count(signs) == 2


def test_a_mould_keeps_no_word():
    mould.cache_clear()
    for line, variant in itertools.product(LINES, VARIANTS):
        render("line", line, variant)
        kept = "".join(mould(variant, line.by.role, line.by.mark, "noted", *(getattr(line, name) for name in STATES)))
        assert not [word for word in ("Bilal", "Amina", "down", "تفضلوا", str(line.id), "09:05") if word in kept]
