"""Lines that a later step asks about, one by one: what people entered at an earlier step. Pure."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing that was entered. `key` is the same for everybody who is asked about it, and says nothing of who wrote it."""

    key: str
    by: object
    text: str


def of(exercise, source, at, person, company, given):
    """[Line] of a source ({step, field, whose}) that this person is asked about at a position."""
    whose = source.get("whose", "everybody")
    return [line for line in all_of(exercise, source, at, given) if _is_meant(whose, line.by, person, company)]


def all_of(exercise, source, at, given):
    """[Line] of everybody: in the order given, or where they bear no name in one that says nothing of that either."""
    found, known = [], {}
    for it in exercise.newest(source["step"], at, given):
        for text in texts_of(it.values.get(source["field"])):
            known[text] = known.get(text, -1) + 1
            found.append(Line(key_of(text, known[text]), it.by, text))
    is_unnamed = exercise.steps[source["step"]].get("is_unnamed", False)
    return sorted(found, key=lambda line: line.key) if is_unnamed else found


def texts_of(value):
    """The texts of one value: one, or those of a list (of which each may carry a tag)."""
    if isinstance(value, dict):
        return list(value.values())  # of something about each of other lines
    entries = value if isinstance(value, list) else [value] if value else []
    return [entry["text"] if isinstance(entry, dict) else entry for entry in entries]


def key_of(text, number=0):
    """The key of a line; `number` counts those with the same words."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f"{digest}_{number}" if number else digest


def _is_meant(whose, author, person, company):
    if whose == "everybody":
        return True
    if whose == "others":
        return author != person
    return (company.side_of(author) == company.side_of(person)) == (whose == "own_side")
