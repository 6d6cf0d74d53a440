"""Counting a poll, once, when it closes. What is kept holds no names: counts by party and level, reasons in the order of their
letters, the needs that blocks stand for. A reason bears the mark of its party only where at least five have voted in it;
elsewhere it bears no level either, because beside the distribution the level would tell the party."""

from workshops.board import decisions, dots
from workshops.board.decisions import Tally
from workshops.board.rules import keys_of_board, keys_of_count

ENOUGH_TO_HIDE_IN = 5


def count(poll):
    """(outcome, the votes that block) of a poll that is being closed."""
    keys = keys_of_count(poll)
    ballots = list(poll.ballots.select_related("party").order_by("party__position", "pk"))
    votes = [(ballot, ballot.open(keys, "vote")) for ballot in ballots if ballot.cast_at]
    parties = {ballot.party_id: sum(it.party_id == ballot.party_id for it in ballots) for ballot in ballots}
    if poll.method == poll.Method.DOTS:
        return count_dots(poll, parties, votes), []
    outcome = count_levels(parties, [(ballot.party_id, vote) for ballot, vote in votes], poll.thresholds)
    blocking = [(ballot, vote) for ballot, vote in votes if vote["level"] == decisions.BLOCK]
    return outcome, blocking


def count_levels(parties, votes, thresholds):
    """`parties`: {id: how many may vote}; `votes`: (party id, vote) of each ballot that was cast."""
    tallies = {
        party_id: Tally.of(eligible, [vote["level"] for voter, vote in votes if voter == party_id])
        for party_id, eligible in parties.items()
    }
    return {
        "parties": [[str(party_id), tally.eligible, list(tally.levels)] for party_id, tally in tallies.items()],
        "status": decisions.status(tallies.values(), decisions.Thresholds.of_text(thresholds)),
        "reasons": sorted(_reasons(tallies, votes), key=lambda it: (it["text"], str(it["party"]), str(it["level"]))),
        "grounds": sorted({vote["ground"] for _, vote in votes if vote.get("ground")}),
    }


def _reasons(tallies, votes):
    for party_id, vote in votes:
        if vote.get("reason"):
            is_marked = tallies[party_id].cast >= ENOUGH_TO_HIDE_IN
            marks = {"party": str(party_id), "level": vote["level"]} if is_marked else {"party": None, "level": None}
            yield {"text": vote["reason"], **marks}


def count_dots(poll, parties, votes):
    """The order of the options and each party's shares; no sums."""
    given = {party_id: {} for party_id in parties}
    for ballot, vote in votes:
        for card_id, number in vote["dots"].items():
            given[ballot.party_id][card_id] = given[ballot.party_id].get(card_id, 0) + number
    found = dots.order(poll.options, list(given.values()))
    return {
        "parties": [str(party_id) for party_id in parties],
        "order": [[it.option, [str(share) for share in it.shares]] for it in found],
    }


def outcome_of(poll):
    """What was counted, or None."""
    return poll.open(keys_of_board(poll.workshop_id), "outcome") or None


def tallies_of(poll):
    """The parties of a counted poll, as they voted."""
    return [Tally(eligible, tuple(levels)) for _party, eligible, levels in outcome_of(poll)["parties"]]
