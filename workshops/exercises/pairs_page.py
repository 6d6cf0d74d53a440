"""The pairs of an item before they start: what is proposed or chosen, and what follows from it, in words."""

import hashlib
import itertools
from functools import cached_property

from django.utils.translation import gettext as _

from workshops import rules
from workshops.exercises import beginning, meeting, pairing
from workshops.exercises.choosing import in_words
from workshops.exercises.models import Run
from workshops.exercises.pairs_form import PairsForm
from workshops.languages import listed, local
from workshops.live.people import people
from workshops.programme import offer
from workshops.programme.models import Party


class PairsPage:
    """One item as a facilitator sees it, with what was posted if anything was."""

    TEMPLATE = "pairs"

    def __init__(self, viewer, item, data=None):
        self.viewer, self.item, self.session = viewer, item, item.session
        self.keys = rules.keys_for(viewer)
        self.free = beginning.free_for(item)
        self.known = people(self.session.workshop_id, self.keys)
        self.proposed = self._propose()
        self.form = self._form(data)

    def _propose(self):
        """Whose run ended early is proposed to nobody: that is for a facilitator to talk about first."""
        fresh = [member for member in self.free.members if member.id not in self.free.again]
        return pairing.propose(fresh, self.item.pk, self.wishes, self.is_in_fours)

    @cached_property
    def wishes(self):
        """Who has met whom, and who is not to."""
        return meeting.wishes_for(self.viewer, self.item)

    @property
    def is_in_fours(self):
        """Whether people go through it in small groups, not in pairs."""
        return offer.company_of(self.item) == Run.Company.GROUPS

    def _form(self, data):
        numbers = {member.id: number for number, group in enumerate(self.proposed, 1) for member in group}
        members = self.free.members
        initial = {PairsForm.name_of(member.id): str(numbers.get(member.id, 0)) for member in members}
        return PairsForm(
            data,
            members=members,
            names={member.id: self.known[member.id].name for member in members},
            count=max(1, len(members) // 2),
            is_in_fours=self.is_in_fours,
            firsts=self._firsts,
            initial=initial | {"first_voice": self._suggested},
        )

    @cached_property
    def declared(self):
        """The exercise as it would begin now."""
        return offer.declared(self.item, self.keys)

    @property
    def _suggested(self):
        return self.declared["first_voice"]

    @cached_property
    def parties(self):
        """The parties of those who can be paired."""
        here = {member.party for member in self.free.members}
        return [party for party in Party.objects.filter(workshop_id=self.session.workshop_id) if party.pk in here]

    @property
    def _firsts(self):
        """Who may tell first: by turns, by lot, or one party everywhere."""
        names = [(str(party.pk), self._name(party)) for party in self.parties]
        return [("alternate", _("By turns, from pair to pair")), ("lot", _("By lot")), *names]

    # --- as chosen, or as proposed

    @property
    def is_chosen(self):
        """Whether something was posted that makes pairs."""
        return self.form.is_bound and self.form.is_valid()

    @property
    def groups(self):
        """[[Member]]."""
        return self.form.groups if self.is_chosen else self.proposed

    @property
    def ids(self):
        """The same as ids of seats."""
        return [[member.id for member in group] for group in self.groups]

    @property
    def first_voice(self):
        """The id of a party, or a word."""
        chosen = self.form.cleaned_data["first_voice"] if self.is_chosen else self._suggested
        return next((party.pk for party in self.parties if str(party.pk) == chosen), chosen)

    @cached_property
    def tellings(self):
        """[[Roles]] of each group."""
        firsts = pairing.first_parties(self.groups, self.first_voice, self.item.pk)
        pairs = zip(self.groups, firsts, strict=True)
        return [pairing.tellings(group, first, by_all=self.is_in_fours) for group, first in pairs]

    @property
    def mark(self):
        """What stands for exactly these tellings on the page: that they have been read."""
        return hashlib.sha256(repr(self.tellings).encode()).hexdigest()[:16]

    @property
    def is_read(self):
        """Whether the page has said what follows, as far as somebody says back more than once."""
        return self.form.data.get("seen") == self.mark or self.is_in_fours or not any(map(pairing.says_back_often, self.tellings))

    # --- in words

    @property
    def context(self):
        """What the page shows."""
        return {
            "form": self.form,
            "exercise": self._exercise,
            "mark": self.mark,
            "rows": [self._row(group, roles) for group, roles in zip(self.groups, self.tellings, strict=True)],
            "why_not": meeting.why_not_begin(self.viewer, self.item, self.ids),
            "is_in_fours": self.is_in_fours,
            "places": [(self.known[member.id], bound) for member, bound in self.form.places],
            "again": [self.known[it].name for it in self.free.again],
            "item_title": local(self.item.open(self.keys, "title"), self.viewer.language),
            "is_on": self.session.current_item_id == self.item.pk and self.session.is_running,
            "session": self.session,
            "workshop": self.session.workshop,
            "workshop_title": self.session.workshop.open(self.keys, "title"),
            "viewer": self.viewer,
            "tab": "sessions",
        }

    @property
    def _exercise(self):
        return in_words(self.declared, self.viewer.language)

    def _row(self, group, roles):
        told = [(self.known[it.tellers[0]], self.known[it.listeners[0]]) for it in roles]
        often = [(self.known[person].name, count) for person, count in pairing.says_back_often(roles).items()]
        return {
            "told": told,
            "people": [self.known[member.id] for member in group],
            "often": often,
            "is_pair": len(roles) == 2,
            "met": self._names(pair for pair in _pairs_of(group) if self.wishes.met[pair]),
            "apart": self._names(pair for pair in _pairs_of(group) if pair in self.wishes.apart),
        }

    def _names(self, pairs):
        return [listed([f"\u2068{self.known[person].name}\u2069" for person in sorted(pair, key=str)]) for pair in pairs]

    def _name(self, party):
        return local(party.open(self.keys, "name"), self.viewer.language, self.session.workshop.language)


def _pairs_of(group):
    return [frozenset((one.id, other.id)) for one, other in itertools.combinations(group, 2)]
