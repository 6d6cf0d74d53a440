"""How a run went, as its people see it when it is over: attempts, ratings, what was let out, in time."""

from tests import pairs, runs
from tests.cast import viewer
from workshops.exercises import actions
from workshops.exercises.models import Run
from workshops.exercises.panel import Panel


def test_a_pair_sees_each_attempt_with_its_rating(cast):
    cast.session_in("live")
    (run,) = pairs.start(cast, [cast.bilal, cast.dara])
    pairs.through(cast, "tell", "ask", "mirror")
    pairs.give(cast.bilal, accuracy=3, off=["facts"], correction="It was in May")
    pairs.through(cast, "mirror", "rate")
    rows = Panel(viewer(cast.dara), Run.objects.get(pk=run.pk)).picture
    assert [(row.attempt, row.number, row.is_accepted, row.off) for row in rows] == [(1, 3, False, ["The facts"]), (2, 6, True, [])]
    assert sum(rows[0].marks) == 3
    assert "Dara" in rows[0].who


def test_at_the_table_no_number_is_told_of_fewer_than_three(cast):
    cast.session_in("live")
    (run,) = runs.begin(cast, "needs_fears_exchange", "parties")
    runs.until(run, "debrief")
    rows = Panel(viewer(cast.esi), Run.objects.get(pk=run.pk)).picture
    assert [(row.title, row.number) for row in rows] == [("Letting it out", None), ("Rating", None), ("Rating", None)]
    actions.close_run(viewer(cast.amina), run=Run.objects.get(pk=run.pk))
    assert len(Panel(viewer(cast.amina), Run.objects.get(pk=run.pk)).picture) == 3
