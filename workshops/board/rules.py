"""Who may do what on the board, and which keys a count may hold."""

from workshops.board.models import Card, Owner
from workshops.programme.models import AssentAnswer, Seat
from workshops.rules import is_current, is_member
from workshops.vault.context import Context, compartment

WRITERS = (Seat.Role.PARTICIPANT, Seat.Role.FACILITATOR)


def can_write(viewer):
    """Participants and facilitators write on the board; whoever interprets, observes or takes notes reads it."""
    return viewer.role in WRITERS and is_member(viewer)


def can_see(viewer, card):
    """What lies on the table, and the drafts of one's own party."""
    return is_member(viewer) and Card.objects.visible_to(viewer).filter(pk=card.pk).exists()


def can_write_as(viewer, party):
    """A facilitator writes for the table under any mark; a participant under their own party's or for all."""
    of_workshop = party is None or party.workshop_id == viewer.workshop_id
    return can_write(viewer) and of_workshop and (viewer.is_facilitator or party is None or viewer.party_id == party.pk)


def can_change(viewer, card):
    """One text, and all sides edit it; what stands under a party's mark is changed by that party, or by a facilitator."""
    is_own = viewer.is_facilitator or card.party_id in (None, viewer.party_id)
    return can_write(viewer) and is_own and can_see(viewer, card)


def can_arrange(viewer, card):
    """Whoever writes also moves and links what lies on the table."""
    return can_write(viewer) and card.shown_at is not None and can_see(viewer, card)


def can_lead(viewer, thing):
    """Facilitators open the reality test, open and close polls."""
    return viewer.is_facilitator and viewer.workshop_id == thing.workshop_id and is_current(viewer)


def can_speak_for(viewer, party_id):
    """A participant of this party."""
    return viewer.role == Seat.Role.PARTICIPANT and viewer.party_id == party_id and is_member(viewer)


def can_ask(viewer, card, party):
    """A facilitator asks any party to stand behind a card of the table; a member asks their own, about its drafts too."""
    may_ask = viewer.is_facilitator or can_speak_for(viewer, party.pk)
    return may_ask and party.workshop_id == viewer.workshop_id and can_see(viewer, card)


def question_about(viewer, card, version):
    """What this person has been asked about this version of a card, or None."""
    asked = AssentAnswer.objects.filter(seat_id=viewer.seat_id, assent__subject_id=card.pk, assent__voided_at=None)
    return asked.filter(assent__version=str(version)).select_related("assent").order_by("assent__asked_at").last()


def can_vote(viewer, poll):
    """Whoever is in the electorate, as it was when the poll opened. Facilitators never are."""
    return not viewer.is_facilitator and is_member(viewer) and poll.ballots.filter(seat_id=viewer.seat_id).exists()


def owns(viewer, commitment):
    """Whether this person has taken it on."""
    return is_member(viewer) and Owner.objects.filter(
        commitment=commitment, seat_id=viewer.seat_id, confirmed_at__isnull=False
    ).exists()


def keys_of_count(poll):
    """The keys under which the ballots of a poll lie: for counting them once, while it is being closed."""
    return Context(frozenset(compartment("own", seat_id) for seat_id in poll.ballots.values_list("seat_id", flat=True)))


def keys_of_notice(facilitator_id):
    """What one facilitator may be told: see `keys_for`, of which this is a part."""
    return Context(frozenset([compartment("own", facilitator_id)]))


def keys_of_board(workshop_id):
    """The keys of what lies on a board: for counting and for the record."""
    return Context(frozenset([compartment("board", workshop_id)]))
