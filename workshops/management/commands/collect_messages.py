"""Bring the catalogues of translations in line with the texts of the source, without system gettext."""

import re
from difflib import get_close_matches
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from workshops.management.texts import texts

NEAR_ENOUGH = 0.75
FORMATS = {"python-format": re.compile(r"%\(\w+\)"), "python-brace-format": re.compile(r"\{\w*\}")}


class Command(BaseCommand):
    """New texts come in empty, or fuzzy beside the nearest one that went; what nobody says any more goes."""

    help = "Collect the texts of the source into the catalogues of translations (.po)."
    requires_system_checks = []

    def handle(self, **options):
        """Say for each catalogue what is left to translate."""
        found = texts()
        for path in (path for folder in settings.LOCALE_PATHS for path in sorted(Path(folder).rglob("*.po"))):
            catalogue = polib.pofile(str(path), wrapwidth=0)
            collected = merged(catalogue, found)
            if str(collected) != path.read_text():
                collected.save(str(path))
            left = [entry for entry in collected if not entry.translated()]
            self.stdout.write(f"{path.relative_to(settings.BASE_DIR)}: {len(collected)} texts, {len(left)} to translate")


def merged(catalogue, found):
    """The catalogue with exactly the texts found, in their order."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    gone = {key[1]: entry for key, entry in known.items() if key not in {(text.context, text.one) for text in found}}
    fresh = polib.POFile(wrapwidth=0)
    fresh.header, fresh.metadata = catalogue.header, catalogue.metadata
    for text in found:
        entry = known.get((text.context, text.one))
        if entry is None or bool(entry.msgid_plural) != bool(text.many):
            entry = _new(text, gone, catalogue)
        entry.msgid_plural = text.many or ""
        fresh.append(entry)
    return fresh


def _new(text, gone, catalogue):
    flags = [name for name, pattern in FORMATS.items() if pattern.search(text.one + (text.many or ""))]
    entry = polib.POEntry(msgctxt=text.context, msgid=text.one, flags=flags)
    near = get_close_matches(text.one, gone, n=1, cutoff=NEAR_ENOUGH)
    if text.many:
        entry.msgstr_plural = dict.fromkeys(range(forms(catalogue)), "")
    elif near and not gone[near[0]].msgid_plural:
        entry.msgstr, entry.previous_msgid = gone[near[0]].msgstr, near[0]
        entry.flags.append("fuzzy")
    return entry


def forms(catalogue):
    """How many plural forms its head declares."""
    return int(re.search(r"nplurals=(\d+)", catalogue.metadata["Plural-Forms"])[1])
