"""Stories that fill a house with people: `python -m tests.stories live` tells one and prints what to know of it.

It runs as a process of its own, on the files of the house; the browser's side never touches the database.
"""

import json
import sys
import time

import django
from django.conf import settings
from django.test import Client


def planned(cast):
    """A session is planned and nobody has come."""


def lobby(cast):
    """The lobby is open, everybody is admitted, the room is not open yet."""
    cast.session_in("lobby")


def live(cast, mode="open_slow"):
    """Everybody is admitted and sits at the long table, with this floor."""
    cast.session_in("live")
    cast.start("plenary", mode)


def parting(cast):
    """The session has been stopped; Eli, who reads Arabic, may be reached by mail. (followups)"""
    from tests.cast import viewer
    from tests.followups.conftest import allow
    from workshops.followups.channel import name_channel

    cast.session_in("stopped")
    allow(cast.eli)
    name_channel(viewer(cast.eli), channel="mail", address="eli@example.org")


def invited(cast):
    """All sit at the long table; Gil has a link and has not read anything yet."""
    from tests.cast import make_seat
    from workshops.programme.passes import issue

    live(cast)
    gil = make_seat(cast.workshop, "", party=cast.first)
    return {"link": issue(gil).url}


def doors(cast, language):
    """Links in every condition: one to open, one that is over, one that another browser has opened."""
    from tests.cast import make_seat
    from workshops.programme import passes

    cast.session_in("lobby")
    fresh, over, taken, other = (
        passes.issue(make_seat(cast.workshop, "", party=cast.first, language=language)) for _ in range(4)
    )
    over.entry.expires_at = over.entry.created_at
    over.entry.save()
    passes.claim(taken.entry)
    links = {"fresh": fresh, "over": over, "taken": taken, "other": other}
    return {"links": {name: link.url for name, link in links.items()}, "code": fresh.code}


def first_day(cast, language, password):
    """Ines has a password and no second factor yet."""
    cast.users.ines.authenticator_set.all().delete()
    cast.users.ines.set_password(password)
    cast.users.ines.language = language
    cast.users.ines.save()


def deciding(cast):
    """A live session and a board in use: an option tried by all, on which a poll is open; a need of each party."""
    from tests.board import table

    cast.session_in("live")
    poll = table.polled(cast, {})
    table.write(cast, "dara", title="Two accounts")
    return {"card": poll.card_id, "poll": poll.pk}
def recorded(cast):
    """The session is over and thought over; of each party one has let its record out of the room, and one has not."""
    from tests.live.scenarios import it_is_recorded
    from tests.security.stage import allow_record

    allow_record(cast, "bilal", "chen", "dara", "eli", "esi")
    it_is_recorded(cast, but=(cast.bilal, cast.eli))
    return {"record": cast.session.record.pk}


def gallery(cast):
    """Every screen of the house."""
    from tests.browser.gallery import hang
    from tests.browser.screens import screens

    things = hang(cast)
    browsers = browsers_of(cast, gil=cast.gil, hana=cast.hana)
    return {"screens": screens(browsers, things), "cookies": cookies_of(browsers)}


def pairs(cast, *steps):
    """Bilal and Eli listen to each other; these steps have gone well already. Chen and Dara have no pair yet."""
    from tests import pairs

    cast.session_in("live")
    (run,) = pairs.start(cast, [cast.bilal, cast.eli])
    pairs.through(cast, *steps)
    return {"pair": run.room_id, "item": run.item_id}


def talking(cast, statements="60"):
    """Everybody sits at the long table, and much has been said. (speed)"""
    from tests.live.scenario import say

    live(cast)
    for number in range(int(statements)):
        say((cast.bilal, cast.dara, cast.chen, cast.eli)[number % 4], cast.plenary, f"Number {number}: {WORDS}")


WORDS = "the sluice at the old mill has stood open since the spring, and nobody on either bank says who ought to close it."


def interpreting(cast):
    """All sit at the long table; Esi interprets for Eli, who reads Arabic. The glossary has a word of what Dara says."""
    from tests.cast import viewer
    from tests.interpreting import make_interpreter
    from tests.live.scenario import say
    from workshops.programme.glossary import propose_term, write_hearing

    live(cast)
    make_interpreter(cast.esi)
    words = {"en": "used up", "ar": "استنفد"}
    term = propose_term(viewer(cast.esi), workshop=cast.workshop, words=words)
    write_hearing(viewer(cast.dara), term=term, text="Said of a grain store, not of a person.")
    write_hearing(viewer(cast.bilal), term=term, text="Worn out, by us.")
    propose_term(viewer(cast.bilal), workshop=cast.workshop, words={"en": "sluice", "ar": "بوابة"})
    text = "I kept the lower canals for thirty-one years. The last four years have used up my patience. I would like some back."
    say(cast.dara, cast.plenary, text)
    say(cast.bilal, cast.plenary, "Who opened the sluice?")


# groups
def small_tables(cast, mode="open_slow", placement="small_groups"):
    """Ten at two small tables; Chen has none yet, Bilal and Eli are not to share one. The second table has called, and
    people are called back in two minutes. (In a fishbowl: nobody has called, and the first party writes.)"""
    from tests import tables
    from tests.cast import arrive, make_seat, viewer
    from tests.live.scenario import say
    from workshops.rooms import broadcasting, calls, fishbowl, grouping
    from workshops.running import actions

    guests = [make_seat(cast.workshop, name, party=(cast.first, cast.second)[number % 2]) for number, name in enumerate(("Gita", "Hassan", "Ivo", "Joud"))]
    for guest in guests:
        arrive(guest)
    cast.session_in("lobby")
    cast.admit(*guests)
    actions.open_session(viewer(cast.amina), session=cast.session)
    cast.start("plenary", "open_slow")
    say(cast.dara, cast.plenary, "We came by the old road.")
    item = tables.tables_item(cast, mode=mode, placement=placement)
    if placement == "fishbowl":
        actions.start_item(viewer(cast.amina), item=item)
        fishbowl.choose_circle(viewer(cast.amina), room=cast.plenary, party=cast.first)
        return {"item": item.pk}
    later = tables.tables_item(cast, position=61)
    grouping.keep_apart(viewer(cast.amina), workshop=cast.workshop, seats=[cast.bilal, cast.eli])
    first, second = tables.start(cast, [cast.bilal, guests[0], cast.dara, guests[1]], [guests[2], cast.eli, guests[3]], item=item)
    say(cast.bilal, first, "What would both sides notice on the first morning?")
    say(cast.dara, first, "That the siren is tested when everybody is awake.")
    calls.call_facilitator(viewer(cast.eli), room=second)
    broadcasting.say_to_all(viewer(cast.ben), session=cast.session, text="Please choose who reports.", minutes=2)
    return {"item": item.pk, "later": later.pk, "tables": [first.pk, second.pk]}


# words
def lines(cast):
    """More has been said than a page shows; Dara has answered Ben and thanked him, Bilal has put something otherwise and is on
    the telephone now, and something of Eli's has been taken out of the room."""
    from tests.cast import viewer
    from tests.live.scenarios import say
    from tests.live.word_scenarios import reply
    from workshops.rooms.hiding import hide_message
    from workshops.rooms.reactions import react
    from workshops.rooms.telephone import note_telephone
    from workshops.rooms.wording import edit_message

    live(cast)
    room = cast.plenary
    for number in range(1, 108):
        say((cast.bilal, cast.dara, cast.eli)[number % 3], room, f"Statement {number} of the morning.")
    question = say(cast.ben, room, "What did you hear in what the other party said about the night of the flood?")
    reply(cast.dara, room, question, "That nobody had told you the gates would open. I did not know that.")
    react(viewer(cast.dara), message=question, word="thanks", is_given=True)
    react(viewer(cast.eli), message=question, word="slower", is_given=True)
    reply(cast.ben, room, say(cast.eli, room, "ابنتي سألتني لماذا لا نكلمهم، ولم أجد جوابًا."), "Thank you, Eli.")
    edit_message(viewer(cast.bilal), message=say(cast.bilal, room, "We had no telphone line."), text="We had no telephone line.")
    hide_message(viewer(cast.amina), message=say(cast.eli, room, "You opened the gates, all of you."))
    note_telephone(viewer(cast.amina), room=room, seat=cast.bilal, is_on=True)
    return {"room": room.pk}


# long
def lasting(cast, turn_hours=48):
    """A round over days, begun yesterday. Everybody was here then; since, thirty things were said, and a party's sentence;
    Dara and Bilal are asked in their parties about another."""
    import datetime

    from django.db.models import F

    from tests.cast import viewer
    from tests.live.scenario import say
    from workshops.programme.models import Seat, Session
    from workshops.rooms import attaching, letting_out
    from workshops.rooms.models import LastSeen, Message, Release

    Session.objects.filter(pk=cast.session.pk).update(turn_hours=turn_hours)
    Seat.objects.filter(pk__in=[cast.dara.pk, cast.eli.pk]).update(zone="Asia/Beirut")
    cast.session.refresh_from_db()
    live(cast)
    for number in range(1, 31):
        first = say((cast.bilal, cast.dara)[number % 2], cast.plenary, f"Letter {number} of the first week.")
    caucus = cast.caucus(cast.second)
    sentence = letting_out.propose_sentence(viewer(cast.dara), room=caucus, text="We could live with one gauge for two.")
    for seat in (cast.dara, cast.eli):
        letting_out.answer_sentence(viewer(seat), sentence=sentence, version=1, answer="yes")
    letting_out.release_sentence(viewer(cast.dara), sentence=sentence, version=1)
    letting_out.propose_sentence(viewer(cast.eli), room=caucus, text="نقبل بمقياس مشترك إذا قرأه الطرفان معًا.")
    letting_out.propose_sentence(viewer(cast.bilal), room=cast.caucus(cast.first), text="We have no telephone line either.")
    attaching.attach_link(viewer(cast.amina), room=cast.plenary, url="https://meet.example.org/9f2c", name="Voice call")
    for number in range(1, 21):
        say((cast.bilal, cast.dara)[number % 2], cast.plenary, f"Letter {number} of the second week.")
    say(cast.bilal, cast.plenary, "We had no telephone line that night, and nobody came to tell us.")
    cast.start("plenary", "round")
    seen_at = first.posted_at + datetime.timedelta(microseconds=1)
    seen = [LastSeen(room=cast.plenary, seat=seat, seen_at=seen_at) for seat in cast.people.values()]
    LastSeen.objects.bulk_create(seen)
    for model, name in ((Message, "posted_at"), (Release, "released_at"), (LastSeen, "seen_at")):
        model.objects.update(**{name: F(name) - datetime.timedelta(days=1)})
    return {"room": cast.plenary.pk, "caucus": caucus.pk}


def exercise(cast, slug, company, step):
    """Everybody goes through this exercise, and this step of it is on; what it needs counts as done."""
    from tests import runs
    from workshops.exercises import meeting

    meeting.missing_before = lambda viewer, item, people: []
    cast.session_in("live")
    run = runs.begin(cast, slug, company)[0]
    runs.until(run, step)
    return {"room": run.room_id, "item": run.item_id}


STORIES = {
    story.__name__: story
    for story in (
        planned, lobby, live, invited, doors, first_day, gallery, pairs, deciding, parting, recorded, small_tables, interpreting,
        lines, talking, lasting, exercise,
    )
}


def browsers_of(cast, **more):
    """{name: a browser known to the house}. Staff have just shown who they are, and stay so."""
    from tests.cast import client_of, client_of_staff

    browsers = {"nobody": Client()} | {name: client_of_staff(user) for name, user in vars(cast.users).items()}
    for name in vars(cast.users):
        session = browsers[name].session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time() + 3600}]
        session.save()
    return browsers | {name: client_of(seat) for name, seat in (cast.guests | {"farid": cast.farid} | more).items()}


def cookies_of(browsers):
    """{name: the cookie by which the house knows this person}."""
    names = (settings.SESSION_COOKIE_NAME, settings.SEAT_COOKIE_NAME)
    return {
        person: {"name": name, "value": browser.cookies[name].value}
        for person, browser in browsers.items()
        for name in names
        if name in browser.cookies
    }


def told(cast):
    """What stands where."""
    from workshops.rooms.models import Room

    rooms = Room.objects.filter(session=cast.session).select_related("party")
    return {
        "workshop": cast.workshop.pk,
        "session": cast.session.pk,
        "rooms": {f"{room.kind}{room.party.position if room.party else ''}": room.pk for room in rooms},
        "items": {f"{item.placement} {item.floor_mode}": item.pk for item in cast.session.items.all()},
    }


def main(story, *words):
    """Tell this story once, in the database of the environment."""
    django.setup()
    from tests.cast import Cast

    cast = Cast()
    more = STORIES[story](cast, *words) or {}
    if "cookies" not in more:
        more["cookies"] = cookies_of(browsers_of(cast))
    json.dump(told(cast) | more, sys.stdout, default=str)


if __name__ == "__main__":
    main(*sys.argv[1:])
