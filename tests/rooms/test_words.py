"""Single lines: other words, taking back, replies, small words, and speaking by telephone (methods 4.5, 4.8)."""

import datetime
import uuid

import pytest

from tests.cast import viewer
from tests.live.word_scenarios import reply
from workshops import clock
from workshops.live import cursors, regions
from workshops.live.lines import lines
from workshops.live.log import Event
from workshops.live.reader import catch_up
from workshops.programme.models import Session
from workshops.rooms import actions, telephone
from workshops.rooms.hiding import hide_message
from workshops.rooms.models import ByTelephone, Draft, FloorMode, Message, Reaction, Room
from workshops.rooms.reactions import react
from workshops.rooms.wording import edit_message
from workshops.rules import NotAllowed, keys_for


def as_read_by(seat, message):
    """The line of a message as this person's page has it, or None."""
    message = Message.objects.visible_to(viewer(seat)).filter(pk=message.pk).first()
    if message is None:
        return None
    loaded = regions.Loaded(message.room)
    return lines(message.room, keys_for(viewer(seat)), loaded.known, [message])[0]


@pytest.fixture
def later(monkeypatch):
    """`later(minutes=6)`: so much time goes by."""

    def later(**span):
        moment = clock.now() + datetime.timedelta(**span)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return later


# --- other words


def test_one_says_it_otherwise_for_five_minutes_and_everybody_reads_that_it_was_edited(cast, plenary, say, later):
    message = say(cast.dara, plenary, "The wel is dry.")
    first = bytes(message.text)
    later(minutes=4)
    edit_message(viewer(cast.dara), message=message, text="The well is dry.")
    line = as_read_by(cast.bilal, message)
    assert (line.text, line.is_edited) == ("The well is dry.", True)
    assert bytes(Message.objects.get(pk=message.pk).text) != first
    later(minutes=2)
    with pytest.raises(NotAllowed, match="After 5 minutes"):
        edit_message(viewer(cast.dara), message=message, text="Never mind.")
    assert as_read_by(cast.bilal, message).text == "The well is dry."


def test_nobody_puts_anothers_words_otherwise(cast, plenary, say):
    message = say(cast.dara, plenary)
    for seat in (cast.amina, cast.bilal, cast.eli, cast.esi, cast.farid):
        with pytest.raises(NotAllowed):
            edit_message(viewer(seat), message=message, text="We are to blame.")


def test_other_words_are_no_turn_and_no_way_round_the_one_who_reads_first(cast, plenary, say):
    message = say(cast.dara, plenary)
    actions.change_floor(viewer(cast.ben), room=plenary, mode=FloorMode.FACILITATOR_ONLY)
    edit_message(viewer(cast.dara), message=message, text="The spring is dry.")
    actions.hold_messages(viewer(cast.ben), room=plenary, is_holding=True)
    edit_message(viewer(cast.dara), message=message, text="You stole it.")
    assert as_read_by(cast.bilal, message) is None
    assert as_read_by(cast.ben, message).text == "You stole it."


def test_what_waits_may_be_put_otherwise_until_it_is_read(cast, plenary, say, later):
    actions.hold_messages(viewer(cast.ben), room=plenary, is_holding=True)
    message = say(cast.dara, plenary, "You stole it.")
    later(minutes=30)
    edit_message(viewer(cast.dara), message=message, text="I am angry.")
    actions.release_message(viewer(cast.ben), message=message)
    line = as_read_by(cast.bilal, message)
    assert (line.text, line.is_edited) == ("I am angry.", False)


def test_of_what_waits_nobody_learns_that_it_was_put_otherwise(cast, plenary, say):
    actions.hold_messages(viewer(cast.ben), room=plenary, is_holding=True)
    message = say(cast.dara, plenary, "You stole it.")
    before = cursors.make(plenary.pk, viewer(cast.bilal), Room.objects.get(pk=plenary.pk).head)
    edit_message(viewer(cast.dara), message=message, text="I am angry.")
    assert str(message.pk) not in catch_up(viewer(cast.bilal), plenary, before)


def test_whoever_is_removed_or_paused_changes_nothing(cast, plenary, say):
    from workshops.running import actions as running

    message = say(cast.dara, plenary)
    running.pause_session(viewer(cast.ben), session=cast.session)
    with pytest.raises(NotAllowed):
        edit_message(viewer(cast.dara), message=message, text="In the dark.")


# --- taking back


def test_words_are_taken_back_until_the_record_is_closed(cast, plenary, say, later):
    early, late = say(cast.dara, plenary), say(cast.dara, plenary, "And cold.")
    Session.objects.filter(pk=cast.session.pk).update(stopped_at=clock.now())
    later(hours=71)
    actions.withdraw_message(viewer(cast.dara), message=early)
    later(hours=2)
    with pytest.raises(NotAllowed, match="the record is closed"):
        actions.withdraw_message(viewer(cast.dara), message=late)
    assert as_read_by(cast.bilal, early).text == "" and as_read_by(cast.bilal, late).text == "And cold."


# --- replies


def test_a_reply_shows_its_original_as_it_stands_now_and_forgets_it_with_its_author(cast, plenary, say):
    original = say(cast.dara, plenary, "The well is dry.")
    answer = reply(cast.bilal, plenary, original)
    assert (as_read_by(cast.eli, answer).quote.state, as_read_by(cast.eli, answer).quote.text) == ("shown", "The well is dry.")
    edit_message(viewer(cast.dara), message=original, text="The spring is dry.")
    assert as_read_by(cast.eli, answer).quote.text == "The spring is dry."
    hide_message(viewer(cast.ben), message=original)
    assert (as_read_by(cast.eli, answer).quote.state, as_read_by(cast.eli, answer).quote.text) == ("away", "")
    actions.withdraw_message(viewer(cast.dara), message=original)
    assert (as_read_by(cast.eli, answer).quote.state, as_read_by(cast.eli, answer).quote.text) == ("gone", "")
    assert Event.objects.filter(kind="quote.changed", subject_id=answer.pk).count() == 3


def test_one_replies_to_nothing_of_another_room_and_to_nothing_that_waits(cast, plenary, say):
    aside = say(cast.dara, cast.help_desk(cast.dara), "I am afraid.")
    actions.hold_messages(viewer(cast.ben), room=plenary, is_holding=True)
    held = say(cast.dara, plenary, "You stole it.")
    for seat, original in [(cast.dara, aside), (cast.amina, aside), (cast.bilal, held), (cast.amina, held)]:
        with pytest.raises(NotAllowed, match="not in the room any more"):
            reply(seat, plenary, original)
    assert not Message.objects.filter(room=plenary, reply_to__isnull=False).exists()


# --- small words


def test_small_words_go_to_facilitators_only_once_each_and_without_a_name(cast, plenary, say):
    question, statement = say(cast.amina, plenary, "What did you hear?"), say(cast.dara, plenary)
    for _twice in range(2):
        react(viewer(cast.eli), message=question, word="thanks", is_given=True)
    react(viewer(cast.dara), message=question, word="thanks", is_given=True)
    assert as_read_by(cast.bilal, question).counts == {"thanks": 2}
    assert not Event.objects.filter(kind="reaction.changed").exclude(seat_id=None).exists()
    react(viewer(cast.eli), message=question, word="thanks", is_given=False)
    assert as_read_by(cast.bilal, question).counts == {"thanks": 1}
    refused = [(cast.eli, statement, "thanks"), (cast.eli, question, "applause"), (cast.ben, question, "thanks")]
    for seat, message, word in [*refused, (cast.esi, question, "thanks"), (cast.farid, question, "thanks")]:
        with pytest.raises(NotAllowed):
            react(viewer(seat), message=message, word=word, is_given=True)
    actions.withdraw_message(viewer(cast.amina), message=question)
    assert not Reaction.objects.exists()


# --- by telephone


def test_a_facilitator_types_for_whoever_is_on_the_telephone_and_it_is_theirs(cast, plenary, say):
    def speak(by, seat, room=plenary):
        about = {"text": "We had no line.", "client_key": uuid.uuid4(), "for_seat": seat.pk}
        return actions.post_message(viewer(by), room=room, **about)

    with pytest.raises(NotAllowed, match="not noted as being on the telephone"):
        speak(cast.amina, cast.dara)
    telephone.note_telephone(viewer(cast.amina), room=plenary, seat=cast.dara, is_on=True)
    actions.save_draft(viewer(cast.dara), room=plenary, text="My own.")
    actions.save_draft(viewer(cast.amina), room=plenary, text="We had no")
    message = speak(cast.amina, cast.dara)
    line = as_read_by(cast.bilal, message)
    assert (line.by.name, line.typist.name, message.seat_id) == ("Dara", "Amina", cast.dara.pk)
    assert Draft.objects.get(room=plenary).seat == cast.dara
    Draft.objects.all().delete()
    actions.save_draft(viewer(cast.amina), room=plenary, text="We had")
    speak(cast.amina, cast.dara)
    assert not Draft.objects.exists()
    for by, seat, room in [(cast.bilal, cast.dara, plenary), (cast.amina, cast.dara, cast.caucus(cast.second)), (cast.farid, cast.dara, plenary)]:
        with pytest.raises(NotAllowed):
            speak(by, seat, room)
    actions.withdraw_message(viewer(cast.dara), message=message)
    assert as_read_by(cast.bilal, message).is_withdrawn
    telephone.note_telephone(viewer(cast.amina), room=plenary, seat=cast.dara, is_on=False)
    with pytest.raises(NotAllowed):
        speak(cast.amina, cast.dara)
    assert ByTelephone.objects.filter(ended_at=None).count() == 0


def test_their_turn_is_theirs_by_telephone_too(cast, plenary):
    actions.change_floor(viewer(cast.amina), room=plenary, mode=FloorMode.ROUND)
    plenary.refresh_from_db()
    holder = plenary.holder
    other = cast.eli if holder != cast.eli else cast.dara
    for seat in (holder, other):
        telephone.note_telephone(viewer(cast.amina), room=plenary, seat=seat, is_on=True)
    with pytest.raises(NotAllowed):
        actions.post_message(viewer(cast.amina), room=plenary, text="Me first.", client_key=uuid.uuid4(), for_seat=other.pk)
    actions.post_message(viewer(cast.amina), room=plenary, text="Good morning.", client_key=uuid.uuid4(), for_seat=holder.pk)
    plenary.refresh_from_db()
    assert plenary.holder_id != holder.pk


# --- taking out of the room


def test_what_is_taken_out_of_the_room_is_gone_for_all_but_its_author_and_the_team_and_comes_back(cast, plenary, say):
    message = say(cast.dara, plenary, "You stole it.")
    hide_message(viewer(cast.ben), message=message)
    assert [as_read_by(seat, message) is None for seat in (cast.bilal, cast.eli, cast.dara, cast.amina)] == [True, True, False, False]
    edit_message(viewer(cast.dara), message=message, text="I am angry about the gates.")
    actions.release_message(viewer(cast.ben), message=message)
    line = as_read_by(cast.bilal, message)
    assert (line.text, line.is_edited, line.is_hidden) == ("I am angry about the gates.", True, False)


@pytest.mark.parametrize("name", ["bilal", "dara", "esi", "farid"])
def test_only_facilitators_take_out_and_nothing_of_the_team(cast, plenary, say, name):
    with pytest.raises(NotAllowed):
        hide_message(viewer(getattr(cast, name)), message=say(cast.eli, plenary))
    with pytest.raises(NotAllowed):
        hide_message(viewer(cast.ben), message=say(cast.amina, plenary))
