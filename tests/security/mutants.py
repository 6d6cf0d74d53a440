"""Seeded leaks, each a small change to one named place of the house. A test of the house must fail on each."""

from dataclasses import dataclass

from tests.board import test_cards, test_endorsing, test_polls
from tests.live import test_cursors, test_reader
from tests.rooms import test_hold
from tests.running import test_door
from tests.security import test_canary, test_pairs_are_silent, test_silence
from workshops import clock
from workshops.board import counting, poll_page, polling
from workshops.board.models import Ballot, BlockNotice
from workshops.board.models.cards import CardQuerySet
from workshops.board.rules import keys_of_notice
from workshops.board.table import Held
from workshops.exercises import pairs, results
from workshops.exercises.engine import Exercise
from workshops.exercises.models import OnesOwn, StepDraft
from workshops.live import cursors, frames, log, reader
from workshops.programme import assents
from workshops.programme.models import AssentAnswer, Seat
from workshops.rooms import actions, presence, seating
from workshops.rooms.models import Message, MessageQuerySet, Presence, Room
from workshops.rooms.seating import lock
from workshops.rules import keys_for
from workshops.vault.context import Context, compartment
from workshops.vault.fields import SealedModel


@dataclass(frozen=True)
class Mutant:
    """A leak: what makes it, and the test that must catch it."""

    name: str
    plant: object
    caught_by: object


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

    patch.setattr(actions, "search", search)


def presence_across_rooms(patch):
    """Who is seen in one room of a session counts as present in all of them."""

    def here(room_ids):
        sessions = Room.objects.filter(pk__in=room_ids, session__isnull=False).values("session")
        seen = Presence.objects.filter(room__session__in=sessions, seen_at__gt=clock.now() - presence.AWAY_AFTER)
        everybody = frozenset(seen.values_list("seat_id", flat=True))
        return dict.fromkeys(room_ids, everybody)

    patch.setattr(presence, "here", here)


# --- pairs


def mirror_before_its_rating(patch):
    """What was said back is shown to the whole pair at once, the facilitator among them."""
    sees = Exercise.sees

    def at_once(exercise, person, given, field, tellings, all_given):
        return exercise.step(given.at)["seen_by"] == "teller" or sees(exercise, person, given, field, tellings, all_given)

    patch.setattr(Exercise, "sees", at_once)


def step_draft_of_another(patch):
    """Whoever sits in the pair is shown the newest draft of its step, whoever wrote it."""

    def visible_to(drafts, viewer):
        patch.setattr(StepDraft, "open", lambda draft, keys, field: _opened(draft))
        return drafts.filter(run__room__listeners__seat_id=viewer.seat_id).order_by("saved_at")

    def _opened(draft):
        return SealedModel.open(draft, Context(frozenset([draft.compartment("content")])), "content")

    patch.setattr(OnesOwn, "visible_to", visible_to)


def team_hears_every_pair(patch):
    """The team is let into the rooms of pairs when they begin."""
    make_room = seating.make_room

    def with_the_team(workshop, kind, **where):
        room = make_room(workshop, kind, **where)
        seating.let_in(room, *seating.team_of(workshop))
        return room

    patch.setattr(pairs, "make_room", with_the_team)


def quoted_without_consent(patch):
    """Silence counts as a yes to being quoted."""
    patch.setattr(results, "_all_agree", lambda people, author, said: True)


def pair_event_into_plenary(patch):
    """What happens in a pair is written into the log of the plenary."""
    record = log.record

    def astray(room, *args, **kwargs):
        if room.kind == Room.Kind.PAIR:
            (room,) = lock(Room.objects.get(session=room.session_id, kind=Room.Kind.PLENARY))
        return record(room, *args, **kwargs)

    patch.setattr(log, "record", astray)


OUTSIDE_A_PAIR = test_pairs_are_silent.test_nobody_outside_a_pair_notices_anything_and_the_console_counts
INSIDE_A_PAIR = test_pairs_are_silent.test_each_sees_of_a_pair_what_is_theirs_and_nothing_else
# --- the board


def result_before_close(patch):
    """Whoever looks at an open poll sees how it stands."""
    patch.setattr(poll_page.PollPage, "is_counted", True)
    patch.setattr(poll_page, "outcome_of", lambda poll: counting.count(poll)[0])
    patch.setattr(poll_page, "tallies_of", lambda poll: [])
    patch.setattr(poll_page.PollPage, "supports", [])


def ballot_under_the_boards_key(patch):
    """Ballots lie where cards lie, and everyone of the workshop holds that key."""
    patch.setattr(Ballot, "compartment", lambda ballot, field: compartment("board", ballot.poll.workshop_id))


def ballot_with_a_name(patch):
    """The log says who has voted."""
    cast = polling._cast

    def tell(held, ballot, vote):
        if held.plenary:
            log.record(held.plenary, "ballot.cast", seat_id=ballot.seat_id, subject_id=ballot.poll_id)
        return cast(held, ballot, vote)

    patch.setattr(polling, "_cast", tell)


def blocker_known_to_the_team(patch):
    """Every facilitator learns who blocks."""

    def blockers(page):
        notices = BlockNotice.objects.filter(poll=page.poll) if page.viewer.is_facilitator else []
        seats = [notice.open(keys_of_notice(notice.facilitator_id), "who") for notice in notices]
        return [seat.open(page.keys, "display_name") for seat in Seat.objects.filter(pk__in=seats)]

    patch.setattr(poll_page.PollPage, "blockers", property(blockers))


def reasons_with_a_mark_in_small_parties(patch):
    """A reason says from which party it comes, however few have voted there."""
    patch.setattr(counting, "ENOUGH_TO_HIDE_IN", 1)


def drafts_on_the_table(patch):
    """A party's drafts are seen by everyone of the workshop."""
    patch.setattr(CardQuerySet, "visible_to", lambda cards, viewer: cards.filter(workshop_id=viewer.workshop_id))


def question_into_the_plenary(patch):
    """What a party is asked is told to all."""
    patch.setattr(Held, "tell_party", Held.tell)


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
    # pairs
    Mutant("said back, shown before its rating", mirror_before_its_rating, INSIDE_A_PAIR),
    Mutant("a step's draft shown to the partner", step_draft_of_another, test_pairs_are_silent.test_two_who_write_at_the_same_step_see_each_their_own),
    Mutant("the team hears every pair", team_hears_every_pair, OUTSIDE_A_PAIR),
    Mutant("pair event into plenary", pair_event_into_plenary, OUTSIDE_A_PAIR),
    Mutant(
        "quoted without consent", quoted_without_consent, test_pairs_are_silent.test_a_sentence_that_was_refused_stays_where_it_was
    ),
    # the board
    Mutant(
        "result before the close",
        result_before_close,
        test_polls.test_before_the_close_nothing_of_the_result_is_to_be_had,
    ),
    Mutant(
        "ballot under the board's key",
        ballot_under_the_boards_key,
        test_polls.test_nobody_but_the_voter_can_open_a_ballot_and_the_log_says_nothing_of_anyone,
    ),
    Mutant(
        "ballot with a name",
        ballot_with_a_name,
        test_polls.test_nobody_but_the_voter_can_open_a_ballot_and_the_log_says_nothing_of_anyone,
    ),
    Mutant(
        "blocker known to the team",
        blocker_known_to_the_team,
        test_polls.test_the_one_who_blocks_is_known_to_the_one_they_chose,
    ),
    Mutant(
        "marked reasons in small parties",
        reasons_with_a_mark_in_small_parties,
        test_polls.test_reasons_bear_a_mark_only_where_five_have_voted_and_elsewhere_no_level_either,
    ),
    Mutant(
        "endorsement before the last yes",
        before_the_last_assent,
        test_endorsing.test_it_is_seen_when_the_last_has_said_yes_and_not_before,
    ),
    Mutant("drafts on the table", drafts_on_the_table, test_cards.test_a_draft_is_its_partys_until_all_of_it_stand_behind_it),
    Mutant(
        "a party's question into the plenary",
        question_into_the_plenary,
        test_endorsing.test_only_the_caucus_hears_of_question_and_answers,
    ),
]
