"""What was planned: the workshop, its parties, its sessions and their agenda."""

import datetime

from workshops import catalogue
from workshops.demo.telling import own_words, story
from workshops.programme.models import AgendaItem, FloorMode, Party, Placement, Session, Workshop
from workshops.vault.context import compartment
from workshops.vault.keys import make_keys

KINDS = ("programme", "roster", "board", "staff", "record")
SLOW_SECONDS = 30  # the story's "30-second slow mode"
PAPERWORK = datetime.timedelta(minutes=30)
COMPANY = {"CA": Placement.CAUCUS, "MS": Placement.SMALL_GROUPS, "FB": Placement.FISHBOWL}


def make_workshop(telling, organisation):
    """The workshop, after its keys."""
    it, own = story()["workshop"], own_words()["workshop"]
    workshop = Workshop(
        organisation=organisation,
        template=it["template"],
        language=it["language"],
        zone=it["timezone"],
        created_at=telling.at("2026-04-01T09:00:00Z"),
    )
    names = [compartment(kind, workshop.pk) for kind in KINDS]
    make_keys(*names, organisation_id=organisation.pk, workshop_id=workshop.pk)
    titles, kinds = telling.texts(it["title"], "workshop", "title"), own["telling"][telling.name]
    workshop.seal(
        title={language: f"{text} · {kinds.get(language, telling.name)}" for language, text in titles.items()},
        purpose=own["purpose"],
        background=telling.texts(it["background"], "workshop", "background"),
        asymmetry_note=telling.texts(it["asymmetry_note"], "workshop", "asymmetry_note"),
    )
    workshop.save(force_insert=True)
    return workshop


def make_parties(told):
    """The parties, under the name and letter of their bank."""
    for position, it in enumerate(story()["parties"]):
        mark = it["letter"].lower()
        party = Party(workshop=told.workshop, position=position, mark=mark, zone=told.workshop.zone)
        told.parties[it["id"]] = party.seal(
            name=told.telling.texts(it["short"], "parties", it["id"], "name"),
            letter=told.telling.texts(it["letter"], "parties", it["id"], "letter"),
        )
    Party.objects.bulk_create(told.parties.values())


def make_sessions(told):
    """The sessions: those that are past closed with their paperwork, the others scheduled."""
    for position, it in enumerate(story()["sessions"]):
        start, end = told.telling.at(it["starts_at"]), told.telling.at(it["ends_at"])
        session = Session(
            workshop=told.workshop,
            position=position,
            local_start=start.strftime("%Y-%m-%dT%H:%M"),
            tzid=it["tzid"],
            minutes=(end - start) // datetime.timedelta(minutes=1),
            starts_at=start,
        )
        told.sessions[it["id"]] = session.seal(title=told.telling.texts(it["title"], "sessions", it["id"]))
    Session.objects.bulk_create(told.sessions.values())
    for it in told.past_sessions:
        _close(told, it)


def _close(told, it):
    session, end = told.sessions[it["id"]], told.telling.at(it["ends_at"])
    following = told.sessions.get(it["closing"]["next_meeting"])
    session.state = Session.State.CLOSED
    session.opened_at, session.stopped_at, session.closed_at = session.starts_at, end, end + PAPERWORK
    session.welfare_due_at = following.starts_at if following else end + datetime.timedelta(hours=72)
    session.welfare_by, session.next_session = told.seats["F1"], following
    if following is None:
        last = "Decided by all ten in the last round: no further day; the follow-ups begin two weeks later."
        session.seal(no_further_meeting=last)
    session.save()


def make_agenda(told):
    """The agenda items; those of past sessions with the times they began and ended."""
    positions = {}
    for it in sorted(story()["agenda_phases"], key=lambda phase: phase["order"]):
        session = told.sessions[it["session"]]
        told.items[it["id"]] = _item(told, it, session, positions.setdefault(it["session"], 0))
        positions[it["session"]] += 1
    AgendaItem.objects.bulk_create(told.items.values())
    for it in told.past_sessions:
        last, session = told.items[it["phases"][-1]], told.sessions[it["id"]]
        session.current_item, session.item_ends_at = last, last.ended_at
        session.save(update_fields=["current_item", "item_ends_at"])


def _placement(it):
    """Pairs where the house offers what they go through; else what the story says."""
    if it["config"] == "MP" and it.get("exercise") in catalogue.exercises():
        return Placement.PAIRS
    return COMPANY.get(it["config"], Placement.PLENARY)


def _item(told, it, session, position):
    is_past = session.state == Session.State.CLOSED
    mode = FloorMode(it["floor_mode"])
    item = AgendaItem(
        session=session,
        position=position,
        placement=_placement(it),
        floor_mode=mode,
        slow_seconds=SLOW_SECONDS if mode == FloorMode.OPEN_SLOW else 0,
        minutes=it["planned_minutes"],
        exercise=it.get("exercise", ""),
        began_at=told.telling.at(it["start"]) if is_past else None,
        ended_at=told.telling.at(it["end"]) if is_past else None,
    )
    return item.seal(
        title=told.telling.texts(it["title"], "items", it["id"], "title"),
        purpose={"en": told.telling.words(it["purpose"])},
        prompt=own_words()["items"][it["id"]]["prompt"],
    )
