"""Searching a room: what one may see is opened and scanned in memory, and no index of words lies anywhere.

Words are compared folded: without case, accents and the vowel signs of Arabic; alef, yeh and teh marbuta as one writes
them in haste; without the stretching of letters.
"""

import unicodedata
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workshops import rules
from workshops.rooms.models import Message

SHORTEST = 2  # letters
MOST = 50
SAME = {"\u0671": "\u0627", "\u0649": "\u064a", "\u0629": "\u0647"}  # alef wasla, alef maqsura, teh marbuta
STRETCH = "\u0640"


def search(viewer, *, room, words):
    """The messages of a room that hold these words, the newest first, at most MOST; among those this viewer may see."""
    wanted, keys = folded(words).strip(), rules.keys_for(viewer)
    if len(wanted) < SHORTEST:
        return []
    seen = Message.objects.visible_to(viewer).filter(room=room, withdrawn_at=None).order_by("-posted_at", "-pk")
    found = (message for message in seen if wanted in folded(message.said(keys) or ""))
    return [message for message, _place in zip(found, range(MOST), strict=False)]


def check_words(words):
    """Raises ValidationError when there is too little to search for: everything would be found."""
    if len(folded(words).strip()) < SHORTEST:
        raise ValidationError(_("Write at least %(count)d letters to search for.") % {"count": SHORTEST})


def folded(text):
    """A text as it is compared."""
    return " ".join("".join(map(_fold, text)).split())


@lru_cache(maxsize=4096)
def _fold(sign):
    parts = (part for part in unicodedata.normalize("NFKD", sign) if unicodedata.category(part) not in ("Mn", "Cf"))
    return "".join(SAME.get(part, part) for part in parts if part != STRETCH).casefold()


def excerpt(text, words, around=60):
    """(before, found, after): where the words stand in a text, as it was written, with a little round them."""
    signs, places = [], []
    for place, sign in enumerate(text):
        for part in _fold(sign):
            is_space = part.isspace()
            if not (is_space and (not signs or signs[-1] == " ")):
                signs.append(" " if is_space else part)
                places.append(place)
    wanted = folded(words).strip()
    start = "".join(signs).find(wanted)
    if start < 0 or not wanted:
        return text[: 2 * around], "", ""
    begin, end = places[start], places[start + len(wanted) - 1] + 1
    while end < len(text) and _fold(text[end]) == "":  # signs that belong to the last letter
        end += 1
    before = ("…" if begin > around else "") + text[max(0, begin - around) : begin]
    return before, text[begin:end], text[end : end + around] + ("…" if end + around < len(text) else "")
