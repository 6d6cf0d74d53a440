"""The story's board in the tables: where everything lies, what was decided, what was promised."""

from tests.cast import viewer
from workshops.board import decisions
from workshops.board.consensus import consensus, mean_consensus
from workshops.board.counting import outcome_of, tallies_of
from workshops.board.dots import dots_each
from workshops.board.models import Ballot, BlockNotice, Board, Commitment, Owner, Poll
from workshops.board.page import BoardPage
from workshops.board.results import cards_of, commitments_of, decisions_of
from workshops.demo.telling import archive, story, today
from workshops.programme.models import Seat


def stands_in(workshop, telling):
    """{column: ids of the story}: what the board's page shows to somebody of the workshop."""
    seat = Seat.objects.select_related("workshop").filter(workshop=workshop, role="participant").first()
    page = BoardPage(viewer(seat), workshop)
    titles = {telling.words(it["title"]): it["id"] for it in (*story()["board"]["cards"], *story()["commitments"])}
    return {
        heading.column: [titles[face.title] for face in cards] + [titles[title] for _row, title, _state in promises]
        for heading, cards, promises in page.columns
    }


def test_the_board_stands_as_the_story_says(loaded):
    assert stands_in(loaded[0], archive()) == story()["board"]["stands_in"]
    assert stands_in(loaded[1], today(loaded[1].sessions.last().starts_at)) == story()["live_view"]["board"]


def test_today_has_no_polls_ballots_or_commitments_yet(loaded):
    counts = [model.objects.filter(workshop=loaded[1]).count() for model in (Poll, Commitment)]
    assert counts == [story()["live_view"]["counts"]["polls"], 0]
    assert Ballot.objects.filter(poll__workshop=loaded[1]).count() == 0
    assert not Board.objects.filter(workshop=loaded[1]).exists()


def test_the_house_counts_the_ballots_of_the_story_as_the_story_does(loaded):
    """What the tables hold: rates to 3 decimals, consensus to 4, statuses and numbers exactly."""
    polls = Poll.objects.filter(workshop=loaded[0], method="gradient").select_related("card").order_by("opened_at")
    told = {(it["card"], it["version"]): it for it in story()["decisions"]}
    names = {str(party.pk): it["id"] for party, it in zip(loaded[0].parties.all(), story()["parties"], strict=True)}
    ids = {it["title"]: it["id"] for it in story()["board"]["cards"]}
    cards = {row.card_id: ids[row.title] for row in cards_of(loaded[0])}
    assert len(polls) == len(told) == 8
    for poll in polls:
        expected, tallies = told[cards[poll.card_id], poll.version], tallies_of(poll)
        parties = [names[party_id] for party_id, _eligible, _levels in outcome_of(poll)["parties"]]
        for party, tally in zip(parties, tallies, strict=True):
            by_party = expected["by_party"][party]
            assert {str(level): tally.at(level) for level in decisions.LEVELS} == by_party["distribution"]
            assert round(float(tally.support), 3) == by_party["support"]
            assert round(float(tally.accept), 3) == by_party["accept"]
        assert outcome_of(poll)["status"] == expected["status"]
        assert round(float(consensus(tallies)), 4) == expected["group_informed_consensus"]
        assert round(mean_consensus(tallies), 4) == expected["gic_geometric_mean"]


def test_the_dot_vote_stands_in_its_order(loaded):
    poll = Poll.objects.get(workshop=loaded[0], method="dots")
    titles = {str(row.card_id): row.title for row in cards_of(loaded[0])}
    ids = {it["title"]: it["id"] for it in story()["board"]["cards"]}
    order = [(ids[titles[option]], shares) for option, shares in outcome_of(poll)["order"]]
    assert [card for card, _shares in order] == [it["card"] for it in story()["dot_vote"]["result"]]
    assert order[0][1] == ["1/3", "1/5"]
    assert dots_each(len(poll.options)) == story()["dot_vote"]["dots_each"]


def test_the_first_version_of_the_trial_is_set_aside_with_its_ballots(loaded):
    aside = Poll.objects.get(workshop=loaded[0], set_aside_at__isnull=False)
    assert (aside.version, aside.card.version, aside.ballots.count()) == (1, 2, 10)


def test_each_who_blocks_has_told_one_facilitator(loaded):
    notices = BlockNotice.objects.filter(poll__workshop=loaded[0])
    assert notices.count() == sum(it["level"] == 8 for it in story()["ballots"])
    assert {notice.facilitator.user.name for notice in notices.select_related("facilitator__user")} == {"Edda Vorn"}


def test_commitments_and_who_has_taken_them_on(loaded):
    made = commitments_of(loaded[0])
    assert [(it.title, it.status, it.column) for it in made] == [
        (it["title"], it["status"], it["column"]) for it in story()["commitments"]
    ]
    assert Owner.objects.filter(commitment__workshop=loaded[0], confirmed_at__isnull=False).count() == 10
    assert sum(len(it.owner_seat_ids) for it in made) == 10


def test_results_are_words_without_numbers_by_party(loaded):
    by_session = [[decision.status for _card, decision in decisions_of(loaded[0], session)] for session in loaded[0].sessions.all()[:3]]
    assert [len(each) for each in by_session] == [0, 0, 8]
    assert by_session[2][-1] == "joint_strategy"
    carried = {card.title for card in cards_of(loaded[0]) for it in card.decisions if it.status == "joint_strategy"}
    assert carried == {it["title"] for it in story()["board"]["cards"] if it["column"] == "joint_strategy"}
    shown = repr([cards_of(loaded[0]), commitments_of(loaded[0])])
    assert "levels" not in shown
    assert all(it["reason"] not in shown for it in story()["ballots"] if it["reason"])
