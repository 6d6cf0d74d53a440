"""Lines that a later step asks about, one by one: what people entered at an earlier step. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing that was entered; `key` is the same for everybody who is asked about it."""

    key: str
    by: object
    text: str


def of(exercise, source, at, person, company, given):
    """[Line] of a source ({step, field, whose}) that this person is asked about at a position, in the order given."""
    found, numbers = [], {}
    for it in exercise.newest(source["step"], at, given):
        if not _is_meant(source.get("whose", "everybody"), it, at, person, company):
            continue
        for text in texts_of(it.values.get(source["field"])):
            number = numbers.setdefault(it.by, 0)
            numbers[it.by] += 1
            found.append(Line(key_of(it.by, number), it.by, text))
    return found


def texts_of(value):
    """The texts of one value: one, or those of a list (of which each may carry a tag)."""
    if isinstance(value, dict):
        return list(value.values())  # of something about each of other lines
    entries = value if isinstance(value, list) else [value] if value else []
    return [entry["text"] if isinstance(entry, dict) else entry for entry in entries]


def _is_meant(whose, it, at, person, company):
    if whose == "everybody":
        return True
    if whose == "others":
        return it.by != person
    side = company.side_of(person)
    if whose == "own_side":
        return company.side_of(it.by) == side
    return company.side_of(it.by) != side


def key_of(author, number):
    """The key of a line: of the first of somebody the author alone."""
    return f"{author}_{number}" if number else str(author)
