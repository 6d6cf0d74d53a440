"""What levels, statuses and states are called on the screens."""

from django.utils.translation import gettext_lazy as _

from workshops.board import decisions
from workshops.board.models import Commitment

LEVELS = {
    1: _("Whole-hearted support"),
    2: _("Support with a small point"),
    3: _("Support with reservations"),
    4: _("Abstain"),
    5: _("Needs more discussion"),
    6: _("Do not like it, will not stand in the way"),
    7: _("Serious disagreement"),
    8: _("Block"),
}
STANCES = [  # how a ballot is laid out: what unites some levels
    (_("I carry it"), (1, 2, 3)),
    (_("I leave it open"), (4, 5)),
    (_("I let it pass"), (6,)),
    (_("I am against"), (7, 8)),
]
SHAPES = {1: "full", 2: "full", 3: "full", 4: "open", 5: "open", 6: "half", 7: "bar", 8: "bar"}

STATUS = {  # name, look, icon
    decisions.NO_QUORUM: (_("Too few ballots"), "open", "part"),
    decisions.BLOCKED: (_("Blocked, with reasons"), "stop", "block"),
    decisions.MORE_DISCUSSION: (_("More discussion"), "open", "part"),
    decisions.JOINT_STRATEGY: (_("Joint strategy"), "good", "check"),
    decisions.PILOT_ONLY: (_("Pilot only"), "open", "part"),
    decisions.NOT_CARRIED: (_("Not carried"), "stop", "minus"),
}
VERDICT = {
    decisions.NO_QUORUM: _("Too few people of one party have taken a stand. Nothing is decided."),
    decisions.BLOCKED: _("It does not go forward as a joint strategy. It stays on the board with its reasons."),
    decisions.MORE_DISCUSSION: _("More than one in five of one party needs to talk about it first. Nothing is lost."),
    decisions.JOINT_STRATEGY: _("Every party carries it. It is a joint strategy."),
    decisions.PILOT_ONLY: _("It may be tried: reversible, ending within 90 days, with a review."),
    decisions.NOT_CARRIED: _("It is not carried by every party. It stays on the board."),
}
COMMITMENT = {
    Commitment.Status.PLANNED: _("Planned"),
    Commitment.Status.ON_TRACK: _("On track"),
    Commitment.Status.AT_RISK: _("At risk"),
    Commitment.Status.BLOCKED: _("Stuck"),
    Commitment.Status.DONE: _("Done"),
    Commitment.Status.CHANGED: _("Changed"),
    Commitment.Status.RELEASED: _("Let go"),
}
COMMITMENT_LOOK = {Commitment.Status.DONE: "good", Commitment.Status.ON_TRACK: "good", Commitment.Status.BLOCKED: "stop"}
BLOCKED_BY = {
    Commitment.BlockedBy.OWN_SIDE: _("Our own side"),
    Commitment.BlockedBy.OTHER_SIDE: _("The other side"),
    Commitment.BlockedBy.EXTERNAL: _("Something outside"),
    Commitment.BlockedBy.MONEY: _("Money"),
    Commitment.BlockedBy.SAFETY: _("Safety"),
}
