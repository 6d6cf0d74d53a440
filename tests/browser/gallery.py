"""Every screen of the house at once: one workshop with a session in each state, people at each step of the way in.
"""

import datetime

from accounts.models import Membership, StaffInvitation
from tests import pairs, tables
from tests.board import table
from tests.cast import arrive, make_seat, make_session, viewer
from tests.interpreting import make_interpreter, render
from tests.live.scenario import say
from tests.live.word_scenarios import reply
from tests.security.stage import allow_record
from workshops import clock, rules
from workshops.board import committing, endorsing, polling
from workshops.exercises import actions as exercises
from workshops.exercises.making import actions as own_exercises
from workshops.exercises.making import shaping
from workshops.followups import actions, cadence
from workshops.followups.channel import name_channel
from workshops.followups.dispatch import send_due
from workshops.followups.models import Dispatch, FollowUp
from workshops.programme import assents, glossary, passes
from workshops.programme.models import AgendaItem, ConsentAnswer, Knock, Placement, Session
from workshops.records import actions as records
from workshops.records import evaluation, review
from workshops.records.models import Record
from workshops.rooms import actions as rooms
from workshops.rooms import attaching, calls, fishbowl, grouping, letting_in, letting_out, meaning, readiness
from workshops.rooms.models import Apart
from workshops.running import actions as running
from workshops.running import door, flags, incidents, way_in

STATES = ("closed", "stopped", "paused", "live", "lobby", "scheduled")  # in the order in which they are held
LONG = "https://example.org/" + "a-very-long-address-without-a-break" * 3


def hang(cast):
    """All of it; returns what stands in the addresses: {parameter: {label: value}}."""

    cast.gil = make_seat(cast.workshop, "Gil", party=cast.first)  # has a link and has not read anything yet
    cast.hana = make_seat(cast.workshop, "Hana", party=cast.second)
    arrive(cast.hana)  # waits
    sessions, places = {}, {}
    for position, state in enumerate(STATES):
        cast.session = make_session(cast.workshop, position + 1)
        sessions[state] = cast.session_in(state)
        if state in ("paused", "stopped"):
            places[state] = cast.plenary.pk
        if state == "paused":
            swim_in_a_fishbowl(cast)
        elif state == "live":
            places |= talk(cast)
            in_two_languages = interpret(cast)
    on_board = lay_the_board(cast)  # before anybody objects: who objects is not let to it
    leave_records(cast)
    wait_at_the_door(cast, sessions)
    return things(cast, sessions) | {"room_id": places} | in_two_languages | on_board | meet_again(cast, sessions)


def _items(session):
    """Items of which there are pages of their own: the last, one in pairs, one at small tables, one of the parties at the table."""
    items = session.items
    found = {"": items.filter(began_at=None).last(), "pairs": items.get(placement="pairs"), "tables": items.get(placement="small_groups")}
    item = AgendaItem(session=session, position=90, floor_mode="exercise", minutes=40, exercise="needs_fears_exchange")
    item.seal(title={"en": "Item 9"}).save(force_insert=True)
    return {label: each.pk for label, each in (found | {"table": item}).items()}


def _own_exercise(cast):
    """The slug of an exercise that Amina has made, with something to be mended in it."""
    own = own_exercises.make_exercise(viewer(cast.amina), workshop=cast.workshop, name={"en": "What the water took", "ar": "ما أخذه الماء"})
    declaration = own.open(rules.keys_for(viewer(cast.amina)), "draft")
    for kind in ("list", "rate_how"):
        declaration = shaping.with_step(declaration, 0, shaping.new_step(kind, f"{kind}_1", "each"))
    own = own_exercises.change_exercise(viewer(cast.amina), own=own, revision=1, declaration=declaration)
    own_exercises.use_exercise(viewer(cast.amina), own=own)
    pick = shaping.new_step("pick", "pick_1", "each", "list_1", "lines")
    declaration = shaping.moved_step(shaping.with_step(declaration, "everybody", pick), 3, True)
    return own_exercises.change_exercise(viewer(cast.amina), own=own, revision=2, declaration=declaration).slug


def _incidents(cast):
    """The id of an incident that is open, beside one that is closed."""
    amina, facts = viewer(cast.amina), {"workshop": cast.workshop, "ago": datetime.timedelta(minutes=15)}
    closed = incidents.enter_incident(amina, kind="hurt", severity=2, steps=["paused"], **facts)
    incidents.close_incident(amina, incident=closed, steps=["paused", "talked", "agreed"])
    return incidents.enter_incident(amina, kind="distress", severity=3, steps=["talked"], **facts).pk


def meet_again(cast, sessions):
    """The plan of follow-ups with every kind of line: people to be asked and to be told, one who must not be."""
    closed, amina = sessions["closed"], viewer(cast.amina)
    check = cadence.plan_welfare_check(closed)
    cadence.propose(closed)
    actions.mark_asked(amina, asking=check.askings.get(seat=cast.dara), has_answered=True)
    actions.mark_asked(amina, asking=check.askings.get(seat=cast.bilal))
    for seat in (cast.bilal, cast.chen, cast.dara):
        ConsentAnswer.objects.create(
            seat=seat, point="follow_up", is_given=True, text_hash="0" * 64, language="en", answered_at=clock.now()
        )
    name_channel(viewer(cast.bilal), channel="mail", address="bilal@example.org")
    name_channel(viewer(cast.eli), channel="unsafe")
    lines = {line.kind: line for line in FollowUp.objects.filter(workshop=cast.workshop)}
    local = datetime.datetime.combine(lines["re_entry"].due_on, datetime.time(16))
    actions.accept_follow_up(amina, follow_up=lines["re_entry"], local=local, zone="Asia/Beirut", minutes=90)
    actions.drop_follow_up(amina, follow_up=lines["commitment_review"])
    send_due()
    things = {"": lines["three_month_review"].pk, "check": check.pk}
    return {"followup_id": things, "dispatch_id": {"": Dispatch.objects.filter(why="by_voice").first().pk}}


def talk(cast):
    """The room in full course: a caucus has met, hands are up, one statement is held, one is withdrawn."""
    amina, table = viewer(cast.amina), cast.plenary
    say(cast.dara, table, "I was on shift the night they brought Aren in.")
    rooms.withdraw_message(viewer(cast.dara), message=say(cast.dara, table, "You opened the gates."))
    reply(cast.amina, table, say(cast.bilal, table, "We had no telephone line that night."), "Thank you, Bilal.")
    say(cast.eli, table, "ابنتي سألتني لماذا لا نكلمهم. " + LONG)
    cast.start("caucus", "open_slow")
    say(cast.bilal, cast.caucus(cast.first), "Say both. Say we fear for the guards, and say we know a boy died.")
    let_the_table_hear(cast)
    cast.start("plenary", "open_slow")
    rooms.hold_messages(amina, room=table, is_holding=True)
    say(cast.bilal, table, "You opened the gates, all of you.")
    pair = listen_in_pairs(cast)
    small = sit_at_small_tables(cast)
    cast.start("plenary", "queue")
    for seat in (cast.bilal, cast.eli, cast.dara):
        rooms.raise_hand(viewer(seat), room=table)
    say(cast.dara, cast.help_desk(cast.dara), "I need ten minutes.")
    say(cast.ben, cast.staff_room, "Dara needs ten minutes.")
    flags.raise_flag(viewer(cast.dara), room=cast.help_desk(cast.dara), level=1)
    flags.raise_flag(viewer(cast.eli), room=cast.help_desk(cast.eli), level=3)
    Membership.objects.create(organisation=cast.organisation, user=cast.users.ines, role=Membership.Role.SAFEGUARDING)
    rooms.change_floor(amina, room=cast.caucus(cast.first), mode="silent_reveal")  # what the next item begins with
    readiness.ask_ready(amina, room=table)
    readiness.say_ready(viewer(cast.eli), room=table, is_ready=True)
    door.remove_person(amina, session=cast.session, seat=cast.chen)
    places = {"table": table, "caucus": cast.caucus(cast.first), "team": cast.staff_room, "desk": cast.help_desk(cast.bilal)}
    places |= {"pair": pair, "small": small}
    return {label: room.pk for label, room in places.items()}


# long
def let_the_table_hear(cast):
    """One sentence of the first party waits, one may leave, one has left; it asks itself who hears it; a call beside the text."""
    bilal, caucus = viewer(cast.bilal), cast.caucus(cast.first)
    for text, is_out in (("We fear for the guards. " + LONG, True), ("نعرف أن فتى مات.", False)):
        sentence = letting_out.propose_sentence(bilal, room=caucus, text=text)
        for seat in (cast.bilal, cast.chen):
            letting_out.answer_sentence(viewer(seat), sentence=sentence, version=1, answer="yes")
        if is_out:
            letting_out.release_sentence(bilal, sentence=sentence, version=1)
    letting_out.propose_sentence(viewer(cast.chen), room=caucus, text="Both are true.")
    letting_in.propose_facilitator(bilal, room=caucus, facilitator=cast.ben)
    attaching.attach_link(viewer(cast.amina), room=cast.plenary, url=LONG, name="Voice call")


# groups
def swim_in_a_fishbowl(cast):
    """The first party writes, the others read."""
    item = tables.tables_item(cast, placement=Placement.FISHBOWL)
    running.start_item(viewer(cast.amina), item=item)
    fishbowl.choose_circle(viewer(cast.amina), room=cast.plenary, party=cast.first)


def sit_at_small_tables(cast):
    """Bilal sits with Dara and Eli, who are not to meet; a call, and Ben has come. Chen has no small table."""
    grouping.keep_apart(viewer(cast.amina), workshop=cast.workshop, seats=[cast.dara, cast.eli])
    first, _empty = tables.start(cast, [cast.bilal, cast.dara, cast.eli], [])
    say(cast.eli, first, "صفارة واحدة للضفتين. " + LONG)
    calls.join_group(viewer(cast.ben), room=first)
    calls.call_facilitator(viewer(cast.bilal), room=first)
    return first


def listen_in_pairs(cast):
    """Bilal is about to rate the second try of Eli, and a facilitator was called; Dara has no pair yet."""
    (run,) = pairs.start(cast, [cast.bilal, cast.eli])
    pairs.through(cast, "tell", "ask", "mirror")
    pairs.give(cast.bilal, accuracy=3, off=["facts", "too_strong"], correction="It was in May. " + LONG)
    pairs.through(cast, "mirror")
    exercises.call_facilitator(viewer(cast.eli), run=run)
    return run.room


def lay_the_board(cast):
    """Cards in every column, a draft, a question, polls that are open, blocked, adopted; dots; commitments."""
    asked = table.polled(cast, {"bilal": 6}, "Gauges in pairs")
    blocked = table.polled(cast, {"bilal": 8, "chen": 7, "dara": 1, "eli": 1}, "The province holds the key")
    polling.cast_ballot(viewer(cast.hana), poll=blocked, level=3, reason="It leaves their need for a say unanswered.")
    polling.close_poll(viewer(cast.amina), poll=blocked)
    card = table.adopted(cast, "A morning bulletin of what is released, zero included " + LONG[:24])
    endorsing.ask_endorsement(viewer(cast.amina), card=card, party=cast.first)
    for number in range(3):
        table.write(cast, "dara", title=f"Idea {number}", does_not_mean="It settles nothing.")
    table.write(cast, "bilal", "shared_problem", "Nobody who lives by it hears of it")
    table.write(cast, "bilal", "needs_limits", "Ours alone", cast.first, is_draft=True)
    dots = polling.open_dot_vote(viewer(cast.amina), workshop=cast.workshop, parties=[cast.first, cast.second])
    commitment = table.committed(cast, card=card)
    for seat in (cast.bilal, cast.dara):
        committing.answer_ownership(viewer(seat), commitment=commitment, is_taken=True)
    return {
        "card_id": {"adopted": card.pk, "asked": asked.card_id},
        "poll_id": {"open": asked.pk, "blocked": blocked.pk, "dots": dots.pk},
        "commitment_id": {"": commitment.pk},
    }


def leave_records(cast):
    """One session more is closed and its record is released, opened by Ines; the one of the others waits, with a word to change."""
    allow_record(cast, "bilal", "chen", "dara", "esi")
    cast.session = make_session(cast.workshop, len(STATES) + 1)
    cast.session_in("closed")
    long_ago = clock.now() - datetime.timedelta(hours=73)
    Session.objects.filter(pk=cast.session.pk).update(stopped_at=long_ago)
    for seat in (cast.bilal, cast.chen, cast.dara, cast.eli, cast.hana):
        answer(seat, cast.session.record, "yes")
    review.open_record(cast.users.ines, record=cast.session.record, reason="The yearly report to the donor.")
    cast.organisation.memberships.create(user=cast.users.ines, role="evaluator")
    evaluation.open_ratings(cast.users.ines, workshop=cast.workshop, reason="The yearly report to the donor.")
    waits = Record.objects.get(released_at=None)
    promise = waits.points.get(layer="agreements")
    answer(cast.eli, waits, "change", words=[(promise, "«نسمح» بدل «نترك»")])


def answer(seat, record, word, **more):
    """What this person says about the record as it stands."""
    records.answer_record(viewer(seat), record=record, version=record.version, answer=word, **more)


def wait_at_the_door(cast, sessions):
    """Somebody asks to come in, somebody stands before a closed door, a party is asked, somebody objects."""
    assents.ask_caucus_door(viewer(cast.amina), party=cast.first, facilitator=cast.ben)
    for state in ("lobby", "live"):
        door.ask_admission(viewer(cast.hana), session=sessions[state])
    passes.knock(passes.issue(cast.gil).entry, Knock.Kind.SECOND_CLAIM)
    agreement = cast.workshop.agreements.get()
    way_in.answer_agreement(viewer(cast.esi), agreement=agreement, is_confirmed=False, objection="Which others?")


# languages
def interpret(cast):
    """Esi interprets: one statement is there in Arabic and somebody asks about it, another waits; two words of the glossary."""
    make_interpreter(cast.esi)
    said = say(cast.amina, cast.plenary, "What did you hear?")
    render(cast.esi, said, "ماذا سمعتم؟", "سمع، لا أنصت.")
    say(cast.amina, cast.plenary, "And what did it cost you?")
    meaning.flag_meaning(viewer(cast.bilal), message=said, note="Hear, or listen?")
    term = glossary.propose_term(viewer(cast.esi), workshop=cast.workshop, words={"en": "to hear", "ar": "سمع"})
    glossary.write_hearing(viewer(cast.dara), term=term, text="With the heart.")
    glossary.contest_term(viewer(cast.bilal), term=term)
    glossary.propose_term(viewer(cast.bilal), workshop=cast.workshop, words={"en": "sluice", "ar": LONG[:110]})
    return {"message_id": {"": said.pk}, "term_id": {"": term.pk}}


def things(cast, sessions):
    """{parameter of an address: {label: value}}."""
    invitation = StaffInvitation.objects.create(
        organisation=cast.organisation, email="sami@example.org", role="reviewer", invited_by=cast.users.ines
    )
    knock = Knock.objects.first()
    return {
        "organisation_id": {"": cast.organisation.pk},
        "person_id": {"": cast.users.ben.pk},
        "invitation_id": {"": invitation.pk},
        "role": {"": "facilitator"},
        "slug": {"": "reflective_conversation", "short": "problem_solving_short"},
        "panel": {"": "bar"},
        "workshop_id": {"": cast.workshop.pk},
        "kind": {"": "needs_fears_exchange"},
        "own": {"": _own_exercise(cast)},
        "step_kind": {"": "write", "about another": "rate_each"},
        "number": {"": 1},
        "party_id": {"": cast.first.pk},
        "record_id": {
            "waiting": Record.objects.get(released_at=None).pk,
            "released": Record.objects.get(released_at__isnull=False).pk,
        },
        "point_id": {"": Record.objects.get(released_at=None).points.get(layer="agreements").pk},
        "agreement_id": {"": cast.workshop.agreements.get().pk},
        "apart_id": {"": Apart.objects.get().pk},
        "seat_id": {"": cast.dara.pk, "new": cast.gil.pk},
        "pass_id": {"": knock.entry_id},
        "knock_id": {"": knock.pk},
        "incident_id": {"": _incidents(cast)}, "session_id": {state: sessions[state].pk for state in reversed(STATES)},
        "item_id": _items(sessions["live"]),
    }
