"""Polls. The rule is set first and printed on the ballot; who may vote is frozen; nothing of the result is known before the
poll is closed, to nobody."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.board import columns, counting, decisions, dots, gates
from workshops.board import rules as may
from workshops.board.actions import put
from workshops.board.models import Ballot, BlockNotice, Card, Poll
from workshops.board.models.cards import Column
from workshops.board.table import fresh, hold
from workshops.programme.models import Seat

LONGEST_REASON = 200


@transaction.atomic
def open_poll(viewer, *, card, parties):
    """Ask everyone of these parties, each of which must consent for itself, about the card as it stands now."""
    held = hold(viewer)
    card = fresh(viewer, card)
    rules.require(may.can_lead(viewer, card) and card.shown_at is not None)
    rules.require(card.column in columns.POLLED_IN, _("Ideas are not judged yet. A facilitator opens the reality test."))
    rules.require(not card.polls.filter(closed_at=None).exists(), _("A poll on this card is open already."))
    poll = Poll(workshop_id=card.workshop_id, card=card, version=card.version, thresholds=decisions.HOUSE_RULE.as_text())
    return _open(held, poll, parties)


@transaction.atomic
def open_dot_vote(viewer, *, workshop, parties):
    """Let everyone say which of the options deserve attention first. It orders, and decides nothing."""
    held = hold(viewer)
    rules.require(rules.can_prepare(viewer, workshop))
    on_table = Card.objects.filter(workshop=workshop, column=Column.OPTION, shown_at__isnull=False)
    options = [str(pk) for pk in on_table.values_list("pk", flat=True)]
    rules.require(len(options) > 1, _("There are not yet two options to choose between."))
    is_open = Poll.objects.filter(workshop=workshop, method=Poll.Method.DOTS, closed_at=None).exists()
    rules.require(not is_open, _("A dot vote is open already."))
    return _open(held, Poll(workshop=workshop, method=Poll.Method.DOTS, options=options), parties)


def _open(held, poll, parties):
    rules.require(len(parties) > 1 and all(it.workshop_id == poll.workshop_id for it in parties), _("Choose at least two parties."))
    who = {"role": Seat.Role.PARTICIPANT, "party__in": parties, "ended_at": None, "arrived_at__isnull": False}
    seats = list(Seat.objects.filter(workshop_id=poll.workshop_id, **who).order_by("created_at", "pk"))
    missing = {party.pk for party in parties} - {seat.party_id for seat in seats}
    rules.require(not missing, _("A party without members cannot consent."))
    poll.opened_at = clock.now()
    poll.save(force_insert=True)
    Ballot.objects.bulk_create(Ballot(poll=poll, seat=seat, party_id=seat.party_id) for seat in seats)
    held.tell("poll.opened", poll.pk)
    return poll


@transaction.atomic
def cast_ballot(viewer, *, poll, level, reason="", ground=None, told=None):
    """Vote, or vote anew until the poll is closed. A block names the need it stands for, and the one facilitator who may
    know of it."""
    held = hold(viewer)
    ballot = _own_ballot(viewer, poll)
    rules.require(poll.method == Poll.Method.GRADIENT and level in decisions.LEVELS)
    reason = reason.strip()
    if level in decisions.NEEDS_REASON and not reason:
        raise ValidationError({"reason": _("For this answer, say why, in a sentence.")})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("At most %(limit)d characters.") % {"limit": LONGEST_REASON}})
    is_block = level == decisions.BLOCK
    if is_block:
        _check_block(poll, ground, told)
    vote = {
        "level": level,
        "reason": reason,
        "ground": str(ground.pk) if is_block and ground else None,
        "told": str(told.pk) if is_block else None,
    }
    return _cast(held, ballot, vote)


def _check_block(poll, ground, told):
    needs = needs_of(poll.workshop_id)
    if ground is None and needs.exists():
        raise ValidationError(
            {"ground": _("A block stands for a need or a limit. Without one, choose serious disagreement.")}
        )
    rules.require(ground is None or needs.filter(pk=ground.pk).exists())
    if told is None:
        raise ValidationError({"told": _("Choose the one facilitator who may know that you block.")})
    rules.require(told.is_facilitator and told.workshop_id == poll.workshop_id and told.ended_at is None)


def needs_of(workshop_id):
    """The needs and limits on the table: what a block may stand for."""
    kinds = (Card.Kind.NEED, Card.Kind.LIMIT)
    return Card.objects.filter(workshop_id=workshop_id, kind__in=kinds, shown_at__isnull=False)


@transaction.atomic
def cast_dots(viewer, *, poll, dots_on):
    """Lay one's dots, or lay them anew until the poll is closed. `dots_on`: {option's id as text: how many}."""
    held = hold(viewer)
    ballot = _own_ballot(viewer, poll)
    given = {option: number for option, number in dots_on.items() if number}
    is_plain = set(given) <= set(poll.options) and all(1 <= it <= dots.MOST_ON_ONE for it in given.values())
    rules.require(poll.method == Poll.Method.DOTS and is_plain)
    most = dots.dots_each(len(poll.options))
    if not 0 < sum(given.values()) <= most:
        raise ValidationError(_("You have %(dots)d dots, at most two for one option.") % {"dots": most})
    return _cast(held, ballot, {"dots": given})


def _own_ballot(viewer, poll):
    rules.require(may.can_vote(viewer, poll))
    now = Poll.objects.select_related("card").get(pk=poll.pk)
    is_current = now.card is None or now.card.version == now.version
    rules.require(now.closed_at is None and is_current, _("This poll is closed."))
    return Ballot.objects.select_for_update().get(poll=poll, seat_id=viewer.seat_id)


def _cast(held, ballot, vote):
    is_first = ballot.cast_at is None
    ballot.cast_at = clock.now()
    ballot.seal(vote=vote).save(update_fields=["vote", "cast_at"])
    if is_first:  # a change of mind is nobody's business
        held.tell("ballot.cast", ballot.poll_id)
    return ballot


@transaction.atomic
def close_poll(viewer, *, poll):
    """Count it, once. A card that all parties have adopted goes to the joint strategies if its gates are open."""
    held = hold(viewer)
    rules.require(may.can_lead(viewer, poll))
    poll = Poll.objects.select_for_update().get(pk=poll.pk)
    rules.require(poll.closed_at is None, _("This poll is closed."))
    outcome, blocking = counting.count(poll)
    poll.closed_at = clock.now()
    poll.seal(outcome=outcome).save(update_fields=["closed_at", "outcome"])
    for ballot, vote in blocking:
        notice = BlockNotice(poll=poll, facilitator_id=uuid.UUID(vote["told"]))
        notice.seal(who=str(ballot.seat_id)).save(force_insert=True)
    if outcome.get("status") == decisions.JOINT_STRATEGY:
        _adopt(held, fresh(viewer, poll.card))
    held.tell("poll.closed", poll.pk)
    return poll


def _adopt(held, card):
    if card.column == Column.REALITY_TEST and gates.why_not_move(held.board, card, Column.JOINT_STRATEGY) is None:
        put(card, Column.JOINT_STRATEGY, "ballot")
        held.tell("card.moved", card.pk)
