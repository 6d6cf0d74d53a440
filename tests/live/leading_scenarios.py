"""For every kind of event that leading a session leaves, an act that leaves it."""

import datetime

from tests.cast import viewer
from tests.live.scenario import Scenario, in_state, running_act
from workshops import clock
from workshops.programme.models import Session, Undo
from workshops.running import actions as running
from workshops.running import checkin, leading, muting, pausing, undoing


def after_a_long_pause(cast):
    """All stood still for a quarter of an hour."""
    cast.session_in("paused")
    Session.objects.filter(pk=cast.session.pk).update(paused_at=clock.now() - datetime.timedelta(minutes=15))


def asked_if_ready(cast):
    """And all go on: each is asked."""
    after_a_long_pause(cast)
    running.resume_session(viewer(cast.ben), session=cast.session)


def mute(is_muted):
    """Ben lets Dara read for a while, or write again."""
    return lambda cast: muting.mute_person(viewer(cast.ben), session=cast.session, seat=cast.dara, is_muted=is_muted)


def dara_is_muted(cast):
    """Dara reads for a while."""
    cast.session_in("live")
    mute(True)(cast)


def take_back(cast):
    """Ben takes back what was done last."""
    undoing.take_back(viewer(cast.ben), undo=Undo.objects.first())


SCENARIOS = {
    "pause.planned": Scenario(running_act(pausing.pause_for, minutes=20), in_state("paused")),
    "seat.muted": Scenario(mute(True)),
    "seat.unmuted": Scenario(mute(False), dara_is_muted),
    "checkin.asked": Scenario(running_act(running.resume_session), after_a_long_pause),
    "checkin.answered": Scenario(
        lambda cast: checkin.say_ready(viewer(cast.dara), session=cast.session), asked_if_ready
    ),
    "lead.changed": Scenario(lambda cast: leading.hand_over(viewer(cast.amina), session=cast.session, to=cast.ben)),
    "act.undone": Scenario(take_back, dara_is_muted),
}
