"""The house in full course, a browser for each person, and a record of every row that is written."""

import re
import uuid
from contextlib import ExitStack, contextmanager

from django.db import connections, transaction
from django.test import Client

from tests import tables
from tests.board import table
from tests.cast import client_of, client_of_staff, viewer
from tests.interpreting import asked_of, make_interpreter, render
from tests.live.party_scenarios import CALL, bilal_proposes, say_yes_to_it
from tests.live.scenario import say
from tests.live.scenarios import it_is_recorded, say_yes
from tests.live.table_scenarios import ask_about_dara
from workshops import clock
from workshops.board import polling
from workshops.board.committing import answer_ownership, ask_owner
from workshops.board.endorsing import ask_endorsement
from workshops.followups.models import Asking, Dispatch, FollowUp
from workshops.programme.assents import ask_caucus_door
from workshops.programme.glossary import propose_term
from workshops.programme.models import ConsentAnswer, FloorMode, Placement, Session
from workshops.records import evaluation, review
from workshops.records.models import Record
from workshops.rooms import actions as rooms
from workshops.rooms import (
    at_tables,
    attaching,
    broadcasting,
    calls,
    fishbowl,
    grouping,
    interpreting,
    letting_in,
    readiness,
)
from workshops.rooms.meaning import flag_meaning
from workshops.running import actions as running
from workshops.running import checkin, door, flags, suspending
from workshops.vault.keys import forget_opened_keys

# At the beginning of a statement, or of a part of one (on PostgreSQL an event is written along with its row).
CHANGE = re.compile(r'(?:^|AS \(|\))\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
STAFF = ("ines", "amina", "ben", "noor", "zoe")
GUESTS = ("bilal", "chen", "dara", "eli", "esi", "farid")
EVERYBODY = ("nobody", *STAFF, *GUESTS)


def planned(cast):
    """A session is planned and nobody has come."""


def asked(cast):
    """The first party has been asked whether Ben may hear its caucus."""
    ask_caucus_door(viewer(cast.amina), party=cast.first, facilitator=cast.ben)


def waiting(cast):
    """The lobby is open and everyone is admitted."""
    cast.session_in("lobby")


def talking(cast):
    """All has happened once: messages in every room, one held, hands up; Chen has been taken out."""
    cast.session_in("live")
    table = cast.plenary
    for room, seat in (
        (table, cast.dara),
        (cast.caucus(cast.first), cast.amina),
        (cast.caucus(cast.second), cast.ben),
        (cast.staff_room, cast.ben),
        (cast.help_desk(cast.dara), cast.dara),
    ):
        say(seat, room)
    rooms.hold_messages(viewer(cast.amina), room=table, is_holding=True)
    say(cast.dara, table, "You stole it.")
    rooms.hold_messages(viewer(cast.amina), room=table, is_holding=False)
    cast.start(Placement.PLENARY, FloorMode.QUEUE)
    for seat in (cast.bilal, cast.eli):
        rooms.raise_hand(viewer(seat), room=table)
    door.remove_person(viewer(cast.ben), session=cast.session, seat=cast.chen)


# the floor
def writing(cast):
    """Everyone writes in silence, Dara has; and Amina has asked who is ready to go on."""
    talking(cast)
    rooms.change_floor(viewer(cast.amina), room=cast.plenary, mode=FloorMode.SILENT_REVEAL)
    say(cast.dara, cast.plenary, "We were afraid.")
    readiness.ask_ready(viewer(cast.amina), room=cast.plenary)


# the console
def back_again(cast):
    """As talking, and then a long pause from which all are back: each is asked whether they are ready."""
    talking(cast)
    checkin.ask_everybody(cast.session)


def led_by_nobody(cast):
    """As talking, and nobody leads."""
    talking(cast)
    Session.objects.filter(pk=cast.session.pk).update(lead=None)


def answering(cast):
    """As talking, and Ben has said something, which Dara has answered."""
    talking(cast)
    question = say(cast.ben, cast.plenary, "What did you hear?")
    rooms.change_floor(viewer(cast.amina), room=cast.plenary, mode=FloorMode.OPEN_SLOW)
    fields = {"text": "That you are tired.", "client_key": uuid.uuid4(), "reply_to": question.pk}
    rooms.post_message(viewer(cast.dara), room=cast.plenary, **fields)


def flagged(cast):
    """As talking, and Dara needs a few minutes."""
    talking(cast)
    flags.raise_flag(viewer(cast.dara), room=cast.help_desk(cast.dara), level=1)


def timed(cast):
    """As talking, with three minutes for a turn; Bilal speaks."""
    talking(cast)
    rooms.change_floor(viewer(cast.amina), room=cast.plenary, mode=FloorMode.QUEUE, turn_seconds=180)
    rooms.raise_hand(viewer(cast.bilal), room=cast.plenary)


# the board
def deciding(cast):
    """As talking, and the board is in use: a poll is open in which Bilal has voted; a joint strategy, about which the first
    party is asked, with a commitment that Bilal and Dara have taken on and Eli is asked about; a draft of the second party."""
    talking(cast)
    cast.poll = table.polled(cast, {"bilal": 1}, "Gauges")
    for title in ("Accounts", "Market"):
        table.write(cast, "dara", title=title)
    cast.need = table.write(cast, "dara", "needs_limits", "Water", cast.second)
    cast.card = table.adopted(cast, "Siren")
    ask_endorsement(viewer(cast.amina), card=cast.card, party=cast.first)
    cast.commitment = table.committed(cast, card=cast.card)
    for seat in (cast.bilal, cast.dara):
        answer_ownership(viewer(seat), commitment=cast.commitment, is_taken=True)
    ask_owner(viewer(cast.ben), commitment=cast.commitment, seat=cast.eli)
    cast.draft = table.write(cast, "eli", "needs_limits", "Draft", cast.second, is_draft=True)


def dotting(cast):
    """As deciding, and a dot vote is open."""
    deciding(cast)
    cast.dot_vote = polling.open_dot_vote(viewer(cast.ben), workshop=cast.workshop, parties=[cast.first, cast.second])


# languages
def interpreted(cast):
    """As talking, and Esi interprets. Ben has said two things: one of them she has rendered, about which Dara asks;
    the other she has in hand. The glossary has a word, and Eli has proposed one."""
    talking(cast)
    make_interpreter(cast.esi)
    cast.rendered, cast.in_hand = (say(cast.ben, cast.plenary, text) for text in ("It rose.", "It fell."))
    render(cast.esi, cast.rendered, "ارتفع.")
    interpreting.claim_rendering(viewer(cast.esi), rendering=asked_of(cast.in_hand))
    interpreting.ask_to_slow(viewer(cast.esi), room=cast.plenary)
    cast.flag = flag_meaning(viewer(cast.dara), message=cast.rendered, note="Rose?")
    words = {"en": "well", "ar": "بئر"}
    cast.term = propose_term(viewer(cast.esi), workshop=cast.workshop, words=words)
    cast.proposed = propose_term(viewer(cast.eli), workshop=cast.workshop, words=words)


def paused(cast):
    """As talking, and then a pause."""
    talking(cast)
    running.pause_session(viewer(cast.ben), session=cast.session)


# groups
def at_small_tables(cast):
    """As talking, and then Bilal sits with Dara and Eli alone; the first table has called, and Ben has said something to
    all rooms. Chen, who was taken out, has a place that is kept. Bilal and Eli are not to share a table."""
    talking(cast)
    chair = viewer(cast.ben)
    cast.tables = tables.start(cast, [cast.bilal, cast.dara], [cast.eli])
    cast.apart = grouping.keep_apart(chair, workshop=cast.workshop, seats=[cast.bilal, cast.eli])
    say(cast.bilal, cast.tables[0])
    calls.call_facilitator(viewer(cast.dara), room=cast.tables[0])
    broadcasting.say_to_all(chair, session=cast.session, text="Five more minutes.")


def silent_at_tables(cast):
    """The same, and at every table people write in silence; Dara has."""
    at_small_tables(cast)
    at_tables.change_tables_floor(viewer(cast.ben), item=tables.tables_item(cast), mode=FloorMode.SILENT_REVEAL)
    say(cast.dara, cast.tables[0])


def entered(cast):
    """And Ben has come to the first table."""
    at_small_tables(cast)
    calls.join_group(viewer(cast.ben), room=cast.tables[0])


def visited(cast):
    """As talking, and the first party is asked whether Dara may come into its caucus."""
    talking(cast)
    ask_about_dara(cast)


# long
def proposed(cast):
    """Everybody is in; the first party is asked about a sentence and asks itself about Ben, and nobody has answered; a call
    stands beside the table and beside its caucus."""
    bilal_proposes(cast)
    letting_in.propose_facilitator(viewer(cast.bilal), room=cast.caucus(cast.first), facilitator=cast.ben)
    for seat, room in ((cast.ben, cast.plenary), (cast.amina, cast.caucus(cast.first))):
        attaching.attach_link(viewer(seat), room=room, **CALL)


def agreed(cast):
    """The same, and both have said yes to the sentence."""
    proposed(cast)
    say_yes_to_it(cast, cast.bilal, cast.chen)


def in_a_fishbowl(cast):
    """As talking, and then the first party is the inner circle of a fishbowl."""
    talking(cast)
    item = tables.tables_item(cast, placement=Placement.FISHBOWL, mode=FloorMode.QUEUE)
    running.start_item(viewer(cast.amina), item=item)
    fishbowl.choose_circle(viewer(cast.amina), room=cast.plenary, party=cast.first)


def stopped(cast):
    """As talking, and then Stop."""
    talking(cast)
    running.stop_session(viewer(cast.ben), session=cast.session)


def recorded(cast):
    """The session is closed, and its record waits: everybody allowed one, all but Eli have let it out of the room."""
    allow_record(cast, "bilal", "chen", "dara", "eli", "esi")
    it_is_recorded(cast)


def reviewed(cast):
    """Eli has let it out as well, and Noor has opened it for the NGO."""
    recorded(cast)
    say_yes(cast.eli)
    review.open_record(cast.users.noor, record=Record.objects.get(), reason="The yearly report.")


def evaluated(cast):
    """The session is closed; Noor evaluates for the NGO as well, and has opened the numbers."""
    recorded(cast)
    cast.organisation.memberships.create(user=cast.users.noor, role="evaluator")
    evaluation.open_ratings(cast.users.noor, workshop=cast.workshop, reason="The yearly report.")


def suspended(cast):
    """Ines has suspended the workshop; the parties are not asked yet."""
    suspending.suspend_workshop(cast.users.ines, workshop=cast.workshop, why="threat")


def followed_up(cast):
    """{"line", "asking", "dispatch"} of meeting again: a proposed line, somebody to be asked, somebody to be told."""
    now = clock.now()
    line = FollowUp.objects.create(workshop=cast.workshop, kind=FollowUp.Kind.RE_ENTRY, due_on=now.date(), made_at=now)
    moments = {"starts_at": now, "minutes": 90, "made_at": now, "due_at": now}
    to_tell = {"kind": Dispatch.Kind.INVITE, "state": Dispatch.State.VOID, "why": Dispatch.Why.BY_VOICE}
    subject = {"subject_kind": "session", "subject_id": cast.session.pk, "revision": cast.session.revision}
    dispatch = Dispatch.objects.create(seat=cast.dara, **moments, **to_tell, **subject)
    return {"line": line, "asking": Asking.objects.create(follow_up=line, seat=cast.dara), "dispatch": dispatch}


def browsers_of(cast):
    """A browser for everybody."""
    browsers = {name: client_of_staff(getattr(cast.users, name)) for name in STAFF}
    browsers |= {name: client_of(getattr(cast, name)) for name in GUESTS}
    return {"nobody": Client()} | browsers


@contextmanager
def written():
    """The set of tables in which rows are written meanwhile."""
    tables = set()

    def watch(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if context["cursor"].rowcount:
            tables.update(CHANGE.findall(sql))
        return result

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(watch))
        yield tables


@contextmanager
def undone():
    """Whatever happens meanwhile has not happened afterwards."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(transaction.atomic(using=connection.alias))
            stack.callback(transaction.set_rollback, True, using=connection.alias)
        yield
    forget_opened_keys()


def allow_record(cast, *names):
    """These people allow a record without names."""
    for name in names:
        seat = getattr(cast, name)
        ConsentAnswer.objects.create(
            seat=seat,
            point="summary_record",
            is_given=True,
            text_hash="0" * 64,
            language=seat.language,
            answered_at=clock.now(),
        )
