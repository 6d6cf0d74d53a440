"""Hold-and-rephrase: a held statement goes back to its author with other words, in private."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.cast import viewer
from workshops.programme.models import FloorMode, Placement
from workshops.rooms import actions
from workshops.rooms.models import Message
from workshops.rooms.suggesting import frame, suggest_words
from workshops.rooms.wording import edit_message
from workshops.rules import NotAllowed, keys_for

SOFTER = "When the gate was shut I was afraid, because I need the water. Would you tell me next time?"


@pytest.fixture
def held(cast, plenary, say):
    """What Dara has said while the room holds messages."""
    actions.hold_messages(viewer(cast.ben), room=plenary, is_holding=True)
    return say(cast.dara, plenary, "You stole it.")


@pytest.fixture
def suggested(cast, held):
    """Amina has suggested other words for it."""
    return suggest_words(viewer(cast.amina), message=held, text=SOFTER)


def test_its_author_reads_it_and_the_team_and_nobody_else(cast, client_of, client_of_staff, suggested):
    room = reverse("room_detail", args=[suggested.room_id])
    for seat in (cast.bilal, cast.eli, cast.esi):
        assert "When the gate was shut" not in client_of(seat).get(room).text
    assert "A facilitator suggests, for you alone:" in client_of(cast.dara).get(room).text
    assert "When the gate was shut" in client_of_staff(cast.users.ben).get(room).text


def test_the_author_says_it_so_and_it_waits_again_without_the_suggestion(cast, suggested):
    changed = edit_message(viewer(cast.dara), message=suggested, text=SOFTER)
    assert (changed.suggestion, changed.held_at is not None) == (None, True)
    assert changed.said(keys_for(viewer(cast.dara))) == SOFTER
    released = actions.release_message(viewer(cast.amina), message=changed)
    assert released.held_at is None


@pytest.mark.parametrize("end", ["release", "withdraw"])
def test_nothing_of_it_stays(cast, suggested, end):
    if end == "release":
        actions.release_message(viewer(cast.amina), message=suggested)
    else:
        actions.withdraw_message(viewer(cast.dara), message=suggested)
    assert Message.objects.get(pk=suggested.pk).suggestion is None


@pytest.mark.parametrize("name", ["dara", "bilal", "esi", "farid"])
def test_only_facilitators_suggest(cast, held, name):
    with pytest.raises(NotAllowed):
        suggest_words(viewer(getattr(cast, name)), message=held, text=SOFTER)


def test_of_a_caucus_only_the_facilitator_it_has_accepted(cast, session_in, say):
    session_in("live")
    caucus = cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    actions.hold_messages(viewer(cast.amina), room=caucus, is_holding=True)
    held = say(cast.bilal, caucus, "They lie.")
    with pytest.raises(NotAllowed):
        suggest_words(viewer(cast.ben), message=held, text=SOFTER)
    assert suggest_words(viewer(cast.amina), message=held, text=SOFTER).suggestion is not None


def test_what_the_room_has_heard_is_not_suggested_otherwise(cast, held):
    actions.release_message(viewer(cast.amina), message=held)
    with pytest.raises(NotAllowed, match="not held any more"):
        suggest_words(viewer(cast.amina), message=held, text=SOFTER)


def test_an_empty_suggestion_is_none(cast, held):
    with pytest.raises(ValidationError):
        suggest_words(viewer(cast.amina), message=held, text=" \u200f ")


def test_the_sheet_begins_with_the_four_parts_in_the_language_of_the_author(cast, client_of_staff, plenary, say):
    actions.hold_messages(viewer(cast.ben), room=plenary, is_holding=True)
    held = say(cast.eli, plenary, "سرقتموه.")
    amina, url = client_of_staff(cast.users.amina), reverse("message_suggest", args=[plenary.pk])
    page = amina.get(url, {"message": str(held.pk)}).text
    assert frame("ar") in page and frame("ar") != frame("en") and "سرقتموه." in page
    refused = amina.post(url, {"message": str(held.pk), "text": " "})
    assert refused.status_code == 422 and "field-error" in refused.text
    amina.post(url, {"message": str(held.pk), "text": SOFTER})
    assert Message.objects.get(pk=held.pk).open(keys_for(viewer(cast.eli)), "suggestion") == SOFTER
