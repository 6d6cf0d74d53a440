"""A run of the story as rows: over since its item is, with who went through it and what was given, spread over its time."""

import datetime

from workshops.exercises.models import Place, Response, Run, RunSeat

SECOND = datetime.timedelta(seconds=1)


def new_run(told, it, declaration, room, sides):
    """The run with its people; `sides`: [[person of the story]] by party."""
    item = told.items[it["phase"]]
    run = Run(
        room=room,
        item=item,
        company=Run.Company.PAIRS if "directions" in it else Run.Company.PARTIES,
        declaration=declaration,
        record_level=it["record_level"],
        state=Run.State.COMPLETED,
        began_at=item.began_at,
        ended_at=item.ended_at,
    )
    run.save(force_insert=True)
    last = declaration["parts"][-1]["steps"][-1]["step"]
    Place.objects.create(run=run, telling=0, step=last, began_at=item.ended_at)
    for side, people in enumerate(sides):
        for position, person in enumerate(people):
            RunSeat.objects.create(run=run, seat=told.seats[person], side=side, position=position)
    return run


def write(told, run, given):
    """`given`: (person, telling, step, attempt, sealed values), in its order."""
    pace = (run.ended_at - run.began_at) / (len(given) + 1)
    for number, (person, telling, step, attempt, values) in enumerate(given, 1):
        at = run.began_at + (number * pace) // SECOND * SECOND
        where = {"telling": telling, "step": step, "attempt": attempt}
        response = Response(run=run, seat=told.seats[person], language=told.workshop.language, given_at=at, **where)
        response.seal(**values).save(force_insert=True)
