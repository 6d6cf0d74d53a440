"""Acts on the board that tests begin with, by the cast."""

from tests.cast import viewer
from workshops.board import actions, committing, polling
from workshops.board.models import Card
from workshops.board.models.cards import Column
from workshops.programme.models import Party

KINDS = {Column.SHARED_PROBLEM: "problem", Column.NEEDS_LIMITS: "need", Column.OPTION: "option"}


def write(cast, name, column="option", title="Gauges in pairs", party=None, **more):
    """A card of this person."""
    facts = {"column": column, "kind": KINDS.get(column), "party": party, "title": title, "body": f"{title}: note."}
    return actions.write_card(viewer(cast.people[name]), **facts | more)


def judged(cast, title="Gauges in pairs"):
    """An option linked to a need of each party, in the reality test, answered by both."""
    card = write(cast, "dara", title=title)
    for name, party in (("bilal", cast.first), ("dara", cast.second)):
        need = write(cast, name, "needs_limits", f"{title} {name}", party)
        actions.link_card(viewer(cast.people[name]), card=card, to=need)
    actions.open_reality_test(viewer(cast.amina), workshop=cast.workshop)
    move(cast, "amina", card, Column.REALITY_TEST)
    for name in ("bilal", "dara"):
        said = {"people_would_say": "Good, if it stays a number.", "would_help": "A sheet on the wall."}
        actions.answer_reality(viewer(cast.people[name]), card=card, **said)
    return Card.objects.get(pk=card.pk)


def move(cast, name, card, column, **more):
    """This person moves the card as it lies now."""
    now = Card.objects.get(pk=card.pk).moved
    return actions.move_card(viewer(cast.people[name]), **{"card": card, "column": column, "moved": now} | more)


def polled(cast, ballots, title="Gauges in pairs"):
    """An option, and a poll on it with these ballots: {name: level}."""
    card = judged(cast, title)
    poll = polling.open_poll(viewer(cast.amina), card=card, parties=list(Party.objects.filter(workshop=cast.workshop)))
    for name, level in ballots.items():
        vote(cast, name, poll, level)
    return poll


def vote(cast, name, poll, level, **more):
    """This person's ballot, with a reason and, if it blocks, all that a block needs."""
    facts = {"level": level, "reason": f"{name} note."}
    if level == 8:
        facts |= {"ground": polling.needs_of(poll.workshop_id).first(), "told": cast.ben}
    return polling.cast_ballot(viewer(cast.people[name]), poll=poll, **facts | more)


def adopted(cast, title="Gauges in pairs"):
    """A joint strategy."""
    poll = polled(cast, {}, title)
    for ballot in poll.ballots.select_related("seat__workshop"):
        polling.cast_ballot(viewer(ballot.seat), poll=poll, level=1, reason="note")
    polling.close_poll(viewer(cast.amina), poll=poll)
    return Card.objects.get(pk=poll.card_id)


def committed(cast, card=None, title="Read the gauges"):
    """A commitment made from a joint strategy, which nobody has taken on yet."""
    day = cast.session.starts_at.date()
    facts = {"title": title, "done_when": "Twelve sheets.", "start_on": day, "due_on": day}
    return committing.make_commitment(viewer(cast.dara), card=card or adopted(cast), **facts)
