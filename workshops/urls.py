"""Every address of the workshops. Addresses are nouns; POST makes the noun."""

from django.urls import path

from workshops.board.views import cards, commitments, polls
from workshops.exercises import choosing_views as choosing
from workshops.exercises import leading_views as leading
from workshops.exercises import views as exercises
from workshops.exercises.making import views as making
from workshops.followups import own_views as meeting
from workshops.followups import views as followups
from workshops.programme.views import desk, discipline, door, glossary, passes, people, sessions, workshop
from workshops.records import evaluation_views as evaluation
from workshops.records import review_views as review
from workshops.records import views as records
from workshops.rooms import group_views as groups
from workshops.rooms import interpretation_views as interpretation
from workshops.rooms import line_views as lines
from workshops.rooms import moves_views as moves
from workshops.rooms import tables_views as tables
from workshops.rooms import views as rooms
from workshops.running import agenda_views as plans
from workshops.running import arrival_views as arriving
from workshops.running import caucus_views as parties
from workshops.running import closing_views as closing
from workshops.running import conduct_views as conduct
from workshops.running import console_views as console
from workshops.running import desk_views as desks
from workshops.running import flag_views as flags
from workshops.running import incident_views as incidents
from workshops.running import lobby_views as lobby
from workshops.running import people_views as team
from workshops.running import suspension_views as suspension
from workshops.running import views as running

its_workshop = "workshops/<uuid:workshop_id>/"
its_own = its_workshop + "exercises/<slug:own>/"
its_seat = its_workshop + "seats/<uuid:seat_id>/"

urlpatterns = [
    # preparing
    path("desk/", desks.desk, name="desk"),
    path("rehearsals/", desk.rehearsal_create, name="rehearsal_create"),
    path("templates/", desk.template_list, name="template_list"),
    path("templates/<slug:slug>/", desk.template_detail, name="template_detail"),
    path("templates/<slug:slug>/workshops/", desk.workshop_create, name="workshop_create"),
    path(its_workshop, workshop.workshop_detail, name="workshop_detail"),
    path(its_workshop + "texts/", workshop.workshop_change, name="workshop_change"),
    path(its_workshop + "parties/", workshop.party_create, name="party_create"),
    path(its_workshop + "parties/<uuid:party_id>/", workshop.party_change, name="party_change"),
    path(its_workshop + "parties/<uuid:party_id>/caucus/", people.caucus_ask, name="caucus_ask"),
    path(its_workshop + "agreements/", workshop.agreement_create, name="agreement_create"),
    path(its_workshop + "agreements/<uuid:agreement_id>/", workshop.agreement_change, name="agreement_change"),
    path(its_workshop + "agreements/<uuid:agreement_id>/ending/", workshop.agreement_end, name="agreement_end"),
    path(its_workshop + "people/", people.seat_list, name="seat_list"),
    path(its_workshop + "colleagues/", team.colleague_create, name="colleague_create"),
    path(its_workshop + "seats/", people.seat_create, name="seat_create"),
    path(its_seat, people.seat_detail, name="seat_detail"),
    path(its_seat + "name/", people.seat_change, name="seat_change"),
    path(its_seat + "ending/", team.seat_end, name="seat_end"),
    path(its_seat + "passes/", passes.pass_create, name="pass_create"),
    path(its_workshop + "passes/<uuid:pass_id>/revocation/", passes.pass_revoke, name="pass_revoke"),
    path(its_workshop + "knocks/<uuid:knock_id>/answer/", passes.knock_answer, name="knock_answer"),
    path(its_workshop + "sessions/", sessions.session_list, name="session_list"),
    path(its_workshop + "sessions/new/", plans.session_create, name="session_create"),
    path("sessions/<uuid:session_id>/", sessions.session_detail, name="session_detail"),
    path("sessions/<uuid:session_id>/plan/", plans.session_change, name="session_change"),
    path("sessions/<uuid:session_id>/removal/", plans.session_drop, name="session_drop"),
    path("sessions/<uuid:session_id>/items/", plans.item_create, name="item_create"),
    path("items/<uuid:item_id>/", plans.item_change, name="item_change"),
    path("items/<uuid:item_id>/position/", plans.item_move, name="item_move"),
    path("items/<uuid:item_id>/removal/", plans.item_drop, name="item_drop"),
    # the outer door
    path("j", door.pass_open, name="pass_open"),
    path("passes/claim/", door.pass_claim, name="pass_claim"),
    path("passes/knock/", door.pass_knock, name="pass_knock"),
    path("exit/", door.quick_exit, name="quick_exit"),
    # the way in
    path("arrival/", arriving.arrival_next, name="arrival"),
    path("arrival/invitation/", arriving.invitation, name="arrival_invitation"),
    path("arrival/name/", arriving.name, name="arrival_name"),
    path("arrival/consent/", arriving.consent, name="arrival_consent"),
    path("arrival/agreements/", arriving.agreements, name="arrival_agreements"),
    path("arrival/caucus/", arriving.caucus, name="arrival_caucus"),
    path("arrival/language/", arriving.language_choose, name="seat_language"),
    path("arrival/lobby/", lobby.lobby, name="lobby"),
    path("arrival/admission/", lobby.admission_ask, name="admission_ask"),
    # meeting again (followups)
    path(its_workshop + "followups/", followups.followup_list, name="followup_list"),
    path("followups/<uuid:followup_id>/", followups.followup_detail, name="followup_detail"),
    path("followups/<uuid:followup_id>/removal/", followups.followup_drop, name="followup_drop"),
    path("followups/<uuid:followup_id>/askings/", followups.asking_mark, name="asking_mark"),
    path("dispatches/<uuid:dispatch_id>/telling/", followups.dispatch_tell, name="dispatch_tell"),
    path(its_workshop + "appointments/", meeting.appointment_list, name="appointment_list"),
    path("sessions/<uuid:session_id>/calendar/", meeting.appointment_calendar, name="appointment_calendar"),
    path("arrival/channel/", meeting.channel, name="arrival_channel"),
    # a room
    path("rooms/<uuid:room_id>/", rooms.room_detail, name="room_detail"),
    path("rooms/<uuid:room_id>/messages/", rooms.message_create, name="message_create"),
    path("rooms/<uuid:room_id>/frames/", rooms.frame_list, name="frame_list"),
    path("rooms/<uuid:room_id>/draft/", rooms.draft_save, name="draft_save"),
    path("rooms/<uuid:room_id>/withdrawals/", rooms.message_withdraw, name="message_withdraw"),
    path("rooms/<uuid:room_id>/releases/", rooms.message_release, name="message_release"),
    # words: single lines of a room
    path("rooms/<uuid:room_id>/search/", lines.message_search, name="message_search"),
    path("rooms/<uuid:room_id>/wording/", lines.message_edit, name="message_edit"),
    path("rooms/<uuid:room_id>/suggestions/", lines.message_suggest, name="message_suggest"),
    path("rooms/<uuid:room_id>/hiding/", lines.message_hide, name="message_hide"),
    path("rooms/<uuid:room_id>/reaction/", lines.reaction_change, name="reaction_change"),
    path("rooms/<uuid:room_id>/earlier/", lines.earlier_list, name="earlier_list"),
    path("rooms/<uuid:room_id>/telephone/", lines.telephone_list, name="telephone_list"),
    path("rooms/<uuid:room_id>/hand/", rooms.hand_raise, name="hand_raise"),
    path("rooms/<uuid:room_id>/hand/lowering/", rooms.hand_lower, name="hand_lower"),
    path("rooms/<uuid:room_id>/turn/passing/", rooms.floor_pass, name="floor_pass"),
    path("rooms/<uuid:room_id>/turn/giving/", rooms.floor_give, name="floor_give"),
    path("rooms/<uuid:room_id>/turn/advance/", rooms.floor_advance, name="floor_advance"),
    path("rooms/<uuid:room_id>/turn/minute/", rooms.turn_extend, name="turn_extend"),
    path("rooms/<uuid:room_id>/revealing/", rooms.floor_reveal, name="floor_reveal"),
    path("rooms/<uuid:room_id>/readiness/", rooms.readiness_say, name="readiness_say"),
    path("rooms/<uuid:room_id>/readiness/question/", rooms.readiness_ask, name="readiness_ask"),
    path("rooms/<uuid:room_id>/flag/", flags.flag_raise, name="flag_raise"),
    path("rooms/<uuid:room_id>/flag/closing/", flags.flag_close, name="flag_close"),
    path("rooms/<uuid:room_id>/flag/answer/", flags.flag_answer, name="flag_answer"),
    path(its_workshop + "incidents/", incidents.incident_list, name="incident_list"),
    path("incidents/<uuid:incident_id>/closing/", incidents.incident_close, name="incident_close"),
    path("incidents/", incidents.incident_bands, name="incident_bands"),
    path(its_workshop + "discipline/", discipline.discipline_sign, name="discipline_sign"),
    path(its_workshop + "suspension/", suspension.workshop_suspend, name="workshop_suspend"),
    path(its_workshop + "suspension/question/", suspension.reopening_ask, name="reopening_ask"),
    path("safeguarding/", flags.safeguarding, name="safeguarding"),
    path("rooms/<uuid:room_id>/floor/", running.floor_change, name="floor_change"),
    path("rooms/<uuid:room_id>/hold/", running.hold_change, name="hold_change"),
    # languages
    path("rooms/<uuid:room_id>/interpretation/", interpretation.interpretation_desk, name="interpretation_desk"),
    path("rooms/<uuid:room_id>/interpretation/claims/", interpretation.rendering_claim, name="rendering_claim"),
    path("rooms/<uuid:room_id>/interpretation/returns/", interpretation.rendering_return, name="rendering_return"),
    path("rooms/<uuid:room_id>/interpretation/draft/", interpretation.rendering_draft, name="rendering_draft"),
    path("rooms/<uuid:room_id>/interpretation/deliveries/", interpretation.rendering_deliver, name="rendering_deliver"),
    path("rooms/<uuid:room_id>/interpretation/slowness/", interpretation.slowness_ask, name="slowness_ask"),
    path("rooms/<uuid:room_id>/interpretation/slowness/end/", interpretation.slowness_end, name="slowness_end"),
    path("rooms/<uuid:room_id>/interpretation/answers/", interpretation.meaning_answer, name="meaning_answer"),
    path("messages/<uuid:message_id>/meaning/", interpretation.meaning_flag, name="meaning_flag"),
    path(its_seat + "languages/", glossary.pairs_change, name="pairs_change"),
    path("arrival/reading/", arriving.reading, name="arrival_reading"),
    path(its_workshop + "glossary/", glossary.glossary_detail, name="glossary"),
    path("terms/<uuid:term_id>/", glossary.term_change, name="term_change"),
    path("terms/<uuid:term_id>/removal/", glossary.term_drop, name="term_drop"),
    path("terms/<uuid:term_id>/contest/", glossary.term_contest, name="term_contest"),
    path("terms/<uuid:term_id>/hearing/", glossary.hearing_write, name="hearing_write"),
    # groups: small tables, calls, a word to all rooms, a fishbowl
    path("items/<uuid:item_id>/tables/", tables.group_list, name="group_list"),
    path("items/<uuid:item_id>/tables/reveal/", tables.tables_reveal, name="tables_reveal"),
    path("items/<uuid:item_id>/tables/floor/", tables.tables_floor, name="tables_floor"),
    path("items/<uuid:item_id>/tables/apart/", tables.apart_create, name="apart_create"),
    path("apart/<uuid:apart_id>/removal/", tables.apart_end, name="apart_end"),
    path("sessions/<uuid:session_id>/moves/", moves.seat_move, name="seat_move"),
    path("rooms/<uuid:room_id>/guest/answer/", moves.guest_answer, name="guest_answer"),
    path("rooms/<uuid:room_id>/joining/", groups.group_join, name="group_join"),
    path("rooms/<uuid:room_id>/leaving/", groups.group_leave, name="group_leave"),
    path("rooms/<uuid:room_id>/call/", groups.call_create, name="call_create"),
    path("rooms/<uuid:room_id>/call/answer/", groups.call_answer, name="call_answer"),
    path("rooms/<uuid:room_id>/circle/", groups.circle_change, name="circle_change"),
    path("rooms/<uuid:room_id>/circle/swap/", groups.circle_swap, name="circle_swap"),
    path("sessions/<uuid:session_id>/broadcasts/", groups.broadcast_create, name="broadcast_create"),
    path("sessions/<uuid:session_id>/broadcasts/ending/", groups.broadcast_end, name="broadcast_end"),
    # long: what a party decides in its caucus, a call beside the text
    path("rooms/<uuid:room_id>/party/", parties.party_page, name="party_page"),
    path("rooms/<uuid:room_id>/sentences/", parties.sentence_create, name="sentence_create"),
    path("rooms/<uuid:room_id>/sentences/answer/", parties.sentence_answer, name="sentence_answer"),
    path("rooms/<uuid:room_id>/sentences/withdrawal/", parties.sentence_withdraw, name="sentence_withdraw"),
    path("rooms/<uuid:room_id>/sentences/release/", parties.sentence_release, name="sentence_release"),
    path("rooms/<uuid:room_id>/facilitator/", parties.facilitator_propose, name="facilitator_propose"),
    path("rooms/<uuid:room_id>/facilitator/answer/", parties.facilitator_answer, name="facilitator_answer"),
    path("rooms/<uuid:room_id>/call-link/", parties.link_attach, name="link_attach"),
    path("rooms/<uuid:room_id>/call-link/removal/", parties.link_remove, name="link_remove"),
    # a pair and its exercise
    path("rooms/<uuid:room_id>/exercise/", exercises.run_detail, name="run_detail"),
    path("rooms/<uuid:room_id>/exercise/panel/", exercises.run_panel, name="run_panel"),
    path("rooms/<uuid:room_id>/exercise/responses/", exercises.response_create, name="response_create"),
    path("rooms/<uuid:room_id>/exercise/draft/", exercises.step_draft_save, name="step_draft_save"),
    path("rooms/<uuid:room_id>/exercise/pause/", exercises.run_pause, name="run_pause"),
    path("rooms/<uuid:room_id>/exercise/resumption/", exercises.run_resume, name="run_resume"),
    path("rooms/<uuid:room_id>/exercise/call/", exercises.facilitator_call, name="facilitator_call"),
    path("rooms/<uuid:room_id>/exercise/stop/", exercises.run_stop, name="run_stop"),
    path("rooms/<uuid:room_id>/exercise/leaving/", exercises.run_leave, name="run_leave"),
    path(its_workshop + "exercises/", choosing.exercise_list, name="exercise_list"),
    # exercises of a workshop's own
    path(its_workshop + "exercises/own/", making.own_create, name="own_create"),
    path(its_workshop + "exercises/imports/", making.own_import, name="own_import"),
    path(its_workshop + "exercises/<slug:kind>/copies/", making.own_copy, name="own_copy"),
    path(its_own + "draft/", making.own_detail, name="own_detail"),
    path(its_own + "facts/", making.own_change, name="own_change"),
    path(its_own + "steps/<slug:step_kind>/new/", making.step_create, name="step_create"),
    path(its_own + "steps/<int:number>/", making.step_change, name="step_change"),
    path(its_own + "steps/<int:number>/position/", making.step_move, name="step_move"),
    path(its_own + "steps/<int:number>/removal/", making.step_drop, name="step_drop"),
    path(its_own + "versions/", making.own_use, name="own_use"),
    path(its_own + "removal/", making.own_drop, name="own_drop"),
    path(its_own + "file/", making.own_export, name="own_export"),
    path(its_workshop + "exercises/<slug:kind>/", choosing.exercise_detail, name="exercise_detail"),
    path("items/<uuid:item_id>/pairs/", leading.pairs_start, name="pairs_start"),
    path("items/<uuid:item_id>/exercise/", leading.table_start, name="table_start"),
    path("sessions/<uuid:session_id>/runs/passing-on/", leading.run_pass_on, name="run_pass_on"),
    path("sessions/<uuid:session_id>/runs/extension/", leading.run_extend, name="run_extend"),
    path("sessions/<uuid:session_id>/runs/joining/", leading.run_join, name="run_join"),
    path("sessions/<uuid:session_id>/runs/closing/", leading.run_close, name="run_close"),
    path("sessions/<uuid:session_id>/alerts/answer/", leading.alert_answer, name="alert_answer"),
    # a session as it runs
    path("sessions/<uuid:session_id>/console/", console.session_console, name="session_console"),
    path("sessions/<uuid:session_id>/console/<slug:panel>/", console.console_panel, name="console_panel"),
    path("sessions/<uuid:session_id>/stopping/", console.session_stop_confirm, name="session_stop_confirm"),
    path("sessions/<uuid:session_id>/closing/", closing.session_close, name="session_close"),
    path("sessions/<uuid:session_id>/place/", running.session_place, name="session_place"),
    path("sessions/<uuid:session_id>/lobby/", running.lobby_open, name="lobby_open"),
    path("sessions/<uuid:session_id>/opening/", running.session_open, name="session_open"),
    path("sessions/<uuid:session_id>/pause/", running.session_pause, name="session_pause"),
    path("sessions/<uuid:session_id>/resumption/", running.session_resume, name="session_resume"),
    path("sessions/<uuid:session_id>/stop/", running.session_stop, name="session_stop"),
    path("sessions/<uuid:session_id>/minutes/", running.session_extend, name="session_extend"),
    path("sessions/<uuid:session_id>/admissions/", running.seat_admit, name="seat_admit"),
    path("sessions/<uuid:session_id>/removals/", running.seat_remove, name="seat_remove"),
    # the console
    path("sessions/<uuid:session_id>/pauses/", conduct.pause_plan, name="pause_plan"),
    path("sessions/<uuid:session_id>/undo/", conduct.act_undo, name="act_undo"),
    path("sessions/<uuid:session_id>/silences/", conduct.seat_mute, name="seat_mute"),
    path("sessions/<uuid:session_id>/lead/", conduct.lead_give, name="lead_give"),
    path("sessions/<uuid:session_id>/lead/taking/", conduct.lead_take, name="lead_take"),
    path("sessions/<uuid:session_id>/items/next/", conduct.item_insert, name="item_insert"),
    path("rooms/<uuid:room_id>/readiness/answer/", conduct.checkin_say, name="checkin_say"),
    path("items/<uuid:item_id>/start/", running.item_start, name="item_start"),
    # the board
    path(its_workshop + "board/", cards.board_detail, name="board_detail"),
    path(its_workshop + "board/cards/", cards.card_create, name="card_create"),
    path(its_workshop + "board/reality-test/", cards.reality_open, name="reality_open"),
    path(its_workshop + "board/origins/", cards.origin_take, name="origin_take"),
    path(its_workshop + "board/dots/", polls.dots_create, name="dots_create"),
    path("cards/<uuid:card_id>/", cards.card_detail, name="card_detail"),
    path("cards/<uuid:card_id>/text/", cards.card_change, name="card_change"),
    path("cards/<uuid:card_id>/place/", cards.card_move, name="card_move"),
    path("cards/<uuid:card_id>/links/", cards.card_link, name="card_link"),
    path("cards/<uuid:card_id>/mark/", cards.card_mark, name="card_mark"),
    path("cards/<uuid:card_id>/restatement/", cards.card_restate, name="card_restate"),
    path("cards/<uuid:card_id>/answers/", cards.reality_answer, name="reality_answer"),
    path("cards/<uuid:card_id>/endorsement/", cards.endorsement_ask, name="endorsement_ask"),
    path("cards/<uuid:card_id>/endorsement/answer/", cards.endorsement_answer, name="endorsement_answer"),
    path("cards/<uuid:card_id>/polls/", polls.poll_create, name="poll_create"),
    path("cards/<uuid:card_id>/commitments/", commitments.commitment_create, name="commitment_create"),
    path("polls/<uuid:poll_id>/", polls.poll_detail, name="poll_detail"),
    path("polls/<uuid:poll_id>/ballot/", polls.ballot_cast, name="ballot_cast"),
    path("polls/<uuid:poll_id>/closing/", polls.poll_close, name="poll_close"),
    path("commitments/<uuid:commitment_id>/", commitments.commitment_detail, name="commitment_detail"),
    path("commitments/<uuid:commitment_id>/owners/", commitments.owner_ask, name="owner_ask"),
    path("commitments/<uuid:commitment_id>/ownership/", commitments.owner_answer, name="owner_answer"),
    path("commitments/<uuid:commitment_id>/state/", commitments.commitment_change, name="commitment_change"),
    path("commitments/<uuid:commitment_id>/following/", commitments.commitment_follow, name="commitment_follow"),
    path("commitments/<uuid:commitment_id>/release/", commitments.commitment_release, name="commitment_release"),
    # records: for those whose record it is
    path("records/<uuid:record_id>/", records.record_detail, name="record_detail"),
    path("records/<uuid:record_id>/answer/", records.record_answer, name="record_answer"),
    path("points/<uuid:point_id>/", records.point_change, name="point_change"),
    path("points/<uuid:point_id>/removal/", records.point_strike, name="point_strike"),
    # records: for the NGO, once they are released
    path("records/", review.record_list, name="record_list"),
    path("records/<uuid:record_id>/openings/", review.record_open, name="record_open"),
    path("records/<uuid:record_id>/review/", review.record_review, name="record_review"),
    path("records/<uuid:record_id>/closing/", review.record_close, name="record_close"),
    path("records/<uuid:record_id>/exports/", review.record_export, name="record_export"),
    # numbers of exercises: for evaluators
    path("ratings/", evaluation.ratings_list, name="ratings_list"),
    path("workshops/<uuid:workshop_id>/ratings/", evaluation.ratings_review, name="ratings_review"),
    path("workshops/<uuid:workshop_id>/ratings/openings/", evaluation.ratings_open, name="ratings_open"),
    path("workshops/<uuid:workshop_id>/ratings/closing/", evaluation.ratings_close, name="ratings_close"),
]
