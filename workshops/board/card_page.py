"""What the page of one card shows beside its text: its history, its links, what parties say to it, what one may do."""

from functools import cached_property

from workshops.board import columns, forms, gates, words
from workshops.board import rules as may
from workshops.board.committing import adopted_as
from workshops.board.counting import outcome_of
from workshops.board.models import Card
from workshops.board.models.cards import Column
from workshops.programme.models import AssentAnswer


class CardPage:
    """One card as one viewer sees it."""

    def __init__(self, page, card, reality_form=None):
        self.page, self.card, self.viewer, self.keys = page, card, page.viewer, page.keys
        self.face = page.faces[card.pk]
        self.reality_form = reality_form or forms.RealityForm()

    @property
    def texts(self):
        """What the card says now, by field."""
        return {"title": self.face.title, "body": self.face.body, "does_not_mean": self.face.does_not_mean}

    @property
    def column_name(self):
        """Where it lies."""
        return columns.NAMES[self.card.column]

    @property
    def origin(self):
        """The name of the exercise that it comes from, or nothing."""
        return self.page.text(self.card.origin.declared(self.keys)["name"]) if self.card.origin_id else ""

    @cached_property
    def earlier(self):
        """[(version row, title, body)] of what it said before, the newest first."""
        rows = self.card.versions.filter(number__lt=self.card.version).order_by("-number")
        return [(row, row.open(self.keys, "title"), row.open(self.keys, "body")) for row in rows]

    @cached_property
    def moves(self):
        """[(column's name, when)] of where it has been."""
        return [(columns.NAMES[move.column], move.moved_at) for move in self.card.moves.all()]

    @cached_property
    def links(self):
        """The faces of what it answers to."""
        linked = set(self.card.links.values_list("to_id", flat=True))
        return [face for card_id, face in self.page.faces.items() if card_id in linked]

    @cached_property
    def linkable(self):
        """The faces of what it might answer to as well."""
        kinds = (Card.Kind.NEED, Card.Kind.LIMIT, Card.Kind.PROBLEM)
        others = [face for face in self.page.faces.values() if face.card.kind in kinds and face.card.shown_at]
        return [face for face in others if face not in self.links and face.id != self.card.pk]

    @cached_property
    def answers(self):
        """[(party, what people would say, what would help, language)]."""
        rows = self.card.answers.all()
        return [
            (self.page.parties[row.party_id], row.open(self.keys, "people_would_say"), row.open(self.keys, "would_help"), row.language)
            for row in rows
        ]

    @cached_property
    def polls(self):
        """[(poll, status or None)] of all polls on it, the newest first."""
        rows = self.card.polls.order_by("-opened_at")
        return [(row, self._status(row)) for row in rows]

    @staticmethod
    def _status(poll):
        outcome = outcome_of(poll)
        return words.STATUS[outcome["status"]] if outcome else None

    @cached_property
    def promises(self):
        """The commitments made from it."""
        return [self.page.promise(it) for it in self.page.commitments if it.card_id == self.card.pk]

    # --- what one's party is asked

    @cached_property
    def question(self):
        """What this viewer is asked about it, or has answered while others have not."""
        return self.face.question

    @cached_property
    def count(self):
        """(how many have answered, how many are asked), inside the party only."""
        asked = AssentAnswer.objects.filter(assent=self.question.assent, seat__ended_at=None)
        return asked.exclude(answer="").count(), asked.count()

    @cached_property
    def askable(self):
        """The parties whom this viewer may ask: nobody learns from this list who is being asked already."""
        endorsed = self.face.endorsed_by
        parties = [mark for mark in self.page.parties.values() if mark not in endorsed]
        if self.viewer.is_facilitator:
            return parties if self.card.shown_at else []
        is_own = may.can_speak_for(self.viewer, self.viewer.party_id) and self.question is None
        return [mark for mark in parties if mark.id == self.viewer.party_id] if self.viewer.party_id and is_own else []

    # --- what one may do

    @cached_property
    def may_change(self):
        """Another wording."""
        return may.can_change(self.viewer, self.card) and self.face.open_poll is None

    @property
    def may_arrange(self):
        """Move it, link it."""
        return self.face.is_movable

    @property
    def may_mark(self):
        """Say that an option serves one side so far."""
        return self.may_arrange and self.card.kind == Card.Kind.OPTION and self.card.column == Column.OPTION

    @cached_property
    def may_answer(self):
        """Speak for one's people in the reality test."""
        is_open = self.page.board.reality_opened_at and self.card.column in (Column.REALITY_TEST, Column.JOINT_STRATEGY)
        return bool(is_open and self.viewer.party_id and may.can_speak_for(self.viewer, self.viewer.party_id))

    @cached_property
    def may_confirm(self):
        """Say that the other side has said it back."""
        is_need = self.card.party_id and self.card.column == Column.NEEDS_LIMITS and self.card.shown_at
        return bool(is_need and self.card.restated_version != self.card.version and may.can_speak_for(self.viewer, self.card.party_id))

    @property
    def is_restated(self):
        """Whether the other side has said this version back."""
        return self.card.restated_version == self.card.version

    @property
    def may_poll(self):
        """Open a poll on it."""
        is_polled = self.card.column in columns.POLLED_IN and self.card.shown_at
        return bool(self.viewer.is_facilitator and is_polled and self.face.open_poll is None)

    @cached_property
    def may_commit(self):
        """Make a commitment from it."""
        return self.page.may_write and self.card.shown_at is not None and adopted_as(self.card) is not None

    @cached_property
    def why_not_on(self):
        """Why it may not go on to the next column, or None."""
        there = columns.OF_CARDS[min(columns.place(self.card.column) + 1, len(columns.OF_CARDS) - 1)]
        return gates.why_not_move(self.page.board, self.card, there, self.face.body)
