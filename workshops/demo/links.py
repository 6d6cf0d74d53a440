"""What people need to come in: passwords of the staff, passes of bots and humans, and how they are told."""

import json
import os
import secrets
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse

from accounts.models import User
from workshops.demo.bots.script import phases
from workshops.demo.loader.live import SESSION
from workshops.demo.telling import FREE, story, today
from workshops.programme import passes

WORDS = (
    "amber basin candle cedar clover copper coral daisy ember fennel ferry garnet ginger harbour "
    "hazel heron island ivory jasmine juniper kettle lantern lemon linen maple meadow mellow nectar "
    "olive orchard pebble pepper plum quarry quiet raven ribbon river saffron silver sparrow tunnel "
    "velvet walnut willow winter"
)


def new_passwords():
    """{user: password}: fresh ones for all staff of the demo. Whoever was signed in before is signed out."""
    for session in UserSession.objects.all():
        session.end()
    passwords = {}
    for user in User.objects.filter(name__in=[it["name"] for it in story()["organisation"]["staff"]]):
        passwords[user] = "-".join(secrets.choice(WORDS.split()) for _ in range(4)) + f"-{secrets.randbelow(90) + 10}"
        user.set_password(passwords[user])
        user.save(update_fields=["password"])
    return passwords


def cast_of_bots(seats, session, passwords):
    """Who is played by whom: a pass of their own for guests, mail and password for the facilitators."""
    people = story()["people"]
    return {
        "base_url": settings.BASE_URL,
        "session": str(session.pk),
        "items": list(zip(map(str, session.items.values_list("pk", flat=True)), phases(SESSION), strict=True)),
        "guests": [
            {"person": it["id"], "secret": passes.issue(seats[it["id"]]).secret}
            for it in people
            if not seats[it["id"]].is_facilitator
        ],
        "chairs": [
            {"person": it["id"], "email": seats[it["id"]].user.email, "password": passwords[seats[it["id"]].user]}
            for it in people
            if seats[it["id"]].is_facilitator
        ],
    }


def links(seats, session, passwords):
    """The addresses a human needs. A seat's bot has claimed its pass before: a claim ends all others of the seat."""
    console = reverse("session_console", args=[session.pk])
    people = {it["id"]: it for it in story()["people"]}
    parties = {it["id"]: it["short"] for it in story()["parties"]}
    by_name = {user.name: user for user in passwords}
    admin = next(it["name"] for it in story()["organisation"]["staff"] if it["role"] == "admin")
    return {
        "base_url": settings.BASE_URL,
        "facilitator": _sign_in(seats["F1"].user, passwords, console),
        "admin": _sign_in(by_name[admin], passwords, reverse(settings.LOGIN_REDIRECT_URL)),
        "seats": [
            {
                "party": parties[people[person]["party"]],
                "name": today(session.starts_at).name_of(people[person]),
                "invite_url": passes.issue(seats[person]).url,
            }
            for person in FREE
        ],
        "session_url": settings.BASE_URL + reverse("session_place", args=[session.pk]),
    }


def _sign_in(user, passwords, following):
    url = f"{settings.BASE_URL}{reverse('account_login')}?{urlencode({'next': following})}"
    return {"email": user.email, "password": passwords[user], "url": url}


def write_for_owner(path, content):
    """JSON in a file that only its owner can read, there in whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file, indent=1, ensure_ascii=False)
    fresh.replace(path)


def in_words(content):
    """The same for reading in a terminal."""
    seats = "\n".join(f"    {it['party']:13}{it['name']:14}{it['invite_url']}" for it in content["seats"])
    staff = "\n\n".join(
        f"    {title}\n      {who['email']}\n      {who['password']}\n      {who['url']}"
        for title, who in (("facilitator, Edda Vorn", content["facilitator"]), ("admin, Oona Castell", content["admin"]))
    )
    return f"""
  The demo is open: {content["base_url"]}

  Sit at the table. One browser is for one person, so open each link in a window of its own (a private one will do):
{seats}

  Work for the house:
{staff}

  The third day, live now: {content["session_url"]}

  Invented people play it. Whose seat or account you take, falls silent.
  Ctrl-C ends all of it."""
