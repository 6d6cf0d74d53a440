"""What a poll decides: the demo's ballots counted again, and the rules tried on every outcome small parties can have."""

import os
from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest

from workshops.board import decisions
from workshops.board.consensus import consensus, mean_consensus
from workshops.board.decisions import BLOCK, LEVELS, RANK, SUPPORT, Tally, status
from workshops.board.dots import dots_each, order
from workshops.demo.telling import story

PARTIES = [it["id"] for it in story()["parties"]]
SILENT = 0  # may vote and does not


def party_of(person):
    """The party of somebody in the story."""
    return next(it["party"] for it in story()["people"] if it["id"] == person)


def tallies_of(poll):
    """{party: Tally} of one poll of the story."""
    cast = [it for it in story()["ballots"] if it["poll"] == poll["id"]]
    return {
        party: Tally.of(poll["eligible"][party], [it["level"] for it in cast if party_of(it["voter"]) == party])
        for party in poll["consenting_parties"]
    }


@pytest.mark.parametrize("expected", story()["decisions"], ids=lambda it: it["poll"])
def test_the_decisions_of_the_story_are_reproduced_from_its_ballots(expected):
    poll = next(it for it in story()["polls"] if it["id"] == expected["poll"])
    tallies = tallies_of(poll)
    for party, told in expected["by_party"].items():
        tally = tallies[party]
        assert {str(level): tally.at(level) for level in LEVELS} == told["distribution"]
        assert (tally.cast, tally.at(4), tally.effective) == (told["n"], told["abstain"], told["effective"])
        rates = [round(float(rate), 3) for rate in (tally.endorse, tally.support, tally.accept)]
        assert rates == [told["endorse"], told["support"], told["accept"]]
        assert (tally.at(5), tally.at(7), tally.blocks) == (told["more_discussion"], told["oppose"], told["block"])
    counted = list(tallies.values())
    yes, everybody = decisions.pooled(counted)
    assert round(yes / everybody, 3) == expected["pooled_support"]
    assert decisions.majority_would_pass(counted) == expected["pooled_majority_would_pass"]
    assert round(float(decisions.least_support(counted)), 3) == expected["min_party_support"]
    assert round(float(decisions.least_accept(counted)), 3) == expected["min_party_accept"]
    assert round(float(decisions.gap(counted)), 3) == expected["gap"]
    assert round(float(consensus(counted)), 4) == expected["group_informed_consensus"]
    assert round(mean_consensus(counted), 4) == expected["gic_geometric_mean"]
    assert sum(tally.blocks for tally in counted) == expected["blocks"]
    assert status(counted) == expected["status"]


def test_every_decision_of_the_story_was_counted():
    assert len(story()["decisions"]) == len(story()["polls"]) == 8
    assert len(story()["ballots"]) == 80


def test_the_dot_vote_of_the_story_is_reproduced():
    told = story()["dot_vote"]
    given = {party: {} for party in PARTIES}
    for person, dots in told["by_participant"].items():
        for card in dots:
            given[party_of(person)][card] = given[party_of(person)].get(card, 0) + 1
    options = sorted({it["card"] for it in told["result"]}, key=lambda card: int(card[1:]))
    found = order(options, [given[party] for party in PARTIES])
    assert [it.option for it in found] == [it["card"] for it in told["result"]]
    for standing, expected in zip(found, told["result"], strict=True):
        assert {party: given[party].get(standing.option, 0) for party in PARTIES} == expected["raw"]
        shares = dict(zip(PARTIES, (round(float(share), 3) for share in standing.shares), strict=True))
        assert shares == expected["share"]
        assert round(float(standing.least), 3) == expected["min_share"]
        assert round(standing.geometric_mean, 3) == expected["geometric_mean"]
    assert dots_each(len(options)) == told["dots_each"]


def test_two_parties_of_five_that_all_agree_do_not_reach_one():
    all_for_it = [Tally.of(5, [1] * 5)] * 2
    assert (round(float(consensus(all_for_it)), 3), round(mean_consensus(all_for_it), 3)) == (0.735, 0.857)


# --- by enumeration -------------------------------------------------------------------------------------------


def outcomes(size):
    """Everything that can come out of a party of this size: each member on a level, or silent. Counts, not people."""
    for chosen in combinations_with_replacement((SILENT, *LEVELS), size):
        yield Tally.of(size, [level for level in chosen if level])


def all_outcomes(*sizes):
    """The same of several sizes."""
    return [tally for size in sizes for tally in outcomes(size)]


def doubled(tally):
    """Every ballot and every eligible seat twice."""
    return Tally(2 * tally.eligible, tuple(2 * count for count in tally.levels))


def after_one_left(tally):
    """What becomes of it when one person leaves levels 1 to 3 for any of 4 to 8, or for silence."""
    for level, to in product(SUPPORT, (SILENT, 4, 5, 6, 7, 8)):
        if tally.at(level):
            counts = list(tally.levels)
            counts[level - 1] -= 1
            if to:
                counts[to - 1] += 1
            yield Tally(tally.eligible, tuple(counts))


def by_the_book(tallies):
    """The status as methods.md 3.2 has it, word by word, for comparison."""
    for tally in tallies:
        needed = tally.eligible if tally.eligible <= 2 else -(-4 * tally.eligible // 5)
        if tally.effective < needed:
            return "no_quorum"
    if sum(tally.at(BLOCK) for tally in tallies) > 0:
        return "blocked"
    if max(tally.more for tally in tallies) > Fraction(1, 5):
        return "more_discussion"
    a_min, s_min = decisions.least_accept(tallies), decisions.least_support(tallies)
    if a_min >= Fraction(4, 5) and s_min >= Fraction(3, 5):
        return "joint_strategy"
    return "pilot_only" if a_min >= Fraction(3, 5) else "not_carried"


class Table:
    """The rank of the status of every pair of outcomes, as rows of bytes."""

    def __init__(self, first, second):
        self.first, self.second = first, second
        rank = {name: place for place, name in enumerate(RANK)}
        self.rows = {one: bytes(rank[status((one, other))] for other in second) for one in first}


def blocks_that_do_not_block(table):
    """Pairs with quorum and a block whose status is another."""
    blocked = RANK.index("blocked")
    quorum = [other.has_quorum() for other in table.second]
    with_block = [bool(other.blocks) for other in table.second]
    for one, row in table.rows.items():
        if one.has_quorum():
            for place, rank in enumerate(row):
                if quorum[place] and (one.blocks or with_block[place]) and rank != blocked:
                    yield one, table.second[place]


def changed_by_doubling(table):
    """Outcomes of the first party that, doubled, give another status with some outcome of the second."""
    rank = {name: place for place, name in enumerate(RANK)}
    for one, row in table.rows.items():
        if bytes(rank[status((doubled(one), other))] for other in table.second) != row:
            yield one


def risen_by_leaving(table):
    """Outcomes of the first party from which somebody leaves the supporters and the status rises."""
    for one, row in table.rows.items():
        for left in after_one_left(one):
            after = table.rows[left]
            if after != row and any(new > old for new, old in zip(after, row, strict=True)):
                yield one, left


def check(table):
    """All three, with numbers that say it was not about nothing."""
    assert list(blocks_that_do_not_block(table)) == []
    assert list(changed_by_doubling(table)) == []
    assert list(risen_by_leaving(table)) == []


def test_parties_of_one_to_four_in_all_their_outcomes():
    everything = all_outcomes(1, 2, 3, 4)
    assert len(everything) == 9 + 45 + 165 + 495
    check(Table(everything, everything))


def unlike(tallies):
    """One of each kind that a rule can tell apart: which of its conditions this party meets."""
    return list({kind_of(it): it for it in tallies}.values())


def kind_of(tally):
    """The conditions of the rule, each by itself, that this party meets."""
    if not tally.has_quorum():
        return (bool(tally.blocks),)
    edges = [(tally.accept, 0.8), (tally.accept, 0.6), (tally.support, 0.6)]
    return bool(tally.blocks), tally.more > Fraction(1, 5), *(rate >= Fraction(str(edge)) for rate, edge in edges)


def test_parties_of_one_to_six_against_every_kind_of_other_party():
    everything = all_outcomes(1, 2, 3, 4, 5, 6)
    assert len(everything) == 9 + 45 + 165 + 495 + 1287 + 3003
    others = unlike(everything)
    assert len(others) > 10
    check(Table(everything, others))


@pytest.mark.slow
def test_all_pairs_of_outcomes():
    """Up to five people 4 million pairs, at night up to six: 25 million."""
    everything = all_outcomes(*range(1, 7 if os.environ.get("NIGHT") else 6))
    check(Table(everything, everything))


def test_the_rule_is_the_one_of_the_book():
    everything = all_outcomes(1, 2, 3)
    others = unlike(all_outcomes(1, 2, 3, 4, 5, 6))
    pairs = [*product(everything, everything), *product(all_outcomes(4, 5), others)]
    assert [pair for pair in pairs if status(pair) != by_the_book(pair)] == []


def test_three_parties_consent_each_for_itself():
    everything = all_outcomes(1, 2)
    assert [three for three in product(everything, repeat=3) if status(three) != by_the_book(three)] == []


def test_with_a_quorum_of_half_doubling_a_party_of_two_would_change_a_status():
    """Why the quorum is not a matter of taste: with the house's four in five nothing can be gained by numbers, see above;
    below that, "in parties of one or two, everyone" would weigh more than the same share of four."""
    half = decisions.Thresholds(quorum=Fraction(1, 2))
    one_of_two, other = Tally.of(2, [1]), Tally.of(2, [1, 1])
    assert status((one_of_two, other), half) == "no_quorum"
    assert status((doubled(one_of_two), other), half) == "joint_strategy"


def test_every_status_can_come_out():
    everything = all_outcomes(5)
    found = {status((one, Tally.of(5, [1] * 5))) for one in everything}
    assert found == set(RANK)


def test_a_move_among_those_who_are_not_for_it_may_lift_a_status():
    """From 5 to 7: the handbook says so and asks to explain it. Leaving 8 lifts it too; that is what amending is for."""
    other = Tally.of(5, [1] * 5)
    asks = Tally.of(5, [1, 1, 1, 5, 5])
    refuses = Tally.of(5, [1, 1, 1, 5, 7])
    assert [status((one, other)) for one in (asks, refuses)] == ["more_discussion", "pilot_only"]


def test_where_nobody_is_left_there_is_no_rate_and_no_quorum():
    nobody = Tally.of(2, [4, 4])
    assert (nobody.support, nobody.accept, nobody.more, status((nobody, nobody))) == (None, None, None, "no_quorum")


def test_thresholds_are_kept_as_text():
    assert decisions.Thresholds.of_text(decisions.HOUSE_RULE.as_text()) == decisions.HOUSE_RULE
