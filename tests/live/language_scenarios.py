"""For every kind of event of interpreting, an act that leaves it."""


from tests.cast import viewer
from tests.interpreting import asked_of, make_interpreter, render
from tests.live.scenario import Scenario, everybody_talks, say
from workshops.rooms import interpreting


def esi_interprets(cast):
    """Everyone talks, Esi interprets; Dara has said something that Eli does not read."""
    everybody_talks(cast)
    make_interpreter(cast.esi)
    cast.said = say(cast.dara, cast.plenary, "It <b>rose</b> & fell.")


def esi_is_behind(cast):
    """And she has asked everyone to slow down."""
    esi_interprets(cast)
    interpreting.ask_to_slow(viewer(cast.esi), room=cast.plenary)


SCENARIOS = {
    "rendering.claimed": Scenario(
        lambda cast: interpreting.claim_rendering(viewer(cast.esi), rendering=asked_of(cast.said)), esi_interprets
    ),
    "rendering.delivered": Scenario(
        lambda cast: render(cast.esi, cast.said, "ارتفع <ثم> & هبط", "كلمة"), esi_interprets
    ),
    "pace.asked": Scenario(lambda cast: interpreting.ask_to_slow(viewer(cast.esi), room=cast.plenary), esi_interprets),
    "pace.eased": Scenario(lambda cast: render(cast.esi, cast.said), esi_is_behind),
}
