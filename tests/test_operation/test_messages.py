"""Translations are built without system gettext."""

import gettext
import io
import os

import pytest
from django.core.management import call_command

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Come in"
msgstr "Entrez"

msgctxt "of a door"
msgid "open"
msgstr "ouverte"

msgid "one chair"
msgid_plural "{count} chairs"
msgstr[0] "une chaise"
msgstr[1] "{count} chaises"

#, fuzzy
msgid "Not sure"
msgstr "Peut-être"
"""


@pytest.fixture
def folder(tmp_path, settings):
    """A place with one catalogue that nobody has built."""
    settings.LOCALE_PATHS, settings.BASE_DIR = [tmp_path], tmp_path
    place = tmp_path / "fr" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.po").write_text(PO)
    return place


def build():
    """What the command says."""
    said = io.StringIO()
    call_command("build_messages", stdout=said)
    return said.getvalue()


def test_a_built_catalogue_answers(folder):
    build()
    with (folder / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Come in") == "Entrez"
    assert catalogue.pgettext("of a door", "open") == "ouverte"
    assert [catalogue.ngettext("one chair", "{count} chairs", n) for n in (1, 2)] == ["une chaise", "{count} chaises"]
    assert catalogue.gettext("Not sure") == "Not sure"
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]


def test_only_what_is_older_is_built_again(folder):
    assert [build(), build()] == ["built fr/LC_MESSAGES/django.mo\n", ""]
    later = (folder / "django.mo").stat().st_mtime + 5
    os.utime(folder / "django.po", (later, later))
    assert build() == "built fr/LC_MESSAGES/django.mo\n"
