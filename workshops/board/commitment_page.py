"""What the page of one commitment shows. Who has been asked and has not answered is seen by nobody but that person."""

import datetime
from functools import cached_property

from workshops.board import committing, forms
from workshops.board import rules as may
from workshops.board.models.cards import Column
from workshops.programme.models import Seat


class CommitmentPage:
    """One commitment as one viewer sees it."""

    def __init__(self, page, commitment, form=None):
        self.page, self.commitment, self.viewer, self.keys = page, commitment, page.viewer, page.keys
        given = {"status": commitment.status, "blocked_by": commitment.blocked_by, "note": self.text("note")}
        self.form = form or forms.StandForm(initial=given)
        self.face = page.faces[commitment.card_id]
        _row, self.title, self.state = page.promise(commitment)

    def text(self, field):
        """One of its texts."""
        return self.commitment.open(self.keys, field)

    @property
    def texts(self):
        """{field: text} for reading."""
        return {name: self.text(name) for name in ("done_when", "risk", "support", "note")}

    @property
    def milestones(self):
        """[(title, due, done)]."""
        rows = self.commitment.open(self.keys, "milestones") or []
        return [(it["title"], _day(it["due"]), _day(it["done"])) for it in rows]

    @cached_property
    def _owners(self):
        return list(self.commitment.owners.select_related("seat"))

    @cached_property
    def owners(self):
        """[(party, [names])]: whoever has said yes for themselves, party by party."""
        names = {mark.id: [] for mark in self.page.parties.values()}
        for owner in self._owners:
            if owner.confirmed_at:
                names[owner.party_id].append(owner.seat.open(self.keys, "display_name"))
        return [(mark, names[mark.id]) for mark in self.page.parties.values()]

    @property
    def is_held(self):
        """Whether in each party somebody has said yes."""
        return all(names for _mark, names in self.owners)

    @cached_property
    def own(self):
        """The viewer's own place in it: asked, taken or declined; or None."""
        return next((owner for owner in self._owners if owner.seat_id == self.viewer.seat_id), None)

    @cached_property
    def may_answer(self):
        """Say yes or no for oneself, asked or not."""
        speaks = self.viewer.party_id and may.can_speak_for(self.viewer, self.viewer.party_id)
        return bool(speaks) and not self.commitment.is_over

    @property
    def is_full(self):
        """Whether the viewer carries as much as one person should."""
        return committing.open_commitments(self.viewer.seat_id, but=self.commitment) >= committing.MOST_OPEN

    @cached_property
    def askable(self):
        """[(seat id, name)] of the participants: the list says nothing of who was asked."""
        if not self.page.may_write or self.commitment.is_over:
            return []
        role = {"role": Seat.Role.PARTICIPANT, "ended_at": None, "arrived_at__isnull": False}
        seats = Seat.objects.filter(workshop=self.page.workshop, **role).exclude(pk=self.viewer.seat_id)
        return [(seat.pk, seat.open(self.keys, "display_name")) for seat in seats.order_by("created_at", "pk")]

    @cached_property
    def may_change(self):
        """Say where it stands."""
        leads = may.can_lead(self.viewer, self.commitment) or may.owns(self.viewer, self.commitment)
        return leads and self.is_held

    @property
    def may_follow(self):
        """Send it on to the last column."""
        return self.may_change and self.commitment.column == Column.COMMITMENT

    @cached_property
    def may_let_go(self):
        """An owner who has not said so yet."""
        is_owner = self.own is not None and self.own.confirmed_at is not None
        return is_owner and self.own.lets_go_at is None and not self.commitment.is_over


def _day(text):
    return text and datetime.date.fromisoformat(text)
