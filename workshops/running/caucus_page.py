"""What the page of a party in its caucus shows: to its members with what they may do, to the facilitator they have let in
without."""

from dataclasses import dataclass

from workshops import rules
from workshops.languages import local
from workshops.live.lines import lines
from workshops.live.people import people
from workshops.programme.models import AssentAnswer, Seat
from workshops.rooms import letting_in
from workshops.rooms.beside_forms import NOBODY, WhoHearsForm
from workshops.rooms.models import Message
from workshops.rooms.page import url_of
from workshops.rooms.seating import team_of
from workshops.rooms.sentences import can_decide, is_time, proposals

STATEMENTS = 12  # the newest, from which words can be taken


@dataclass(frozen=True)
class Change:
    """What the party asks itself about who hears it: a name, or None for nobody."""

    name: str | None
    answered: int
    asked: int
    answer: str


def page_of(viewer, room, *, form, former=None, who=None):
    """The context of `rooms/party.html`."""
    keys, is_member = rules.keys_for(viewer), can_decide(viewer, room)
    here = letting_in.accepted(room.party)
    context = {
        "viewer": viewer,
        "room": room,
        "back_url": url_of(room),
        "party_name": local(room.party.open(keys, "name"), viewer.language, room.workshop.language),
        "mark": room.party.mark,
        "letter": local(room.party.open(keys, "letter"), viewer.language, room.workshop.language),
        "proposals": proposals(viewer, room, keys),
        "is_member": is_member,
        "is_time": is_time(room),
        "here": here and here.open(keys, "display_name"),
    }
    if not is_member:
        return context
    chosen = str(here.pk) if here else NOBODY
    return context | {
        "form": form,
        "former": former,
        "who": who or WhoHearsForm(team=team_choices(room, keys), initial={"facilitator": chosen}),
        "change": _change(viewer, room, keys),
        "statements": _statements(viewer, room, keys),
    }


def team_choices(room, keys):
    """(id, name) of each facilitator."""
    return [(str(seat.pk), seat.open(keys, "display_name")) for seat in team_of(room.workshop)]


def _change(viewer, room, keys):
    asked = letting_in.change_asked(room.party)
    if asked is None:
        return None
    answers = AssentAnswer.objects.filter(assent=asked, seat__ended_at=None)
    said = dict(answers.values_list("seat_id", "answer"))
    somebody = Seat.objects.filter(pk=asked.subject_id, workshop_id=room.workshop_id).first()
    count = sum(bool(answer) for answer in said.values())
    return Change(somebody and somebody.open(keys, "display_name"), count, len(said), said.get(viewer.seat_id, ""))


def _statements(viewer, room, keys):
    said = Message.objects.visible_to(viewer).filter(room=room, withdrawn_at=None, held_at=None, silent_at=None)
    newest = list(said.order_by("-posted_at", "-pk")[:STATEMENTS])
    return lines(room, keys, people(room.workshop_id, keys), newest)
