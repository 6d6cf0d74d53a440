"""What is said is rendered by people, and everyone reads it in a language of theirs; the original is never further than a press."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.cast import client_of, client_of_staff, viewer
from tests.interpreting import agree, asked_of, interpreter, render
from workshops import clock
from workshops.live.log import Event
from workshops.live.reader import catch_up
from workshops.programme import reading
from workshops.programme.models import FloorMode, LanguagePair, Placement
from workshops.rooms import actions, desk_page, interpreting, renderings
from workshops.rooms.models import MeaningFlag, Message, Rendering
from workshops.rules import NotAllowed, keys_for
from workshops.vault.context import compartment
from workshops.vault.keys import destroy_keys, forget_opened_keys


def page_of(seat, room):
    """The room as this person has it before them."""
    browser = client_of_staff(seat.user) if seat.is_facilitator else client_of(seat)
    return browser.get(f"/rooms/{room.pk}/").text


def test_an_interpreter_counts_when_each_party_has_agreed(cast, session_in, say):
    rhea = interpreter(cast, session_in)
    assert say(cast.dara, cast.plenary).is_interpreted
    sami = interpreter(cast, name="Sami")
    assert LanguagePair.objects.filter(seat=sami, agreed_at=None).count() == 0
    LanguagePair.objects.filter(seat=rhea).delete()
    reading.set_language_pairs(viewer(cast.amina), seat=rhea, pairs={("en", "ar")})
    assert LanguagePair.objects.get(seat=rhea).agreed_at is not None  # they agreed to the person


def test_until_the_last_yes_nothing_is_given_to_them(cast, rhea, say):
    LanguagePair.objects.filter(seat=rhea).update(agreed_at=None)
    assert not say(cast.dara, cast.plenary).is_interpreted
    assert client_of(rhea).get(f"/rooms/{cast.plenary.pk}/interpretation/").status_code == 404


def test_only_what_somebody_does_not_read_is_asked_for(cast, rhea, say):
    assert [row.language for row in Rendering.objects.filter(message=say(cast.dara, cast.plenary))] == ["ar"]
    assert [row.language for row in Rendering.objects.filter(message=say(cast.eli, cast.plenary))] == ["en"]
    reading.choose_also_reads(viewer(cast.eli), languages=["en"])
    assert not say(cast.dara, cast.plenary).is_interpreted
    assert not say(cast.amina, cast.caucus(cast.first)).is_interpreted  # no interpreter sits there


def test_readers_have_it_in_place_of_the_original_which_stays_a_press_away(cast, rhea, say):
    room = cast.plenary
    message = say(cast.dara, room)
    assert "يُترجَم" not in page_of(cast.dara, room) and asked_of(message).delivered_at is None
    before = page_of(cast.eli, room)
    assert "The well is dry." in before and "جفت" not in before
    render(rhea, message, note="البئر: القديمة")
    of_eli, of_dara, of_bilal = (page_of(seat, room) for seat in (cast.eli, cast.dara, cast.bilal))
    assert '<p class="said-text" dir="auto" lang="ar">جفت البئر.</p>' in of_eli
    assert '<p class="said-text" dir="auto" lang="en">The well is dry.</p></details>' in of_eli
    assert "البئر: القديمة" in of_eli and "<bdi>Rhea</bdi>" in of_eli
    for page in (of_dara, of_bilal):
        assert '<p class="said-text" dir="auto" lang="en">The well is dry.</p>' in page
        assert "جفت" not in page and 'class="original"' not in page


def test_it_is_delivered_live_to_who_reads_that_language(cast, rhea, say):
    from workshops.live import cursors

    room = cast.plenary
    message = say(cast.dara, room)
    room.refresh_from_db()
    people = {name: viewer(getattr(cast, name)) for name in ("eli", "bilal")}
    render(rhea, message)
    frames = {name: catch_up(who, room, cursors.make(room.pk, who, room.head)) for name, who in people.items()}
    assert "جفت البئر." in frames["eli"] and "جفت البئر." not in frames["bilal"]
    assert f"message-{message.pk}" in frames["bilal"]


def test_a_claim_is_let_go_after_a_while(cast, rhea, say, monkeypatch):
    sami = interpreter(cast, name="Sami")
    cast.admit(sami)
    rendering = asked_of(say(cast.dara, cast.plenary))
    interpreting.claim_rendering(viewer(rhea), rendering=rendering)
    interpreting.save_rendering_draft(viewer(rhea), rendering=rendering, text="جفت")
    for act in (
        lambda: interpreting.claim_rendering(viewer(sami), rendering=rendering),
        lambda: interpreting.deliver_rendering(viewer(sami), rendering=rendering, text="جف"),
        lambda: interpreting.save_rendering_draft(viewer(sami), rendering=rendering, text="جف"),
    ):
        with pytest.raises(NotAllowed):
            act()
    (task,) = desk_page.desk_of(viewer(sami), cast.plenary)["waiting"]
    assert (task.state, task.colleague, task.draft) == ("taken", "Rhea", "")
    later = clock.now() + renderings.CLAIM + datetime.timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    claimed = interpreting.claim_rendering(viewer(sami), rendering=rendering)
    assert claimed.interpreter_id == sami.pk and claimed.draft is None


def test_the_desk_has_the_oldest_first_and_keeps_what_was_begun(cast, rhea, say):
    room, browser = cast.plenary, client_of(rhea)
    first, second = (say(seat, room, text) for seat, text in ((cast.dara, "One."), (cast.bilal, "Two.")))
    assert [it.said for it in desk_page.desk_of(viewer(rhea), room)["waiting"]] == ["One.", "Two."]
    url = f"/rooms/{room.pk}/interpretation/"
    fields = {"rendering": str(asked_of(first).pk)}
    assert browser.post(url + "claims/", fields).status_code == 302
    assert browser.post(url + "draft/", fields | {"text": "واحد"}).status_code == 204
    assert "واحد</textarea>" in browser.get(url).text
    assert browser.post(url + "deliveries/", fields | {"text": "  "}).status_code == 422
    assert browser.post(url + "deliveries/", fields | {"text": "واحد.", "note": "رقم"}).status_code == 302
    assert [it.said for it in desk_page.desk_of(viewer(rhea), room)["waiting"]] == ["Two."]
    assert browser.post(url + "deliveries/", {"rendering": "x"}).status_code == 404
    actions.withdraw_message(viewer(cast.bilal), message=second)
    assert desk_page.desk_of(viewer(rhea), room)["waiting"] == []


def test_what_is_taken_back_is_gone_in_every_language(cast, rhea, say):
    message = say(cast.dara, cast.plenary)
    render(rhea, message)
    actions.withdraw_message(viewer(cast.dara), message=message)
    assert Rendering.objects.count() == 0
    assert "جفت" not in page_of(cast.eli, cast.plenary) and "جفت" not in client_of(rhea).get(f"/rooms/{cast.plenary.pk}/interpretation/").text


def test_another_wording_is_rendered_anew(cast, rhea, say):
    message = say(cast.dara, cast.plenary)
    render(rhea, message)
    message.refresh_from_db()
    message.seal(text="The well is not dry.").save(update_fields=["text"])
    page = page_of(cast.eli, cast.plenary)
    assert "The well is not dry." in page and "جفت" not in page  # even where nobody has called `renew`
    assert [it.state for it in desk_page.desk_of(viewer(rhea), cast.plenary)["waiting"]] == ["mine"]
    renderings.renew(message)
    assert (asked_of(message).text, asked_of(message).interpreter_id) == (None, None)
    render(rhea, message, "البئر ليست جافة.")
    assert "البئر ليست جافة." in page_of(cast.eli, cast.plenary)


def test_a_rendering_ends_with_the_salt_of_its_author_not_of_its_interpreter(cast, rhea, say):
    row = render(rhea, say(cast.dara, cast.plenary))
    destroy_keys(compartment("salt", rhea.pk))
    forget_opened_keys()
    assert row.read(keys_for(viewer(cast.eli)), "text") == "جفت البئر."
    destroy_keys(compartment("salt", cast.dara.pk))
    forget_opened_keys()
    assert row.read(keys_for(viewer(cast.eli)), "text") == ""
    page = page_of(cast.eli, cast.plenary)
    assert "جفت" not in page and "The well" not in page
    assert desk_page.desk_of(viewer(rhea), cast.plenary)["done"] == []


def test_held_words_are_asked_for_when_the_room_has_them(cast, rhea, say):
    actions.hold_messages(viewer(cast.amina), room=cast.plenary, is_holding=True)
    message = say(cast.dara, cast.plenary)
    assert Rendering.objects.count() == 0
    actions.release_message(viewer(cast.amina), message=message)
    assert asked_of(message).language == "ar"


def test_interpreters_do_not_take_part(cast, rhea, say, silence):
    assert "render what others say" in silence(rhea, cast.plenary)
    room = cast.start(Placement.PLENARY, FloorMode.QUEUE)
    with pytest.raises(NotAllowed):
        actions.raise_hand(viewer(rhea), room=room)
    with pytest.raises(NotAllowed):
        actions.post_message(viewer(rhea), room=room, text="Why?", client_key=rhea.pk, is_question=True)


def test_who_is_no_interpreter_of_the_room_renders_nothing(cast, rhea, say):
    sami = interpreter(cast, name="Sami")  # agreed, and not in the room
    rendering = asked_of(say(cast.dara, cast.plenary))
    seen = {name: Rendering.objects.visible_to(viewer(seat)).count() for name, seat in cast.people.items()}
    assert set(seen.values()) == {0}  # nothing of it before it is delivered
    assert [Rendering.objects.visible_to(viewer(seat)).count() for seat in (rhea, sami)] == [1, 0]
    for seat in (cast.amina, cast.bilal, cast.dara, cast.esi, sami):
        with pytest.raises(NotAllowed):
            interpreting.claim_rendering(viewer(seat), rendering=rendering)
        with pytest.raises(NotAllowed):
            interpreting.deliver_rendering(viewer(seat), rendering=rendering, text="جف")
    agree(cast, rhea, {("ar", "en")})
    with pytest.raises(NotAllowed):
        interpreting.claim_rendering(viewer(rhea), rendering=rendering)  # not from English


def test_a_rendering_holds_something(cast, rhea, say):
    rendering = interpreting.claim_rendering(viewer(rhea), rendering=asked_of(say(cast.dara, cast.plenary)))
    with pytest.raises(ValidationError):
        interpreting.deliver_rendering(viewer(rhea), rendering=rendering, text="\u202e ")


def test_a_round_waits_for_the_interpretation(cast, rhea, say):
    room = cast.start(Placement.PLENARY, FloorMode.ROUND)
    speaker = room.holder
    message = say(speaker, room)
    room.refresh_from_db()
    assert room.holder_id is None
    assert "Being interpreted" in page_of(cast.amina, room)
    render(rhea, message, language=asked_of_any(message))
    room.refresh_from_db()
    assert room.holder_id not in (None, speaker.pk)
    second = room.holder
    say(second, room)
    actions.move_floor_on(viewer(cast.amina), room=room)  # by hand, without waiting
    room.refresh_from_db()
    third = room.holder
    assert third.pk not in (speaker.pk, second.pk)
    message = say(third, room)
    room.refresh_from_db()
    assert room.holder_id is None
    actions.withdraw_message(viewer(third), message=message)  # nothing to wait for
    room.refresh_from_db()
    assert room.holder_id is not None
    actions.pass_floor(viewer(room.holder), room=room)
    room.refresh_from_db()
    assert room.holder_id is None and "The round is complete" in page_of(cast.amina, room)


def asked_of_any(message):
    """The language somebody waits for."""
    return Rendering.objects.get(message=message).language


def test_the_room_is_asked_to_slow_down_without_a_name(cast, rhea, say):
    room, word = cast.plenary, "the interpretation is catching up"
    message = say(cast.dara, room)
    interpreting.ask_to_slow(viewer(rhea), room=room)
    for seat in (cast.bilal, cast.amina):
        turn = page_of(seat, room).partition('id="turn-')[2].partition("</section>")[0]
        assert word in turn and "Rhea" not in turn
    render(rhea, message)
    assert word not in page_of(cast.bilal, room)
    with pytest.raises(NotAllowed):
        interpreting.ask_to_slow(viewer(cast.bilal), room=room)


def test_words_are_counted_once(cast, rhea, say):
    render(rhea, say(cast.dara, cast.plenary, "One two three."), "واحد اثنان ثلاثة أربعة.")
    assert list(Message.objects.filter(room=cast.plenary).values_list("seat", "words")) == [(cast.dara.pk, 3)]


def test_nobody_is_told_who_asks(cast, rhea, say):
    room = cast.plenary
    message = say(cast.bilal, room)
    render(rhea, message)
    ask = f"/messages/{message.pk}/meaning/"
    assert client_of(cast.dara).post(ask, {"note": "Dry, or empty?"}).status_code == 302
    desk = f"/rooms/{room.pk}/interpretation/"
    for browser in (client_of(rhea), client_of_staff(cast.users.amina)):
        queue = browser.get(desk).text.partition("interpretation-queue")[2]
        assert "Dry, or empty?" in queue and "Dara" not in queue
    looked_at = "It is being looked at."
    shown = {name: looked_at in client_of(getattr(cast, name)).get(ask).text for name in ("bilal", "dara", "eli", "chen")}
    assert shown == {"bilal": True, "dara": True, "eli": False, "chen": False}  # its author, and who asked
    assert client_of(cast.farid).get(ask).status_code == 404
    flag = MeaningFlag.objects.get()
    assert client_of(rhea).post(desk + "answers/", {"flag": str(flag.pk)}).status_code == 302
    assert looked_at not in client_of(cast.dara).get(ask).text
    assert Event.objects.filter(kind__startswith="meaning").count() == 0  # nobody's page moved because somebody asked
