"""Every text of the tree stands in every catalogue: whole, in the forms its language asks for, with nothing left in English."""

import gettext
import io
import re
import string
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.base import Lexer, TokenType

from workshops.management.texts import Text, in_code, texts, texts_of

ROOT = Path(settings.BASE_DIR)
CATALOGUES = {path.parts[-3]: polib.pofile(str(path)) for path in sorted((ROOT / "locale").rglob("*.po"))}
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.*") if "styleguide" not in path.parts)
PERCENT = re.compile(r"%\(\w+\)[sd]|%%")
TAG = re.compile(r"</?\w+[^>]*>")
NAMES = {"Second Track", "JavaScript"}
each_language = pytest.mark.parametrize("language", sorted(CATALOGUES))


def forms(entry):
    """Every translation of an entry."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def marks(text):
    """What is filled in, and the tags around it."""
    braces = [f"{{{name}}}" for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    return sorted(PERCENT.findall(text) + TAG.findall(text) + braces)


def numbers_of(catalogue):
    """Which numbers up to 200 each plural form serves."""
    count, rule = re.fullmatch(r"nplurals=(\d+); plural=(.+);", catalogue.metadata["Plural-Forms"]).groups()
    served = {form: [] for form in range(int(count))}
    for number in range(201):
        served[gettext.c2py(rule)(number)].append(number)
    return served


def test_each_language_of_the_house_but_english_has_a_catalogue():
    assert sorted(CATALOGUES) == sorted(code for code, _ in settings.LANGUAGES if code != "en")


@each_language
def test_a_catalogue_holds_exactly_the_texts_of_the_tree(language):
    held = [Text(entry.msgctxt, entry.msgid, entry.msgid_plural or None) for entry in CATALOGUES[language]]
    assert held == texts(), "run manage.py collect_messages"


@each_language
def test_every_text_is_translated(language):
    catalogue = CATALOGUES[language]
    count = len(numbers_of(catalogue))
    wanting = [e.msgid for e in catalogue if e.fuzzy or not all(forms(e)) or len(forms(e)) not in (1, count)]
    assert (wanting, catalogue.obsolete_entries()) == ([], [])


@each_language
def test_what_is_filled_in_is_filled_in_everywhere(language):
    served = numbers_of(CATALOGUES[language])
    lost = []
    for entry in CATALOGUES[language]:
        for form, text in enumerate(forms(entry)):
            wanted = marks(entry.msgid_plural or entry.msgid)
            may_be_words = entry.msgid_plural and len(served[form]) == 1  # “two seats” may be one word
            if marks(text) != wanted and not (may_be_words and set(marks(text)) <= set(wanted)):
                lost.append(text)
    assert lost == []


def test_arabic_counts_in_six_forms():
    served = numbers_of(CATALOGUES["ar"])
    assert [numbers[:3] for numbers in served.values()] == [[0], [1], [2], [3, 4, 5], [11, 12, 13], [100, 101, 102]]


def test_arabic_is_arabic():
    """No Latin word but a name, no Latin comma, semicolon or question mark, digits as the times and counts have them."""
    wrong = []
    for text in (text for entry in CATALOGUES["ar"] for text in forms(entry)):
        plain = re.sub(r"\{\w*\}", "", TAG.sub("", PERCENT.sub("", text)))
        if re.search(r"[A-Za-z,;?\u0660-\u0669\u06f0-\u06f9]", plain):
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_says_nothing_past_the_catalogues(path):
    said = "".join(
        token.contents if token.token_type == TokenType.TEXT else "\x00" if token.token_type != TokenType.COMMENT else ""
        for token in Lexer(re.sub(r"{% blocktrans.*?endblocktrans %}", "", path.read_text(), flags=re.S)).tokenize()
    )
    spoken = re.findall(r"""\b(?:aria-label|alt|title|placeholder)="([^"]*)\"""", said)
    shown = re.sub(r'<kbd>.*?</kbd>|<(script|style|svg)\b.*?</\1>|<[^>]*>|<!.*?>|[\w-]+="[^"]*"', "\n", said, flags=re.S).split("\n")
    words = [word for text in [*spoken, *shown] for word in re.findall(r"[^\W\d_]{2,}[^\n\x00]*", text)]
    assert [word.strip() for word in words if word.strip() not in NAMES] == []


def test_texts_are_found_in_code_and_in_templates(tmp_path):
    code = '_("One")\nngettext("a chair", "%(n)s chairs", 2)\nfield(label=gettext_lazy("Two"))\n_(variable)\nother("no")\n'
    assert in_code(code) == [Text(None, "One", None), Text(None, "a chair", "%(n)s chairs"), Text(None, "Two", None)]
    page = tmp_path / "page.html"
    page.write_text(
        """{% trans "Don't" %}{{ _("Filled") }}{% trans "open" context "a door" %}{# {% trans "no" %} #}
        {% blocktrans count n=2 trimmed %}
          One "chair"
        {% plural %}
          {{ n }} chairs
        {% endblocktrans %}"""
    )
    assert texts_of(page) == [
        Text(None, "Don't", None),
        Text(None, "Filled", None),
        Text("a door", "open", None),
        Text(None, 'One "chair"', "%(n)s chairs"),
    ]


def test_collecting_keeps_what_is_said_and_marks_what_changed(settings, tmp_path):
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "locale"]
    po = tmp_path / "locale" / "ar" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=n!=1;\\n"\n\n'
    po.write_text(head + 'msgid "Kept"\nmsgstr "1"\n\nmsgid "Wait a little here"\nmsgstr "2"\n\nmsgid "Gone"\nmsgstr "3"\n')
    (tmp_path / "workshops").mkdir()
    (tmp_path / "workshops" / "a.py").write_text(
        '_("New")\n_("Kept")\n_("Wait a little there")\nngettext("seat", "{count} seats", n)\n'
    )
    said = io.StringIO()
    call_command("collect_messages", stdout=said)
    assert said.getvalue() == "locale/ar/LC_MESSAGES/django.po: 4 texts, 3 to translate\n"
    assert [(e.msgid, forms(e), e.flags) for e in polib.pofile(str(po))] == [
        ("New", [""], []),
        ("Kept", ["1"], []),
        ("Wait a little there", ["2"], ["fuzzy"]),
        ("seat", ["", ""], ["python-brace-format"]),
    ]
