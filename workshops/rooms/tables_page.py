"""The small tables of an item as a facilitator lays them: who sits where, and what is worth a second look, in words."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from workshops import rules
from workshops.languages import listed, local
from workshops.live.people import people
from workshops.programme.models import Party, Seat
from workshops.rooms import gathering, grouping
from workshops.rooms.rotation import difference
from workshops.rooms.tables_form import ApartForm, TablesForm


@dataclass
class Laid:
    """One small table (without a group: the long one): its people as (Person, GroupPlace or None, their fields), and
    what is worth a second look."""

    group: object
    party: object = None  # {language: name}
    people: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


class TablesPage:
    """One item as a facilitator sees it, with what was posted if anything was."""

    def __init__(self, viewer, item, data=None):
        self.viewer, self.item, self.session = viewer, item, item.session
        self.keys = rules.keys_for(viewer)
        self.seats = grouping.people_of(item)
        self.places = {pk: it for pk, it in grouping.places_of(item).items() if pk in {seat.pk for seat in self.seats}}
        self.groups = list(item.groups.select_related("party"))
        names = {seat.pk: self.known[seat.pk].name for seat in self.seats}
        self.form = TablesForm(data, seats=self.seats, names=names, places=self.places, groups=self.groups)

    @cached_property
    def known(self):
        """{seat id: Person}."""
        return people(self.session.workshop_id, self.keys)

    @cached_property
    def apart(self):
        """{frozenset of two ids: Apart}, as far as both are still of the workshop."""
        seats = set(Seat.objects.filter(workshop_id=self.session.workshop_id, ended_at=None).values_list("pk", flat=True))
        found = grouping.apart_in(self.viewer, self.session.workshop_id)
        return {pair: row for pair, row in found.items() if pair <= seats}

    @cached_property
    def laid(self):
        """[Laid]: the small tables, each with its people by party."""
        tables = {group.pk: Laid(group, self._name(group.party)) for group in self.groups}
        for seat in self.seats:
            if place := self.places.get(seat.pk):
                tables[place.group_id].people.append((self.known[seat.pk], place, self.form.row(seat.pk)))
        for table in tables.values():
            table.warnings = list(self._warnings(table))
        return list(tables.values())

    @property
    def unplaced(self):
        """Those who have no place yet, as the table they sit at."""
        free = [seat for seat in self.seats if seat.pk not in self.places]
        return Laid(None, None, [(self.known[seat.pk], None, self.form.row(seat.pk)) for seat in free])

    def _warnings(self, table):
        people = [person for person, _place, _row in table.people if person.role == Seat.Role.PARTICIPANT]
        if not people:
            yield _("Nobody sits here yet.")
            return
        if table.group.party_id is None:
            yield from self._of_parties(people)
        elif strangers := [person.name for person in people if person.party_id != table.group.party_id]:
            yield _("Of another party: %(people)s.") % {"people": listed(strangers)}
        ids = {person.id for person in people}
        for pair in self.apart:
            if pair <= ids:
                yield _("%(people)s are not to share a table.") % {"people": listed([self.known[it].name for it in sorted(pair, key=str)])}

    def _of_parties(self, people):
        heads = {party.pk: [person for person in people if person.party_id == party.pk] for party in self.parties}
        missing = [self._name(party) for party in self.parties if not heads[party.pk]]
        for name in missing:
            yield _("Nobody of %(party)s sits here.") % {"party": name}
        if missing:
            return
        for party in self.parties:
            if len(heads[party.pk]) == 1 and len(people) > len(self.parties):
                (alone,) = heads[party.pk]
                yield _("%(name)s is alone of %(party)s.") % {"name": alone.name, "party": self._name(party)}
        if difference([_Of(person.party_id) for person in people], heads) > 1:
            yield _("The parties are of unequal number here.")

    @cached_property
    def parties(self):
        """The parties of the workshop."""
        return list(Party.objects.filter(workshop_id=self.session.workshop_id))

    @property
    def met_again(self):
        """How many pairs of people meet who have shared a small table in an earlier round of this session."""
        met, tables = grouping.met_before(self.item), {}
        for seat_id, place in self.places.items():
            tables.setdefault(place.group_id, []).append(seat_id)
        return sum(all(it in table for it in pair) for pair in met for table in tables.values())

    def apart_form(self, data=None):
        """The form for two who are not to share a table."""
        people = [(str(seat.pk), self.known[seat.pk].name) for seat in self.seats]
        return ApartForm(data, people=people)

    @property
    def context(self):
        """What the page shows."""
        return {
            "page": self,
            "form": self.form,
            "apart_form": self.apart_form(),
            "apart": [(row, [self.known[it].name for it in sorted(pair, key=str)]) for pair, row in self.apart.items()],
            "parties": [(party, self._name(party), self._letter(party)) for party in self.parties],
            "item": self.item,
            "item_title": local(self.item.open(self.keys, "title"), self.viewer.language),
            "is_on": gathering.is_on(self.item),
            "rounds": grouping.rounds_before(self.item).count(),
            "session": self.session,
            "workshop": self.session.workshop,
            "workshop_title": self.session.workshop.open(self.keys, "title"),
            "viewer": self.viewer,
            "tab": "sessions",
        }

    def _letter(self, party):
        return local(party.open(self.keys, "letter"), self.viewer.language, self.session.workshop.language)

    def _name(self, party):
        return local(party.open(self.keys, "name"), self.viewer.language, self.session.workshop.language) if party else None


@dataclass(frozen=True)
class _Of:
    party: object
