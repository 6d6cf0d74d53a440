"""The story in the tables: whole in Archive, broken off and shifted in Today, and readable by nobody without keys."""

import datetime
import json
import statistics
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from tests.cast import client_of, viewer
from workshops import clock, rules
from workshops.demo.bots.script import tables
from workshops.demo.loader import load, seats_of_today
from workshops.demo.telling import archive, own_words, story, today
from workshops.exercises.course import Course
from workshops.exercises.engine import Position, Stand
from workshops.exercises.models import Run
from workshops.exercises.results import results_of
from workshops.followups.results import follow_ups_of
from workshops.programme.models import (
    Agreement,
    AgreementAnswer,
    Assent,
    ConsentAnswer,
    Party,
    Seat,
)
from workshops.rooms.models import Listener, Message, Rendering, Room

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def days_of(workshop):
    """The sessions of the story itself, without follow-ups that are planned."""
    return workshop.sessions.filter(follow_up=None)


def counts_of(workshop):
    """How much of the story a workshop holds."""
    return {
        "parties": workshop.parties.count(),
        "seats": workshop.seats.count(),
        "sessions": days_of(workshop).count(),
        "items": sum(session.items.count() for session in days_of(workshop)),
        "messages": Message.objects.filter(room__workshop=workshop).count(),
        "agreements in force": workshop.agreements.filter(replaced_at=None).count(),
        "assents that hold": Assent.objects.filter(
            party__workshop=workshop, kind__in=("caucus_door", "card"), held_at__isnull=False
        ).count(),
    }


def test_both_tellings_hold_as_much_as_the_story_says(loaded):
    whole = {
        "parties": 2,
        "seats": len(story()["people"]),
        "sessions": 3,
        "items": len(story()["agenda_phases"]),
        "messages": len(story()["messages"]),
        "agreements in force": len(story()["agreements"]),
        "assents that hold": 2 + sum("released_by" in it for it in story()["board"]["cards"]),
    }
    said = story()["live_view"]["counts"]["messages"] + 1  # and the welcome that stands there in Arabic too
    up_to_now = whole | {"messages": said, "assents that hold": 2}
    assert [counts_of(workshop) for workshop in loaded] == [whole, up_to_now]


def test_states_of_the_sessions(loaded):
    states = [list(days_of(workshop).values_list("state", flat=True)) for workshop in loaded]
    assert states == [["closed"] * 3, list(story()["live_view"]["states"].values())]


def test_archive_keeps_its_dates_and_today_begins_now(loaded):
    begun = [list(days_of(workshop).values_list("starts_at", flat=True)) for workshop in loaded]
    told = [datetime.datetime.fromisoformat(it["starts_at"]) for it in story()["sessions"]]
    shift = begun[1][2] - told[2]
    assert begun == [told, [at + shift for at in told]]
    assert datetime.timedelta() <= clock.now() - begun[1][2] < datetime.timedelta(minutes=2)
    assert not Message.objects.filter(posted_at__gt=clock.now()).exists()


def test_every_moment_of_today_is_shifted_alike(loaded):
    dates = [
        list(Message.objects.filter(room__workshop=workshop).order_by("posted_at").values_list("posted_at", flat=True))
        for workshop in loaded
    ]
    shift = dates[1][0] - dates[0][0]
    *told, _welcome = dates[1]
    assert told == [at + shift for at in dates[0][: len(told)]]


def test_people_of_today_bear_other_names(loaded):
    names = []
    for workshop in loaded:
        seats = workshop.seats.exclude(role=Seat.Role.FACILITATOR).order_by("created_at")
        keys = rules.keys_for(viewer(workshop.seats.filter(role=Seat.Role.FACILITATOR).first()))
        names.append({(seat.open(keys, "display_name"), seat.open(keys, "record_alias")) for seat in seats})
    assert len(names[0]) == len(names[1]) == 11
    assert not {word for pair in names[0] for word in pair} & {word for pair in names[1] for word in pair}


def test_texts_of_today_call_people_by_their_other_names():
    for message in story()["messages"]:
        words = set(today(clock.now()).words(message["text"] or "").replace(".", " ").replace(",", " ").split())
        assert not words & {name.split()[0] for name in archive_names()}


def archive_names():
    """The names that Today must not show."""
    return [archive().name_of(it) for it in story()["people"] if it["id"] in own_words()["names"]]


def test_words_lie_where_they_were_said(loaded):
    archived = loaded[0]
    session = archived.sessions.first()
    keys = rules.keys_for(viewer(archived.seats.get(user__name="Hale Marrin")))
    caucus = Room.objects.get(session=session, kind="caucus", party__mark="l")
    said = [
        message.renderings.get().open(keys, "text") if message.is_interpreted else message.open(keys, "text")
        for message in caucus.messages.order_by("posted_at")
    ]
    assert said == [it["text"] for it in story()["messages"] if it["phase"] == "P2" and it["room"] == "caucus-LOR"]


def test_a_withdrawn_message_left_a_mark_only(loaded):
    for workshop in loaded:
        (withdrawn,) = Message.objects.filter(room__workshop=workshop).exclude(withdrawn_at=None)
        assert (withdrawn.text, withdrawn.words, withdrawn.room.kind) == (None, 0, "caucus")


def test_each_caucus_is_heard_by_its_own_people(loaded):
    for caucus in Room.objects.filter(workshop__in=loaded, kind="caucus"):
        heard = Listener.objects.filter(room=caucus, until=None).select_related("seat__user")
        strangers = [row.seat for row in heard if row.seat.party_id not in (caucus.party_id, None)]
        chairs = [row.seat.user.name for row in heard if row.seat.is_facilitator]
        assert (strangers, chairs) == ([], ["Edda Vorn" if caucus.party.mark == "u" else "Hale Marrin"])


def test_the_amended_agreement_stands_in_both_wordings(loaded):
    for workshop in loaded:
        old = Agreement.objects.get(workshop=workshop, replaced_at__isnull=False)
        new = Agreement.objects.get(workshop=workshop, position=old.position, replaced_at=None)
        assert old.replaced_at == new.made_at
        assert [AgreementAnswer.objects.filter(agreement=it, is_confirmed=False).count() for it in (old, new)] == [1, 0]
        assert all(rules.why_not_admit(seat) is None for seat in workshop.seats.all())


def test_consents_are_those_of_the_story(loaded):
    given = {it["participant"]: it for it in story()["consents"]}
    archived = loaded[0].seats.filter(role="participant").order_by("created_at")
    for person, seat in zip(given, archived, strict=True):
        answers = dict(ConsentAnswer.objects.filter(seat=seat).values_list("point", "is_given"))
        assert answers["take_part"] is given[person]["participation"]
        assert answers["research"] is given[person]["research_export"]
        assert answers["quotes"] is given[person]["non_attributed_quotes"]


def test_the_third_day_of_today_is_open(loaded):
    seats, session = seats_of_today()
    plenary = Room.objects.get(session=session, kind="plenary")
    assert (plenary.is_open, session.current_item) == (False, session.items.first())  # it begins at small tables
    assert [(group.room.is_open, group.room.listeners.count()) for group in session.current_item.groups.all()] == [
        (True, len([it for it in people if not it.startswith("F")])) for people in tables().values()
    ]
    assert Listener.objects.filter(room=plenary, until=None).count() == len(seats) == 13
    assert Party.objects.filter(workshop=session.workshop).count() == Room.objects.filter(
        session=session, kind="caucus"
    ).count()


def test_logs_count_without_gaps(loaded):
    for room in Room.objects.filter(workshop__in=loaded):
        assert list(room.events.order_by("seq").values_list("seq", flat=True)) == list(range(1, room.head + 1))


def test_loading_twice_changes_nothing(loaded):
    def everything():
        return {model.__name__: model.objects.count() for model in apps.get_app_config("workshops").get_models()}

    before = everything()
    load(clock.now())
    assert everything() == before


def test_no_word_of_the_story_lies_open(loaded):
    stored = b"\n".join(stored_values())
    assert story()["organisation"]["name"].encode() in stored  # which may be read, so the search finds things
    for word in plain_words():
        assert word.encode() not in stored


def stored_values():
    """The bytes of everything in the database of the data."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield from (bytes(it) if isinstance(it, bytes | memoryview) else str(it).encode() for it in row)


def plain_words():
    """What a thief would look for: every text and name of the story, beside the organisation and its staff."""
    told = story()
    texts = [it["text"] for it in told["messages"] if it["text"]]
    texts += [it[key] for it in told["agenda_phases"] for key in ("title", "purpose")]
    texts += [it["text"] for it in told["agreements"]] + [it["title"] for it in told["sessions"]]
    texts += [told["workshop"][key] for key in ("title", "background", "asymmetry_note")]
    texts += [it[key] for it in told["board"]["cards"] for key in ("title", "body")]  # the board
    texts += [it["reason"] for it in told["ballots"] if it["reason"]] + [it["title"] for it in told["commitments"]]
    names = [it["name"] for it in told["people"] if it["role"] != "facilitator"]
    aliases = [it["record_alias"] for it in told["people"]]
    own = own_words()
    return [*texts, *names, *aliases, *own["names"].values(), *(it["short"] for it in told["parties"])]


def test_the_story_in_the_project_is_the_one_we_were_given():
    given = Path("../shared/demo_workshop.json")
    if given.exists():
        assert json.loads(given.read_text()) == story()


def test_runs_of_pairs_are_told_to_their_end(loaded):
    told = {it["id"]: it for it in story()["exercises"]}
    for workshop, ids in zip(loaded, (["EX-ML", "EX-HQ"], ["EX-ML"]), strict=True):
        found = [it for session in workshop.sessions.all() for it in results_of(session, rules.keys_of_results(session))]
        results = [it for it in found if it.exercise == "mirror_listening"]
        attempts = [[len(way["attempts"]) for way in told[name]["directions"]] for name in ids]
        assert [[telling.attempts for telling in it.tellings] for it in results] == attempts
        assert {(it.state, it.level) for it in results} == {("completed", "summary")}
    ratings = [telling.ratings for telling in results[0].tellings]
    assert ratings == [{"accuracy": 6, "felt_heard": 6}, {"accuracy": 7, "felt_heard": 7}]


def test_needs_and_fears_come_to_what_the_story_tells(loaded):
    """Every attempt with its ratings, whether it was accepted by the rule for a party, and the walk to the end."""
    told = next(it for it in story()["exercises"] if it["id"] == "EX-NF")
    for run in Run.objects.filter(room__workshop__in=loaded, company="parties"):
        course = Course(run)
        assert course.exercise.stand(course.company, course.given) == Stand((), "done")
        for telling, way in enumerate(told["restatements"]):
            for attempt in way["attempts"]:
                step, number = ("added", 1) if attempt.get("addition") else ("rate", attempt["n"])
                at = Position(telling, step, number)
                given = [it for it in course.given if it.at == at]
                numbers = sorted(it.values["accuracy"] for it in given)
                assert numbers == sorted(attempt["ratings"].values())
                assert statistics.median(numbers) == attempt["median"]
                if step == "rate":
                    assert course.exercise.is_accepted(at, course.given) == attempt["accepted"]


def test_the_lists_of_both_parties_stand_among_the_results(loaded):
    told = next(it for it in story()["exercises"] if it["id"] == "EX-NF")
    (result,) = (it for session in loaded[0].sessions.all() for it in results_of(session, rules.keys_of_results(session)) if it.code == "E5")
    assert (result.level, result.state) == ("confirmed_text", "completed")
    needs = [len(each["needs"]) for each in told["statements"]]
    assert [len(it.texts) for it in result.texts][:2] == needs
    assert len({it.party_id for it in result.texts if it.party_id}) == 2


def test_pairs_are_heard_by_their_two_and_open_for_their_readers(loaded):
    for run in Run.objects.filter(room__workshop__in=loaded, company="pairs"):
        heard = Listener.objects.filter(room=run.room, until=None)
        assert sorted(heard.values_list("seat__role", flat=True)) == ["participant"] * 2
        assert len(set(heard.values_list("seat__party", flat=True))) == 2
        teller = run.tellings.first().teller
        assert "Step" not in (page := client_of(teller).get(f"/rooms/{run.room_id}/exercise/").text)
        assert "This is done." in page
def test_follow_ups_stand_as_the_story_tells_them(loaded):
    told = [(it["kind"], it["local_date"], it["status"], it["attendance"]) for it in story()["follow_ups"]]
    found = [(it["kind"], it["due_on"], it["state"], it["attendance"]) for it in follow_ups_of(loaded[0])]
    assert found == [(kind, day, state, came) for kind, day, state, came in told]
    planned = [it["starts_at"] for it in follow_ups_of(loaded[0]) if it["state"] == "planned"]
    moments = [it["planned"] for it in story()["follow_ups"] if it["status"] == "planned"]
    assert planned == [moment.replace("Z", "+00:00") for moment in moments]
    assert follow_ups_of(loaded[1]) == []


def test_some_who_may_be_reached_have_a_safe_address_and_the_others_none(loaded):
    yes = sum(it["follow_up_contact"] for it in story()["consents"])
    for workshop in loaded:
        by_mail = workshop.seats.filter(channel="mail")
        assert by_mail.count() == yes - yes // 3
        assert not workshop.seats.exclude(channel="mail").filter(contact__isnull=False).exists()
        addresses = [seat.open(rules.keys_to_reach(seat), "contact") for seat in by_mail]
        assert all(address.endswith("@example.org") for address in addresses)


def test_what_was_interpreted_stands_in_both_languages(loaded):
    archived, today_ = loaded
    told = [it for it in story()["messages"] if it.get("interpreted_by") and it["id"] in own_words()["originals"]]
    made = Rendering.objects.filter(room__workshop=archived).order_by("message__posted_at")
    keys = rules.keys_for(viewer(archived.seats.get(user__name="Hale Marrin")))
    heard = [row for row in made if row.room.listeners.filter(seat__user__name="Hale Marrin").exists()]
    assert [row.open(keys, "text") for row in heard] == [it["text"] for it in told]
    assert [row.message.open(keys, "text") for row in heard] == [own_words()["originals"][it["id"]] for it in told]
    assert all(row.is_of(row.message) for row in Rendering.objects.all())
    sample = story()["ui_fixtures"]["rtl_sample"]
    welcome = Rendering.objects.get(room__workshop=today_, language="ar")
    keys = rules.keys_for(viewer(today_.seats.get(user__name="Hale Marrin")))
    assert (welcome.open(keys, "text"), welcome.message.open(keys, "text")) == (sample["text"], sample["gloss"])
