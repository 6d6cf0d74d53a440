"""How a person may be reached between the meetings: what they say themselves, and take back in one press."""

from django.db import transaction

from workshops import clock, rules
from workshops.followups import appointments
from workshops.followups.models import Dispatch
from workshops.programme.models import Pass, Seat

Channel, State = Seat.Channel, Dispatch.State


@transaction.atomic
def name_channel(viewer, *, channel, address=""):
    """By mail to an address that is safe for this person, through the facilitators, or not at all.

    The address lies under the person's own key: no facilitator sees it. Whoever says "not safe" is sent nothing more,
    and links on their way to them open nothing any more: somebody else may read that mail.
    """
    seat = Seat.objects.select_for_update().get(pk=viewer.seat_id)
    rules.require(rules.is_current(viewer) and not viewer.is_facilitator)
    rules.require(channel in Channel.values and (bool(address) or channel != Channel.MAIL))
    before = seat.channel, seat.open(rules.keys_to_reach(seat), "contact")
    seat.channel = channel
    seat.seal(contact=address if channel == Channel.MAIL else None).save(update_fields=["channel", "contact"])
    if before != (channel, address) and channel != Channel.MAIL:
        _close_mailed_doors(seat)
    if channel == Channel.UNSAFE:
        Dispatch.objects.filter(seat=seat, state=State.DUE).update(state=State.VOID, why=Dispatch.Why.UNSAFE, secret=None)
    elif seat.arrived_at:
        appointments.announce_to(seat)
    return seat


def _close_mailed_doors(seat):
    links = Pass.objects.filter(seat=seat, purpose=Pass.Purpose.RETURN, used_at=None, revoked_at=None)
    links.update(revoked_at=clock.now())
