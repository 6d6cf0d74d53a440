"""The layers that other parts of the house give: what exercises came to, the board, commitments, follow-ups.

What is adopted together carries no author. What is somebody's own names whom it concerns, so that they may take it out.
"""

from collections import Counter

from workshops import rules
from workshops.board.results import cards_of, commitments_of, decisions_of
from workshops.exercises.models import Run
from workshops.exercises.results import results_of
from workshops.followups.results import follow_ups_of
from workshops.programme.models import Seat
from workshops.records.point import Point
from workshops.rooms.models import Release


def exercises(material):
    """Of each exercise how often it was done; of each telling how many attempts it took, and what was said back, if its
    two allowed that; what parties and people let out; sentences to which everybody in the run has said yes. Never a rating: that is a single answer."""
    found = results_of(material.session, rules.keys_of_results(material.session))
    yield from _times(found)
    for result in found:
        for telling in result.tellings:
            pair = [telling.teller, telling.listener]
            content = {
                "kind": "telling",
                "name": result.name,
                "people": [{"alias": who.alias, "party": material.parties.get(who.party_id)} for who in pair],
                "attempts": telling.attempts,
                "is_accepted": telling.is_accepted,
                "words": telling.text,
            }
            yield Point(content, tuple(material.seat_of(who.alias) for who in pair))
        for text in result.texts:
            content = {
                "kind": "text",
                "name": result.name,
                "heading": text.heading,
                "party": material.parties.get(text.party_id),
                "words": text.texts,
            }
            yield Point(content, (material.seat_of(text.by.alias),) if text.by else ())
        for sentence in result.sentences:
            content = {"kind": "sentence", "name": result.name, "words": sentence.text}
            yield Point(content, (material.seat_of(sentence.by.alias),))


def _times(found):
    names = {result.exercise: result.name for result in found}
    times = Counter((result.exercise, result.state == Run.State.COMPLETED) for result in found)
    for slug, name in names.items():
        yield Point({"kind": "run", "name": name, "completed": times[slug, True], "unfinished": times[slug, False]})


def decisions(material):
    """What was decided during the session, by its status; no numbers of any party."""
    for card, decision in decisions_of(material.session.workshop, material.session):
        yield Point(
            {
                "text": {card.language: decision.title},
                "version": decision.version,
                "status": str(decision.status),
                "is_set_aside": decision.is_set_aside,
            }
        )


def cards(material):
    """The cards that were written, changed or decided during the session, and which parties stand behind them."""
    for card in cards_of(material.session.workshop, material.session):
        yield Point(
            {
                "text": {card.language: card.title},
                "body": {card.language: card.body} if card.body else {},
                "does_not_mean": {card.language: card.does_not_mean} if card.does_not_mean else {},
                "kind": str(card.kind),
                "column": str(card.column),
                "version": card.version,
                "endorsed_by": [material.parties[party_id] for party_id in card.endorsed_by],
            }
        )


def sentences(material):
    """What parties let the table hear: each is the party's, and no person's."""
    keys = rules.keys_of_releases(material.session)
    for it in Release.objects.filter(room__session=material.session):
        yield Point({"text": {it.language: it.open(keys, "text")}, "party": material.parties[it.party_id]})


def commitments(material):
    """What was promised during the session to be done; owners by their party."""
    for it in commitments_of(material.session.workshop, material.session):
        parties = Seat.objects.filter(pk__in=it.owner_seat_ids).order_by("party__position").values_list("party", flat=True)
        yield Point(
            {
                "text": {it.language: it.title},
                "done_when": {it.language: it.done_when} if it.done_when else {},
                "owners": [material.parties[party_id] for party_id in parties if party_id],
                "status": str(it.status),
                "blocked_by": str(it.blocked_by),
                "due_on": it.due_on.isoformat(),
            }
        )


def follow_ups(material):
    """What is planned and what was held, by day; never the hour, nor how many came."""
    for it in follow_ups_of(material.session.workshop):
        yield Point({name: it[name] for name in ("kind", "mode", "state", "due_on", "with_measure")})
