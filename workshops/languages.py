"""Texts that people of several languages read: one value `{language: text}`, shown in the viewer's language,
else the workshop's, else the first."""

from django.utils.translation import get_language_info


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


def direction(language):
    """`rtl` or `ltr`."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"
