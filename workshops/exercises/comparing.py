"""How strongly one believes to be seen so, and how strongly one is: means by line, never of a few (methods E11)."""

from statistics import mean

from workshops.exercises.conditions import is_said_here

FEWEST = 5  # of each party, below which no number is shown


def may_see(course, step, is_team):
    """The team sees it where it decides whether all do; the others once it has."""
    rule, places = step["compares"]["shown_if"], [at for at in course.places if at.step == step["step"]]
    if is_team and places:
        return True
    return any(is_said_here(rule, it.at, course.given) for it in course.given if it.at.step == step["step"])


def lines_of(course, compares):
    """[(text, mean of the guesses, mean of the answers)], of 10 and rounded to 0.1; nothing where too few have answered."""
    guesses, answers = (_numbers(course, compares[name]) for name in ("guess", "answer"))
    found = []
    for key, (text, guessed) in guesses.items():
        answered = answers.get(key, (text, []))[1]
        if len(guessed) < FEWEST or len(answered) < FEWEST:
            return []
        found.append((text, round(mean(guessed), 1), round(mean(answered), 1)))
    return found


def _numbers(course, place):
    """{key of a line: (its text, [numbers])}."""
    found = {}
    for it in course.given:
        if it.at.step == place["step"]:
            asked = course.exercise.lines_of(it.at, it.by, course.company, course.given)[place["field"]]
            for line in asked:
                number = it.values.get(place["field"], {}).get(line.key)
                found.setdefault(line.key, (line.text, []))[1].extend([] if number is None else [number])
    return found
