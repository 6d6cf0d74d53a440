"""A line put together from its mould is the line that the template draws, whatever it says and whoever looks."""

import dataclasses
import datetime
import itertools
import uuid

import pytest
from django.template.loader import get_template
from django.utils import translation

from workshops import clock
from workshops.live.frames import Variant, render
from workshops.live.lines import Line
from workshops.live.moulds import SIGN, STATES, mould, shape_of
from workshops.live.people import Person
from workshops.rooms.reactions import WORDS
from workshops.rooms.renderings import Rendered
from workshops.rooms.replies import Quote
from workshops.templatetags.rooms import rendered_for

MOMENT = datetime.datetime(2026, 3, 1, 9, 5, 7, 120, tzinfo=datetime.UTC)
BILAL = Person(uuid.uuid4(), "Bilal <b>", "participant", uuid.uuid4(), {"en": "Up & <down>", "ar": "أعلى"}, {"en": "U"}, "u")
AMINA = Person(uuid.uuid4(), "Amina", "facilitator", None, {}, {}, "f")
LINE = Line(
    uuid.uuid4(), uuid.uuid4(), BILAL, "One <i>&\nتفضلوا 'two' \"", "en", MOMENT, False, False, False, False, editable_until=MOMENT
)
LOOKS = [("en", "ltr", "chair"), ("en", "ltr", "seat"), ("ar", "rtl", "chair"), ("ar", "rtl", "seat")]
OWN = ["own", "typed", "", "heard slower", "thanks"]
VARIANTS = [Variant(*look, own) for look, own in itertools.product(LOOKS, OWN)]
QUOTES = [Quote(uuid.uuid4(), "Dara <b>", "The <well> & more", "ar", state) for state in ("shown", "gone", "away")]
ABOUT = {  # what stands round the words: each alone is enough, since none asks about another
    "nothing": {},
    "still editable": {"editable_until": clock.now() + datetime.timedelta(hours=1)},
    "editable as long as it waits": {"editable_until": None},
    "suggested": {"suggestion": "I am <afraid>.\nWould you look?"},
    "by telephone": {"typist": dataclasses.replace(AMINA, name="Amina <i>")},
    **{quote.state: {"quote": quote} for quote in QUOTES},
    **{word: {"reactions": {word: {uuid.uuid4(), uuid.uuid4()}}} for word in WORDS},
    "all": {"reactions": {word: {uuid.uuid4()} for word in WORDS}, "quote": QUOTES[0], "editable_until": None},
}
PLAIN = [
    dataclasses.replace(LINE, by=by, **dict(zip(STATES, states, strict=True)))
    for by, *states in itertools.product([BILAL, AMINA], *[[True, False]] * len(STATES))
]
RENDERED = [(), ("جفت <البئر>", "", "Rhea"), ("Two\nlines", "Of a <store>.", "Rhea & I")]
LINES = [
    *PLAIN,
    *[
        dataclasses.replace(LINE, by=by, is_held=is_held, **about)
        for by, is_held, about in itertools.product([BILAL, AMINA], [True, False], ABOUT.values())
    ],
    *[dataclasses.replace(LINE, rendered={code: Rendered(*words)}) for code, words in itertools.product(["en", "ar"], RENDERED)],
]


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_a_moulded_line_is_the_line_of_the_template(look):
    for own in OWN:
        variant = Variant(*look, own)
        with translation.override(variant.language):
            drawn = [get_template("rooms/_line.html").render({"data": line, "variant": variant}).strip() for line in LINES]
        assert [render("line", line, variant) for line in LINES] == drawn


def test_words_are_never_taken_for_signs():
    signs = "".join(SIGN.values())
    quote = dataclasses.replace(QUOTES[0], text=signs, name=signs)
    line = dataclasses.replace(LINE, text=signs, by=dataclasses.replace(BILAL, name=signs), quote=quote)
    html = render("line", line, VARIANTS[2])
    assert html.count(signs) == 4


def test_a_mould_keeps_no_word():
    mould.cache_clear()
    secrets = ("Bilal", "Amina", "down", "تفضلوا", "09:05", "Dara", "well")
    for line, variant in itertools.product(LINES, VARIANTS):
        render("line", line, variant)
        kept = "".join(mould(variant, shape_of(line, variant, rendered_for(line, variant))))
        assert not [word for word in (*secrets, str(line.id), str(QUOTES[0].id)) if word in kept]


def test_a_reader_is_not_shown_who_gave_a_small_word():
    giver = uuid.uuid4()
    line = dataclasses.replace(LINE, by=AMINA, reactions={"heard": {giver}})
    assert [str(giver) in render("line", line, variant) for variant in VARIANTS] == [False] * len(VARIANTS)
    assert (line.own(giver), line.own(uuid.uuid4()), line.own(AMINA.id)) == ("heard", "", "own")
