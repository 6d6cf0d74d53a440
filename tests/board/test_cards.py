"""Cards: who writes and sees them, gates between the columns, and two people at once."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from tests.board import table
from tests.board.table import move
from tests.cast import client_of, viewer
from workshops import rules
from workshops.board import actions, endorsing, polling
from workshops.board.models import Card, CardMove, CardVersion, RealityAnswer
from workshops.board.models.cards import Column
from workshops.board.table import Changed
from workshops.live.log import Event


def fresh(card):
    """The card as it lies now."""
    return Card.objects.get(pk=card.pk)


def texts_of(cast, card):
    """The titles of a card, version by version."""
    keys = rules.keys_for(viewer(cast.bilal))
    return [version.open(keys, "title") for version in card.versions.all()]


# --- writing


def test_a_card_lies_at_the_end_of_its_column_and_keeps_nobodys_name(cast, write):
    cast.session_in("live")
    first, second = write("dara"), write("bilal", title="Two accounts")
    assert [first.position, second.position] == [0, 1]
    assert {field.name for field in Card._meta.fields} & {"seat", "author", "by"} == set()
    assert set(Event.objects.filter(kind="card.written").values_list("seat_id", flat=True)) == {None}


@pytest.mark.parametrize("name", ["esi"])
def test_whoever_observes_reads_and_does_not_write(cast, write, name):
    with pytest.raises(rules.NotAllowed):
        write(name)


def test_one_writes_under_ones_own_mark_or_for_all(cast, write):
    with pytest.raises(rules.NotAllowed):
        write("dara", "needs_limits", party=cast.first)
    with pytest.raises(rules.NotAllowed):
        write("dara", "needs_limits")
    assert write("amina", "needs_limits", party=cast.first).party == cast.first


@pytest.mark.parametrize("column", ["reality_test", "joint_strategy", "commitment", "follow_up"])
def test_in_later_columns_no_card_begins(cast, write, column):
    with pytest.raises(rules.NotAllowed):
        write("dara", column, kind="option")


def test_a_text_changed_is_the_next_version_and_the_old_one_stays(cast, write):
    card = write("dara")
    actions.change_card(viewer(cast.bilal), card=card, version=1, title="Gauges, signed", body="By two.")
    assert (fresh(card).version, texts_of(cast, card)) == (2, ["Gauges in pairs", "Gauges, signed"])


def test_what_stands_under_a_partys_mark_is_changed_by_that_party_or_a_facilitator(cast, write):
    card = write("dara", "needs_limits", party=cast.second)
    with pytest.raises(rules.NotAllowed):
        actions.change_card(viewer(cast.bilal), card=card, version=1, title="No need", body="None.")
    actions.change_card(viewer(cast.eli), card=card, version=1, title="Clean water", body="Each week.")
    actions.change_card(viewer(cast.ben), card=card, version=2, title="Clean water", body="Every week.")
    assert fresh(card).version == 3


def test_a_move_is_not_a_version(cast, write):
    card = write("dara", "shared_problem")
    other = write("dara", "shared_problem", "Nobody hears it")
    move(cast, "bilal", other, "shared_problem", before=card.pk)
    assert list(Card.objects.filter(column="shared_problem")) == [other, card]
    assert [fresh(it).version for it in (card, other)] == [1, 1]


# --- two at once


def test_of_two_who_write_at_once_the_second_is_told_and_overwrites_nothing(cast, write):
    card = write("dara")
    actions.change_card(viewer(cast.bilal), card=card, version=1, title="Signed", body="By two.")
    with pytest.raises(Changed):
        actions.change_card(viewer(cast.dara), card=card, version=1, title="Unsigned", body="By one.")
    assert texts_of(cast, card) == ["Gauges in pairs", "Signed"]


def test_the_page_of_the_second_shows_both_texts_and_lets_them_go_on(cast, write):
    card, dara = write("dara"), client_of(cast.dara)
    actions.change_card(viewer(cast.bilal), card=card, version=1, title="Signed", body="By two.")
    mine = {"title": "Unsigned", "body": "By one.", "version": "1"}
    answer = dara.post(f"/cards/{card.pk}/text/", mine)
    assert answer.status_code == 409
    for text in (">Signed<", ">By two.<", 'value="Unsigned"', ">\nBy one.<", 'name="version" value="2"'):
        assert text in answer.text
    assert dara.post(f"/cards/{card.pk}/text/", mine | {"version": "2"}).status_code == 302
    assert texts_of(cast, card) == ["Gauges in pairs", "Signed", "Unsigned"]


def test_of_two_who_move_a_card_at_once_the_second_is_told(cast, judged):
    card = judged()
    saw = card.moved
    actions.move_card(viewer(cast.bilal), card=card, column=Column.JOINT_STRATEGY, moved=saw)
    with pytest.raises(Changed):
        actions.move_card(viewer(cast.dara), card=card, column=Column.OPTION, moved=saw)
    assert fresh(card).column == "joint_strategy"


def test_a_script_is_told_of_a_conflict_in_words(cast, judged):
    card, dara = judged(), client_of(cast.dara)
    answer = dara.post(
        f"/cards/{card.pk}/place/", {"column": "option", "moved": card.moved - 1}, headers={"X-Requested-By": "board"}
    )
    assert (answer.status_code, "Somebody else has moved this card" in answer.text) == (409, True)
    assert fresh(card).column == "reality_test"


# --- gates


def refusal(cast, card, column, name="amina"):
    """Why this person may not move it there."""
    with pytest.raises(ValidationError) as refused:
        move(cast, name, card, column)
    return refused.value.message


def test_an_option_stays_until_the_reality_test_is_opened(cast, write):
    card = write("dara")
    actions.mark_one_sided(viewer(cast.dara), card=card, is_one_sided=True)
    assert "not judged yet" in refusal(cast, card, "reality_test")
    actions.open_reality_test(viewer(cast.ben), workshop=cast.workshop)
    assert move(cast, "dara", card, "reality_test").column == "reality_test"


def test_only_a_facilitator_opens_the_reality_test(cast):
    with pytest.raises(rules.NotAllowed):
        actions.open_reality_test(viewer(cast.dara), workshop=cast.workshop)


def test_an_option_needs_a_need_of_each_party_or_says_that_it_serves_one(cast, write):
    card, need = write("dara"), write("dara", "needs_limits", "Clean water", cast.second)
    actions.open_reality_test(viewer(cast.amina), workshop=cast.workshop)
    actions.link_card(viewer(cast.dara), card=card, to=need)
    assert "need of each party" in refusal(cast, card, "reality_test")
    other = write("bilal", "needs_limits", "A seat", cast.first)
    limit = write("bilal", "needs_limits", "Not the weir", cast.first, kind="limit")
    actions.link_card(viewer(cast.bilal), card=card, to=limit)
    assert "need of each party" in refusal(cast, card, "reality_test")
    actions.link_card(viewer(cast.bilal), card=card, to=other)
    assert move(cast, "bilal", card, "reality_test").column == "reality_test"


def test_nothing_is_criticised_while_it_lies_among_the_options(cast, write):
    card = write("dara")
    said = {"people_would_say": "Never.", "would_help": "Nothing."}
    for _time in ("before", "after it was opened"):
        with pytest.raises(rules.NotAllowed):
            actions.answer_reality(viewer(cast.bilal), card=card, **said)
        with pytest.raises(rules.NotAllowed):
            polling.open_poll(viewer(cast.amina), card=card, parties=[cast.first, cast.second])
        actions.open_reality_test(viewer(cast.amina), workshop=cast.workshop)
    assert not RealityAnswer.objects.exists()


def test_each_party_has_answered_before_a_card_leaves_the_reality_test(cast, write):
    card = write("dara")
    actions.mark_one_sided(viewer(cast.dara), card=card, is_one_sided=True)
    actions.open_reality_test(viewer(cast.amina), workshop=cast.workshop)
    move(cast, "dara", card, "reality_test")
    said = {"people_would_say": "Good.", "would_help": "A sheet."}
    actions.answer_reality(viewer(cast.dara), card=card, **said)
    assert "Each party says first" in refusal(cast, card, "joint_strategy")
    actions.answer_reality(viewer(cast.chen), card=card, **said)
    assert move(cast, "dara", card, "joint_strategy").column == "joint_strategy"


def test_gates_on_the_way_cannot_be_jumped(cast, write):
    card = write("dara")
    actions.mark_one_sided(viewer(cast.dara), card=card, is_one_sided=True)
    actions.open_reality_test(viewer(cast.amina), workshop=cast.workshop)
    assert "Each party says first" in refusal(cast, card, "joint_strategy")


def test_a_joint_strategy_is_short(cast, judged):
    card = judged()
    actions.change_card(viewer(cast.dara), card=card, version=1, title="Long", body="a b c " * 41)
    assert "120 words" in refusal(cast, card, "joint_strategy")


@pytest.mark.parametrize("column", ["commitment", "follow_up"])
def test_cards_do_not_become_commitments_by_being_moved(cast, judged, column):
    assert "Commitments are made" in refusal(cast, judged(), column)


def test_a_need_goes_on_when_its_own_side_says_that_it_was_said_back(cast, write):
    card = write("dara", "needs_limits", party=cast.second)
    assert "said it back" in refusal(cast, card, "option")
    for name in ("bilal", "amina"):
        with pytest.raises(rules.NotAllowed):
            actions.confirm_restatement(viewer(cast.people[name]), card=card)
    actions.confirm_restatement(viewer(cast.eli), card=card)
    assert move(cast, "amina", card, "option").column == "option"
    move(cast, "amina", card, "needs_limits")
    actions.change_card(viewer(cast.dara), card=card, version=1, title="Other", body="Words.")
    assert "said it back" in refusal(cast, card, "option")


def test_a_shared_problem_goes_on_when_a_poll_has_accepted_it(cast, write):
    card = write("dara", "shared_problem")
    assert "every party accepts it" in refusal(cast, card, "needs_limits")
    poll = polling.open_poll(viewer(cast.amina), card=card, parties=[cast.first, cast.second])
    for name, level in {"bilal": 6, "chen": 6, "dara": 1, "eli": 1}.items():
        table.vote(cast, name, poll, level)
    polling.close_poll(viewer(cast.amina), poll=poll)
    assert move(cast, "amina", card, "needs_limits").column == "needs_limits"


def test_going_back_needs_no_gate_and_is_kept(cast, judged):
    card = judged()
    move(cast, "dara", card, "option")
    assert list(CardMove.objects.filter(card=card).values_list("column", flat=True)) == ["option", "reality_test", "option"]


def test_what_has_been_adopted_is_moved_by_a_facilitator(cast):
    card = table.adopted(cast)
    with pytest.raises(rules.NotAllowed):
        move(cast, "dara", card, "option")
    assert move(cast, "amina", card, "option").column == "option"


# --- drafts


def test_a_draft_is_its_partys_until_all_of_it_stand_behind_it(cast, write):
    cast.session_in("live")
    draft = write("dara", "needs_limits", "Clean water", cast.second, is_draft=True)
    for name, person in cast.people.items():
        seen = Card.objects.visible_to(viewer(person)).filter(pk=draft.pk).exists()
        assert (name, seen) == (name, name in ("dara", "eli"))
    assert client_of(cast.bilal).get(f"/cards/{draft.pk}/").status_code == 404
    assert set(Event.objects.filter(kind="card.written").values_list("room", flat=True)) == {cast.caucus(cast.second).pk}
    endorsing.ask_endorsement(viewer(cast.dara), card=draft, party=cast.second)
    endorsing.answer_endorsement(viewer(cast.dara), card=draft, answer="yes")
    assert fresh(draft).shown_at is None
    endorsing.answer_endorsement(viewer(cast.eli), card=draft, answer="yes")
    assert fresh(draft).shown_at is not None
    assert Event.objects.filter(kind="card.endorsed").values_list("room", flat=True).get() == cast.plenary.pk


def test_to_the_others_a_draft_is_as_if_it_were_not_there_in_whatever_language(cast, write):
    draft, eli = write("bilal", "needs_limits", party=cast.first, is_draft=True), client_of(cast.eli)
    for address in ("", "text/", "place/"):
        theirs, nothing = (eli.get(f"/cards/{card_id}/{address}") for card_id in (draft.pk, uuid.uuid4()))
        assert (theirs.status_code, theirs.text) == (nothing.status_code, nothing.text)


def test_nobody_drafts_for_another_party_and_drafts_are_not_moved_linked_or_voted_on(cast, write):
    for name, party in (("bilal", cast.second), ("amina", cast.second), ("dara", None)):
        with pytest.raises(rules.NotAllowed):
            write(name, "option", party=party, is_draft=True)
    draft, card = write("dara", "option", party=cast.second, is_draft=True), write("dara")
    with pytest.raises(rules.NotAllowed):
        move(cast, "dara", draft, "option")
    with pytest.raises(rules.NotAllowed):
        actions.link_card(viewer(cast.dara), card=card, to=draft)
    assert CardVersion.objects.count() == 2
