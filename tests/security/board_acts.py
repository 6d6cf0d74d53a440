"""Who may carry out which act on the board."""

from tests.security.act import (
    CHAIRS,
    VOTERS,
    WRITERS,
    Act,
)
from tests.security.stage import (
    deciding,
    dotting,
)
from tests.security.things import (
    card,
    commitment,
    own_workshop,
    parties,
    people_say,
    words,
    work,
)

ACTS = {
    "workshops.board.actions.write_card": Act(
        (*WRITERS, "farid"), lambda cast: {"column": "option", "kind": "option", "party": None, **words}, deciding
    ),  # Farid on the board of his own workshop
    "workshops.board.actions.change_card": Act(WRITERS, card(version=1, **words), deciding),
    "workshops.board.actions.move_card": Act(CHAIRS, card(column="option", moved=2), deciding),
    "workshops.board.actions.open_reality_test": Act(CHAIRS, own_workshop()),
    "workshops.board.actions.answer_reality": Act(VOTERS, card(**people_say), deciding),
    "workshops.board.actions.link_card": Act(WRITERS, lambda cast: {"card": cast.card, "to": cast.need}, deciding),
    "workshops.board.actions.mark_one_sided": Act(WRITERS, card(is_one_sided=True), deciding),
    "workshops.board.actions.confirm_restatement": Act(("dara", "eli"), lambda cast: {"card": cast.need}, deciding),
    "workshops.board.endorsing.ask_endorsement": Act(
        (*CHAIRS, "dara", "eli"), lambda cast: {"card": cast.card, "party": cast.second}, deciding
    ),
    "workshops.board.endorsing.answer_endorsement": Act(("bilal", "chen"), card(answer="yes"), deciding),
    "workshops.board.polling.open_poll": Act(CHAIRS, lambda cast: {"card": cast.card, **parties(cast)}, deciding),
    "workshops.board.polling.open_dot_vote": Act(CHAIRS, lambda cast: {"workshop": cast.workshop, **parties(cast)}, deciding),
    "workshops.board.polling.cast_ballot": Act(VOTERS, lambda cast: {"poll": cast.poll, "level": 1}, deciding),
    "workshops.board.polling.cast_dots": Act(
        VOTERS, lambda cast: {"poll": cast.dot_vote, "dots_on": {cast.dot_vote.options[0]: 1}}, dotting
    ),
    "workshops.board.polling.close_poll": Act(CHAIRS, lambda cast: {"poll": cast.poll}, deciding),
    "workshops.board.committing.make_commitment": Act(WRITERS, work, deciding),
    "workshops.board.committing.ask_owner": Act(WRITERS, lambda cast: commitment(seat=cast.chen)(cast), deciding),
    "workshops.board.committing.answer_ownership": Act(VOTERS, commitment(is_taken=True), deciding),
    "workshops.board.committing.change_commitment": Act(
        (*CHAIRS, "bilal", "dara"), commitment(status="on_track"), deciding
    ),
    "workshops.board.committing.follow_commitment": Act((*CHAIRS, "bilal", "dara"), commitment(), deciding),
    "workshops.board.committing.let_go": Act(("bilal", "dara"), commitment(), deciding),
}
