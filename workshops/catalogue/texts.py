"""The texts inside a declaration: each a `{language: text}`, wherever it stands."""

import re

HOUSE = ("en", "ar")  # every text of the house is there in these
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")


def texts_in(value, place=""):
    """(place, {language: text}) of every text in a declaration."""
    if _is_texts(value):
        yield place, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from texts_in(each, f"{place}.{name}".strip("."))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from texts_in(each, f"{place}.{number}".strip("."))


def unspoken(declaration):
    """(place, reason) of every text that lacks a language of the house."""
    for place, texts in texts_in(declaration):
        yield from ((place, f"is not there in {code}") for code in HOUSE if code not in texts)


def _is_texts(value):
    is_filled = isinstance(value, dict) and bool(value)
    return is_filled and all(LANGUAGE.fullmatch(key) and isinstance(text, str) for key, text in value.items())
