"""Who of the team hears a caucus, as its party changes it: any member proposes another facilitator, or none; each member who
has come in is asked. Nobody outside the party learns that it is asking, the facilitator in the room least of all: so nothing
of it is recorded in a room's log, and members find the question on their pages. When it holds, see `running.door`.
"""

from django.db import transaction

from workshops import clock, rules
from workshops.programme import assents
from workshops.programme.models import Assent
from workshops.rooms.seating import lock, team_of
from workshops.rooms.sentences import can_decide

CHANGE = Assent.Kind.CAUCUS_CHANGE


def change_asked(party):
    """What the party is asking itself about its facilitator, or None."""
    return Assent.objects.filter(party=party, kind=CHANGE, held_at=None, voided_at=None).first()


def accepted(party):
    """The facilitator whom the party has let in, or None."""
    return next((member for member in team_of(party.workshop) if rules.holds_caucus(member.pk, party)), None)


@transaction.atomic
def propose_facilitator(viewer, *, room, facilitator):
    """Ask the party about another facilitator of the team, or (None) about nobody. It takes the place of what was asked
    before; to name the one who is there is to leave it as it is."""
    (room,) = lock(room)
    rules.require(can_decide(viewer, room))
    rules.require(facilitator is None or facilitator in team_of(room.workshop))
    subject_id = facilitator.pk if facilitator else room.party_id
    asked = change_asked(room.party)
    if asked and asked.subject_id == subject_id:
        return asked
    Assent.objects.filter(party=room.party, kind=CHANGE, held_at=None, voided_at=None).update(voided_at=clock.now())
    if facilitator == accepted(room.party):
        return None
    return assents.ask(room.party, kind=CHANGE, subject_id=subject_id, arrived_at__isnull=False)
