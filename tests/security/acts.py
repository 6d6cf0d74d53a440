"""Who may carry out which act, declared once and for all. An act is a public function whose first parameter is the
viewer (or, among staff, the user) and whose others go by name; one that is not declared here fails the test."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from accounts.invitations import invite_staff
from accounts.models import Membership, StaffInvitation
from tests.security.stage import (
    GUESTS,
    STAFF,
    asked,
    deciding,
    dotting,
    followed_up,
    helped,
    paired,
    paused,
    planned,
    recorded,
    reviewed,
    stopped,
    talking,
    waiting,
)
from workshops.exercises.models import Alert, Run
from workshops.programme.actions import PartyDraft
from workshops.programme.arrival import consent_text
from workshops.programme.models import Admission, Assent, FloorMode, Knock, Seat
from workshops.programme.passes import issue
from workshops.records.models import Record, RecordPoint
from workshops.rooms.models import FloorRequest, Message
from workshops.rules import keys_for_building

CHAIRS = ("amina", "ben")
PAIR = ("bilal", "dara")
SEATS = (*CHAIRS, *GUESTS)
TABLE = (*CHAIRS, "bilal", "dara", "eli", "esi")  # who hears the plenary, after Chen was taken out
WORKSHOP = (*CHAIRS, *GUESTS[:-1])  # Farid sits in another
NOON = datetime.datetime(2030, 5, 6, 12)


@dataclass(frozen=True)
class Act:
    """Who may, with what, and in which scene it is possible."""

    who: tuple
    things: Callable = lambda cast: {}
    scene: Callable = talking


def texts(text="Wells"):
    """A text in one language."""
    return {"en": text}


def session(cast):
    """The session as it stands now."""
    cast.session.refresh_from_db()
    return {"session": cast.session}


def last_item(cast):
    """An item that has not begun."""
    return {"item": cast.session.items.last()}


def knock(cast):
    """Somebody before a closed door."""
    entry = issue(cast.dara).entry
    return {"knock": Knock.objects.create(entry=entry, kind=Knock.Kind.EXPIRED, knocked_at=entry.created_at)}


def plan(cast):
    """When and how long."""
    return {"local": NOON, "zone": "UTC", "minutes": 90, "title": texts()}


def said_by_dara(cast):
    """What Dara has said in the plenary."""
    return {"message": Message.objects.filter(seat=cast.dara, room=cast.plenary).earliest("posted_at")}


def in_plenary(**more):
    """The plenary, and more."""
    return lambda cast: {"room": cast.plenary, **more}


def in_caucus(**more):
    """The caucus of the first party, and more."""
    return lambda cast: {"room": cast.caucus(cast.first), **more}


def question(cast):
    """What the first party has been asked."""
    return {"assent": Assent.objects.get(held_at=None, voided_at=None), "answer": "yes"}


def agreement(cast):
    """The one agreement of the workshop."""
    return {"agreement": cast.workshop.agreements.get()}


def invitation(cast):
    """Somebody whom Ines has asked to join."""
    who = {"organisation": cast.organisation, "email": "sami@example.org", "role": "reviewer", "language": "en"}
    known = StaffInvitation.objects.filter(email=who["email"]).first()
    return {"invitation": known or invite_staff(cast.users.ines, **who)}


def its_run(**more):
    """The run of Bilal and Dara, and more."""
    return lambda cast: {"run": Run.objects.select_related("room").get(pk=cast.pair.pk), **more}


def others(cast):
    """Chen and Eli as a pair."""
    groups = [[cast.chen.pk, cast.eli.pk]]
    return {"item": cast.pair.item, "groups": groups, "first_voice": "lot"}


def alert(cast):
    """What calls for the team."""
    return {"alert": Alert.objects.get(run=cast.pair)}


def closing(cast):
    """The paperwork."""
    return session(cast) | {"welfare_by": cast.amina.pk, "hours": 48, "no_further_meeting": "Both parties."}


def paper(cast):
    """The paperwork, as the session keeps it."""
    due = cast.session.starts_at + datetime.timedelta(days=2)
    return session(cast) | {"welfare_by": cast.amina, "welfare_due_at": due, "no_further_meeting": "Both parties."}


def workshop_of(cast):
    """A new workshop of the NGO."""
    parties = [PartyDraft(texts("North"), texts("N")), PartyDraft(texts("South"), texts("S"))]
    about = dict.fromkeys(("title", "purpose", "background", "asymmetry_note"), texts())
    format_ = {"organisation": cast.organisation, "template": "reflective_conversation", "parties": parties}
    return format_ | about | {"language": "en", "zone": "UTC", "starts": NOON}


def own_workshop(**more):
    """The workshop, and more."""
    return lambda cast: {"workshop": cast.workshop, **more}


def colleague(cast):
    """A facilitator of the NGO without a seat here."""
    return {"workshop": cast.workshop, "user": cast.newcomer}


def consents(cast):
    """Yes to everything."""
    return {"answers": {point["point"]: True for point in consent_text()["points"]}}


def objection(cast):
    """A word against the agreement."""
    return agreement(cast) | {"is_confirmed": False, "objection": "Which others?"}


def again(cast, what):
    """A proposed line, somebody to be asked, somebody to be told: the same each time."""
    if not hasattr(cast, "again"):
        cast.again = followed_up(cast)
    return cast.again[what]


draft = PartyDraft(texts("Coast"), texts("C"))
item = {"title": texts(), "purpose": texts(), "prompt": texts(), "placement": "plenary", "minutes": 5, "floor_mode": "queue"}
someone = {"name": "Gita", "language": "en", "zone": "UTC"}
about = dict.fromkeys(("title", "purpose", "background", "asymmetry_note"), texts()) | {"zone": "UTC"}
key = {"text": "The well is dry.", "client_key": uuid.UUID(int=7)}

# the board
VOTERS = ("bilal", "chen", "dara", "eli")
WRITERS = (*CHAIRS, *VOTERS)
words = {"title": "Wells", "body": "A well for each."}
people_say = {"people_would_say": "Good.", "would_help": "A sheet."}


def card(**more):
    """The joint strategy, and more."""
    return lambda cast: {"card": cast.card, **more}


def work(cast):
    """A commitment to be made."""
    day = NOON.date()
    return {"card": cast.card, "title": "Dig", "done_when": "Water.", "start_on": day, "due_on": day}


def commitment(**more):
    """The commitment, and more."""
    return lambda cast: {"commitment": cast.commitment, **more}


def parties(cast):
    """Both."""
    return {"parties": [cast.first, cast.second]}


ACTS = {
    # staff of the organisation
    "accounts.actions.change_profile": Act(STAFF, lambda cast: someone),
    "accounts.actions.end_membership": Act(
        ("ines",), lambda cast: {"membership": Membership.objects.get(user=cast.users.noor)}
    ),
    "accounts.actions.give_role": Act(
        ("ines",), lambda cast: {"organisation": cast.organisation, "person": cast.users.ben, "role": "reviewer"}
    ),
    "accounts.actions.rename_organisation": Act(
        ("ines",), lambda cast: {"organisation": cast.organisation, "name": "Bridges Trust"}
    ),
    "accounts.invitations.invite_staff": Act(
        ("ines",),
        lambda cast: {"organisation": cast.organisation, "email": "h@example.org", "role": "admin", "language": "en"},
    ),
    "accounts.invitations.renew_invitation": Act(("ines",), invitation),
    "accounts.invitations.revoke_invitation": Act(("ines",), invitation),
    # nobody holds this secret
    "accounts.invitations.accept_invitation": Act((), lambda cast: {"secret_hash": b"none"}),
    # preparing
    "workshops.programme.actions.create_workshop": Act(CHAIRS, workshop_of),
    "workshops.programme.rehearsal.begin_rehearsal": Act(CHAIRS, lambda cast: {"organisation": cast.organisation}),
    "workshops.programme.actions.add_party": Act(CHAIRS, own_workshop(draft=draft)),
    "workshops.programme.actions.change_party": Act(CHAIRS, lambda cast: {"party": cast.first, "draft": draft}),
    "workshops.programme.actions.change_texts": Act(CHAIRS, own_workshop(**about)),
    "workshops.programme.agenda.plan_session": Act(CHAIRS, lambda cast: {"workshop": cast.workshop, **plan(cast)}),
    "workshops.programme.agenda.change_session": Act(CHAIRS, lambda cast: session(cast) | plan(cast), planned),
    "workshops.programme.agenda.drop_session": Act(CHAIRS, session, planned),
    "workshops.programme.agenda.add_item": Act(CHAIRS, lambda cast: session(cast) | item),
    "workshops.programme.agenda.change_item": Act(CHAIRS, lambda cast: last_item(cast) | item),
    "workshops.programme.agenda.move_item": Act(CHAIRS, lambda cast: last_item(cast) | {"is_up": True}),
    "workshops.programme.agenda.drop_item": Act(CHAIRS, last_item),
    "workshops.programme.agreements.add_agreement": Act(CHAIRS, own_workshop(text=texts())),
    "workshops.programme.agreements.reword_agreement": Act(CHAIRS, lambda cast: agreement(cast) | {"text": texts()}),
    "workshops.programme.agreements.end_agreement": Act(CHAIRS, agreement),
    "workshops.programme.people.add_seat": Act(
        CHAIRS, lambda cast: {"workshop": cast.workshop, "role": Seat.Role.PARTICIPANT, "party": cast.first, **someone}
    ),
    "workshops.programme.people.add_colleague": Act(CHAIRS, colleague),
    "workshops.programme.people.change_seat": Act(CHAIRS, lambda cast: {"seat": cast.dara, **someone}),
    "workshops.programme.people.end_seat": Act(CHAIRS, lambda cast: {"seat": cast.dara}),
    "workshops.programme.passes.make_pass": Act(
        CHAIRS, lambda cast: {"seat": Seat.objects.select_related("workshop").get(pk=cast.dara.pk)}
    ),
    "workshops.programme.passes.revoke_pass": Act(CHAIRS, lambda cast: {"entry": issue(cast.dara).entry}),
    "workshops.programme.passes.answer_knock": Act(CHAIRS, lambda cast: knock(cast) | {"is_welcome": True}),
    "workshops.programme.assents.ask_caucus_door": Act(
        CHAIRS, lambda cast: {"party": cast.first, "facilitator": cast.ben}
    ),
    "workshops.programme.assents.answer_assent": Act(("bilal", "chen"), question, asked),
    # the way in: one's own
    "workshops.programme.arrival.introduce": Act(SEATS, lambda cast: someone),
    "workshops.programme.arrival.change_language": Act(SEATS, lambda cast: {"language": "ar"}),
    "workshops.programme.arrival.answer_consent": Act(SEATS, consents),
    "workshops.programme.arrival.answer_agreement": Act(WORKSHOP, objection),
    "workshops.programme.arrival.finish_arrival": Act(CHAIRS),  # the others have arrived already
    "workshops.running.way_in.answer_consent": Act(SEATS, consents),
    "workshops.running.way_in.answer_agreement": Act(WORKSHOP, objection),
    "workshops.running.door.ask_admission": Act(GUESTS[:-1], session, planned),
    "workshops.running.door.answer_caucus_door": Act(("bilal", "chen"), question, asked),
    # meeting again (followups)
    "workshops.followups.actions.plan_meeting": Act(CHAIRS, lambda cast: {"workshop": cast.workshop, **plan(cast)}),
    "workshops.followups.actions.plan_follow_up_session": Act(
        CHAIRS, lambda cast: {"workshop": cast.workshop, **plan(cast)}
    ),
    "workshops.followups.actions.change_meeting": Act(CHAIRS, lambda cast: session(cast) | plan(cast), planned),
    "workshops.followups.actions.drop_meeting": Act(CHAIRS, session, planned),
    "workshops.followups.actions.accept_follow_up": Act(
        CHAIRS, lambda cast: {"follow_up": again(cast, "line"), "local": NOON, "zone": "UTC", "minutes": 90}
    ),
    "workshops.followups.actions.drop_follow_up": Act(CHAIRS, lambda cast: {"follow_up": again(cast, "line")}),
    "workshops.followups.actions.mark_asked": Act(CHAIRS, lambda cast: {"asking": again(cast, "asking")}),
    "workshops.followups.actions.mark_told": Act(CHAIRS, lambda cast: {"dispatch": again(cast, "dispatch")}),
    "workshops.followups.channel.name_channel": Act(
        GUESTS, lambda cast: {"channel": "mail", "address": "again@example.org"}
    ),
    # running a session
    "workshops.running.actions.open_lobby": Act(CHAIRS, session, planned),
    "workshops.running.actions.open_session": Act(CHAIRS, session, waiting),
    "workshops.running.actions.start_item": Act(CHAIRS, last_item),
    "workshops.running.actions.add_minutes": Act(CHAIRS, lambda cast: session(cast) | {"minutes": 5}),
    "workshops.running.actions.pause_session": Act(CHAIRS, session),
    "workshops.running.actions.resume_session": Act(CHAIRS, session, paused),
    "workshops.running.actions.stop_session": Act(CHAIRS, session),
    "workshops.running.actions.close_session": Act(CHAIRS, paper, stopped),
    "workshops.running.closing.close": Act(CHAIRS, closing, stopped),
    "workshops.running.door.admit": Act(CHAIRS, lambda cast: {"admission": Admission.objects.get(seat=cast.chen)}),
    "workshops.running.door.remove_person": Act(CHAIRS, lambda cast: session(cast) | {"seat": cast.dara}),
    "workshops.running.changes.add_colleague": Act(CHAIRS, colleague),
    "workshops.running.changes.end_seat": Act(CHAIRS, lambda cast: {"seat": cast.dara}),
    # in a room
    "workshops.rooms.actions.post_message": Act((*CHAIRS, "bilal"), in_plenary(**key)),
    "workshops.rooms.actions.save_draft": Act(TABLE, in_plenary(text="Perhaps")),
    "workshops.rooms.actions.search": Act(TABLE, in_plenary(words="well")),
    "workshops.rooms.actions.withdraw_message": Act(("dara",), said_by_dara),
    "workshops.rooms.actions.release_message": Act(
        CHAIRS, lambda cast: {"message": Message.objects.get(held_at__isnull=False)}
    ),
    "workshops.rooms.actions.hold_messages": Act(("amina",), in_caucus(is_holding=True)),
    "workshops.rooms.actions.raise_hand": Act(("dara",), in_plenary()),
    "workshops.rooms.actions.lower_hand": Act(("eli",), in_plenary()),
    "workshops.rooms.actions.pass_floor": Act(("bilal",), in_plenary()),
    "workshops.rooms.actions.move_floor_on": Act(CHAIRS, in_plenary()),
    "workshops.rooms.actions.give_floor": Act(
        CHAIRS, lambda cast: {"request": FloorRequest.objects.get(seat=cast.eli, ended_at=None)}
    ),
    "workshops.rooms.actions.change_floor": Act(("amina",), in_caucus(mode=FloorMode.QUEUE)),
    # in a pair
    "workshops.exercises.pairs.start_pairs": Act(CHAIRS, others, paired),
    "workshops.exercises.actions.give_response": Act(("dara",), its_run(at="0.ask.1", values={}), paired),
    "workshops.exercises.actions.save_step_draft": Act(PAIR, its_run(at="0.ask.1", content={"a": "b"}), paired),
    "workshops.exercises.actions.pause_run": Act(PAIR, its_run(), paired),
    "workshops.exercises.actions.resume_run": Act((), its_run(), paired),  # it is not paused
    "workshops.exercises.actions.call_facilitator": Act(PAIR, its_run(), paired),
    "workshops.exercises.actions.stop_run": Act(PAIR, its_run(), paired),
    "workshops.exercises.actions.join_run": Act(CHAIRS, its_run(), paired),
    "workshops.exercises.actions.leave_run": Act(("ben",), its_run(), helped),
    "workshops.exercises.actions.close_run": Act(CHAIRS, its_run(), paired),
    "workshops.exercises.actions.answer_alert": Act(CHAIRS, alert, paired),
    # the board
    "workshops.board.actions.write_card": Act(
        (*WRITERS, "farid"), lambda cast: {"column": "option", "kind": "option", "party": None, **words}, deciding
    ),  # Farid on the board of his own workshop
    "workshops.board.actions.change_card": Act(WRITERS, card(version=1, **words), deciding),
    "workshops.board.actions.move_card": Act(CHAIRS, card(column="option", moved=2), deciding),
    "workshops.board.actions.open_reality_test": Act(CHAIRS, own_workshop()),
    "workshops.board.actions.answer_reality": Act(VOTERS, card(**people_say), deciding),
    "workshops.board.actions.link_card": Act(WRITERS, lambda cast: {"card": cast.card, "to": cast.need}, deciding),
    "workshops.board.actions.mark_one_sided": Act(WRITERS, card(is_one_sided=True), deciding),
    "workshops.board.actions.confirm_restatement": Act(("dara", "eli"), lambda cast: {"card": cast.need}, deciding),
    "workshops.board.endorsing.ask_endorsement": Act(
        (*CHAIRS, "dara", "eli"), lambda cast: {"card": cast.card, "party": cast.second}, deciding
    ),
    "workshops.board.endorsing.answer_endorsement": Act(("bilal", "chen"), card(answer="yes"), deciding),
    "workshops.board.polling.open_poll": Act(CHAIRS, lambda cast: {"card": cast.card, **parties(cast)}, deciding),
    "workshops.board.polling.open_dot_vote": Act(CHAIRS, lambda cast: {"workshop": cast.workshop, **parties(cast)}, deciding),
    "workshops.board.polling.cast_ballot": Act(VOTERS, lambda cast: {"poll": cast.poll, "level": 1}, deciding),
    "workshops.board.polling.cast_dots": Act(
        VOTERS, lambda cast: {"poll": cast.dot_vote, "dots_on": {cast.dot_vote.options[0]: 1}}, dotting
    ),
    "workshops.board.polling.close_poll": Act(CHAIRS, lambda cast: {"poll": cast.poll}, deciding),
    "workshops.board.committing.make_commitment": Act(WRITERS, work, deciding),
    "workshops.board.committing.ask_owner": Act(WRITERS, lambda cast: commitment(seat=cast.chen)(cast), deciding),
    "workshops.board.committing.answer_ownership": Act(VOTERS, commitment(is_taken=True), deciding),
    "workshops.board.committing.change_commitment": Act(
        (*CHAIRS, "bilal", "dara"), commitment(status="on_track"), deciding
    ),
    "workshops.board.committing.follow_commitment": Act((*CHAIRS, "bilal", "dara"), commitment(), deciding),
    "workshops.board.committing.let_go": Act(("bilal", "dara"), commitment(), deciding),
}

# records
OF_PARTIES = ("bilal", "chen", "dara", "eli")


def record(**more):
    """The record, and more."""
    return lambda cast: {"record": Record.objects.get(), **more}


def promise(**more):
    """A point of the record that is nobody's own, and more."""
    return lambda cast: {"point": RecordPoint.objects.get(layer="agreements"), **more}


def answer_to_record(cast):
    """No, to the text as it stands."""
    return record(version=Record.objects.get().version, answer="no")(cast)


def line_of_dara(cast):
    """Dara's line in the record."""
    keys = keys_for_building(Record.objects.get())
    lines = RecordPoint.objects.filter(layer="attendance")
    return {"point": next(point for point in lines if str(cast.dara.pk) in point.open(keys, "concerns"))}


ACTS |= {
    "workshops.records.actions.answer_record": Act(("dara", "eli"), answer_to_record, recorded),  # the others' party has
    "workshops.records.actions.strike_point": Act((*CHAIRS, "dara"), line_of_dara, recorded),
    "workshops.records.actions.amend_point": Act(CHAIRS, promise(text=texts()), recorded),
    "workshops.records.review.open_record": Act(("ines", "noor"), record(reason="The report."), reviewed),
    "workshops.records.review.close_record": Act(("noor",), record(), reviewed),  # Ines has not opened it
    "workshops.records.export.export_record": Act(("ines", "noor"), record(reason="The report."), reviewed),
}

# What looks like an act by its parameters and is none.
NO_ACTS = {
    "workshops.records.review.review_desk",  # reads what this person may review
    "workshops.records.review.organisations_read_by",  # for whom this person reviews
    "workshops.programme.desk.desk_of",  # reads what is on one's own desk
    "workshops.running.way_in.go_on",  # what follows from an answer just given
    "workshops.running.changes.change_plan",  # carries out the act it is given, which decides who may
}
