"""Lines of the log, drawn fast: each shape of a line is drawn once by its template, with signs in place of words;
after that the words are only put in. A mould holds no content, so it may stay.
"""

import re
from functools import lru_cache
from html import escape
from types import SimpleNamespace

from django.template.loader import get_template
from django.utils import translation

from workshops.languages import local
from workshops.live.regions import Person
from workshops.rooms.renderings import Rendered
from workshops.templatetags.rooms import letter_of, rendered_for

WORDS = ("id", "room_id", "name", "party", "letter", "text", "language", "said_at", "clock", "rendered", "gloss", "interpreter")
STATES = ("is_withdrawn", "is_held", "is_silent", "is_question")
SIGN = {word: chr(0xE000 + place) for place, word in enumerate(WORDS)}  # private use: no template has them
RENDERINGS = {  # the shapes of what an interpreter makes of it: see `Rendered.state`
    "pending": Rendered(),
    "shown": Rendered(SIGN["rendered"], "", SIGN["interpreter"]),
    "noted": Rendered(SIGN["rendered"], SIGN["gloss"], SIGN["interpreter"]),
}
SIGNS = re.compile(f"([{''.join(SIGN.values())}])")


def draw_line(line, variant):
    """The HTML of one line: as its template draws it, without asking the template again."""
    rendered = rendered_for(line, variant)
    rendering = rendered.state if rendered else "for others" if line.rendered else ""
    states = [getattr(line, name) for name in STATES]
    drawn = mould(variant, line.by.role, line.by.mark, rendering, *states).copy()
    words = _words(line, variant.language) | (_words_of(rendered) if rendered else {})
    drawn[1::2] = [words[sign] for sign in drawn[1::2]]
    return "".join(drawn)


@lru_cache(maxsize=1024)
def mould(variant, role, mark, rendering, *states):
    """The pieces of a line of this shape: HTML and signs in turn. All that changes a line's shape stands here."""
    by = Person(None, SIGN["name"], role, None, {"": SIGN["party"]}, {"": SIGN["letter"]}, mark)
    shape = {word: SIGN[word] for word in ("id", "room_id", "text", "language", "said_at", "clock")}
    shape["rendered"] = {variant.language: RENDERINGS.get(rendering)} if rendering else {}
    line = SimpleNamespace(by=by, **dict(zip(STATES, states, strict=True)), **shape)
    with translation.override(variant.language):
        html = get_template("rooms/_line.html").render({"data": line, "variant": variant})
    return SIGNS.split(html.strip())


def _words(line, language):
    return {
        SIGN["id"]: str(line.id),
        SIGN["room_id"]: str(line.room_id),
        SIGN["name"]: escape(line.by.name),
        SIGN["party"]: escape(local(line.by.party, language)),
        SIGN["letter"]: escape(letter_of(line.by, language)),
        SIGN["text"]: _in_lines(line.text),
        SIGN["language"]: escape(line.language),
        SIGN["said_at"]: line.said_at,
        SIGN["clock"]: line.clock,
    }


def _words_of(rendered):
    return {
        SIGN["rendered"]: _in_lines(rendered.text),
        SIGN["gloss"]: _in_lines(rendered.note),
        SIGN["interpreter"]: escape(rendered.by),
    }


def _in_lines(text):
    """As `linebreaksbr` shows it. What Django wraps around escaping costs more than escaping."""
    return escape(text).replace("\n", "<br>")
