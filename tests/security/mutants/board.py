"""Leaks of the board, its polls and its questions."""


from tests.board import test_cards, test_endorsing, test_polls
from tests.security.mutants.leak import Mutant
from tests.security.mutants.rooms import before_the_last_assent
from workshops.board import counting, poll_page, polling
from workshops.board.models import Ballot, BlockNotice
from workshops.board.models.cards import CardQuerySet
from workshops.board.rules import keys_of_notice
from workshops.board.table import Held
from workshops.live import log
from workshops.programme.models import Seat
from workshops.vault.context import compartment


def result_before_close(patch):
    """Whoever looks at an open poll sees how it stands."""
    patch.setattr(poll_page.PollPage, "is_counted", True)
    patch.setattr(poll_page, "outcome_of", lambda poll: counting.count(poll)[0])
    patch.setattr(poll_page, "tallies_of", lambda poll: [])
    patch.setattr(poll_page.PollPage, "supports", [])


def ballot_under_the_boards_key(patch):
    """Ballots lie where cards lie, and everyone of the workshop holds that key."""
    patch.setattr(Ballot, "compartment", lambda ballot, field: compartment("board", ballot.poll.workshop_id))


def ballot_with_a_name(patch):
    """The log says who has voted."""
    cast = polling._cast

    def tell(held, ballot, vote):
        if held.plenary:
            log.record(held.plenary, "ballot.cast", seat_id=ballot.seat_id, subject_id=ballot.poll_id)
        return cast(held, ballot, vote)

    patch.setattr(polling, "_cast", tell)


def blocker_known_to_the_team(patch):
    """Every facilitator learns who blocks."""

    def blockers(page):
        notices = BlockNotice.objects.filter(poll=page.poll) if page.viewer.is_facilitator else []
        seats = [notice.open(keys_of_notice(notice.facilitator_id), "who") for notice in notices]
        return [seat.open(page.keys, "display_name") for seat in Seat.objects.filter(pk__in=seats)]

    patch.setattr(poll_page.PollPage, "blockers", property(blockers))


def reasons_with_a_mark_in_small_parties(patch):
    """A reason says from which party it comes, however few have voted there."""
    patch.setattr(counting, "ENOUGH_TO_HIDE_IN", 1)


def drafts_on_the_table(patch):
    """A party's drafts are seen by everyone of the workshop."""
    patch.setattr(CardQuerySet, "visible_to", lambda cards, viewer: cards.filter(workshop_id=viewer.workshop_id))


def question_into_the_plenary(patch):
    """What a party is asked is told to all."""
    patch.setattr(Held, "tell_party", Held.tell)


MUTANTS = [
    Mutant(
        "result before the close",
        result_before_close,
        test_polls.test_before_the_close_nothing_of_the_result_is_to_be_had,
    ),
    Mutant(
        "ballot under the board's key",
        ballot_under_the_boards_key,
        test_polls.test_nobody_but_the_voter_can_open_a_ballot_and_the_log_says_nothing_of_anyone,
    ),
    Mutant(
        "ballot with a name",
        ballot_with_a_name,
        test_polls.test_nobody_but_the_voter_can_open_a_ballot_and_the_log_says_nothing_of_anyone,
    ),
    Mutant(
        "blocker known to the team",
        blocker_known_to_the_team,
        test_polls.test_the_one_who_blocks_is_known_to_the_one_they_chose,
    ),
    Mutant(
        "marked reasons in small parties",
        reasons_with_a_mark_in_small_parties,
        test_polls.test_reasons_bear_a_mark_only_where_five_have_voted_and_elsewhere_no_level_either,
    ),
    Mutant(
        "endorsement before the last yes",
        before_the_last_assent,
        test_endorsing.test_it_is_seen_when_the_last_has_said_yes_and_not_before,
    ),
    Mutant("drafts on the table", drafts_on_the_table, test_cards.test_a_draft_is_its_partys_until_all_of_it_stand_behind_it),
    Mutant(
        "a party's question into the plenary",
        question_into_the_plenary,
        test_endorsing.test_only_the_caucus_hears_of_question_and_answers,
    ),
]
