"""Commitments grow from what has been adopted. Each party has an owner who has said yes for themselves; to propose somebody
is to ask them, and only they see that they were asked."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.board import decisions, gates
from workshops.board import rules as may
from workshops.board.counting import outcome_of
from workshops.board.models import Commitment, Owner
from workshops.board.models.cards import Column
from workshops.board.table import fresh, hold
from workshops.programme.models import Seat
from workshops.rooms.actions import clean

MOST_OPEN = 2
MOST_MILESTONES = 5
PILOT = datetime.timedelta(days=90)
Status = Commitment.Status


@transaction.atomic
def make_commitment(viewer, *, card, title, done_when, start_on, due_on, milestones=(), risk="", support=""):
    """Write down what is to be done. It weighs on nobody until its owners have said yes."""
    held = hold(viewer)
    card = fresh(viewer, card)
    rules.require(may.can_write(viewer) and card.shown_at is not None)
    adopted = adopted_as(card)
    rules.require(adopted is not None, _("Commitments are made from what a poll has adopted."))
    if due_on < start_on:
        raise ValidationError({"due_on": _("It cannot be due before it begins.")})
    if adopted == decisions.PILOT_ONLY and due_on - start_on > PILOT:
        raise ValidationError({"due_on": _("A pilot ends within 90 days.")})
    rules.require(len(milestones) <= MOST_MILESTONES)
    commitment = Commitment(
        workshop_id=card.workshop_id,
        card=card,
        language=viewer.language,
        start_on=start_on,
        due_on=due_on,
        made_at=clock.now(),
    )
    texts = {"title": title, "done_when": done_when, "risk": risk, "support": support}
    commitment.seal(**{name: clean(text) if text else None for name, text in texts.items()})
    commitment.seal(milestones=[it | {"done": None} for it in milestones]).save(force_insert=True)
    held.tell("commitment.made", commitment.pk)
    return commitment


def adopted_as(card):
    """The status under which the card's present version has been adopted, or None."""
    poll = gates.decided(card)
    found = poll and outcome_of(poll)["status"]
    return found if found in (decisions.JOINT_STRATEGY, decisions.PILOT_ONLY) else None


@transaction.atomic
def ask_owner(viewer, *, commitment, seat):
    """Ask somebody of a party whether they would take it on."""
    held = hold(viewer, seat.party_id)
    commitment = _fresh(viewer, commitment)
    is_eligible = seat.workshop_id == viewer.workshop_id and seat.role == Seat.Role.PARTICIPANT and not seat.ended_at
    rules.require(may.can_write(viewer) and is_eligible and seat.party_id is not None and not commitment.is_over)
    owner, is_new = Owner.objects.get_or_create(
        commitment=commitment, seat=seat, defaults={"party_id": seat.party_id, "asked_at": clock.now()}
    )
    if is_new:
        held.tell_party("owner.asked", commitment.pk)
    return owner


@transaction.atomic
def answer_ownership(viewer, *, commitment, is_taken):
    """Say yes or no for oneself, asked or not. Two open ones are enough for one person."""
    held = hold(viewer)
    commitment = _fresh(viewer, commitment)
    rules.require(viewer.party_id is not None and may.can_speak_for(viewer, viewer.party_id) and not commitment.is_over)
    own = Owner.objects.filter(commitment=commitment, seat_id=viewer.seat_id).first()
    rules.require(is_taken or own is not None)
    if is_taken and open_commitments(viewer.seat_id, but=commitment) >= MOST_OPEN:
        raise ValidationError(_("You carry two open commitments already. Finish one, or let it go, before you take a third."))
    now = clock.now()
    own = own or Owner(commitment=commitment, seat_id=viewer.seat_id, party_id=viewer.party_id, asked_at=now)
    was_confirmed = own.confirmed_at is not None
    own.confirmed_at, own.declined_at = (now, None) if is_taken else (None, now)
    own.save()
    if is_taken or was_confirmed:  # a no that was never a yes is told to nobody
        held.tell("commitment.confirmed", commitment.pk)
    return own


def open_commitments(seat_id, but=None):
    """How many open commitments a person carries."""
    carried = Owner.objects.filter(seat_id=seat_id, confirmed_at__isnull=False)
    over = (Status.DONE, Status.RELEASED)
    return carried.exclude(commitment__status__in=over).exclude(commitment=but).count()


def parties_without_owner(commitment):
    """The parties of whom nobody has said yes."""
    there = set(commitment.owners.filter(confirmed_at__isnull=False).values_list("party_id", flat=True))
    return [party_id for party_id in gates.party_ids(commitment.card) if party_id not in there]


@transaction.atomic
def change_commitment(viewer, *, commitment, status, blocked_by="", note=""):
    """Where it stands, in the words of an owner or a facilitator. To let it go takes all its owners and a facilitator."""
    held = hold(viewer)
    commitment = _fresh(viewer, commitment)
    rules.require(may.owns(viewer, commitment) or may.can_lead(viewer, commitment))
    rules.require(not parties_without_owner(commitment), _("It is not anybody's yet: in each party somebody says yes first."))
    if status == Status.RELEASED:
        lets_go = not commitment.owners.filter(confirmed_at__isnull=False, lets_go_at=None).exists()
        rules.require(viewer.is_facilitator and lets_go, _("To let it go takes all its owners and a facilitator."))
    if status == Status.BLOCKED and not blocked_by:
        raise ValidationError({"blocked_by": _("Say what stands in the way.")})
    commitment.status, commitment.blocked_by = status, blocked_by if status == Status.BLOCKED else ""
    commitment.seal(note=clean(note) if note else None).save(update_fields=["status", "blocked_by", "note"])
    held.tell("commitment.changed", commitment.pk)
    return commitment


@transaction.atomic
def follow_commitment(viewer, *, commitment):
    """Into the last column: from now on it is asked after. The gate: somebody in each party has said yes."""
    held = hold(viewer)
    commitment = _fresh(viewer, commitment)
    rules.require(may.owns(viewer, commitment) or may.can_lead(viewer, commitment))
    rules.require(not parties_without_owner(commitment), _("It is not anybody's yet: in each party somebody says yes first."))
    commitment.column = Column.FOLLOW_UP
    commitment.save(update_fields=["column"])
    held.tell("commitment.changed", commitment.pk)
    return commitment


@transaction.atomic
def let_go(viewer, *, commitment):
    """An owner would let it go. That is no failure; it holds until the others say so too."""
    held = hold(viewer)
    commitment = _fresh(viewer, commitment)
    rules.require(may.owns(viewer, commitment) and not commitment.is_over)
    Owner.objects.filter(commitment=commitment, seat_id=viewer.seat_id).update(lets_go_at=clock.now())
    held.tell("commitment.changed", commitment.pk)
    return commitment


def _fresh(viewer, commitment):
    commitment = Commitment.objects.select_for_update().select_related("card").filter(pk=commitment.pk).first()
    rules.require(commitment is not None and commitment.workshop_id == viewer.workshop_id)
    return commitment
