"""Leaks of rooms, their log and their readers: the first twelve."""


from tests.live import test_cursors, test_reader
from tests.rooms import test_hold
from tests.running import test_door
from tests.security import test_canary, test_silence
from tests.security.mutants.leak import Mutant
from workshops import clock
from workshops.live import cursors, frames, log, reader
from workshops.programme import assents
from workshops.programme.models import AssentAnswer
from workshops.rooms import actions, presence
from workshops.rooms.models import Message, MessageQuerySet, Presence, Room
from workshops.rooms.seating import lock
from workshops.rules import keys_for


def no_membership_query(patch):
    """Whoever has a seat in the workshop counts as a hearer of each of its rooms."""
    everybody = (
        "SELECT seat.id, seat.epoch FROM workshops_seat seat"
        " JOIN workshops_room room ON room.workshop_id = seat.workshop_id WHERE room.id = %s"
    )
    patch.setattr(reader, "HEARERS", everybody)


def hearers_before_events(patch):
    """Who may hear is read first, and what has happened after it."""
    events, rows = reader.EVENTS, reader.plain.rows

    def read_batch(room_id, after):
        hearers = dict(rows(reader.HEARERS, room_id))
        found = events(room_id, after)
        said = [(message, seat, party) for _, _, message, seat, party in found if message]
        loaded = reader.Loaded(found[0][1], said) if found else None
        return frames.Batch(after, [event for event, *_ in found], hearers, loaded)

    patch.setattr(reader, "read_batch", read_batch)
    patch.setattr(test_reader, "read_batch", read_batch)


def caucus_into_plenary(patch):
    """What happens in a caucus is written into the log of the plenary."""
    record = log.record

    def astray(room, *args, **kwargs):
        if room.kind == Room.Kind.CAUCUS:
            room = Room.objects.get(session=room.session_id, kind=Room.Kind.PLENARY)
        return record(room, *args, **kwargs)

    patch.setattr(log, "record", astray)


class Blurred(frames.Variant):
    """A variant that does not tell a facilitator from the others."""

    def __eq__(self, other):
        return hash(self) == hash(other)

    def __hash__(self):
        return hash((self.language, self.own))


def variant_without_standing(patch):
    """A fragment that was drawn for a facilitator is handed to the others."""
    patch.setattr(frames, "Variant", Blurred)


def cursor_not_bound_to_room(patch):
    """A cursor is good for every room of its person."""
    patch.setattr(cursors, "_bound", lambda room_id, viewer: f"{viewer.seat_id}|{viewer.epoch}".encode())


def cursor_not_bound_to_seat(patch):
    """A cursor is good for whoever holds it."""
    patch.setattr(cursors, "_bound", lambda room_id, viewer: f"{room_id}|{viewer.epoch}".encode())


def twin_without_visible_to(patch):
    """The pages and the catch-up over HTTP show every message of the room."""
    patch.setattr(MessageQuerySet, "visible_to", lambda messages, viewer: messages)


def withdrawn_on_replay(patch):
    """Withdrawing leaves the text where it is, and replay shows it."""

    def withdraw_message(viewer, *, message):
        (room,) = lock(message.room)
        Message.objects.filter(pk=message.pk).update(withdrawn_at=clock.now())
        log.record(room, "message.withdrawn", seat_id=viewer.seat_id, subject_id=message.pk)

    patch.setattr(actions, "withdraw_message", withdraw_message)
    patch.setattr(Message, "said", lambda message, keys: message.open(keys, "text"))


def held_delivered(patch):
    """A held message is delivered like any other."""
    patch.setattr(frames, "may_see", lambda region, data, variant: True)


def before_the_last_assent(patch):
    """One yes is enough."""
    yes = AssentAnswer.Answer.YES
    patch.setattr(assents, "holds", lambda assent: assent.answers.filter(answer=yes).exists())


def search_unfiltered(patch):
    """Search looks through all that was said in the room."""

    def search(viewer, *, room, words):
        keys, wanted = keys_for(viewer) | reader.Loaded(room).keys, words.casefold().strip()
        said = Message.objects.filter(room=room)
        return [message for message in said if wanted and wanted in (message.said(keys) or "").casefold()]

    patch.setattr(test_hold, "search", search)


def presence_across_rooms(patch):
    """Who is seen in one room of a session counts as present in all of them."""

    def here(room_ids):
        sessions = Room.objects.filter(pk__in=room_ids, session__isnull=False).values("session")
        seen = Presence.objects.filter(room__session__in=sessions, seen_at__gt=clock.now() - presence.AWAY_AFTER)
        everybody = frozenset(seen.values_list("seat_id", flat=True))
        return dict.fromkeys(room_ids, everybody)

    patch.setattr(presence, "here", here)


ROOMS_TELL = test_canary.test_no_room_tells_anybody_what_is_not_theirs
CAUCUS_IS_SILENT = test_silence.test_no_room_tells_those_outside_a_caucus_anything_of_it
MUTANTS = [
    Mutant("no membership query", no_membership_query, ROOMS_TELL),
    Mutant(
        "batch before removal",
        hearers_before_events,
        test_reader.test_who_is_removed_while_a_room_is_read_hears_nothing_of_what_follows,
    ),
    Mutant("caucus event into plenary", caucus_into_plenary, CAUCUS_IS_SILENT),
    Mutant(
        "variant without standing",
        variant_without_standing,
        test_reader.test_one_batch_for_many_gives_each_what_a_batch_of_their_own_gives,
    ),
    Mutant(
        "cursor not bound to room", cursor_not_bound_to_room, test_cursors.test_a_cursor_of_one_room_is_none_of_another
    ),
    Mutant(
        "cursor not bound to seat", cursor_not_bound_to_seat, test_cursors.test_a_cursor_of_one_person_is_none_of_another
    ),
    Mutant("HTTP twin without visible_to", twin_without_visible_to, ROOMS_TELL),
    Mutant("withdrawn text on replay", withdrawn_on_replay, ROOMS_TELL),
    Mutant("held text delivered", held_delivered, ROOMS_TELL),
    Mutant(
        "door before the last assent", before_the_last_assent, test_door.test_the_door_opens_with_the_last_yes_and_no_earlier
    ),
    Mutant("search unfiltered", search_unfiltered, test_hold.test_search_finds_what_one_may_see),
    Mutant("presence across rooms", presence_across_rooms, CAUCUS_IS_SILENT),
]
