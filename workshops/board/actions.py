"""What people do with cards. Each act locks the rooms and the board, then authorises, then writes, then tells."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.board import columns, gates
from workshops.board import rules as may
from workshops.board.models import Card, CardLink, CardMove, CardVersion, Poll, RealityAnswer
from workshops.board.models.cards import Column
from workshops.board.table import Changed, fresh, hold
from workshops.programme import assents
from workshops.programme.models import Assent
from workshops.rooms.actions import clean

TARGETS = (Card.Kind.NEED, Card.Kind.LIMIT, Card.Kind.PROBLEM)  # what a card may answer to


@transaction.atomic
def write_card(viewer, *, column, kind, party, title, body, does_not_mean="", is_draft=False):
    """A new card at the end of its column. A draft is seen by its party alone until that party stands behind it."""
    held = hold(viewer, party and party.pk)
    rules.require(may.can_write_as(viewer, party))
    rules.require(kind in columns.WRITTEN_IN.get(column, ()), _("Cards are not written in this column."))
    rules.require(column != Column.NEEDS_LIMITS or party is not None, _("A need or a limit is always somebody's."))
    rules.require(not is_draft or may.can_speak_for(viewer, party and party.pk))
    now = clock.now()
    card = Card.objects.create(
        workshop_id=viewer.workshop_id,
        party=party,
        kind=kind,
        column=column,
        position=end_of(viewer.workshop_id, column),
        written_at=now,
        shown_at=None if is_draft else now,
    )
    say_on(card, viewer.language, title, body, does_not_mean)
    CardMove.objects.create(card=card, column=column, by=viewer.role, moved_at=now)
    (held.tell_party if is_draft else held.tell)("card.written", card.pk)
    return card


@transaction.atomic
def change_card(viewer, *, card, version, title, body, does_not_mean=""):
    """Another wording: the next version. What parties and people said of the old one counts no longer, and stays to be
    seen. `version` is the one this person has read: if there is a newer one, nothing is written over it."""
    held = hold(viewer, card.party_id)
    card = fresh(viewer, card)
    rules.require(may.can_change(viewer, card))
    if card.version != version:
        raise Changed(_("This card has been changed while you were writing. Your words are still here."))
    rules.require(
        not Poll.objects.filter(card=card, closed_at=None).exists(),
        _("A poll on this card is open. Its text can change when the poll is closed."),
    )
    card.version += 1
    card.save(update_fields=["version"])
    say_on(card, viewer.language, title, body, does_not_mean)
    assents.void(kind=Assent.Kind.CARD, subject_id=card.pk)
    Poll.objects.filter(card=card, set_aside_at=None).update(set_aside_at=clock.now())
    (held.tell if card.shown_at else held.tell_party)("card.changed", card.pk)
    return card


def say_on(card, language, title, body, does_not_mean=""):
    """What a card says in its newest version. The board is held."""
    version = CardVersion(
        workshop_id=card.workshop_id,
        card=card,
        number=card.version,
        language=language,
        written_at=clock.now(),
    )
    texts = {"title": clean(title), "body": body and clean(body), "does_not_mean": does_not_mean and clean(does_not_mean)}
    version.seal(**{name: text or None for name, text in texts.items()}).save(force_insert=True)


@transaction.atomic
def move_card(viewer, *, card, column, moved, before=None):
    """To another column, or to another place in its own. `moved` is how often it had been moved when this person took
    it up: if somebody else has moved it since, it stays where they put it."""
    held = hold(viewer)
    card = fresh(viewer, card)
    rules.require(may.can_arrange(viewer, card))
    if card.moved != moved:
        raise Changed(_("Somebody else has moved this card meanwhile. It lies where they put it."))
    rules.require(card.column == column or not _is_bound(viewer, card), _("What a poll has adopted is moved by a facilitator."))
    body = card.versions.get(number=card.version).open(rules.keys_for(viewer), "body")
    if reason := gates.why_not_move(held.board, card, column, body):
        raise ValidationError(reason)
    put(card, column, viewer.role, before)
    held.tell("card.moved", card.pk)
    return card


def _is_bound(viewer, card):
    return card.column == Column.JOINT_STRATEGY and gates.decided(card) is not None and not viewer.is_facilitator


def put(card, column, by, before=None):
    """Lay a card into a column before another one, else at its end. The board is held."""
    others = list(Card.objects.filter(workshop_id=card.workshop_id, column=column).exclude(pk=card.pk))
    place = next((number for number, other in enumerate(others) if before and other.pk == before), len(others))
    if card.column != column:
        CardMove.objects.create(card=card, column=column, by=by, moved_at=clock.now())
    card.column, card.moved = column, card.moved + 1
    others.insert(place, card)
    for position, each in enumerate(others):
        each.position = position
    Card.objects.bulk_update(others, ["position"])
    card.save(update_fields=["column", "moved", "position"])


def end_of(workshop_id, column):
    """The place after the last card of a column."""
    last = Card.objects.filter(workshop_id=workshop_id, column=column).last()
    return last.position + 1 if last else 0


@transaction.atomic
def open_reality_test(viewer, *, workshop):
    """From now on ideas are judged: cards may leave the options, and parties say what their people would say."""
    held = hold(viewer)
    rules.require(rules.can_prepare(viewer, workshop))
    if held.board.reality_opened_at is None:
        held.board.reality_opened_at = clock.now()
        held.board.save()
        held.tell("reality.opened")
    return held.board


@transaction.atomic
def answer_reality(viewer, *, card, people_would_say, would_help):
    """What one's own people would say to this, and what would help. It stands under the party's mark, without a name."""
    held = hold(viewer)
    card = fresh(viewer, card)
    rules.require(card.shown_at is not None and viewer.party_id is not None and may.can_speak_for(viewer, viewer.party_id))
    rules.require(
        held.board.reality_opened_at is not None and columns.place(card.column) >= columns.place(Column.REALITY_TEST),
        _("Ideas are not judged yet. A facilitator opens the reality test."),
    )
    answer = RealityAnswer(
        workshop_id=card.workshop_id,
        card=card,
        party_id=viewer.party_id,
        language=viewer.language,
        answered_at=clock.now(),
    )
    answer.seal(people_would_say=clean(people_would_say), would_help=clean(would_help)).save(force_insert=True)
    held.tell("card.changed", card.pk)
    return answer


@transaction.atomic
def link_card(viewer, *, card, to, is_linked=True):
    """Say that a card answers to a need, a limit or the shared problem; or that it does not after all."""
    held = hold(viewer)
    card, to = fresh(viewer, card), fresh(viewer, to)
    rules.require(may.can_arrange(viewer, card) and to.shown_at is not None and to.pk != card.pk and to.kind in TARGETS)
    if is_linked:
        CardLink.objects.get_or_create(card=card, to=to)
    else:
        CardLink.objects.filter(card=card, to=to).delete()
    held.tell("card.changed", card.pk)
    return card


@transaction.atomic
def mark_one_sided(viewer, *, card, is_one_sided):
    """Say openly that an option serves one side so far: then it may go on without a need of each."""
    held = hold(viewer)
    card = fresh(viewer, card)
    rules.require(may.can_arrange(viewer, card) and card.kind == Card.Kind.OPTION)
    card.serves_one_side = is_one_sided
    card.save(update_fields=["serves_one_side"])
    held.tell("card.changed", card.pk)
    return card


@transaction.atomic
def confirm_restatement(viewer, *, card):
    """Somebody of the party whose need it is: the other side has said it back as we would have it said."""
    held = hold(viewer)
    card = fresh(viewer, card)
    rules.require(card.party_id is not None and may.can_speak_for(viewer, card.party_id))
    rules.require(card.shown_at is not None and card.column == Column.NEEDS_LIMITS)
    card.restated_version = card.version
    card.save(update_fields=["restated_version"])
    held.tell("card.changed", card.pk)
    return card
