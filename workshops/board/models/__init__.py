"""The tables of the board: cards and their versions, polls and ballots, commitments."""

from workshops.board.models.cards import Board, Card, CardLink, CardMove, CardVersion, RealityAnswer
from workshops.board.models.commitments import Commitment, Owner
from workshops.board.models.polls import Ballot, BlockNotice, Poll

__all__ = [
    "Ballot",
    "BlockNotice",
    "Board",
    "Card",
    "CardLink",
    "CardMove",
    "CardVersion",
    "Commitment",
    "Owner",
    "Poll",
    "RealityAnswer",
]
