"""Asking for help: two taps, private; who hears of it, and who does not."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Membership
from tests.cast import make_user, viewer
from workshops.live import cursors
from workshops.live.log import Event
from workshops.live.reader import catch_up
from workshops.programme.models import Pass, Placement
from workshops.rooms.models import Flag, FloorMode, Message
from workshops.rules import NotAllowed, keys_for
from workshops.running import flags
from workshops.running.door import remove_person
from workshops.running.safeguarding import tell_safeguarding

WITH_LINE = ("bilal", "chen", "dara", "eli", "esi")


@pytest.fixture
def ask(cast, session_in):
    """`ask("dara", 1)`: this person asks for help in a live session."""
    session_in("live")

    def ask(name, level):
        seat = getattr(cast, name)
        return flags.raise_flag(viewer(seat), room=cast.help_desk(seat), level=level)

    return ask


def everything_heard(cast, name):
    """All frames of all rooms of the session, of the team's room and of the private lines, as this person may have them."""
    who, heard = viewer(getattr(cast, name)), []
    for room in cast.workshop.rooms.all():
        heard.append(catch_up(who, room, cursors.make(room.pk, who, 0)))
    return " ".join(heard)


def pages(browser, *urls):
    """What these pages show."""
    return " ".join(browser.get(url).text for url in urls)


@pytest.mark.parametrize("level", Flag.Level.values)
def test_only_the_team_and_whoever_asks_hear_of_a_flag(cast, ask, level):
    seen_after(cast, ask, level)


def test_only_the_team_hears_of_the_first_level(cast, ask):
    seen_after(cast, ask, 1)


def seen_after(cast, ask, level):
    """A flag is seen, and heard of, by the team and whoever raised it."""
    flag = ask("dara", level)
    sees = {name for name, seat in cast.people.items() if Flag.objects.visible_to(viewer(seat)).exists()}
    heard = {name for name in cast.people if f"flag-{flag.room_id}" in everything_heard(cast, name)}
    assert sees == heard == {"amina", "ben", "dara"}


def test_level_two_pauses_everybody_and_names_nobody(cast, ask, client_of):
    ask("dara", 2)
    cast.session.refresh_from_db()
    assert cast.session.state == "paused"
    told = Event.objects.filter(room=cast.plenary, kind="session.paused").values_list("seat_id", "subject_id", "facts")
    assert list(told) == [(None, None, {})]
    shown = client_of(cast.bilal).get(f"/rooms/{cast.plenary.pk}/").text
    assert "Everything is paused" in shown
    assert "Dara asks" not in shown


@pytest.mark.parametrize("level", [1, 3, 4])
def test_no_other_level_changes_what_the_room_sees(cast, ask, level):
    before = cast.plenary.head
    ask("dara", level)
    cast.session.refresh_from_db()
    assert (cast.session.state, cast.plenary.head) == ("live", before)


def test_from_a_caucus_nobody_learns_from_where(cast, ask):
    """The log of the caucus and all that the other facilitator hears is as it would be from the table."""
    cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    heads = [room.head for room in cast.session.rooms.order_by("pk")]
    ask("bilal", 1)
    assert [room.head for room in cast.session.rooms.order_by("pk")] == heads
    assert list(Event.objects.filter(kind="flag.reported").values_list("seat_id", "facts")) == [(None, {})]


def test_who_asks_again_asks_for_more_and_never_for_less(cast, ask):
    first = ask("dara", 1)
    flags.answer_flag(viewer(cast.amina), room=cast.help_desk(cast.dara))
    again = ask("dara", 3)
    assert (again.pk, again.level, again.answered_at) == (first.pk, 3, None)
    assert ask("dara", 1).level == 3
    assert Flag.objects.count() == 1


def test_a_kind_sentence_comes_in_the_persons_language_once(cast, ask, client_of_staff):
    ask("eli", 1)
    desk = cast.help_desk(cast.eli)
    browser = client_of_staff(cast.users.amina)
    for _ in range(2):
        browser.post(reverse("flag_answer", args=[desk.pk]))
    (said,) = Message.objects.filter(room=desk)
    assert said.seat_id == cast.amina.pk
    assert said.open(keys_for(viewer(cast.eli)), "text") == "خذ ما تحتاجه من وقت. نحن هنا."
    assert Flag.objects.get().answered_by_id == cast.amina.pk
    flags.close_flag(viewer(cast.eli), room=desk)
    with pytest.raises(NotAllowed):
        flags.answer_flag(viewer(cast.amina), room=desk)


@pytest.mark.parametrize("name", WITH_LINE)
def test_nobody_raises_or_ends_anothers_flag(cast, ask, name):
    ask("dara", 1)
    if name != "dara":
        for act, more in ((flags.raise_flag, {"level": 1}), (flags.close_flag, {}), (flags.answer_flag, {})):
            with pytest.raises(NotAllowed):
                act(viewer(getattr(cast, name)), room=cast.help_desk(cast.dara), **more)


def test_who_was_taken_out_can_still_ask(cast, ask):
    ask("bilal", 1)
    remove_person(viewer(cast.amina), session=cast.session, seat=cast.dara)
    assert ask("dara", 3).level == 3


def test_the_highest_level_closes_every_door(cast, ask, client_of):
    browser = client_of(cast.dara)
    ask("bilal", 1)
    before = viewer(cast.dara)
    answer = browser.post(reverse("flag_raise", args=[cast.help_desk(cast.dara).pk]), {"level": "4"})
    assert (answer.status_code, answer["Location"]) == (302, "/exit/")
    assert answer["Clear-Site-Data"]
    assert browser.get(f"/rooms/{cast.plenary.pk}/").status_code == 404
    assert not Pass.objects.filter(seat=cast.dara, revoked_at=None).exists()
    assert viewer(cast.dara).epoch > before.epoch
    assert '"bye"' in catch_up(before, cast.plenary, cursors.make(cast.plenary.pk, before, 0))


def test_the_console_shows_the_most_pressing_first(cast, ask, client_of_staff):
    for name, level in (("bilal", 1), ("eli", 3), ("chen", 2)):
        ask(name, level)
    shown = pages(client_of_staff(cast.users.amina), reverse("console_panel", args=[cast.session.pk, "flags"]))
    places = [shown.index(words) for words in ("does not feel safe", "asks to slow or pause", "needs a few minutes")]
    assert places == sorted(places)
    assert shown.count("flag--alarm") == 1


def test_two_taps_and_no_script(cast, ask, client_of):
    ask("bilal", 1)
    browser, desk = client_of(cast.dara), cast.help_desk(cast.dara)
    shown = browser.get(f"/rooms/{desk.pk}/").text
    assert all(f'name="level" value="{level}"' in shown for level in Flag.Level.values)
    browser.post(reverse("flag_raise", args=[desk.pk]), {"level": "1"})
    assert "You have asked for a few minutes. Nobody else sees it." in browser.get(f"/rooms/{desk.pk}/").text


@pytest.mark.parametrize("level", ["0", "5", "", "x"])
def test_there_is_no_other_level(cast, ask, client_of, level):
    ask("bilal", 1)
    assert client_of(cast.dara).post(reverse("flag_raise", args=[cast.help_desk(cast.dara).pk]), {"level": level}).status_code == 404


# --- the safeguarding contact -------------------------------------------------------------------------------


@pytest.fixture
def sami(cast):
    """The safeguarding contact of the organisation."""
    return make_user("Sami", cast.organisation, Membership.Role.SAFEGUARDING)


def test_level_three_reaches_the_safeguarding_contact_once_and_names_nobody(cast, ask, sami, client_of_staff):
    ask("bilal", 1)
    assert tell_safeguarding() == 0
    ask("dara", 3)
    assert [tell_safeguarding(), tell_safeguarding()] == [1, 0]
    (letter,) = mail.outbox
    assert letter.to == [sami.email]
    assert not [word for word in ("Dara", "safe ", "Water", "session", "Lowland") if word in letter.subject + letter.body.partition("http")[0]]
    shown = pages(client_of_staff(sami), reverse("safeguarding"), reverse("desk"))
    assert "Somebody does not feel safe" in shown
    assert "Amina" in shown
    assert not [word for word in ("Dara", "Bilal", "Water") if word in shown]


def test_nobody_else_reads_the_page_of_the_safeguarding_contact(cast, ask, sami, client_of_staff):
    ask("dara", 3)
    for user in (cast.users.ines, cast.users.amina, cast.users.noor, cast.users.zoe):
        assert client_of_staff(user).get(reverse("safeguarding")).status_code == 404
    elsewhere = make_user("Lena", cast.elsewhere, Membership.Role.SAFEGUARDING)
    assert "Somebody does not" not in client_of_staff(elsewhere).get(reverse("safeguarding")).text


def test_a_mail_server_that_is_away_means_delay(cast, ask, sami, monkeypatch):
    ask("dara", 3)
    with monkeypatch.context() as away:
        away.setattr("workshops.running.safeguarding._write", lambda user: (_ for _ in ()).throw(OSError))
        assert tell_safeguarding() == 0
    assert tell_safeguarding() == 1


def test_facilitators_read_of_it_in_whatever_room_they_sit_and_nobody_else_does(cast, ask, client_of, client_of_staff):
    def browser_of(name):
        return client_of_staff(getattr(cast.users, name)) if name in ("amina", "ben") else client_of(getattr(cast, name))

    ask("dara", 1)
    shown = {
        name: "needs a few minutes" in page
        for name in ("amina", "ben", "bilal", "dara", "eli", "esi")
        for page in [pages(browser_of(name), f"/rooms/{cast.plenary.pk}/")]
    }
    assert shown == dict.fromkeys(shown, False) | {"amina": True, "ben": True}
    heard = {name for name in cast.people if "needs a few minutes" in everything_heard(cast, name)}
    assert heard == {"amina", "ben"}
    flags.close_flag(viewer(cast.amina), room=cast.help_desk(cast.dara))
    assert "needs a few minutes" not in pages(browser_of("ben"), f"/rooms/{cast.plenary.pk}/")
