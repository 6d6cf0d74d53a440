"""For every kind of event of what a party lets out of its caucus, and of a call beside the text, an act that leaves it."""

from tests.cast import viewer
from tests.live.scenario import Scenario, everybody_talks
from workshops.rooms import attaching, letting_out

CALL = {"url": "https://meet.example.org/9f2c", "name": "Voice"}


def bilal_proposes(cast):
    """A sentence waits in the first party's caucus; nobody has answered."""
    everybody_talks(cast)
    room = cast.caucus(cast.first)
    cast.sentence = letting_out.propose_sentence(viewer(cast.bilal), room=room, text="<b>بئر</b> & a gauge.")


def say_yes_to_it(cast, *seats):
    """These members say yes to it as it stands."""
    cast.sentence.refresh_from_db()
    for seat in seats:
        letting_out.answer_sentence(viewer(seat), sentence=cast.sentence, version=cast.sentence.version, answer="yes")


def all_have_said_yes(cast):
    """It may leave."""
    bilal_proposes(cast)
    say_yes_to_it(cast, cast.bilal, cast.chen)


def let_it_out(cast):
    """Chen presses the button."""
    cast.release = letting_out.release_sentence(viewer(cast.chen), sentence=cast.sentence, version=1)


def a_call_is_there(cast):
    """Beside the table, and beside the first party's caucus."""
    everybody_talks(cast)
    for seat, room in ((cast.ben, cast.plenary), (cast.amina, cast.caucus(cast.first))):
        attaching.attach_link(viewer(seat), room=room, **CALL)


SCENARIOS = {
    "sentence.proposed": Scenario(
        lambda cast: letting_out.propose_sentence(viewer(cast.chen), room=cast.caucus(cast.first), text="One more."),
        bilal_proposes,
    ),
    "sentence.reworded": Scenario(
        lambda cast: letting_out.reword_sentence(viewer(cast.chen), sentence=cast.sentence, text="Two gauges."),
        all_have_said_yes,
    ),
    "sentence.answered": Scenario(lambda cast: say_yes_to_it(cast, cast.bilal), bilal_proposes),
    "sentence.settled": Scenario(
        lambda cast: letting_out.withdraw_sentence(viewer(cast.bilal), sentence=cast.sentence), bilal_proposes
    ),
    "sentence.released": Scenario(let_it_out, all_have_said_yes),
    "link.attached": Scenario(
        lambda cast: attaching.attach_link(viewer(cast.ben), room=cast.plenary, url="https://a.example.org/?x=1&y=2", name="<i>Call</i>"),
        a_call_is_there,
    ),
    "link.removed": Scenario(
        lambda cast: attaching.remove_link(viewer(cast.amina), room=cast.caucus(cast.first)), a_call_is_there
    ),
}
