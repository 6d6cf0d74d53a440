"""What stands in a box before anything is written: what a person, or their party, gave there last, to be revised."""

from workshops.exercises.forms import StepForm


def values(course, person, position):
    """{name of a box: value} of the fields of a step that start from something given before."""
    found = {}
    for field in course.exercise.step(position)["enters"]:
        if source := field.get("starts_from"):
            value = _last(course, source, person, position)
            found |= _as_boxes(field, value, course.lines_for(person, position).get(field["field"], ()))
    return found


def _last(course, source, person, position):
    side = course.company.side_of(person)
    given = [
        it.values.get(source["field"])
        for it in course.exercise.newest(source["step"], position, course.given)
        if it.by == person or (course.company.side_of(it.by) == side and course.sees(person, it, source["field"]))
    ]
    return given[-1] if given else None


def _as_boxes(field, value, lines):
    if not value:
        return {}
    if "for_each" in field:
        return {StepForm.name_about(field, line): value[line.key] for line in lines if line.key in value}
    if field["as"] == "list":
        return {f"{field['field']}_{number}": entry for number, entry in enumerate(value)}
    return {field["field"]: value}
