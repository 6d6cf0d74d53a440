"""Leaks of the floor: what is written in silence, and who is ready."""

from tests.rooms import test_modes
from tests.security.mutants.leak import Mutant
from workshops.live import frames, log, regions
from workshops.rooms import readiness
from workshops.rooms.models import MessageQuerySet


def silence_is_delivered(patch):
    """What is written in silence goes out with the frames like anything else."""
    patch.setattr(frames, "may_see", lambda region, data, variant: True)


def silence_is_on_the_page(patch):
    """The pages, search and the facilitators see it before it is shown."""
    heard = MessageQuerySet.visible_to

    def visible_to(messages, viewer):
        return heard(messages, viewer) | messages.filter(room__listeners__seat=viewer.seat_id).exclude(silent_at=None)

    patch.setattr(MessageQuerySet, "visible_to", visible_to)


def ready_by_name(patch):
    """The log says who is ready."""
    record = log.record

    def named(room, kind, **about):
        last = room.readiness.order_by("said_at").last()
        return record(room, kind, **about | ({"seat_id": last.seat_id} if kind == "readiness.changed" and last else {}))

    patch.setattr(readiness.log, "record", named)


def ready_without_parties(patch):
    """The counts of one party are shown as those of the other."""
    ready = regions.ready

    def blurred(room, known):
        shown = ready(room, known)
        return regions.Ready(room, [(one, len(shown.said), might) for one, _, might in shown.parties], shown.said)

    patch.setattr(regions, "ready", blurred)


ALONE = test_modes.test_before_the_reveal_each_sees_their_own_and_nobody_anothers
COUNTS = test_modes.test_the_room_hears_how_many_of_each_party_are_ready_and_never_who
MUTANTS = [
    Mutant("silence is delivered", silence_is_delivered, ALONE),
    Mutant("silence is on the page", silence_is_on_the_page, ALONE),
    Mutant("ready by name", ready_by_name, COUNTS),
    Mutant("ready without parties", ready_without_parties, COUNTS),
]
