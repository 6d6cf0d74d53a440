"""Scenes in which people go through exercises, and in which a team makes one of its own."""

from tests import pairs, runs
from tests.cast import viewer
from tests.security.stage import talking
from workshops import rules
from workshops.exercises import actions as exercises
from workshops.exercises.making import actions as own_exercises
from workshops.exercises.making import shaping


def making(cast):
    """The session talks; Amina has made an exercise, put it to use, and changed it since."""
    talking(cast)
    hers, name = viewer(cast.amina), {"en": "Note", "ar": "Note"}
    cast.own = own_exercises.make_exercise(hers, workshop=cast.workshop, name=name)
    step = shaping.new_step("list", "list_1", "each")
    declaration = shaping.with_step(cast.own.open(rules.keys_for(hers), "draft"), 0, step)
    cast.own = own_exercises.change_exercise(hers, own=cast.own, revision=1, declaration=declaration)
    own_exercises.use_exercise(hers, own=cast.own)
    cast.own = own_exercises.change_exercise(hers, own=cast.own, revision=2, declaration=declaration | {"about": name})
    cast.unused = own_exercises.make_exercise(hers, workshop=cast.workshop, name=name)


def making_unused(cast):
    """The same; the one in question has never been in use."""
    making(cast)
    cast.own = cast.unused


def paired(cast):
    """Bilal and Dara listen to each other: he has told, she reads and has called for a facilitator. Chen and Eli wait;
    Eli has begun to write in a pair with Chen that was closed."""
    cast.session_in("live")
    cast.pair_of_others, cast.pair = pairs.start(cast, [cast.chen, cast.eli], [cast.bilal, cast.dara])
    exercises.close_run(viewer(cast.amina), run=cast.pair_of_others)
    pairs.give(cast.bilal)
    exercises.call_facilitator(viewer(cast.dara), run=cast.pair)


def before_the_exercise(cast):
    """The session has gone on to an item in which the parties go through an exercise at the table."""
    cast.session_in("live")
    runs.go_to(cast, "needs_fears_exchange", "parties")


def in_the_exercise(cast):
    """They have begun: each party gathers by itself."""
    cast.session_in("live")
    (cast.pair,) = runs.begin(cast, "needs_fears_exchange", "parties")


def exchanged(cast):
    """They have gone through it to its end."""
    in_the_exercise(cast)
    runs.until(cast.pair, "never")


def helped(cast):
    """As paired, and Ben has come into the pair of Bilal and Dara."""
    paired(cast)
    exercises.join_run(viewer(cast.ben), run=cast.pair)
