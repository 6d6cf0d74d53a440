"""Lines of the log, drawn fast: each shape of a line is drawn once by its template, with signs in place of words;
after that the words are only put in. A mould holds no content, so it may stay.
"""

import re
from functools import lru_cache
from html import escape
from types import SimpleNamespace
from typing import NamedTuple

from django.template.loader import get_template
from django.utils import translation

from workshops.languages import local
from workshops.live.people import Person
from workshops.rooms.reactions import WORDS as REACTIONS
from workshops.rooms.renderings import Rendered
from workshops.templatetags.rooms import letter_of, rendered_for

WORDS = ("id", "room_id", "name", "party", "letter", "text", "language", "said_at", "clock", "until", "typist", "suggestion")
QUOTED = ("quoted_id", "quoted_name", "quoted_text", "quoted_language")
INTERPRETED = ("rendered", "gloss", "interpreter")
STATES = ("is_withdrawn", "is_held", "is_silent", "is_question", "is_edited", "is_hidden")
ALL_WORDS = (*WORDS, *QUOTED, *INTERPRETED, *REACTIONS)
SIGN = {word: chr(0xE000 + place) for place, word in enumerate(ALL_WORDS)}  # private use: no template has them
RENDERINGS = {  # the shapes of what an interpreter makes of it: see `Rendered.state`
    "pending": Rendered(),
    "shown": Rendered(SIGN["rendered"], "", SIGN["interpreter"]),
    "noted": Rendered(SIGN["rendered"], SIGN["gloss"], SIGN["interpreter"]),
}
SIGNS = re.compile(f"([{''.join(SIGN.values())}])")


class Shape(NamedTuple):
    """All that changes the HTML of a line but the words in it: two lines of one shape share a mould."""

    role: str
    mark: str
    states: tuple  # as in STATES
    may_edit: str  # its author or typist: "" not any more, "until" a moment, "waits" as long as nobody reads it
    is_typed: bool
    is_suggested: bool
    quote: str  # the state of what it answers, if it answers anything
    rendering: str  # see `RENDERINGS`; "for others" if only readers of other languages need one
    reactions: tuple  # the small words it has been given


def shape_of(line, variant, rendered=None):
    """The shape of a line as it is drawn for this variant."""
    may_edit = ""
    if variant.own in ("own", "typed") and line.is_editable:
        may_edit = "until" if line.editable_until else "waits"
    states = tuple([getattr(line, name) for name in STATES])
    quote, reactions = line.quote.state if line.quote else "", tuple(sorted(line.counts)) if line.reactions else ()
    rendering = rendered.state if rendered else "for others" if line.rendered else ""
    return Shape(line.by.role, line.by.mark, states, may_edit, line.typist is not None, line.suggestion != "", quote, rendering, reactions)


def draw_line(line, variant):
    """The HTML of one line: as its template draws it, without asking the template again."""
    rendered = rendered_for(line, variant)
    drawn = mould(variant, shape_of(line, variant, rendered)).copy()
    words = _words(line, variant.language) | (_words_of(rendered) if rendered else {})
    drawn[1::2] = [words[sign] for sign in drawn[1::2]]
    return "".join(drawn)


@lru_cache(maxsize=2048)
def mould(variant, shape):
    """The pieces of a line of this shape: HTML and signs in turn."""
    by = Person(None, SIGN["name"], shape.role, None, {"": SIGN["party"]}, {"": SIGN["letter"]}, shape.mark)
    words = {word: SIGN[word] for word in ("id", "room_id", "text", "language", "said_at", "clock")}
    line = SimpleNamespace(
        by=by,
        is_editable=shape.may_edit != "",
        editable_until=SimpleNamespace(isoformat=SIGN["until"]) if shape.may_edit == "until" else None,
        typist=SimpleNamespace(name=SIGN["typist"]) if shape.is_typed else None,
        suggestion=SIGN["suggestion"] if shape.is_suggested else "",
        quote=shape.quote and SimpleNamespace(state=shape.quote, **{name[7:]: SIGN[name] for name in QUOTED}),
        rendered={variant.language: RENDERINGS.get(shape.rendering)} if shape.rendering else {},
        counts={word: SIGN[word] for word in shape.reactions},
        **dict(zip(STATES, shape.states, strict=True)),
        **words,
    )
    with translation.override(variant.language):
        html = get_template("rooms/_line.html").render({"data": line, "variant": variant})
    return SIGNS.split(html.strip())


def _words(line, language):
    words = {
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
    if line.editable_until:
        words[SIGN["until"]] = line.editable_until.isoformat()
    if line.typist:
        words[SIGN["typist"]] = escape(line.typist.name)
    if line.suggestion:
        words[SIGN["suggestion"]] = _in_lines(line.suggestion)
    if line.quote:
        words |= {SIGN[name]: escape(str(getattr(line.quote, name[7:]))) for name in QUOTED}
    if line.reactions:
        words |= {SIGN[word]: str(count) for word, count in line.counts.items()}
    return words


def _words_of(rendered):
    return {
        SIGN["rendered"]: _in_lines(rendered.text),
        SIGN["gloss"]: _in_lines(rendered.note),
        SIGN["interpreter"]: escape(rendered.by),
    }


def _in_lines(text):
    """As `linebreaksbr` shows it. What Django wraps around escaping costs more than escaping."""
    return escape(text).replace("\n", "<br>")
