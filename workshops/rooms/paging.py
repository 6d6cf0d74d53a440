"""Which statements of a room a page shows: the newest, and earlier ones by the fifteen."""

import datetime
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from workshops.rooms.models import Message

SHOWN = 15  # more weighs on the first load of whoever has a thin line


@dataclass(frozen=True)
class Shown:
    """Messages, oldest first. `before`: the one from which earlier ones go back, or None when there are none. `until`: when
    the first of the next piece was said; None in the newest."""

    messages: list
    before: UUID | None
    until: datetime.datetime | None = None


def newest(viewer, room, *, is_all=False, since=None):
    """The newest SHOWN that this viewer may see, or all; with `since`, that message, all after it and SHOWN before it."""
    seen = _seen(viewer, room)
    if is_all:
        return Shown(list(seen)[::-1], None)
    mark = since and seen.filter(pk=since).first()
    if mark:
        return _shown([*seen.exclude(_earlier_than(mark)), *seen.filter(_earlier_than(mark))[: SHOWN + 1]], mark)
    return _shown(list(seen[: SHOWN + 1]))


def earlier(viewer, room, before):
    """The SHOWN before a message that this viewer may see."""
    seen = _seen(viewer, room)
    mark = seen.filter(pk=before).first()
    if mark is None:
        return Shown([], None, datetime.datetime.fromtimestamp(0, datetime.UTC))
    return replace(_shown(list(seen.filter(_earlier_than(mark))[: SHOWN + 1])), until=mark.posted_at)


def _seen(viewer, room):
    return Message.objects.visible_to(viewer).filter(room=room).order_by("-posted_at", "-pk")


def _earlier_than(mark):
    return Q(posted_at__lt=mark.posted_at) | Q(posted_at=mark.posted_at, pk__lt=mark.pk)


def _shown(found, mark=None):
    """One more than is shown was asked for: whether there are earlier ones is known without counting."""
    most = SHOWN + (next(place for place, it in enumerate(found, 1) if it.pk == mark.pk) if mark else 0)
    kept = found[:most][::-1]
    return Shown(kept, kept[0].pk if len(found) > most else None)
