"""What a room's page shows, read once for one viewer: the head of each log first, then everything else."""

import uuid

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from workshops import rules
from workshops.languages import listed, local
from workshops.live import beside, cursors, frames, regions, strips
from workshops.live.lines import lines
from workshops.programme.models import Agreement, Placement
from workshops.rooms import attaching, interpreters, paging
from workshops.rooms.asides import aside
from workshops.rooms.calls import CALLING
from workshops.rooms.forms import MessageForm
from workshops.rooms.line_acts import callers_of, line_acts, reply_of
from workshops.rooms.models import Draft, Room, SmallGroup

STRIPS = {"calling": CALLING, "circle": (Room.Kind.PLENARY,), "guest": (Room.Kind.CAUCUS,)}  # and where there are such
STRIPS |= {"deciding": (Room.Kind.CAUCUS,), "beside": attaching.BESIDE, "due": attaching.BESIDE}  # long


def room_parts(viewer, room, *, form=None, is_all=False, since=None, reply_to=None):
    """The context of `rooms/_live.html` (and of the whole room page) for one viewer of one room. `since`: how far back
    the log goes; `reply_to`: what is going to be answered."""
    plenary = plenary_of(room)
    led = led_from_here(viewer, room)
    also = [*([plenary or led] if plenary or led else []), *desk_of(viewer, room), *team_room(viewer)]
    reading = [room, *(each for each in also if each != room)]
    heads = {each.pk: Room.objects.values_list("head", flat=True).get(pk=each.pk) for each in reading}
    loaded = regions.Loaded(room)
    refusal = rules.why_not_post(viewer, room)
    shown = paging.newest(viewer, room, is_all=is_all, since=since)
    form = form or message_form(viewer, room, reply_to)
    return {
        "viewer": viewer,
        "room": room,
        "led_id": room.session_id or (led and led.session_id),
        "reading": [
            {"room_id": each.pk, "cursor": cursors.make(each.pk, viewer, heads[each.pk])} for each in reading
        ],
        "parts": parts_of(viewer, room, loaded),
        "lines": drawn(viewer, room, loaded, shown),
        "before": shown.before,
        "form": form,
        "reply": reply_of(viewer, room, loaded.keys, form["reply_to"].value()),
        "callers": callers_of(viewer, room, loaded.keys),
        "say_id": f"say-{room.pk}",
        "refusal": refusal,
        "may_ask": refusal and rules.why_not_ask(viewer, room) is None,
        "forms": acts_of(viewer, room) + line_acts(viewer, room, url_of(room)),
        "room_name": name_of(viewer, room, loaded),
        "desk_url": next((reverse("room_detail", args=[desk.pk]) for desk in desk_of(viewer, None)), None),
    }


def page_parts(viewer, room, **kwargs):
    """All of a room page."""
    parts = room_parts(viewer, room, **kwargs)
    agreements = Agreement.objects.filter(workshop=room.workshop, replaced_at=None)
    keys = rules.keys_for(viewer)
    return parts | {
        "agreements": [local(row.open(keys, "text"), viewer.language, room.workshop.language) for row in agreements],
        "workshop_title": local(room.workshop.open(keys, "title"), viewer.language, room.workshop.language),
        "tabs": tabs_of(viewer, room),
        "interpretation_url": interpretation_of(viewer, room),
        "room_people": {
            Room.Kind.PLENARY: _("All parties and the team"),
            Room.Kind.CAUCUS: _("A closed room"),
            Room.Kind.PAIR: _("A room for you alone"),
            Room.Kind.EXERCISE: _("Those who go through it"),
            Room.Kind.SMALL_GROUP: _("Those at this table"),
            Room.Kind.STAFF: _("The facilitators"),
            Room.Kind.HELP_DESK: _("A private line"),
        }[room.kind],
    }


def interpretation_of(viewer, room):
    """Where the interpreters of this room work, for them and for facilitators; None where nobody interprets."""
    is_there = interpreters.can_interpret(viewer, room) or (viewer.is_facilitator and interpreters.sit_in(room))
    return reverse("interpretation_desk", args=[room.pk]) if is_there else None


def parts_of(viewer, room, loaded):
    """{region: html} of everything on the page that changes by itself."""
    drawn = {name: loaded.load(regions.source_of(name)) for name in ("turn", "table", "ready")}
    wanted = {"turn": "turn", "next": "turn", "table": "table", "heard": "table", "ready": "ready"}
    if room.kind == Room.Kind.HELP_DESK:
        drawn["flag"] = loaded.load("flag")
        wanted["flag"] = "flag"
    if room.session_id:
        drawn["course"] = loaded.load("course")
        wanted |= dict.fromkeys(("state", "clock", "agenda", "asked", "plan"), "course")
    drawn |= strips_of(viewer, room, loaded)
    wanted |= {name: name for name in strips.SOURCES if name in drawn}
    for desk in own_desk(viewer, room):
        drawn["aside"], wanted["aside"] = aside(desk, rules.keys_for(viewer)), "aside"
    return {
        region: mark_safe(frames.render(region, drawn[source], frames.variant_of(viewer, drawn[source])))
        for region, source in wanted.items()
    }


def strips_of(viewer, room, loaded):
    """{name: data} of the strips this room has: a word to all rooms stands in each of a session, a call where one can call."""
    plenary = plenary_of(room)
    drawn = {name: loaded.load(name) for name, kinds in STRIPS.items() if room.kind in kinds}
    if plenary and rules.can_hear(viewer, plenary):
        heard = loaded if plenary == room else regions.Loaded(plenary)
        drawn["broadcast"] = heard.load("broadcast")
    for staff_room in team_room(viewer):
        drawn["pressing"] = regions.Loaded(staff_room).load("pressing")
    return drawn


def lines_of(viewer, room, loaded, is_all=False):
    """The statements this viewer may see, rendered, oldest first; the newest unless all are asked for."""
    return drawn(viewer, room, loaded, paging.newest(viewer, room, is_all=is_all))


def drawn(viewer, room, loaded, shown):
    """This piece of the log, rendered for this viewer."""
    return [
        mark_safe(frames.render(region, data, frames.variant_of(viewer, data)))
        for region, data in beside.in_order(room, loaded.keys, lines(room, loaded.keys, loaded.known, shown.messages), shown)
    ]


def message_form(viewer, room, reply_to=None):
    """An empty form with a fresh key, or the draft this person left."""
    draft = Draft.objects.filter(room=room, seat_id=viewer.seat_id).first()
    text = draft.open(rules.keys_for(viewer), "text") if draft else ""
    return MessageForm(initial={"client_key": uuid.uuid4(), "text": text, "reply_to": reply_to})


def acts_of(viewer, room):
    """The forms that the buttons of the turn and of the lines belong to: they hold the page's token."""
    acts = [("withdraw", "message_withdraw")]
    if viewer.is_facilitator:
        acts += [("release", "message_release"), ("give", "floor_give"), ("advance", "floor_advance")]
        acts += [("reveal", "floor_reveal")]
    else:
        acts += [("raise", "hand_raise"), ("lower", "hand_lower"), ("pass", "floor_pass")]
        acts += [("call", "call_create")] if room.kind in CALLING else []
        acts += [("visit", "guest_answer")] if room.kind == Room.Kind.CAUCUS else []
        acts += [("minute", "turn_extend"), ("say-ready", "readiness_say")]
    if room.kind == Room.Kind.HELP_DESK:
        acts += [("raise-flag", "flag_raise"), ("close-flag", "flag_close"), ("watched", "flag_raise")]
    forms = [
        {"id": f"{act}-{room.pk}", "url": reverse(name, args=[room.pk]), "leads_away": act == "watched"} for act, name in acts
    ]
    desks = own_desk(viewer, room)
    return forms + [{"id": f"checkin-{desk.pk}", "url": reverse("checkin_say", args=[desk.pk])} for desk in desks]


def plenary_of(room):
    """The plenary of the room's session, which every page of it reads."""
    if room.session_id is None or room.kind == Room.Kind.PLENARY:
        return room if room.session_id else None
    return Room.objects.filter(session_id=room.session_id, kind=Room.Kind.PLENARY).first()


def desk_of(viewer, room):
    """The viewer's own help desk as a list of one, unless it is this room or there is none."""
    desk = Room.objects.filter(seat_id=viewer.seat_id, kind=Room.Kind.HELP_DESK).first()
    return [desk] if desk and desk != room else []


def led_from_here(viewer, room):
    """The plenary of the latest session, for a facilitator in a room of no session: they are connected there, and the
    console and Pause are at hand. None if there is none."""
    if room.session_id or not viewer.is_facilitator:
        return None
    plenaries = Room.objects.filter(workshop=viewer.workshop_id, kind=Room.Kind.PLENARY, listeners__seat_id=viewer.seat_id)
    return plenaries.order_by("-session__position").first()


def team_room(viewer):
    """The team's room as a list of one, for facilitators: in every room they read who asks for help."""
    return list(Room.objects.filter(workshop=viewer.workshop_id, kind=Room.Kind.STAFF)) if viewer.is_facilitator else []


def own_desk(viewer, room):
    """The viewer's own private line as a list of one, whether this room is it or not."""
    return [room] if room.seat_id == viewer.seat_id else desk_of(viewer, room)


def name_of(viewer, room, loaded):
    """What the room is called, for this viewer."""
    if room.kind == Room.Kind.CAUCUS:
        return local(room.party.open(loaded.keys, "name"), viewer.language, room.workshop.language)
    if room.kind == Room.Kind.HELP_DESK and viewer.is_facilitator:
        return loaded.known[room.seat_id].name
    if room.kind == Room.Kind.EXERCISE:
        return local(room.run.declared(loaded.keys)["name"], viewer.language, room.workshop.language)
    if room.kind == Room.Kind.PAIR:
        return name_of_pair(viewer, room, loaded.known)
    if room.kind == Room.Kind.SMALL_GROUP:
        return name_of_group(room)
    return {
        Room.Kind.PLENARY: _("The long table"),
        Room.Kind.STAFF: _("The team's room"),
        Room.Kind.HELP_DESK: _("Your line to the facilitators"),
    }[room.kind]


def name_of_group(room):
    """“Small table 2”; of one that has been taken away since, no number."""
    group = SmallGroup.objects.filter(room=room).first()
    return _("Small table %(number)d") % {"number": group.position} if group else _("Small table")


def name_of_pair(viewer, room, known):
    """“You and Mirel”; for a facilitator who was called, the names of the pair."""
    hearing = room.listeners.filter(until=None).order_by("since", "seat_id").values_list("seat_id", flat=True)
    people = [known[seat_id] for seat_id in hearing if seat_id != viewer.seat_id and not known[seat_id].is_chair]
    names = [f"\u2068{person.name}\u2069" for person in people]
    return listed(names if viewer.is_facilitator else [_("You"), *names]) if names else _("Your pair")


def url_of(room):
    """Where a room is found: an exercise is gone through on a page of its own."""
    return reverse("run_detail" if room.is_of_run else "room_detail", args=[room.pk])


def tabs_of(viewer, room):
    """The rooms this viewer can go to from here: of the session they hear, and their private line."""
    heard = Room.objects.filter(listeners__seat_id=viewer.seat_id, listeners__until=None).select_related("session", "run")
    session_id = room.session_id or _latest_session(heard)
    kinds = {
        Room.Kind.PLENARY: ("plenary", _("Table")),
        Room.Kind.CAUCUS: ("caucus", _("Caucus")),
        Room.Kind.PAIR: ("pair", _("Pair")),
        Room.Kind.EXERCISE: ("pair", _("Exercise")),
        Room.Kind.SMALL_GROUP: ("small_group", _("Small table")),
        Room.Kind.STAFF: ("staff", _("Team")),
        Room.Kind.HELP_DESK: ("help", _("Help")),
    }
    rooms = _without_old_runs([each for each in heard if each.session_id == session_id and each.session_id], room)
    rooms += [each for each in heard if each.kind == Room.Kind.STAFF or each.seat_id == viewer.seat_id]
    rooms += [room] if room not in rooms else []
    rooms.sort(key=lambda each: (list(kinds).index(each.kind), str(each.pk)))
    return [
        {
            "kind": each.kind,
            "room_id": each.pk,
            "url": url_of(each),
            "icon": kinds[each.kind][0],
            "name": kinds[each.kind][1],
            "is_here": each == room,
        }
        for each in rooms
    ]


def _without_old_runs(rooms, here):
    """Of the rooms in which people have gone through an exercise only where it goes on, the last that is over, and this."""
    over = [each for each in rooms if each.is_of_run and each.run.ended_at]
    last = max(over, key=lambda each: each.run.ended_at, default=None)
    return [each for each in rooms if each not in over or each in (last, here)]


def _latest_session(rooms):
    running = [each for each in rooms if each.session_id]
    return max(running, key=lambda each: each.session.position).session_id if running else None


def place_of(viewer, session):
    """The room of a session in which this viewer sits now: in a caucus item their caucus, in an exercise its room, in one
    for small groups the table they have been given, else the plenary. Or None."""
    heard = Room.objects.filter(session=session, listeners__seat_id=viewer.seat_id, listeners__until=None)
    item = session.current_item
    if item and not viewer.is_facilitator and (room := _room_of_run(heard, item)):
        return room
    if item and item.placement == Placement.SMALL_GROUPS:
        group = heard.filter(kind=Room.Kind.SMALL_GROUP, item=item).first()
        return group or heard.filter(kind=Room.Kind.PLENARY).first()
    kind = Room.Kind.CAUCUS if item and item.placement == Placement.CAUCUS else Room.Kind.PLENARY
    rooms = sorted(heard.filter(kind=kind), key=lambda room: room.party_id == viewer.party_id)  # a guest is where they visit
    return next(iter(rooms), None) or heard.filter(kind=Room.Kind.PLENARY).first()


def _room_of_run(heard, item):
    """The room in which this person goes through the exercise of an item: a pair's while the item is on, that of a
    larger company while it goes through it."""
    rooms = heard.filter(item=item).order_by("-listeners__since")
    pair = rooms.filter(kind=Room.Kind.PAIR).first() if item.placement == Placement.PAIRS else None
    return pair or rooms.filter(kind=Room.Kind.EXERCISE, run__ended_at=None).first()
