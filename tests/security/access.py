"""Who may do what by which address, declared once and for all. What is not declared here fails the test of access."""

from tests.security import exercise_access, forms
from tests.security.address import (
    CHAIRS,
    CLOSED,
    CONVENERS,
    HEARS,
    MEMBERS,
    NOBODY,
    PAIR,
    PUBLIC,
    SEATED,
    TEAM,
    VOTERS,
    WRITERS,
    Address,
    act,
    at_the_table,
    chairs,
    group,
    leads,
    pair,
    post,
    rooms,
)
from tests.security.exercise_stage import (
    before_the_exercise,
    exchanged,
    helped,
    in_the_exercise,
    paired,
)
from tests.security.stage import (
    EVERYBODY,
    GUESTS,
    STAFF,
    agreed,
    answering,
    asked,
    at_small_tables,
    back_again,
    deciding,
    entered,
    evaluated,
    flagged,
    in_a_fishbowl,
    interpreted,
    led_by_nobody,
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

ADDRESSES = {
    # anybody
    "home": PUBLIC,
    "set_language": post(EVERYBODY, NOBODY),
    "health_live": PUBLIC,
    "health_ready": PUBLIC,
    "styleguide": CLOSED,  # only where one develops
    # the outer door
    "pass_open": PUBLIC,
    "pass_claim": Address(EVERYBODY, ("nobody", "dara"), forms.claim),
    "pass_knock": Address(EVERYBODY, EVERYBODY, forms.knock),
    "quick_exit": Address(EVERYBODY, GUESTS),
    # the way in
    "arrival": Address(GUESTS),
    "arrival_invitation": Address(GUESTS),
    "arrival_name": Address(GUESTS, GUESTS, forms.name),
    "arrival_consent": Address(GUESTS, GUESTS, forms.consent),
    "arrival_agreements": Address(GUESTS, GUESTS, forms.objection),
    "arrival_caucus": Address(GUESTS, SEATED, forms.yes, scene=asked),  # the others go on to the door of the session
    "seat_language": post(GUESTS, GUESTS, forms.language),
    "lobby": Address(GUESTS),
    "admission_ask": post(GUESTS, SEATED, scene=planned),
    # staff, their organisation
    "account": Address(STAFF, STAFF, forms.profile),
    "organisation": Address(STAFF),
    "organisation_show": Address(TEAM),
    "organisation_rename": Address(("ines",), ("ines",), forms.rename),
    "staff_invitation_create": Address(("ines",), ("ines",), forms.invite),
    "staff_invitation_renew": Address(("ines",), ("ines",)),
    "staff_invitation_revoke": Address(("ines",), ("ines",)),
    "person_show": Address(("ines",)),
    "role_give": Address(("ines",), ("ines",), forms.role),
    "role_end": Address(("ines",), ("ines",)),
    "staff_invitation_open": PUBLIC,
    "staff_invitation_accept": CLOSED,  # until a link has been opened in this browser
    # preparing
    "desk": Address(STAFF),
    "rehearsal_create": post(CONVENERS),
    "template_list": Address(CONVENERS),
    "template_detail": Address(CONVENERS),
    "workshop_create": Address(CONVENERS, CONVENERS, forms.workshop),
    "workshop_detail": chairs(),
    "workshop_change": chairs(forms.about),
    "party_create": chairs(forms.party),
    "party_change": chairs(forms.party),
    "caucus_ask": act(forms.caucus),
    "agreement_create": chairs(forms.agreement),
    "agreement_change": chairs(forms.agreement),
    "agreement_end": chairs(forms.empty),
    "seat_list": chairs(),
    "exercise_list": chairs(),
    "exercise_detail": chairs(),
    "colleague_create": chairs(forms.colleague),
    "seat_create": chairs(forms.seat),
    "seat_detail": chairs(),
    "seat_change": chairs(forms.name),
    "seat_end": chairs(forms.empty),
    "pass_create": act(forms.days),
    "pass_revoke": act(),
    "knock_answer": act(forms.welcome),
    "session_list": chairs(),
    "session_create": chairs(forms.session),
    "session_detail": chairs(),
    "session_change": chairs(forms.session, scene=planned),
    "session_drop": act(scene=planned),
    "item_create": chairs(forms.item),
    "item_change": chairs(forms.item),
    "item_move": act(forms.up),
    "item_drop": act(),
    # meeting again (followups)
    "followup_list": chairs(),
    "followup_detail": chairs(forms.meeting),
    "followup_drop": act(),
    "asking_mark": act(forms.asked),
    "dispatch_tell": act(),
    "appointment_list": Address((*CHAIRS, *SEATED)),
    "appointment_calendar": Address((*CHAIRS, *SEATED)),
    "arrival_channel": Address(GUESTS, GUESTS, forms.address),
    # a session as it runs
    "session_console": chairs(),
    "console_panel": chairs(),
    "session_stop_confirm": chairs(),
    "session_place": Address((*CHAIRS, *SEATED)),
    "lobby_open": act(scene=planned),
    "session_open": act(scene=waiting),
    "session_pause": act(),
    "session_resume": act(scene=paused),
    "session_stop": act(),
    "session_close": chairs(forms.closing, scene=stopped),
    "session_extend": act(forms.minutes),
    "seat_admit": act(forms.seat_of("chen")),
    "seat_remove": act(forms.seat_of("dara")),
    "item_start": act(),
    # the console
    "pause_plan": act(forms.minutes_of_pause),
    "act_undo": act(forms.undo),
    "seat_mute": act(forms.mute),
    "lead_give": act(forms.seat_of("ben"), scene=led_by_nobody),
    "lead_take": post(CHAIRS, ("ben",)),  # Amina leads
    "item_insert": act(forms.next_item),
    "checkin_say": rooms(enters={"desk": ("dara",)}, scene=back_again, desk=("dara",)),
    # a room
    "room_detail": rooms(is_read=True) | pair(is_read=True) | group(is_read=True),
    "message_create": rooms(
        forms.words, plenary=(*CHAIRS, "bilal"), first=("amina",), second=("ben",), staff=CHAIRS, desk=(*CHAIRS, "dara")
    )
    | pair(form=forms.words)  # nobody talks there before a facilitator has come
    | group(PAIR, forms.words),
    "frame_list": rooms(is_read=True) | pair(is_read=True) | group(is_read=True),
    "draft_save": rooms(forms.words, **HEARS) | pair(PAIR, forms.words) | group(PAIR, forms.words),
    "message_withdraw": rooms(forms.message_of("dara"), enters=at_the_table, plenary=("dara",)),
    "message_release": rooms(forms.held, enters={"plenary": (*CHAIRS, "dara")}, plenary=CHAIRS),
    # words
    "message_search": rooms(forms.search, is_read=True) | pair(form=forms.search, is_read=True) | group(form=forms.search, is_read=True),
    "message_edit": rooms(forms.other_words, enters={"plenary": ("dara",)}, plenary=("dara",)),
    "message_suggest": rooms(forms.other_words_for_held, enters={"plenary": CHAIRS}, is_read=False, plenary=CHAIRS),
    "message_hide": rooms(forms.message_of("dara"), enters=at_the_table, plenary=CHAIRS),
    "reaction_change": rooms(forms.thanks_to_ben, enters=at_the_table, plenary=("bilal", "dara", "eli"), scene=answering),
    "earlier_list": rooms(enters={}, is_read=True),  # nothing is asked for: see tests/rooms/test_paging.py
    "telephone_list": rooms(forms.on_the_telephone, enters=leads | {"staff": (), "desk": ()}, is_read=True, plenary=CHAIRS, first=("amina",)),
    "hand_raise": rooms(plenary=("dara",)),
    "hand_lower": rooms(plenary=("eli",)),
    "floor_pass": rooms(plenary=("bilal",)),
    "floor_give": rooms(forms.seat_of("eli"), enters=at_the_table, plenary=CHAIRS),
    "floor_advance": rooms(**leads),
    # asking for help: on one's own private line
    "flag_raise": rooms(forms.always(level="1"), enters={"desk": ("dara",)}, desk=("dara",)),
    "flag_close": rooms(enters={"desk": HEARS["desk"]}, desk=HEARS["desk"], scene=flagged),
    "flag_answer": rooms(enters={"desk": CHAIRS}, desk=CHAIRS, scene=flagged),
    "incident_list": chairs(forms.always(kind="hurt", severity="2", ago="0")),
    "incident_close": post(CHAIRS, form=forms.incident_steps),
    "incident_bands": Address(("ines", "zoe")),  # each of their own organisation
    "discipline_sign": chairs(forms.always(affinity="neither", is_signed="on")),
    "workshop_suspend": Address(("ines",), ("ines",), forms.always(why="threat")),
    "reopening_ask": post(("ines",), scene=suspended),
    "safeguarding": Address(NOBODY),  # the organisation of the cast has named nobody
    "turn_extend": rooms(plenary=("bilal",), scene=timed),
    "floor_reveal": rooms(plenary=CHAIRS, scene=writing),
    "readiness_ask": rooms(plenary=CHAIRS),  # of a silent room nobody asks
    "readiness_say": rooms(forms.always(is_ready="yes"), plenary=("bilal", "dara", "eli"), scene=writing),
    "floor_change": rooms(forms.floor, enters=leads, **{kind: leads[kind] for kind in ("plenary", "first", "second")}),
    "hold_change": rooms(forms.hold, enters=leads, **leads),
    # groups
    "group_list": chairs(forms.places, scene=at_small_tables),
    "tables_reveal": act(scene=silent_at_tables),
    "tables_floor": act(forms.floor, scene=at_small_tables),
    "apart_create": act(forms.apart, scene=at_small_tables),
    "apart_end": act(scene=at_small_tables),
    "seat_move": chairs(forms.move, scene=at_small_tables),
    "guest_answer": {"first": post(HEARS["first"], ("bilal",), forms.answer_yes, scene=visited)},
    "group_join": group(CHAIRS, enters=CHAIRS),
    "group_leave": group(("ben",), enters=CHAIRS, scene=entered),
    "call_create": rooms(first=("bilal",), second=("dara", "eli"))
    | group(),  # it has called already
    "call_answer": group(CHAIRS, enters=CHAIRS) | {"first": post(CHAIRS, NOBODY)},  # that has not called
    "circle_change": {"plenary": Address(CHAIRS, CHAIRS, forms.circle, scene=in_a_fishbowl)},
    "circle_swap": {"plenary": post(CHAIRS, scene=in_a_fishbowl)},
    "broadcast_create": act(forms.to_all),
    "broadcast_end": act(scene=at_small_tables),
    # a pair and its exercise
    "run_detail": pair(is_read=True),
    "run_panel": pair(is_read=True),
    "response_create": pair(("dara",), forms.told),
    "step_draft_save": pair(PAIR, forms.draft_of_question),
    "run_pause": pair(PAIR),
    "run_resume": pair(),  # it is not paused
    "facilitator_call": pair(PAIR),
    "run_stop": pair(PAIR),
    "run_leave": pair(("ben",), enters=(*PAIR, "ben"), scene=helped),
    "pairs_start": chairs(forms.chosen_pair, scene=paired),
    "table_start": chairs(forms.first_party, scene=before_the_exercise),
    "run_pass_on": post(CHAIRS, ("ben",), forms.run_of_second, scene=in_the_exercise),  # whom the second party has accepted
    "run_extend": act(forms.run, scene=in_the_exercise),
    "run_join": act(forms.run, scene=paired),
    "run_close": act(forms.run, scene=paired),
    "alert_answer": act(forms.alert, scene=paired),
    # the board
    "board_detail": Address(MEMBERS, scene=deciding),
    "card_create": Address(WRITERS, WRITERS, forms.card, scene=deciding),
    "reality_open": act(),
    "origin_take": act(forms.the_run, scene=exchanged),
    "dots_create": Address(CHAIRS, CHAIRS, forms.both_parties, scene=deciding),
    "card_detail": Address(MEMBERS, scene=deciding),
    "card_change": Address(WRITERS, WRITERS, forms.wording, scene=deciding),
    "card_move": post(MEMBERS, CHAIRS, forms.place, scene=deciding),  # a poll has adopted it: facilitators only
    "card_link": post(MEMBERS, WRITERS, forms.first_need, scene=deciding),
    "card_mark": post(MEMBERS, WRITERS, forms.one_sided, scene=deciding),
    "card_restate": post(MEMBERS, NOBODY, scene=deciding),  # it is no need; of needs: acts.py
    "reality_answer": post(MEMBERS, VOTERS, forms.people_say, scene=deciding),
    "endorsement_ask": post(MEMBERS, (*CHAIRS, "dara", "eli"), forms.second_party, scene=deciding),
    "endorsement_answer": post(MEMBERS, ("bilal", "chen"), forms.answer_yes, scene=deciding),
    "poll_create": Address(CHAIRS, CHAIRS, forms.both_parties, scene=deciding),
    "commitment_create": Address(WRITERS, WRITERS, forms.work, scene=deciding),
    "poll_detail": Address(MEMBERS, scene=deciding),
    "ballot_cast": post(VOTERS, form=forms.ballot, scene=deciding),
    "poll_close": act(scene=deciding),
    "commitment_detail": Address(MEMBERS, scene=deciding),
    "owner_ask": post(MEMBERS, WRITERS, forms.seat_of("chen"), scene=deciding),
    "owner_answer": post(MEMBERS, VOTERS, forms.taken, scene=deciding),
    "commitment_change": post(MEMBERS, (*CHAIRS, "bilal", "dara"), forms.on_track, scene=deciding),
    "commitment_follow": post(MEMBERS, (*CHAIRS, "bilal", "dara"), scene=deciding),
    "commitment_release": post(MEMBERS, ("bilal", "dara"), scene=deciding),
}

# records
OF_PARTIES = ("bilal", "chen", "dara", "eli")
ITS_PEOPLE = (*CHAIRS, *OF_PARTIES)  # Esi observes
REVIEWERS = ("ines", "noor")
ADDRESSES |= {
    "record_detail": Address(ITS_PEOPLE, scene=recorded),
    "record_answer": post(OF_PARTIES, ("dara", "eli"), form=forms.no_to_the_record, scene=recorded),
    "point_change": Address(CHAIRS, CHAIRS, forms.promise, scene=recorded),
    "point_strike": post(ITS_PEOPLE, CHAIRS, scene=recorded),  # a promise is nobody's own
    "record_list": Address((*REVIEWERS, "zoe"), scene=recorded),
    "record_open": Address(REVIEWERS, REVIEWERS, forms.reason, scene=reviewed),
    "record_review": Address(REVIEWERS, scene=reviewed),  # whoever gave no reason is led to it
    "record_close": post(REVIEWERS, ("noor",), scene=reviewed),
    "record_export": Address(REVIEWERS, ("noor",), forms.reason, scene=reviewed),
}

# the numbers of exercises: for an evaluator alone, who here is Noor
EVALUATOR = ("noor",)
ADDRESSES |= {
    "ratings_list": Address(EVALUATOR, scene=evaluated),
    "ratings_open": Address(EVALUATOR, EVALUATOR, forms.reason, scene=evaluated),
    "ratings_review": Address(EVALUATOR, scene=evaluated),
    "ratings_close": post(EVALUATOR, scene=evaluated),
}

# languages
DESK = ("amina", "ben", "esi")  # who looks after the interpretation at the table
WORDING = ("amina", "ben", "esi")
ADDRESSES |= {
    "interpretation_desk": {"plenary": Address(DESK, scene=interpreted)},
    "rendering_claim": {"plenary": post(("esi",), form=forms.in_hand, scene=interpreted)},
    "rendering_return": {"plenary": post(("esi",), form=forms.in_hand, scene=interpreted)},
    "rendering_draft": {"plenary": post(("esi",), form=forms.in_hand, scene=interpreted)},
    "rendering_deliver": {"plenary": post(("esi",), form=forms.in_hand, scene=interpreted)},
    "slowness_ask": {"plenary": post(DESK, NOBODY, scene=interpreted)},  # she has asked already
    "slowness_end": {"plenary": post(DESK, scene=interpreted)},
    "meaning_answer": {"plenary": post(DESK, form=forms.flag, scene=interpreted)},
    "meaning_flag": Address(HEARS["plenary"], HEARS["plenary"], forms.note, scene=interpreted),
    "pairs_change": post(CHAIRS, NOBODY, forms.pairs, scene=interpreted),  # Dara does not interpret: acts.py
    "arrival_reading": Address(GUESTS, GUESTS, forms.reading),
    "glossary": Address(MEMBERS, (*WRITERS, "esi"), forms.term, scene=interpreted),
    "term_change": Address(WORDING, WORDING, forms.term, scene=interpreted),
    "term_drop": post(MEMBERS, WORDING, scene=interpreted),
    "term_contest": post(MEMBERS, (*WRITERS, "esi"), scene=interpreted),
    "hearing_write": post(MEMBERS, VOTERS, forms.heard, scene=interpreted),
}

# long
OF_FIRST = ("bilal", "chen")  # in this scene Chen is in


def in_first(acts=OF_FIRST, form=forms.empty, scene=proposed):
    """An address for the members of the first party in its caucus."""
    return {"first": post(OF_FIRST, acts, form, scene=scene)}


ADDRESSES |= {
    "party_page": {"first": Address(("amina", *OF_FIRST), scene=proposed)},
    "sentence_create": in_first(form=forms.always(text="A gauge.")),
    "sentence_answer": in_first(form=forms.sentence(answer="yes")),
    "sentence_withdraw": in_first(("bilal",), forms.sentence()),
    "sentence_release": in_first(form=forms.sentence(), scene=agreed),
    "facilitator_propose": in_first(form=forms.nobody_hears),
    "facilitator_answer": in_first(form=forms.answer_yes),
    "link_attach": rooms(forms.call, is_read=True, enters=leads, **leads),
    "link_remove": {"plenary": post(CHAIRS, scene=proposed), "first": post(("amina",), scene=proposed)},
}

ADDRESSES |= exercise_access.ADDRESSES
# Addresses of django-allauth: its own tests say what they do; here they refuse nobody with 403 and break for nobody.
OF_ALLAUTH = {
    "account_closed", "account_login", "account_logout", "account_inactive", "account_signup",
    "account_reauthenticate", "account_email", "account_email_verification_sent", "account_change_password",
    "account_set_password", "account_reset_password", "account_confirm_login_code", "account_confirm_email",
    "account_confirm_password_reset_code", "account_complete_password_reset",
    "account_password_reset_completed", "account_request_login_code", "mfa_index", "mfa_authenticate",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_login_webauthn",
    "usersessions_list",
}  # fmt: skip
