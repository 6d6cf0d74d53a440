"""The balance of voice (methods 4.6), for the team alone: words of each person and each party, in rooms that the parties
share and nowhere else. Interpreted text is counted once, where it was said. Words that were withdrawn are gone here too."""

from collections import Counter
from dataclasses import dataclass

from workshops import clock
from workshops.live.log import Event
from workshops.programme.models import Admission, Party, Placement, Seat
from workshops.rooms.asides import SHARED
from workshops.rooms.models import Message
from workshops.running.minutes import minutes_spent

APART = (Placement.CAUCUS, Placement.PAIRS)  # items in which no table is shared
ENOUGH_MINUTES = 20  # of talk together, before anything is read into the figures
QUIET, LONG = 0.4, 2.0  # r_i below which, above which
LEAN = 0.2  # of the even share: 0.40 to 0.60 for two parties


@dataclass(frozen=True)
class Voice:
    """`words`: {seat: w_i} of all who are counted; `parties`: {seat: party}; `sides`: the parties of the workshop."""

    words: dict
    parties: dict
    sides: tuple
    minutes: int

    @property
    def total(self):
        """W."""
        return sum(self.words.values())

    @property
    def even(self):
        """W/m: as many words as each would have if all had the same."""
        return self.total / len(self.words) if self.words else 0.0

    def ratio(self, seat_id):
        """r_i = w_i / (W/m)."""
        return self.words[seat_id] / self.even if self.total else 0.0

    def share(self, party_id):
        """s_g = W_g / W, whatever the size of the party; None as long as nothing was said."""
        said = sum(words for seat_id, words in self.words.items() if self.parties[seat_id] == party_id)
        return said / self.total if self.total else None

    @property
    def even_share(self):
        """1/|G|."""
        return 1 / len(self.sides) if self.sides else 0.0

    @property
    def gap(self):
        """max s_g − 1/|G|; None as long as nothing was said."""
        return max(self.share(party_id) for party_id in self.sides) - self.even_share if self.total else None

    @property
    def is_told(self):
        """Whether enough has been said, for long enough, to read anything into it."""
        return self.minutes >= ENOUGH_MINUTES and self.total > 0

    def hint(self, seat_id):
        """quiet, long, or nothing."""
        if not self.is_told or seat_id not in self.words:
            return ""
        ratio = self.ratio(seat_id)
        return "quiet" if ratio < QUIET else "long" if ratio > LONG else ""

    @property
    def is_leaning(self):
        """Whether a party has so much more or less than an even share that another floor would help. Of a party of whom
        nobody is here it says nothing: no floor mends that."""
        present = set(self.parties.values())
        if not self.is_told or not present.issuperset(self.sides):
            return False
        return any(abs(self.share(party_id) - self.even_share) > LEAN * self.even_share for party_id in self.sides)


def voice_of(session, plenary, item=None):
    """The voice of a session so far, or of one item of it. Counted are the members of parties who are in, and whoever of
    them has said something: the team, interpreters and observers are not."""
    members = Seat.objects.filter(workshop_id=session.workshop_id, role=Seat.Role.PARTICIPANT, party__isnull=False)
    parties = dict(members.values_list("pk", "party_id"))
    inside = Admission.objects.filter(session=session, admitted_at__isnull=False, ended_at=None)
    words = Counter({seat_id: 0 for seat_id in inside.values_list("seat_id", flat=True) if seat_id in parties})
    spans = _spans(plenary, item) if item else None
    for seat_id, count, at in _heard(session):
        if seat_id in parties and (spans is None or any(begin <= at < end for begin, end in spans)):
            words[seat_id] += count
    sides = tuple(Party.objects.filter(workshop_id=session.workshop_id).values_list("pk", flat=True))
    return Voice(dict(words), {seat_id: parties[seat_id] for seat_id in words}, sides, _minutes(session, plenary, item))


def _heard(session):
    """What the parties have heard together: not what waits to be let through or shown, and not what was taken back."""
    heard = Message.objects.filter(room__session=session, room__kind__in=SHARED, withdrawn_at=None, held_at=None)
    return heard.filter(silent_at=None).values_list("seat_id", "words", "posted_at")


def _spans(plenary, item):
    """[(from, until)] in which this item was on."""
    starts = Event.objects.filter(room=plenary, kind="item.started").order_by("seq").values_list("subject_id", "at")
    ends = [*starts, (None, clock.now())]
    return [(at, ends[place][1]) for place, (item_id, at) in enumerate(starts, 1) if item_id == item.pk]


def _minutes(session, plenary, item):
    spent = minutes_spent(plenary)
    if item:
        return spent.get(item.pk, 0)
    together = set(session.items.exclude(placement__in=APART).values_list("pk", flat=True))
    return sum(minutes for item_id, minutes in spent.items() if item_id in together)
