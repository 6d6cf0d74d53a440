"""Hold-and-rephrase, withdrawing, drafts: what only some may see, and when."""

import pytest

from tests.cast import viewer
from workshops.live import regions
from workshops.live.lines import lines
from workshops.live.log import Event
from workshops.rooms import actions
from workshops.rooms.models import Draft, Message
from workshops.rooms.searching import search
from workshops.rules import NotAllowed, keys_for
from workshops.running.door import remove_person
from workshops.vault import NotYours
from workshops.vault.keys import destroy_keys


def who_sees(cast, message):
    """The names of those who may see this message now."""
    return {
        name
        for name, seat in [*cast.people.items(), ("farid", cast.farid)]
        if Message.objects.visible_to(viewer(seat)).filter(pk=message.pk).exists()
    }


@pytest.fixture
def held(cast, plenary, say):
    """What Dara has said while the room holds messages."""
    actions.hold_messages(viewer(cast.ben), room=plenary, is_holding=True)
    return say(cast.dara, plenary, "You stole it.")


def test_a_held_message_is_seen_by_its_author_and_the_facilitators(cast, held):
    assert who_sees(cast, held) == {"amina", "ben", "dara"}
    assert Event.objects.filter(subject_id=held.pk).values_list("kind", flat=True).get() == "message.held"


def test_what_facilitators_say_is_not_held(cast, held, plenary, say):
    assert who_sees(cast, say(cast.amina, plenary)) == set(cast.people)


def test_a_released_message_takes_its_place_now(cast, held):
    released = actions.release_message(viewer(cast.amina), message=held)
    assert who_sees(cast, held) == set(cast.people)
    assert released.posted_at > held.posted_at
    actions.release_message(viewer(cast.amina), message=held)
    assert Event.objects.filter(subject_id=held.pk, kind="message.released").count() == 1


@pytest.mark.parametrize("name", ["dara", "bilal", "esi", "farid"])
def test_only_facilitators_release(cast, held, name):
    with pytest.raises(NotAllowed):
        actions.release_message(viewer(getattr(cast, name)), message=held)


def test_a_message_withdrawn_while_held_is_never_seen(cast, held):
    actions.withdraw_message(viewer(cast.dara), message=held)
    actions.release_message(viewer(cast.amina), message=held)
    held.refresh_from_db()
    assert (held.text, held.held_at is None) == (None, False)
    assert who_sees(cast, held) == {"amina", "ben", "dara"}


def test_what_is_withdrawn_is_gone_at_once(cast, plenary, say):
    message = say(cast.dara, plenary)
    actions.withdraw_message(viewer(cast.dara), message=message)
    actions.withdraw_message(viewer(cast.dara), message=message)
    assert Message.objects.get(pk=message.pk).text is None
    assert Event.objects.filter(kind="message.withdrawn").count() == 1


@pytest.mark.parametrize("name", ["amina", "eli", "bilal", "farid"])
def test_nobody_withdraws_the_words_of_another(cast, plenary, say, name):
    message = say(cast.dara, plenary)
    with pytest.raises(NotAllowed):
        actions.withdraw_message(viewer(getattr(cast, name)), message=message)


def test_a_caucus_is_seen_by_its_members_and_its_facilitator(cast, plenary, say):
    message = say(cast.amina, cast.caucus(cast.first))
    assert who_sees(cast, message) == {"amina", "bilal", "chen"}


def test_who_is_removed_sees_nothing_any_more(cast, plenary, say):
    message = say(cast.dara, plenary)
    remove_person(viewer(cast.amina), session=cast.session, seat=cast.dara)
    assert who_sees(cast, message) == set(cast.people) - {"dara"}


# --- drafts ---------------------------------------------------------------------------------------------


def test_a_draft_is_kept_under_its_authors_key_alone(cast, plenary):
    draft = actions.save_draft(viewer(cast.dara), room=plenary, text="Perhaps ")
    assert draft.open(keys_for(viewer(cast.dara)), "text") == "Perhaps "
    for name in ("amina", "eli", "bilal"):
        with pytest.raises(NotYours):
            draft.open(keys_for(viewer(cast.people[name])), "text")


def test_a_draft_is_one_row_and_leaves_no_event(cast, plenary):
    before = Event.objects.count()
    for text in ("P", "Pe", "Per"):
        actions.save_draft(viewer(cast.dara), room=plenary, text=text)
    assert [draft.open(keys_for(viewer(cast.dara)), "text") for draft in Draft.objects.all()] == ["Per"]
    assert Event.objects.count() == before
    actions.save_draft(viewer(cast.dara), room=plenary, text=" ")
    assert Draft.objects.count() == 0


def test_no_draft_in_a_room_one_does_not_hear(cast, plenary):
    with pytest.raises(NotAllowed):
        actions.save_draft(viewer(cast.dara), room=cast.caucus(cast.first), text="Perhaps")


# --- search ---------------------------------------------------------------------------------------------


def test_search_finds_what_one_may_see(cast, plenary, held, say):
    said = say(cast.amina, plenary, "Who STOLE the hours?")

    def found(seat, words):
        return {message.pk for message in search(viewer(seat), room=plenary, words=words)}

    assert found(cast.dara, "stole") == {held.pk, said.pk}
    assert found(cast.bilal, " stole ") == {said.pk}
    assert found(cast.farid, "stole") == found(cast.dara, " ") == set()


def test_a_person_whose_key_is_gone_leaves_marks_and_a_room_that_still_opens(cast, plenary, say):
    said = say(cast.dara, plenary), say(cast.bilal, plenary)
    destroy_keys(f"salt:{cast.dara.pk}")
    loaded = regions.Loaded(plenary)
    assert [(line.text, line.is_withdrawn) for line in lines(plenary, loaded.keys, loaded.known, said)] == [
        ("", True), ("The well is dry.", False),
    ]  # fmt: skip
    assert search(viewer(cast.bilal), room=plenary, words="well") == [said[1]]
