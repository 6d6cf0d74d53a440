"""What the house still misses before a workshop can meet well: said in words, refusing nothing (methods 1, 4.1)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from workshops.programme.declaring import who_has_not_signed
from workshops.programme.models import Seat
from workshops.programme.roster import caucus_questions

ENOUGH_FOR_ONE = 6  # people for whom one facilitator is enough


@dataclass(frozen=True)
class Check:
    """One line: done, or still open, and where it can be done (the name of a page)."""

    is_done: bool
    words: str
    page: str


def checks_of(workshop, parties, places, plans):
    """The lines for one workshop."""
    people = [place for place in places if place.seat.role == Seat.Role.PARTICIPANT]
    team = [place for place in places if place.seat.is_facilitator]
    found = [
        _seats(parties, people),
        _sizes(parties, people),
        _team(people, team),
        _signed(workshop),
        _passes(places),
        _dates(plans),
    ]
    if any(plan.has_caucus for plan in plans if plan.is_ahead):
        found.append(_caucus(workshop, parties))
    found += [_time(plans), _breaks(plans)] if any(plan.is_ahead for plan in plans) else []
    return [check for check in found if check]


def _seats(parties, people):
    seated = {place.party.id for place in people if place.party}
    is_done = bool(parties) and all(party.id in seated for party in parties)
    words = _("Each party has somebody at the table") if is_done else _("A party has nobody at the table yet")
    return Check(is_done, words, "seat_list")


def _sizes(parties, people):
    counts = [sum(place.party == party for place in people) for party in parties]
    if not counts or min(counts) == max(counts) or min(counts) == 0:
        return None
    return Check(False, _("The parties are not of one size"), "seat_list")


def _team(people, team):
    is_done = len(team) > 1 or len(people) <= ENOUGH_FOR_ONE
    words = (
        _("The team is large enough")
        if is_done
        else _("For more than six people, two of you should be there")
    )
    return Check(is_done, words, "seat_list")


def _signed(workshop):
    is_done = not who_has_not_signed(workshop).exists()
    words = _("The team has signed the discipline note") if is_done else _("Somebody of the team has not signed the discipline note")
    return Check(is_done, words, "discipline_sign")


def _passes(places):
    guests = [place for place in places if not place.seat.user_id]
    without = [
        place for place in guests if not any(state in ("in_use", "waiting") for state, _ in place.doors)
    ]
    if not guests:
        return None
    words = _("Somebody has no pass that opens") if without else _("Everyone invited has a pass")
    return Check(not without, words, "seat_list")


def _dates(plans):
    is_done = any(plan.is_ahead for plan in plans)
    words = _("There is a next session") if is_done else _("No session is planned")
    return Check(is_done, words, "session_list")


def _caucus(workshop, parties):
    questions = caucus_questions(workshop)
    is_done = all(questions.get(party.id, (None, None))[0] for party in parties)
    words = (
        _("Each party has accepted a facilitator for its caucus")
        if is_done
        else _("A caucus has no accepted facilitator: it would sit alone")
    )
    return Check(is_done, words, "seat_list")


def _time(plans):
    is_done = all(plan.air >= 0 for plan in plans if plan.is_ahead)
    words = _("Each agenda fits into its time") if is_done else _("An agenda is longer than its time")
    return Check(is_done, words, "session_list")


def _breaks(plans):
    is_done = all(plan.air >= plan.breaks_wanted for plan in plans if plan.is_ahead)
    words = _("There is time for breaks") if is_done else _("After 90 minutes people need a break of 15")
    return Check(is_done, words, "session_list")
