"""Polls: who votes, when, what is known before the close, what is shown after it, and to whom."""

import re

import pytest
from django.core.exceptions import ValidationError

from tests.board import table
from tests.board.table import vote
from tests.cast import client_of, client_of_staff, make_seat, viewer
from workshops import rules
from workshops.board import actions, decisions, polling
from workshops.board.counting import count_levels, outcome_of
from workshops.board.models import Ballot, BlockNotice, Card, Poll
from workshops.board.page import BoardPage
from workshops.board.poll_page import PollPage
from workshops.live.log import Event
from workshops.vault import NotYours

ALL_FOR_IT = dict.fromkeys(("bilal", "chen", "dara", "eli"), 1)


def close(cast, poll):
    """Amina closes it."""
    return polling.close_poll(viewer(cast.amina), poll=poll)


def result(cast, name, poll):
    """The page of the poll as this person reads it."""
    seat = cast.people[name]
    browser = client_of_staff(seat.user) if seat.user else client_of(seat)
    return browser.get(f"/polls/{poll.pk}/").text


# --- who, and when


def test_the_electorate_is_frozen_when_it_opens(cast, polled):
    poll = polled({})
    late = make_seat(cast.workshop, "Gita", party=cast.first)
    assert set(poll.ballots.values_list("seat_id", flat=True)) == {it.pk for it in (cast.bilal, cast.chen, cast.dara, cast.eli)}
    with pytest.raises(rules.NotAllowed):
        polling.cast_ballot(viewer(late), poll=poll, level=1)


@pytest.mark.parametrize("name", ["amina", "ben", "esi"])
def test_facilitators_and_observers_do_not_vote(cast, polled, name):
    poll = polled({})
    with pytest.raises(rules.NotAllowed):
        vote(cast, name, poll, 1)
    assert "Cast my ballot" not in result(cast, name, poll)


def test_voting_twice_is_changing_ones_ballot_and_nobody_hears_of_it(cast, polled):
    cast.session_in("live")
    poll = polled({"bilal": 1})
    vote(cast, "bilal", poll, 7)
    ballot = Ballot.objects.get(poll=poll, seat=cast.bilal)
    assert ballot.open(rules.keys_for(viewer(cast.bilal)), "vote")["level"] == 7
    assert Event.objects.filter(kind="ballot.cast").count() == 1


def test_after_the_close_nobody_votes_and_it_is_counted_once(cast, polled):
    poll = polled(ALL_FOR_IT)
    close(cast, poll)
    with pytest.raises(rules.NotAllowed):
        vote(cast, "bilal", poll, 8)
    with pytest.raises(rules.NotAllowed):
        close(cast, poll)
    assert outcome_of(Poll.objects.get(pk=poll.pk))["status"] == "joint_strategy"


def test_while_it_is_open_the_text_stays_and_afterwards_a_change_sets_it_aside_to_be_seen(cast, polled):
    poll = polled(ALL_FOR_IT)
    change = {"card": poll.card, "version": 1, "title": "Other", "body": "Words."}
    with pytest.raises(rules.NotAllowed):
        actions.change_card(viewer(cast.dara), **change)
    close(cast, poll)
    actions.change_card(viewer(cast.dara), **change)
    with pytest.raises(rules.NotAllowed):
        vote(cast, "bilal", poll, 1)
    assert "These ballots have been set aside" in result(cast, "dara", poll)
    assert "set aside: the text has changed since" in client_of(cast.dara).get(f"/cards/{poll.card_id}/").text
    again = polling.open_poll(viewer(cast.ben), card=poll.card, parties=[cast.first, cast.second])
    assert again.version == 2


def test_a_ballot_for_an_older_version_is_refused_even_where_the_poll_was_left_open(cast, polled):
    poll = polled({})
    Card.objects.filter(pk=poll.card_id).update(version=2)
    with pytest.raises(rules.NotAllowed):
        vote(cast, "bilal", poll, 1)


def test_only_one_poll_on_a_card_is_open(cast, polled):
    poll = polled({})
    with pytest.raises(rules.NotAllowed):
        polling.open_poll(viewer(cast.ben), card=poll.card, parties=[cast.first, cast.second])


def test_a_poll_is_between_parties(cast, judged):
    card = judged()
    for parties in ([], [cast.first], [cast.first, cast.farid.party]):
        with pytest.raises(rules.NotAllowed):
            polling.open_poll(viewer(cast.amina), card=card, parties=parties)


@pytest.mark.parametrize("level", decisions.NEEDS_REASON)
def test_a_reason_is_asked_for_3_5_7_and_8(cast, polled, level):
    poll = polled({})
    for reason in ("", "   ", "x" * 201):
        with pytest.raises(ValidationError) as refused:
            vote(cast, "bilal", poll, level, reason=reason)
        assert list(refused.value.message_dict) == ["reason"]


def test_a_block_names_a_need_and_one_facilitator(cast, polled):
    poll = polled({})
    for missing in ("ground", "told"):
        with pytest.raises(ValidationError) as refused:
            vote(cast, "bilal", poll, 8, **{missing: None})
        assert list(refused.value.message_dict) == [missing]
    browser = client_of(cast.bilal)
    answer = browser.post(f"/polls/{poll.pk}/ballot/", {"level": "8", "reason": "It would be read as surrender."})
    assert (answer.status_code, "A block stands for a need or a limit." in answer.text) == (422, True)
    assert "It would be read as surrender." in answer.text


# --- what is known


def test_before_the_close_nothing_of_the_result_is_to_be_had(cast, polled):
    """The pages of those who look on are the same, whatever is voted."""
    poll, shown = polled({}), []
    browsers = {"esi": client_of(cast.esi), "amina": client_of_staff(cast.users.amina)}
    urls = (f"/polls/{poll.pk}/", f"/cards/{poll.card_id}/", f"/workshops/{cast.workshop.pk}/board/")
    for level in (1, 8):
        for name in ALL_FOR_IT:
            vote(cast, name, poll, level)
        shown.append([forget_tokens(browser.get(url).text) for browser in browsers.values() for url in urls])
    assert shown[0] == shown[1]
    assert "4 of 4 have voted." in shown[0][0]


def forget_tokens(page):
    """A page without what changes by itself."""
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*|X-CSRFToken": "[^"]*|data-cursor="[^"]*', "", page)


def opens(ballot, seat):
    """Whether the keys of this person open that ballot."""
    try:
        return bool(ballot.open(rules.keys_for(viewer(seat)), "vote"))
    except NotYours:
        return False


def test_nobody_but_the_voter_can_open_a_ballot_and_the_log_says_nothing_of_anyone(cast, polled):
    cast.session_in("live")
    polled(ALL_FOR_IT)
    everybody = cast.people.values()
    opened = {(ballot.seat_id, seat.pk) for ballot in Ballot.objects.all() for seat in everybody if opens(ballot, seat)}
    assert opened == {(seat_id, seat_id) for seat_id in Ballot.objects.values_list("seat_id", flat=True)}
    told = Event.objects.filter(kind__in=["ballot.cast", "poll.opened"])
    assert set(told.values_list("seat_id", "room")) == {(None, cast.plenary.pk)}


def test_after_the_close_all_of_the_workshop_read_the_numbers_by_party(cast, polled):
    poll = polled({"bilal": 1, "chen": 2, "dara": 6, "eli": 7})
    close(cast, poll)
    for name in cast.people:
        page = result(cast, name, poll)
        assert ('class="outcome"' in page, "eli note." in page) == (True, True)
    assert "Not carried" in result(cast, "esi", poll)


def test_the_page_says_with_its_own_numbers_why_a_majority_is_not_what_counts(cast, polled):
    poll = polled({"bilal": 1, "chen": 1, "dara": 1, "eli": 8})
    close(cast, poll)
    page = result(cast, "dara", poll)
    assert "Why 3 of 4 is not enough" in page
    assert "of Lowland it is 1 of 2 who support it" in page


def test_the_one_who_blocks_is_known_to_the_one_they_chose(cast, polled):
    poll = polled({"bilal": 8, "chen": 1, "dara": 1, "eli": 1})
    assert not BlockNotice.objects.exists()
    close(cast, poll)
    told = {name for name in cast.people if "Only you are told" in result(cast, name, poll)}
    assert told == {"ben"}
    assert "Bilal" in result(cast, "ben", poll)
    for name in ("amina", "chen", "dara", "esi"):
        assert "Bilal" not in result(cast, name, poll)
    assert "Blocked on grounds of" in result(cast, "dara", poll)


def test_reasons_bear_a_mark_only_where_five_have_voted_and_elsewhere_no_level_either():
    votes = [("U", {"level": 7, "reason": f"U{number}"}) for number in range(5)]
    votes += [("L", {"level": 8, "reason": f"L{number}", "ground": "need"}) for number in range(4)]
    outcome = count_levels({"U": 5, "L": 5}, votes, decisions.HOUSE_RULE.as_text())
    marked = {it["text"][0]: (it["party"], it["level"]) for it in outcome["reasons"]}
    assert marked == {"U": ("U", 7), "L": (None, None)}
    assert outcome["grounds"] == ["need"]
    assert [it["text"] for it in outcome["reasons"]] == sorted(it["text"] for it in outcome["reasons"])


def test_in_a_small_party_the_ballot_says_so(cast, polled):
    poll = polled({})
    assert "Your party is so small here" in result(cast, "bilal", poll)


def test_what_all_carry_goes_to_the_joint_strategies_by_itself(cast, polled):
    poll = polled(ALL_FOR_IT)
    close(cast, poll)
    card = Card.objects.get(pk=poll.card_id)
    assert (card.column, list(card.moves.values_list("by", flat=True))[-1]) == ("joint_strategy", "ballot")


def test_the_thresholds_are_kept_with_the_poll(cast, polled):
    assert polled({}).thresholds == {"quorum": "4/5", "accept": "4/5", "support": "3/5", "more": "1/5", "pilot": "3/5"}


# --- dots


@pytest.fixture
def dotted(cast, write):
    """A dot vote on four options: two dots for each."""
    cards = [write("dara", title=f"Idea {number}") for number in range(4)]
    return polling.open_dot_vote(viewer(cast.amina), workshop=cast.workshop, parties=[cast.first, cast.second]), cards


def test_dots_order_by_what_all_care_about_and_sums_are_kept_nowhere(cast, dotted):
    poll, cards = dotted
    wished = {"bilal": (0, 0), "chen": (0, 1), "dara": (1, 1), "eli": (1, 2)}
    for name, (one, other) in wished.items():
        dots_on = {str(cards[one].pk): 2} if one == other else {str(cards[one].pk): 1, str(cards[other].pk): 1}
        polling.cast_dots(viewer(cast.people[name]), poll=poll, dots_on=dots_on)
    close(cast, poll)
    page = PollPage(BoardPage(viewer(cast.dara), cast.workshop), Poll.objects.get(pk=poll.pk))
    assert [title for title, _language, _shares in page.order] == ["Idea 1", "Idea 3", "Idea 2", "Idea 0"]
    assert [share for _mark, share in page.order[0][2]] == [25, 75]
    assert "Idea 1" in result(cast, "dara", poll)


@pytest.mark.parametrize("dots", [{0: 3}, {0: 2, 1: 1}, {}, {0: -1}])
def test_dots_are_few_and_at_most_two_for_one(cast, dotted, dots):
    poll, cards = dotted
    with pytest.raises((ValidationError, rules.NotAllowed)):
        polling.cast_dots(viewer(cast.bilal), poll=poll, dots_on={str(cards[it].pk): number for it, number in dots.items()})


def test_dots_of_another_board_are_not_taken(cast, dotted):
    poll, _cards = dotted
    other = table.write(cast, "dara", title="Too late")
    with pytest.raises(rules.NotAllowed):
        polling.cast_dots(viewer(cast.bilal), poll=poll, dots_on={str(other.pk): 1})
    with pytest.raises(rules.NotAllowed):
        polling.cast_ballot(viewer(cast.bilal), poll=poll, level=1)


def test_of_too_few_ballots_nobody_is_shown_how_they_fell(cast, polled):
    poll = polled({"bilal": 7, "dara": 1})
    close(cast, poll)
    for name in ("amina", "bilal", "dara", "esi"):
        page = result(cast, name, poll)
        assert "Too few ballots" in page and "one shape, one person" not in page and "note." not in page
    poll.refresh_from_db()
    assert BoardPage(viewer(cast.dara), cast.workshop).stands(outcome_of(poll)) == []
