"""Whether a party stands behind a card: an Assent, rule `all`. Outside the party nothing is seen until it holds; inside, only
how many have answered. A draft is shown to the room when its party stands behind it, and not before."""

from django.db import transaction

from workshops import clock, rules
from workshops.board import rules as may
from workshops.board.table import fresh, hold
from workshops.programme import assents
from workshops.programme.models import Assent


@transaction.atomic
def ask_endorsement(viewer, *, card, party):
    """Ask every member of a party whether it stands behind this version. One that is open already goes on."""
    held = hold(viewer, party.pk)
    card = fresh(viewer, card)
    rules.require(may.can_ask(viewer, card, party))
    about = {"kind": Assent.Kind.CARD, "subject_id": card.pk, "version": str(card.version)}
    known = Assent.objects.filter(party=party, voided_at=None, **about).first()
    if known:
        return known
    assent = assents.ask(party, **about)
    held.tell_party("endorsement.asked", card.pk)
    return assent


@transaction.atomic
def answer_endorsement(viewer, *, card, answer):
    """One person's yes or no. With the last yes the room sees that the party stands behind it."""
    held = hold(viewer, viewer.party_id)
    card = fresh(viewer, card)
    own = may.question_about(viewer, card, card.version)
    rules.require(own is not None)
    assent = assents.answer_assent(viewer, assent=own.assent, answer=answer)
    held.tell_party("endorsement.answered", card.pk)
    if assent.held_at:
        if card.shown_at is None:
            card.shown_at = clock.now()
            card.save(update_fields=["shown_at"])
        held.tell("card.endorsed", card.pk)
    return assent
