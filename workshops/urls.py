"""Every address of the workshops. Addresses are nouns; POST makes the noun."""

from django.urls import path

from workshops.rooms import views as rooms
from workshops.running import console_views as console
from workshops.running import views as running

urlpatterns = [
    # a room
    path("rooms/<uuid:room_id>/", rooms.room_detail, name="room_detail"),
    path("rooms/<uuid:room_id>/messages/", rooms.message_create, name="message_create"),
    path("rooms/<uuid:room_id>/frames/", rooms.frame_list, name="frame_list"),
    path("rooms/<uuid:room_id>/draft/", rooms.draft_save, name="draft_save"),
    path("rooms/<uuid:room_id>/withdrawals/", rooms.message_withdraw, name="message_withdraw"),
    path("rooms/<uuid:room_id>/releases/", rooms.message_release, name="message_release"),
    path("rooms/<uuid:room_id>/search/", rooms.message_search, name="message_search"),
    path("rooms/<uuid:room_id>/hand/", rooms.hand_raise, name="hand_raise"),
    path("rooms/<uuid:room_id>/hand/lowering/", rooms.hand_lower, name="hand_lower"),
    path("rooms/<uuid:room_id>/turn/passing/", rooms.floor_pass, name="floor_pass"),
    path("rooms/<uuid:room_id>/turn/giving/", rooms.floor_give, name="floor_give"),
    path("rooms/<uuid:room_id>/turn/advance/", rooms.floor_advance, name="floor_advance"),
    path("rooms/<uuid:room_id>/floor/", running.floor_change, name="floor_change"),
    path("rooms/<uuid:room_id>/hold/", running.hold_change, name="hold_change"),
    # a session as it runs
    path("sessions/<uuid:session_id>/console/", console.session_console, name="session_console"),
    path("sessions/<uuid:session_id>/place/", running.session_place, name="session_place"),
    path("sessions/<uuid:session_id>/lobby/", running.lobby_open, name="lobby_open"),
    path("sessions/<uuid:session_id>/opening/", running.session_open, name="session_open"),
    path("sessions/<uuid:session_id>/pause/", running.session_pause, name="session_pause"),
    path("sessions/<uuid:session_id>/resumption/", running.session_resume, name="session_resume"),
    path("sessions/<uuid:session_id>/stop/", running.session_stop, name="session_stop"),
    path("sessions/<uuid:session_id>/minutes/", running.session_extend, name="session_extend"),
    path("sessions/<uuid:session_id>/admissions/", running.seat_admit, name="seat_admit"),
    path("sessions/<uuid:session_id>/removals/", running.seat_remove, name="seat_remove"),
    path("items/<uuid:item_id>/start/", running.item_start, name="item_start"),
]
