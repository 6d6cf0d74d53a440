"""What was said, and the log of each room: the traces that the acts of those days would have left."""

import datetime
import uuid
from collections import defaultdict

from workshops.demo.loader import board
from workshops.demo.loader.interpretation import original_of
from workshops.demo.loader.plan import PAPERWORK
from workshops.demo.loader.rooms import COMING_IN, members_of
from workshops.demo.telling import story
from workshops.exercises.models import Run
from workshops.live.log import Event
from workshops.rooms.models import Message, Room


def make_messages(told):
    """The messages that this telling tells, sealed under their room's key and their author's salt."""
    for it in spoken(told.telling):
        text, language = original_of(it) or (told.telling.words(it["text"]), told.workshop.language)
        row = Message(
            room=room_of(told, it),
            seat=told.seats[it["author"]],
            client_key=uuid.uuid4(),
            language=language,
            is_interpreted=original_of(it) is not None,
            words=len((it["text"] or "").split()),
            posted_at=told.telling.at(it["at"]),
            withdrawn_at=told.telling.at(it["withdrawn_at"]) if it.get("withdrawn") else None,
        )
        told.messages[it["id"]] = row.seal(text=text)
    Message.objects.bulk_create(told.messages.values())


def spoken(telling):
    """The messages of the story that this telling tells, in order of time."""
    return sorted((it for it in story()["messages"] if telling.is_told(it["at"])), key=lambda it: it["at"])


def session_of(message):
    """The session of the story in which this was said."""
    return next(it["id"] for it in story()["sessions"] if message["phase"] in it["phases"])


def room_of(told, message):
    """Where this lies here: what was said in a pair without a run lies in the plenary."""
    if pair_or_table := told.rooms.get((message["phase"], message["room"])):
        return pair_or_table
    room = next(it for it in story()["rooms"] if it["id"] == message["room"])
    if room["kind"] == "help_desk":
        return told.rooms["desk", room["seat"]]
    name = room["party"] if room["kind"] == "caucus" else "plenary"
    return told.rooms[session_of(message), name]


def make_logs(told):
    """Number the traces of each room in order of time and set its head."""
    logs = defaultdict(list)
    traces = (_of_messages, _of_sessions, _of_arrivals, _of_runs, board.traces)
    for room, at, kind, facts in (trace for traces_of in traces for trace in traces_of(told)):
        logs[room].append(Event(room=room, kind=kind, at=at, **facts))
    for room, events in logs.items():
        events.sort(key=lambda event: event.at)
        for seq, event in enumerate(events, 1):
            event.seq = seq
        room.head = len(events)
    Event.objects.bulk_create(event for events in logs.values() for event in events)
    Room.objects.bulk_update(logs, ["head"])


def _of_messages(told):
    for row in Message.objects.filter(room__in=told.rooms.values()).select_related("room"):
        facts = {"seat_id": row.seat_id, "subject_id": row.pk}
        yield row.room, row.posted_at, "message.posted", facts
        if row.withdrawn_at:
            yield row.room, row.withdrawn_at, "message.withdrawn", facts


def _of_sessions(told):
    chair = {"seat_id": told.seats["F2"].pk}
    for it in told.past_sessions:
        session, plenary = told.sessions[it["id"]], told.rooms[it["id"], "plenary"]
        yield plenary, session.starts_at - 3 * COMING_IN, "lobby.opened", chair
        yield plenary, session.starts_at, "session.opened", chair
        for item in (told.items[phase] for phase in it["phases"]):
            yield plenary, item.began_at, "item.started", chair | {"subject_id": item.pk}
        yield plenary, session.stopped_at, "session.stopped", chair
        yield plenary, session.stopped_at + PAPERWORK, "session.closed", chair
    for it in (each for each in story()["events"] if each["kind"] == "session.paused" and told.telling.is_told(each["at"])):
        plenary, by = told.rooms[session_of(it), "plenary"], {"seat_id": told.seats[it["actor"]].pk}
        at = told.telling.at(it["at"])
        yield plenary, at, "session.paused", by
        yield plenary, at + datetime.timedelta(minutes=it["minutes"]), "session.resumed", by


def _of_runs(told):
    for run in Run.objects.filter(room__in=told.rooms.values()).select_related("room"):
        session = next(name for name, session in told.sessions.items() if session.pk == run.room.session_id)
        yield told.rooms[session, "plenary"], run.began_at, "pairs.started", {"subject_id": run.item_id}
        for response in run.responses.all():
            yield run.room, response.given_at, "run.advanced", {}
        yield run.room, run.ended_at, "run.ended", {}


def _of_arrivals(told):
    for it in told.past_sessions:
        at = told.sessions[it["id"]].starts_at - COMING_IN
        for name in ("plenary", *told.parties):
            for person in members_of(name):
                if not told.seats[person].is_facilitator:
                    yield told.rooms[it["id"], name], at, "seat.admitted", {"subject_id": told.seats[person].pk}
