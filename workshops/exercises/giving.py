"""What finished runs give to the board: what a party has worded, let out and had said back. Pure but for the run.

A declaration says it with `gives`: of which box, as what, and `once` which step has accepted it. Only of runs at the table, whose
words everybody of the workshop who was there has read; what two people told each other stays with them.
"""

from dataclasses import dataclass

from workshops.exercises import lines
from workshops.exercises.models import Run
from workshops.exercises.results import is_let_out

KINDS = {"need": "need", "interest": "need", "fear": "limit", "constraint": "limit", "option": "option"}  # as the board calls them


@dataclass(frozen=True)
class Gift:
    """One line for the board. `key` is the same whenever it is asked for, and says nothing of what it is about."""

    key: str
    kind: str  # need, limit or option
    party_id: object
    text: str
    language: str
    is_restated: bool  # the other side has said it back, and was right


def gifts_of(course):
    """[Gift] of a run that was gone through to its end at the table, in the order of the recipe; else nothing."""
    if course.run.state != Run.State.COMPLETED or course.run.company != Run.Company.PARTIES:
        return []
    return [gift for step in course.exercise.steps.values() for rule in step.get("gives", ()) for gift in _of(course, step, rule)]


def _of(course, step, rule):
    kind, newest = KINDS.get(rule["kind"]), course.exercise.newest(step["step"], None, course.given)
    for it in newest if kind else ():
        if not is_let_out(course, rule, it):
            continue
        side = course.company.side_of(it.by)
        for text in lines.texts_of(it.values.get(rule["field"])):
            yield Gift(
                key=lines.key_of(f"{rule['field']} {side} {text}"),
                kind=kind,
                party_id=course.parties[side],
                text=text,
                language=course.languages[it.at, it.by],
                is_restated=_is_restated(course, side),
            )


def _is_restated(course, side):
    """Whether what this side says was said back by the other and accepted: of each step that rates it, the last time."""
    rates = [name for name, step in course.exercise.steps.items() if step["who"] == "teller" and "at_least" in step.get("accepts", {})]
    for number, roles in enumerate(course.company.tellings):
        if course.company.side_of(roles.tellers[0]) == side:
            last = {it.at.step: it.at for it in course.given if it.at.step in rates and it.at.telling == number}
            return bool(last) and all(course.exercise.is_accepted(at, course.given) for at in last.values())
    return False
