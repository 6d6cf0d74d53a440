"""Who sees what was given, and from when: field by field, for each person of a run. Pure.

A step says by whom it is `seen_by` at once, and may say what `opens` it: after which step, to whom. Audiences are
`self` (who gave it), `side` (and the facilitator whom that side has accepted), `own_facilitator` (that one alone),
`teller`, `everybody` in the room.
"""


def sees(exercise, person, it, name, company, given):
    """Whether somebody in the room of a run sees one field of what was given. A facilitator in the room sees what
    everybody does; what a side keeps to itself only where that side has accepted them."""
    if it.by == person:
        return True
    declared = next(field for field in exercise.step(it.at)["enters"] if field["field"] == name)
    return any(_is_among(audience, person, it, company) for audience in _audiences(exercise, declared, it, company, given))


def _audiences(exercise, declared, it, company, given):
    step = exercise.step(it.at)
    yield declared.get("seen_by", step["seen_by"])
    if "seen_by" in declared and "opens" not in declared:
        return
    for rule in declared.get("opens", step.get("opens", ())):
        if _is_over(exercise, rule["after"], it, company, given):
            yield rule["to"]


def is_private(step, field):
    """Whether nobody else ever sees a field, and nothing counts it: its box says so."""
    opens = field.get("opens", () if "seen_by" in field else step.get("opens", ()))
    return field.get("seen_by", step["seen_by"]) == "self" and not opens and not field.get("is_counted")


def _is_among(audience, person, it, company):
    if audience == "everybody":
        return True
    if audience == "side":
        side = company.side_of(it.by)
        return side is not None and person in company.with_side(side)
    if audience == "own_facilitator":
        side = company.side_of(it.by)
        return side is not None and person in company.team_of(side)
    return audience == "teller" and person in company.tellings[it.at.telling].tellers


def _is_over(exercise, name, it, company, given):
    """Whether a step is behind: in the same part of the same telling (and attempt, where it is tried again), else in
    every telling, or on every side."""
    part = exercise.part_of[name]
    is_near = part is exercise.part_of[it.at.step]
    lanes = [it.at.telling] if is_near else exercise.lanes(part, company)
    attempt = it.at.attempt if is_near and name in exercise.looped else None
    return all(_is_done_in(exercise, name, lane, attempt, company, given) for lane in lanes)


def _is_done_in(exercise, name, lane, attempt, company, given):
    """Whether a step is done in one telling; at this attempt, or where it is None at any."""
    places = {it.at for it in given if it.at.step == name and it.at.telling == lane}
    return any(exercise.is_done(at, company, given) for at in places if attempt in (None, at.attempt))
