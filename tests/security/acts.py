"""Who may carry out which act, declared once and for all. An act is a public function whose first parameter is the
viewer (or, among staff, the user) and whose others go by name; one that is not declared here fails the test."""

import datetime

from accounts.models import Membership
from tests.security import board_acts, exercise_acts
from tests.security.act import (
    CHAIRS,
    OF_FIRST,
    SEATS,
    TABLE,
    VOTERS,
    WORKSHOP,
    WRITERS,
    Act,
)
from tests.security.stage import (
    GUESTS,
    STAFF,
    agreed,
    answering,
    asked,
    at_small_tables,
    back_again,
    entered,
    evaluated,
    flagged,
    in_a_fishbowl,
    interpreted,
    paused,
    planned,
    proposed,
    recorded,
    reviewed,
    silent_at_tables,
    stopped,
    suspended,
    timed,
    visited,
    waiting,
    writing,
)
from tests.security.things import (
    NOON,
    about,
    again,
    agreement,
    an_incident,
    answer_to_record,
    at_table,
    closing,
    colleague,
    consents,
    draft,
    eli_at_first,
    in_caucus,
    in_hand,
    in_plenary,
    invitation,
    item,
    its_tables,
    key,
    knock,
    last_item,
    line_of_dara,
    newest_undo,
    objection,
    on_line_of_dara,
    own_workshop,
    paced,
    paper,
    plan,
    promise,
    question,
    record,
    said_by_ben,
    said_by_dara,
    sentence,
    session,
    someone,
    texts,
    two,
    workshop_of,
)
from workshops.programme.models import Admission, FloorMode, Seat
from workshops.programme.passes import issue
from workshops.rooms.models import FloorRequest, Message

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
    "workshops.running.questions.answer_question": Act(("bilal", "chen"), question, asked),
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
    # the console
    "workshops.running.pausing.pause_for": Act(CHAIRS, lambda cast: session(cast) | {"minutes": 10}),
    "workshops.running.undoing.take_back": Act(CHAIRS, newest_undo),
    "workshops.running.muting.mute_person": Act(CHAIRS, lambda cast: session(cast) | {"seat": cast.dara, "is_muted": True}),
    "workshops.running.leading.hand_over": Act(("amina",), lambda cast: session(cast) | {"to": cast.ben}),
    "workshops.running.leading.take_lead": Act(("ben",), session),  # Amina leads, and was never seen
    "workshops.running.checkin.say_ready": Act(("bilal", "dara", "eli", "esi"), session, back_again),
    "workshops.running.switches.hold_room": Act(("amina",), in_caucus(is_holding=True)),
    "workshops.running.switches.slow_room": Act(("amina",), in_caucus(slow_seconds=60)),
    "workshops.programme.agenda.add_item_next": Act(CHAIRS, lambda cast: session(cast) | item),
    # asking for help
    "workshops.running.flags.raise_flag": Act(("dara",), on_line_of_dara(level=1)),
    "workshops.running.flags.answer_flag": Act(CHAIRS, on_line_of_dara(), flagged),
    "workshops.running.flags.close_flag": Act((*CHAIRS, "dara"), on_line_of_dara(), flagged),
    # in a room
    "workshops.rooms.actions.post_message": Act((*CHAIRS, "bilal"), in_plenary(**key)),
    "workshops.rooms.actions.take_minute": Act(("bilal",), in_plenary(), timed),
    "workshops.rooms.silence.reveal": Act(CHAIRS, in_plenary(), writing),
    "workshops.rooms.readiness.ask_ready": Act(CHAIRS, in_plenary()),
    "workshops.rooms.readiness.say_ready": Act(("bilal", "dara", "eli"), in_plenary(is_ready=True), writing),
    "workshops.rooms.actions.save_draft": Act(TABLE, in_plenary(text="Perhaps")),
    # words
    "workshops.rooms.searching.search": Act(TABLE, in_plenary(words="well")),
    "workshops.rooms.wording.edit_message": Act(("dara",), lambda cast: said_by_dara(cast) | {"text": "The spring is dry."}),
    "workshops.rooms.suggesting.suggest_words": Act(CHAIRS, lambda cast: {"message": Message.objects.get(held_at__isnull=False), "text": "I am afraid."}),
    "workshops.rooms.hiding.hide_message": Act(CHAIRS, said_by_dara),
    "workshops.rooms.reactions.react": Act(("bilal", "dara", "eli"), said_by_ben, answering),
    "workshops.rooms.telephone.note_telephone": Act(CHAIRS, lambda cast: in_plenary(seat=cast.bilal, is_on=True)(cast)),
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
    # groups
    "workshops.rooms.grouping.arrange_groups": Act(CHAIRS, its_tables(), at_small_tables),
    "workshops.rooms.grouping.place_people": Act(CHAIRS, eli_at_first, at_small_tables),
    "workshops.rooms.grouping.add_group": Act(CHAIRS, its_tables(), at_small_tables),
    "workshops.rooms.grouping.drop_group": Act(CHAIRS, its_tables(), at_small_tables),
    "workshops.rooms.grouping.keep_apart": Act(CHAIRS, two),
    "workshops.rooms.grouping.let_together": Act(CHAIRS, lambda cast: {"apart": cast.apart}, at_small_tables),
    "workshops.rooms.at_tables.reveal_tables": Act(CHAIRS, its_tables(), silent_at_tables),
    "workshops.rooms.at_tables.change_tables_floor": Act(CHAIRS, its_tables(mode=FloorMode.ROUND), at_small_tables),
    "workshops.rooms.calls.call_facilitator": Act(("bilal",), in_caucus()),
    "workshops.rooms.calls.answer_call": Act(CHAIRS, at_table(), at_small_tables),
    "workshops.rooms.calls.join_group": Act(CHAIRS, at_table(), at_small_tables),
    "workshops.rooms.calls.leave_group": Act(("ben",), at_table(), entered),
    "workshops.rooms.broadcasting.say_to_all": Act(CHAIRS, lambda cast: session(cast) | {"text": "Two more."}),
    "workshops.rooms.broadcasting.end_broadcast": Act(CHAIRS, session, at_small_tables),
    "workshops.rooms.guests.ask_guest": Act(
        CHAIRS, lambda cast: in_caucus(seat=cast.dara, party_id=cast.first.pk)(cast)
    ),
    "workshops.rooms.guests.answer_guest": Act(("bilal",), in_caucus(answer="yes"), visited),
    "workshops.rooms.fishbowl.swap_circle": Act(CHAIRS, in_plenary(), in_a_fishbowl),
    "workshops.rooms.fishbowl.choose_circle": Act(
        CHAIRS, lambda cast: in_plenary(party=cast.second)(cast), in_a_fishbowl
    ),
    # long
    "workshops.rooms.letting_out.propose_sentence": Act(OF_FIRST, in_caucus(text="A gauge."), proposed),
    "workshops.rooms.letting_out.reword_sentence": Act(OF_FIRST, sentence(text="Two gauges."), proposed),
    "workshops.rooms.letting_out.answer_sentence": Act(OF_FIRST, sentence(version=1, answer="yes"), proposed),
    "workshops.rooms.letting_out.withdraw_sentence": Act(("bilal",), sentence(), proposed),
    "workshops.rooms.letting_out.release_sentence": Act(OF_FIRST, sentence(version=1), agreed),
    "workshops.rooms.letting_in.propose_facilitator": Act(OF_FIRST, in_caucus(facilitator=None), proposed),
    "workshops.rooms.attaching.attach_link": Act(("amina",), in_caucus(url="https://a.example", name="Voice")),
    "workshops.rooms.attaching.remove_link": Act(("amina",), in_caucus(), proposed),
    # in a pair
}
ACTS |= board_acts.ACTS | exercise_acts.ACTS
ACTS |= {
    "workshops.records.actions.answer_record": Act(("dara", "eli"), answer_to_record, recorded),  # the others' party has
    "workshops.records.actions.strike_point": Act((*CHAIRS, "dara"), line_of_dara, recorded),
    "workshops.records.actions.amend_point": Act(CHAIRS, promise(text=texts()), recorded),
    "workshops.records.review.open_record": Act(("ines", "noor"), record(reason="The report."), reviewed),
    "workshops.records.review.close_record": Act(("noor",), record(), reviewed),  # Ines has not opened it
    "workshops.records.evaluation.open_ratings": Act(("noor",), own_workshop(reason="The report."), evaluated),
    "workshops.records.evaluation.close_ratings": Act(("noor",), own_workshop(), evaluated),
    "workshops.records.export.export_record": Act(("ines", "noor"), record(reason="The report."), reviewed),
}

# languages
ACTS |= {
    "workshops.programme.reading.choose_also_reads": Act(SEATS, lambda cast: {"languages": ["ar"]}),
    "workshops.programme.reading.set_language_pairs": Act(
        CHAIRS, lambda cast: {"seat": cast.esi, "pairs": {("en", "ar")}}, interpreted
    ),
    "workshops.programme.glossary.propose_term": Act(
        (*WRITERS, "esi"), own_workshop(words={"en": "tap", "ar": "حنفية"}), interpreted
    ),
    "workshops.programme.glossary.change_term": Act(
        (*CHAIRS, "esi"), lambda cast: {"term": cast.proposed, "words": {"en": "spring", "ar": "نبع"}}, interpreted
    ),
    "workshops.programme.glossary.drop_term": Act((*CHAIRS, "esi"), lambda cast: {"term": cast.term}, interpreted),
    "workshops.programme.glossary.contest_term": Act((*WRITERS, "esi"), lambda cast: {"term": cast.term}, interpreted),
    "workshops.programme.glossary.write_hearing": Act(
        VOTERS, lambda cast: {"term": cast.term, "text": "Of a store."}, interpreted
    ),
    "workshops.rooms.interpreting.claim_rendering": Act(("esi",), in_hand(), interpreted),
    "workshops.rooms.interpreting.return_rendering": Act(("esi",), in_hand(), interpreted),
    "workshops.rooms.interpreting.save_rendering_draft": Act(("esi",), in_hand(text="هبط"), interpreted),
    "workshops.rooms.interpreting.deliver_rendering": Act(("esi",), in_hand(text="هبط"), interpreted),
    "workshops.rooms.interpreting.ask_to_slow": Act(("esi",), paced(None), interpreted),
    "workshops.rooms.interpreting.end_slowness": Act((*CHAIRS, "esi"), paced(datetime.datetime(2030, 5, 6, tzinfo=datetime.UTC)), interpreted),
    "workshops.rooms.meaning.flag_meaning": Act(TABLE, lambda cast: {"message": cast.rendered}, interpreted),
    "workshops.running.incidents.enter_incident": Act(CHAIRS, own_workshop(kind="hurt", severity=2, ago=datetime.timedelta(), steps=[])),
    "workshops.running.incidents.close_incident": Act(CHAIRS, lambda cast: {"incident": an_incident(cast), "steps": ["talked"]}),
    "workshops.programme.declaring.sign_note": Act(CHAIRS, own_workshop(affinity="neither")),
    "workshops.running.suspending.suspend_workshop": Act(("ines",), own_workshop(why="threat")),
    "workshops.running.suspending.ask_reopening": Act(("ines",), own_workshop(), suspended),
    "workshops.rooms.meaning.answer_meaning": Act((*CHAIRS, "esi"), lambda cast: {"flag": cast.flag}, interpreted),
}

# What looks like an act by its parameters and is none.
NO_ACTS = {
    "workshops.records.review.review_desk",  # reads what this person may review
    "workshops.records.review.organisations_read_by",  # for whom this person reviews
    "workshops.programme.evaluators.evaluated_by",  # whose numbers this person reads
    "workshops.records.evaluation.evaluation_desk",  # reads what this person may evaluate: test_evaluation
    "workshops.records.evaluation.evaluates",  # whether this person evaluates at all
    "workshops.programme.desk.desk_of",  # reads what is on one's own desk
    "workshops.running.checkin.session_to_answer",  # reads where this person is asked
    "workshops.running.incidents.incidents_for_safeguarding",  # what the safeguarding contact reads: test_incidents
    "workshops.running.incidents.bands_for",  # what an administrator reads: test_incidents
    "workshops.running.safeguarding.alarms_for",  # what reaches the safeguarding contact: test_flags
    "workshops.running.way_in.go_on",  # what follows from an answer just given
    "workshops.running.changes.change_plan",  # carries out the act it is given, which decides who may
}
