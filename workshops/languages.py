"""Texts that people of several languages read: one value `{language: text}`, shown in the viewer's language,
else the workshop's, else the first. And what gettext cannot say by itself: a letter for a role, words in a row."""

from functools import lru_cache

from django.utils.translation import get_language_info, override, pgettext_lazy
from django.utils.translation import gettext as _

LETTERS = {  # in the mark of somebody who sits with no party
    "facilitator": pgettext_lazy("letter of a facilitator", "F"),
    "participant": pgettext_lazy("letter of a participant", "P"),
    "interpreter": pgettext_lazy("letter of an interpreter", "I"),
    "observer": pgettext_lazy("letter of an observer", "O"),
    "note_taker": pgettext_lazy("letter of a note-taker", "N"),
}


def choose(texts, language, fallback=""):
    """(text, language it is in) of a `{language: text}`; ("", language) when there is none."""
    if not texts:
        return "", language
    for code in (language, fallback, next(iter(texts))):
        if texts.get(code):
            return texts[code], code
    return "", language


def local(texts, language, fallback=""):
    """The text alone."""
    return choose(texts, language, fallback)[0]


@lru_cache
def role_letter(role, language):
    """The letter of a role in this language, whichever is spoken around it."""
    with override(language):
        return str(LETTERS[role])


def listed(words):
    """Words in a row: “one, two and three”."""
    *most, last = words
    return _("%(most)s and %(last)s") % {"most": _(", ").join(most), "last": last} if most else last


@lru_cache
def direction(language):
    """`rtl` or `ltr`."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"
