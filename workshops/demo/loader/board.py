"""The board: cards with their versions, links, answers and ways, the dot vote, polls and ballots, commitments.

Polls are loaded open and counted by the house itself, so what the tables hold is what our counting makes of the ballots.
The story ties cards to needs of its first exercise as well, by numbers that are no cards here: those links are left out,
but for the need a block stands for, which is found as the card that was tied to it. Tracks and other classes of cards wait.
"""

import datetime

from workshops.board import decisions
from workshops.board.counting import count
from workshops.board.models import (
    Ballot,
    BlockNotice,
    Board,
    Card,
    CardLink,
    CardMove,
    CardVersion,
    Commitment,
    Owner,
    Poll,
    RealityAnswer,
)
from workshops.demo.telling import story
from workshops.programme.models import Assent, AssentAnswer

COLUMN_KINDS = {"shared_problem": Card.Kind.PROBLEM}


def make_cards(told):
    """The cards that are told so far, each in the column where its way has led it."""
    places = {}
    for it in story()["board"]["cards"]:
        way = [step for step in it["history"] if told.telling.is_told(step["at"])]
        if way:
            column = way[-1]["column"]
            places[column] = places.get(column, -1) + 1
            told.cards[it["id"]] = _card(told, it, way, places[column])
    for it in _told_cards(told):
        links = [told.cards[link["to"]] for link in it["links"] if link["to"] in told.cards]
        CardLink.objects.bulk_create(CardLink(card=told.cards[it["id"]], to=to) for to in links)
        _answers(told, it)
        _released(told, it)
    tried = [step["at"] for it in _told_cards(told) for step in it["history"] if step["column"] == "reality_test"]
    if tried and told.telling.is_told(min(tried)):
        Board.objects.create(workshop=told.workshop, reality_opened_at=told.telling.at(min(tried)))


def _told_cards(told):
    return [it for it in story()["board"]["cards"] if it["id"] in told.cards]


def _card(told, it, way, position):
    versions = [version for version in it["versions"] if told.telling.is_told(version["at"])]
    written_at = told.telling.at(versions[0]["at"])
    card = Card.objects.create(
        workshop=told.workshop,
        party=told.parties.get(it["origin_party"]),
        kind=COLUMN_KINDS.get(it["kind"], it["kind"]),
        column=way[-1]["column"],
        position=position,
        version=versions[-1]["version"],
        moved=len(way) - 1,
        serves_one_side=it.get("serves_one_side_so_far", False),
        restated_version=1 if it.get("confirmed_by_other_side") else None,
        written_at=written_at,
        shown_at=written_at,
    )
    for version in versions:
        _version(told, card, it, version, is_last=version is versions[-1])
    for step in way:
        CardMove.objects.create(card=card, column=step["column"], by=step["by"][:16], moved_at=told.telling.at(step["at"]))
    return card


def _version(told, card, it, version, is_last):
    row = CardVersion(
        workshop=told.workshop,
        card=card,
        number=version["version"],
        language=told.workshop.language,
        written_at=told.telling.at(version["at"]),
    )
    row.seal(title=told.telling.words(version["title"]), body=told.telling.words(version["body"]))
    if is_last and it.get("does_not_mean"):
        row.seal(does_not_mean=told.telling.words(it["does_not_mean"]))
    row.save(force_insert=True)


def _answers(told, it):
    moved = [step["at"] for step in it["history"] if step["column"] == "reality_test"]
    for party, party_row in told.parties.items():
        said = it.get("reality_test", {}).get(party)
        if said and told.telling.is_told(moved[0]):
            row = RealityAnswer(
                workshop=told.workshop,
                card=told.cards[it["id"]],
                party=party_row,
                language=told.workshop.language,
                answered_at=told.telling.at(moved[0]),
            )
            words = {"people_would_say": said["what_would_people_say"], "would_help": said["what_would_help"]}
            row.seal(**{name: told.telling.words(text) for name, text in words.items()}).save(force_insert=True)


def _released(told, it):
    """Who released a card of their party stands behind it."""
    if "released_by" not in it:
        return
    card, at = told.cards[it["id"]], told.telling.at(it["history"][0]["at"])
    assent = Assent.objects.create(
        party=card.party, kind=Assent.Kind.CARD, subject_id=card.pk, asked_at=at, held_at=at
    )
    yes = AssentAnswer.Answer.YES
    AssentAnswer.objects.bulk_create(
        AssentAnswer(assent=assent, seat=told.seats[person], answer=yes, answered_at=at) for person in it["released_by"]
    )


# --- votes -------------------------------------------------------------------------------------------------


def make_polls(told):
    """The dot vote and the polls that are told so far, with their ballots, counted."""
    dots = story()["dot_vote"]
    if told.telling.is_told(dots["opened_at"]):
        _dot_vote(told, dots)
    for it in story()["polls"]:
        if told.telling.is_told(it["opened_at"]):
            _poll(told, it)


def _dot_vote(told, it):
    on_table = sorted({row["card"] for row in it["result"]}, key=lambda name: int(name[1:]))
    options = {name: str(told.cards[name].pk) for name in on_table}
    times = {"opened_at": told.telling.at(it["opened_at"]), "closed_at": told.telling.at(it["closed_at"])}
    poll = Poll.objects.create(workshop=told.workshop, method=Poll.Method.DOTS, options=list(options.values()), **times)
    for person, given in it["by_participant"].items():
        dots = {options[name]: given.count(name) for name in set(given)}
        _ballot(told, poll, person, {"dots": dots}, poll.opened_at)
    told.polls["dots"] = _counted(told, poll)


def _poll(told, it):
    poll = Poll.objects.create(
        workshop=told.workshop,
        card=told.cards[it["card"]],
        version=it["version"],
        thresholds=decisions.HOUSE_RULE.as_text(),
        opened_at=told.telling.at(it["opened_at"]),
        closed_at=told.telling.at(it["closed_at"]),
        set_aside_at=_changed_at(told, it),
    )
    for cast in (each for each in story()["ballots"] if each["poll"] == it["id"]):
        is_block = cast["level"] == decisions.BLOCK
        vote = {
            "level": cast["level"],
            "reason": told.telling.words(cast["reason"]) or "",
            "ground": _ground(told, it) if is_block else None,
            "told": str(_confidant(told, cast["voter"]).pk) if is_block else None,
        }
        _ballot(told, poll, cast["voter"], vote, told.telling.at(cast["cast_at"]))
    told.polls[it["id"]] = _counted(told, poll)


def _changed_at(told, it):
    following = it.get("voided_by_version")
    card = next(card for card in story()["board"]["cards"] if card["id"] == it["card"])
    return told.telling.at(next(each["at"] for each in card["versions"] if each["version"] == following)) if following else None


def _ground(told, poll):
    """The card of the need that the story names for the block."""
    raised = (it for it in story()["events"] if it["kind"] == "block.raised")
    grounds = next(it["grounds"] for it in raised if it["subject"] == poll["card"])
    named = next(card["id"] for card in story()["board"]["cards"] if any(link["to"] in grounds for link in card["links"]))
    return str(told.cards[named].pk)


def _confidant(told, person):
    """Whom they let know: the facilitator of their caucus."""
    party = next(it["party"] for it in story()["people"] if it["id"] == person)
    return told.seats[next(it["caucus_facilitator"] for it in story()["rooms"] if it.get("party") == party)]


def _ballot(told, poll, person, vote, at):
    seat = told.seats[person]
    ballot = Ballot(poll=poll, seat=seat, party_id=seat.party_id, cast_at=at)
    ballot.seal(vote=vote).save(force_insert=True)


def _counted(told, poll):
    outcome, blocking = count(poll)
    poll.seal(outcome=outcome).save(update_fields=["outcome"])
    for ballot, vote in blocking:
        notice = BlockNotice(poll=poll, facilitator_id=vote["told"])
        notice.seal(who=str(ballot.seat_id)).save(force_insert=True)
    return poll


# --- commitments -------------------------------------------------------------------------------------------


def make_commitments(told):
    """What was promised, by whom, and where it stands; all at one moment, and kept in the order of the story."""
    for number, it in enumerate(story()["commitments"]):
        if told.telling.is_told(it["made_at"]):
            made_at = told.telling.at(it["made_at"]) + datetime.timedelta(microseconds=number)
            told.commitments[it["id"]] = _commitment(told, it, made_at)


def _commitment(told, it, made_at):
    commitment = Commitment(
        workshop=told.workshop,
        card=told.cards[it["card"]],
        column=it["column"],
        language=told.workshop.language,
        start_on=_day(told, it["start"]),
        due_on=_day(told, it["due"]),
        status=it["status"],
        blocked_by=it["blocked_by"] or "",
        made_at=made_at,
    )
    steps = [
        {"title": step["title"], "due": str(_day(told, step["due"])), "done": step["done"] and str(_day(told, step["done"]))}
        for step in it["milestones"]
    ]
    words = {"title": told.telling.words(it["title"]), "note": told.telling.words(it["note"])}
    commitment.seal(milestones=steps, **words).save(force_insert=True)
    for person in it["owners"]:
        seat = told.seats[person]
        Owner.objects.create(
            commitment=commitment,
            seat=seat,
            party_id=seat.party_id,
            asked_at=commitment.made_at,
            confirmed_at=told.telling.at(it["confirmed_by_owners_at"]),
        )
    return commitment


def _day(told, day):
    return datetime.date.fromisoformat(day) + told.telling.shift


# --- traces ------------------------------------------------------------------------------------------------


def traces(told):
    """(room, moment, kind, facts) of what everyone at the table heard of the board."""
    for card in told.cards.values():
        for number, move in enumerate(card.moves.all()):
            yield from _in_plenary(told, move.moved_at, "card.moved" if number else "card.written", card.pk)
        for version in card.versions.filter(number__gt=1):
            yield from _in_plenary(told, version.written_at, "card.changed", card.pk)
    for poll in told.polls.values():
        yield from _in_plenary(told, poll.opened_at, "poll.opened", poll.pk)
        for ballot in poll.ballots.all():
            yield from _in_plenary(told, ballot.cast_at, "ballot.cast", poll.pk)
        yield from _in_plenary(told, poll.closed_at, "poll.closed", poll.pk)
    for commitment in told.commitments.values():
        yield from _in_plenary(told, commitment.made_at, "commitment.made", commitment.pk)
        for owner in commitment.owners.all():
            yield from _in_plenary(told, owner.confirmed_at, "commitment.confirmed", commitment.pk)


def _in_plenary(told, at, kind, subject_id):
    for it in told.past_sessions:
        session = told.sessions[it["id"]]
        if session.starts_at <= at <= session.stopped_at:
            yield told.rooms[it["id"], "plenary"], at, kind, {"subject_id": subject_id}
