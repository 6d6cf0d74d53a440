"""For every kind of event of pairs, small tables, calls, a word to all rooms and a fishbowl, an act that leaves it."""


from tests import pairs, tables
from tests.cast import viewer
from tests.live.scenario import Scenario, everybody_talks, running_act, say
from workshops.exercises import actions as exercises
from workshops.programme.models import FloorMode, Placement
from workshops.rooms import broadcasting, calls, fishbowl, guests
from workshops.running import actions as running


def pairs_listen(cast):
    """Bilal and Eli listen to each other; Chen and Dara have no pair."""
    cast.session_in("live")
    pairs.start(cast, [cast.bilal, cast.eli])


def bilal_has_told(cast):
    """He has told, Eli reads."""
    pairs_listen(cast)
    pairs.give(cast.bilal)


def eli_has_called(cast):
    """Somebody of the pair has asked for a facilitator."""
    bilal_has_told(cast)
    exercises.call_facilitator(viewer(cast.eli), run=pairs.run_of(cast.eli))


def amina_has_come(cast):
    """And Amina is with them."""
    eli_has_called(cast)
    exercises.join_run(viewer(cast.amina), run=pairs.run_of(cast.eli))


def run_is_paused(cast):
    """It stands still."""
    bilal_has_told(cast)
    exercises.pause_run(viewer(cast.eli), run=pairs.run_of(cast.eli))


def run_act(act, seat):
    """An act of this person upon the run of Bilal and Eli."""
    return lambda cast: act(viewer(getattr(cast, seat)), run=pairs.run_of(cast.eli))


def start_item_for_pairs(cast):
    """The item for pairs is on, and nobody has a pair yet."""
    cast.session_in("live")
    running.start_item(viewer(cast.amina), item=pairs.pairs_item(cast))
    cast.session.refresh_from_db()


def small_tables_are_on(cast):
    """Bilal sits with Dara, Chen with Eli; something has been said at the first table."""
    cast.session_in("live")
    cast.tables = tables.start(cast, [cast.bilal, cast.dara], [cast.chen, cast.eli])
    say(cast.bilal, cast.tables[0])


def a_table_has_called(cast):
    """The table of Bilal and Dara asks for a facilitator."""
    small_tables_are_on(cast)
    calls.call_facilitator(viewer(cast.bilal), room=cast.tables[0])


def something_is_said_to_all(cast):
    """In every room one reads that people are called back in two minutes."""
    small_tables_are_on(cast)
    broadcasting.say_to_all(viewer(cast.ben), session=cast.session, text="<b>نعود</b>", minutes=2)


def ask_about_dara(cast):
    """The first party is asked whether Dara may come into its caucus."""
    room = cast.caucus(cast.first)
    guests.ask_guest(viewer(cast.ben), room=room, seat=cast.dara, party_id=cast.first.pk)


def dara_may_visit(cast):
    """It has been asked, and nobody has answered yet."""
    everybody_talks(cast)
    ask_about_dara(cast)


def upstream_speaks(cast):
    """A fishbowl: the first party writes."""
    cast.session_in("live")
    item = tables.tables_item(cast, placement=Placement.FISHBOWL, mode=FloorMode.ROUND)
    running.start_item(viewer(cast.amina), item=item)
    fishbowl.choose_circle(viewer(cast.amina), room=cast.plenary, party=cast.first)


SCENARIOS = {
    "seat.moved": Scenario(lambda cast: tables.move(cast, cast.dara, 2), small_tables_are_on),
    "call.made": Scenario(
        lambda cast: calls.call_facilitator(viewer(cast.dara), room=cast.tables[0]), small_tables_are_on
    ),
    "call.answered": Scenario(
        lambda cast: calls.join_group(viewer(cast.ben), room=cast.tables[0]), a_table_has_called
    ),
    "broadcast.made": Scenario(
        lambda cast: broadcasting.say_to_all(viewer(cast.ben), session=cast.session, text="Five more.", minutes=5),
        something_is_said_to_all,
    ),
    "broadcast.ended": Scenario(running_act(broadcasting.end_broadcast), something_is_said_to_all),
    "guest.asked": Scenario(ask_about_dara, everybody_talks),
    "guest.answered": Scenario(
        lambda cast: guests.answer_guest(viewer(cast.bilal), room=cast.caucus(cast.first), answer="no"), dara_may_visit
    ),
    "circle.changed": Scenario(
        lambda cast: fishbowl.swap_circle(viewer(cast.ben), room=cast.plenary), upstream_speaks
    ),
    "pairs.started": Scenario(lambda cast: pairs.start(cast, [cast.chen, cast.dara]), start_item_for_pairs),
    "run.advanced": Scenario(lambda cast: pairs.give(cast.eli), bilal_has_told),
    "run.paused": Scenario(run_act(exercises.pause_run, "eli"), bilal_has_told),
    "run.resumed": Scenario(run_act(exercises.resume_run, "bilal"), run_is_paused),
    "run.called": Scenario(run_act(exercises.call_facilitator, "eli"), bilal_has_told),
    "run.joined": Scenario(run_act(exercises.join_run, "amina"), eli_has_called),
    "run.left": Scenario(run_act(exercises.leave_run, "amina"), amina_has_come),
    "run.ended": Scenario(run_act(exercises.stop_run, "eli"), bilal_has_told),
    "run.flagged": Scenario(run_act(exercises.stop_run, "bilal"), bilal_has_told),
}
