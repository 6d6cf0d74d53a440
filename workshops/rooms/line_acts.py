"""The forms that the menu of a line belongs to, and what the composer says of a reply and of the telephone."""

import uuid

from django.urls import reverse

from workshops import rules
from workshops.rooms.reactions import WORDS
from workshops.rooms.replies import original_of, quote_of
from workshops.rooms.telephone import callers


def line_acts(viewer, room, url):
    """[{id, url, …}]: they hold the page's token, or lead to a sheet. `url`: the page itself, for a reply without script."""
    leads = [("edit", reverse("message_edit", args=[room.pk]), True), ("reply", url, False)]
    if viewer.is_facilitator:
        leads.append(("suggest", reverse("message_suggest", args=[room.pk]), True))
    acts = [("hide", "message_hide")] if viewer.is_facilitator else [("react", "reaction_change")]
    return [{"id": f"{act}-{room.pk}", "url": address, "is_get": True, "opens": opens} for act, address, opens in leads] + [
        {"id": f"{act}-{room.pk}", "url": reverse(name, args=[room.pk])} for act, name in acts
    ]


def reply_of(viewer, room, keys, message_id):
    """What the composer says it answers, or None: a message of this room that one may answer."""
    try:
        original = message_id and original_of(viewer, room, uuid.UUID(str(message_id)))
    except ValueError:
        return None
    return quote_of(original, keys) if original else None


def callers_of(viewer, room, keys):
    """[(seat, name)] of those for whom this viewer may type here."""
    if not viewer.is_facilitator or room.kind in rules.DESKS:
        return []
    return [(seat, seat.open(keys, "display_name")) for seat in callers(room)]


def asked_reaction(posted):
    """(word, is given, message id) of the button that was pressed, or three times None."""
    for word in WORDS:
        for name, is_given in ((word, True), (f"no_{word}", False)):
            if name in posted:
                return word, is_given, posted[name]
    return None, None, None
