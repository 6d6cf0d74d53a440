"""The gates between the columns: what must be so before a card goes on. Going back needs no gate."""

from django.utils.translation import gettext as _

from workshops.board import columns, decisions
from workshops.board.counting import tallies_of
from workshops.board.models import Card, Poll
from workshops.board.models.cards import Column
from workshops.programme.models import Party

LONGEST_STRATEGY = 120  # words


def why_not_move(board, card, to, body=""):
    """Why this card may not go to that column, in words for whoever moves it; or None."""
    if to not in columns.OF_CARDS:
        return _("Commitments are made from a joint strategy; cards do not go there.")
    here, there = columns.place(card.column), columns.place(to)
    for column in list(Column)[here:there]:
        if reason := GATES[column](board, card):
            return reason
    if to == Column.JOINT_STRATEGY and len(body.split()) > LONGEST_STRATEGY:
        return _("A joint strategy has at most %(words)d words.") % {"words": LONGEST_STRATEGY}
    return None


def _out_of_shared_problem(board, card):
    poll = decided(card)
    if poll and decisions.is_shared_problem(tallies_of(poll), rule_of(poll)):
        return None
    return _("A shared problem goes on when a poll has found that every party accepts it and nobody blocks it.")


def _out_of_needs(board, card):
    if card.restated_version == card.version:
        return None
    return _("A need goes on when the other side has said it back, and its own side has accepted that.")


def _out_of_options(board, card):
    if board.reality_opened_at is None:
        return _("Ideas are not judged yet. A facilitator opens the reality test.")
    if card.serves_one_side or not parties_without_need(card):
        return None
    return _("An option goes on when it answers a need of each party, or is marked as serving one side so far.")


def _out_of_reality_test(board, card):
    answered = set(card.answers.values_list("party_id", flat=True))
    if all(party_id in answered for party_id in party_ids(card)):
        return None
    return _("Each party says first what its people would say to this, and what would help.")


def _out_of_joint_strategy(board, card):
    return None  # there is nowhere for a card to go: commitments grow from it


GATES = {
    Column.SHARED_PROBLEM: _out_of_shared_problem,
    Column.NEEDS_LIMITS: _out_of_needs,
    Column.OPTION: _out_of_options,
    Column.REALITY_TEST: _out_of_reality_test,
    Column.JOINT_STRATEGY: _out_of_joint_strategy,
}


def party_ids(card):
    """The parties of the card's workshop."""
    return list(Party.objects.filter(workshop_id=card.workshop_id).values_list("pk", flat=True))


def parties_without_need(card):
    """The parties none of whose needs this card is linked to."""
    met = set(card.links.filter(to__kind=Card.Kind.NEED).values_list("to__party_id", flat=True))
    return [party_id for party_id in party_ids(card) if party_id not in met]


def decided(card):
    """The last poll on the card's present version that has been counted, or None."""
    counted = Poll.objects.filter(card=card, version=card.version, set_aside_at=None, outcome__isnull=False)
    return counted.order_by("closed_at").last()


def rule_of(poll):
    """The thresholds that were set before the poll opened."""
    return decisions.Thresholds.of_text(poll.thresholds)
