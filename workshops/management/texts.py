"""The texts of the tree that gettext translates, found without system gettext: in code by its syntax tree, in templates by
Django's own reading of them."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation.template import templatize

FOLDERS = ("accounts", "facilitator", "templates", "workshops")
# Which arguments of a call are (context, text, plural).
NAMES = {"_": (None, 0), "gettext": (None, 0), "ngettext": (None, 0, 1), "pgettext": (0, 1), "npgettext": (0, 1, 2)}
CALLS = NAMES | {f"{name}_{kind}": places for name, places in NAMES.items() for kind in ("lazy", "noop")}
LITERAL = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
IN_TEMPLATE = re.compile(rf"\b(?:n?p?gettext|_)\({LITERAL}(?:, {LITERAL})*(?:,\s*count)?\)")


class Text(NamedTuple):
    """One text as it stands in the source."""

    context: str | None
    one: str
    many: str | None


def texts():
    """Every text once, in the order of files and lines; with its plural, if it has one anywhere."""
    found = {}
    for path in sorted(path for folder in FOLDERS for path in (Path(settings.BASE_DIR) / folder).rglob("*.*")):
        for text in texts_of(path):
            known = found.setdefault((text.context, text.one), text)
            found[text.context, text.one] = known if known.many else text
    return list(found.values())


def texts_of(path):
    """The texts of one file, in the order of lines."""
    if path.suffix == ".py":
        return in_code(path.read_text())
    if path.suffix in (".html", ".txt"):
        calls = IN_TEMPLATE.findall(templatize(path.read_text(), origin=str(path)))
        return [text for call in calls for text in in_code(call)]
    return []


def in_code(source):
    """The texts in Python, in the order of lines. An argument that is no literal is no text: it was marked elsewhere."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    calls.sort(key=lambda node: (node.lineno, node.col_offset))
    return [text for text in map(_text, calls) if text]


def _text(call):
    name = getattr(call.func, "id", getattr(call.func, "attr", None))
    if name not in CALLS:
        return None
    words = [_literal(call, place) for place in CALLS[name]]
    return Text(*words, *[None] * (3 - len(words))) if words[1] else None


def _literal(call, place):
    if place is None or place >= len(call.args):
        return None
    return call.args[place].value if isinstance(call.args[place], ast.Constant) else None
