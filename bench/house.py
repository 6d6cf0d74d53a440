"""Fills a house with people for a load: workshops that are live, everyone admitted, half of them reading Arabic.

    python -m bench.house ROOMS SEATS FILE      writes one line for each connection, as load.c reads it
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402

from accounts.models import Membership  # noqa: E402
from tests import cast  # noqa: E402
from workshops import clock  # noqa: E402
from workshops.live import cursors  # noqa: E402
from workshops.programme import declaring  # noqa: E402
from workshops.programme.models import Admission, Pass, Seat  # noqa: E402
from workshops.programme.passes import LONGEST_LIFE  # noqa: E402
from workshops.rooms.models import Room  # noqa: E402
from workshops.rooms.seating import help_desk_of, let_in  # noqa: E402
from workshops.running import actions  # noqa: E402
from workshops.viewer import hash_of, new_secret, viewer_of  # noqa: E402

LANGUAGES = ("en", "ar")


def fill(rooms, seats):
    """Lines of connections for `rooms` plenaries with `seats` people each, one of them the facilitator."""
    organisation = cast.make_organisation("Bench")
    user = cast.make_user("Amina", organisation, Membership.Role.FACILITATOR)
    staff_cookie = cast.client_of_staff(user).cookies[settings.SESSION_COOKIE_NAME].value
    for _ in range(rooms):
        with transaction.atomic(), transaction.atomic(using="keys"):
            yield from lines_of_room(organisation, user, staff_cookie, seats)


def lines_of_room(organisation, user, staff_cookie, seats):
    """One workshop in the middle of a live session, in an item in which everyone may speak."""
    workshop = cast.make_workshop(organisation)
    names = ("Upstream", "Lowland")[: seats - 1]  # each party has somebody
    parties = [cast.make_party(workshop, place, name) for place, name in enumerate(names)]
    chair = cast.make_seat(workshop, "Amina", Seat.Role.FACILITATOR, user=user)
    declaring.sign_note(cast.viewer(chair), workshop=workshop, affinity=declaring.NEITHER)
    guests = [
        cast.make_seat(workshop, f"Guest {number}", party=parties[number % len(parties)], language=LANGUAGES[number // 2 % 2])
        for number in range(seats - 1)
    ]
    session = actions.open_lobby(cast.viewer(chair), session=cast.make_session(workshop))
    plenary, desks = admit(session, chair, guests)
    actions.open_session(cast.viewer(chair), session=session)
    plenary.refresh_from_db()
    yield line(chair, [plenary], f"{settings.SESSION_COOKIE_NAME}={staff_cookie}")
    for guest, secret in zip(guests, bind_browsers(guests), strict=True):
        yield line(guest, [plenary, desks[guest.pk]], f"{settings.SEAT_COOKIE_NAME}={secret}")


def admit(session, chair, guests):
    """What asking and admitting leave behind, written at once. Returns the plenary and the help desks by seat."""
    now = clock.now()
    Admission.objects.bulk_create(
        Admission(session=session, seat=guest, asked_at=now, admitted_at=now, admitted_by=chair) for guest in guests
    )
    plenary = Room.objects.get(session=session, kind=Room.Kind.PLENARY)
    let_in(plenary, *guests)
    return plenary, {guest.pk: help_desk_of(guest) for guest in guests}


def bind_browsers(guests):
    """A pass for each, already pressed; returns the secrets the browsers hold."""
    now, secrets = clock.now(), [new_secret() for _ in guests]
    Pass.objects.bulk_create(
        Pass(
            seat=guest,
            secret_hash=hash_of(new_secret()),
            device_hash=hash_of(secret),
            created_at=now,
            used_at=now,
            expires_at=now + LONGEST_LIFE,
        )
        for guest, secret in zip(guests, secrets, strict=True)
    )
    return secrets


def line(seat, rooms, cookie):
    """Path, headers, what the page reads, and how it says something in the first of these rooms."""
    viewer = viewer_of(seat)
    heard = " ".join(f"{room.pk}={cursors.make(room.pk, viewer, room.head)}" for room in rooms)
    post = json.dumps({"post": {"room": str(rooms[0].pk), "text": "{body}", "client_key": "{key}"}})
    return "\t".join((f"/live/{seat.workshop_id}/", f"Cookie: {cookie}", heard, post))


if __name__ == "__main__":
    with open(sys.argv[3], "w") as file:
        file.writelines(f"{text}\n" for text in fill(int(sys.argv[1]), int(sys.argv[2])))
