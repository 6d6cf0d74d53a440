"""Who may carry out which act in an exercise, and about exercises of a workshop's own."""

from tests.security.act import CHAIRS, PAIR, Act
from tests.security.exercise_stage import (
    before_the_exercise,
    exchanged,
    helped,
    in_the_exercise,
    making,
    paired,
)
from tests.security.things import a_declaration, alert, its_run, others, own_workshop, texts

ACTS = {
    "workshops.exercises.beginning.start_runs": Act(CHAIRS, others, paired),
    "workshops.exercises.beginning.start_at_table": Act(
        CHAIRS, lambda cast: {"item": cast.session.current_item, "first_party": cast.first.pk}, before_the_exercise
    ),
    "workshops.exercises.actions.go_on_without": Act(("ben",), its_run(at="1.solo.1"), in_the_exercise),
    "workshops.exercises.actions.extend_step": Act(CHAIRS, its_run(minutes=5), in_the_exercise),
    "workshops.exercises.actions.give_response": Act(("dara",), its_run(at="0.ask.1", values={}), paired),
    "workshops.exercises.actions.save_step_draft": Act(PAIR, its_run(at="0.ask.1", content={"a": "b"}), paired),
    "workshops.exercises.actions.pause_run": Act(PAIR, its_run(), paired),
    "workshops.exercises.actions.resume_run": Act((), its_run(), paired),  # it is not paused
    "workshops.exercises.actions.call_facilitator": Act(PAIR, its_run(), paired),
    "workshops.exercises.actions.stop_run": Act(PAIR, its_run(), paired),
    "workshops.exercises.actions.join_run": Act(CHAIRS, its_run(), paired),
    "workshops.exercises.actions.leave_run": Act(("ben",), its_run(), helped),
    "workshops.exercises.actions.close_run": Act(CHAIRS, its_run(), paired),
    "workshops.exercises.actions.answer_alert": Act(CHAIRS, alert, paired),
    "workshops.board.taking_over.take_over": Act(CHAIRS, lambda cast: {"workshop": cast.workshop, "run": cast.pair}, exchanged),
    "workshops.exercises.making.actions.make_exercise": Act(CHAIRS, own_workshop(name=texts())),
    "workshops.exercises.making.actions.copy_exercise": Act(CHAIRS, own_workshop(declaration=a_declaration())),
    "workshops.exercises.making.actions.import_exercise": Act(CHAIRS, own_workshop(declaration=a_declaration())),
    "workshops.exercises.making.actions.change_exercise": Act(
        CHAIRS, lambda cast: {"own": cast.own, "revision": cast.own.revision, "declaration": a_declaration()}, making
    ),
    "workshops.exercises.making.actions.use_exercise": Act(CHAIRS, lambda cast: {"own": cast.own}, making),
    "workshops.exercises.making.actions.drop_exercise": Act(CHAIRS, lambda cast: {"own": cast.unused}, making),
}
