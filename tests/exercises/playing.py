"""Playing any exercise in memory: whoever is asked gives something that the declaration allows, in whatever order."""

from tests.exercises.companies import company_of
from workshops.exercises.engine import Exercise, Given
from workshops.exercises.entering import checked, is_about_lines, numbers_of

SAID = ["When", "the", "gates", "were", "shut", "I", "was", "at", "home", "with", "the", "children", "and", "heard", "it", "on", "the", "radio", "before", "anybody", "rang,", "and", "nobody", "on", "either", "bank", "could", "say", "for", "how", "long", "the", "water", "would", "stay", "away", "from", "the", "lower", "fields."]  # fmt: skip
LONGEST = 600  # acts after which something is wrong


def entry(field, lines, chance):
    """Something that may be entered in a field; `lines`: what it asks about."""
    if "for_each" in field:
        return {line.key: MAKERS[field["as"]](field, (), chance) for line in lines}
    return MAKERS[field["as"]](field, lines, chance)


def _words(field, lines, chance):
    least = max(1, field.get("least", 1))
    count = chance.randint(least, min(field.get("most", least), least + 9))
    start = chance.randrange(len(SAID))
    return " ".join((SAID * 9)[start : start + count])


def _list(field, lines, chance):
    texts = [_words(field, lines, chance) for _ in range(chance.randint(max(1, field.get("at_least", 1)), field["entries"]))]
    return [{"text": text, "tag": chance.choice(list(field["tags"]))} for text in texts] if "tags" in field else texts


def _rating(field, lines, chance):
    return chance.choice(numbers_of(field))


def _choices(field, lines):
    return [line.key for line in lines] if "choices_from" in field else list(field["choices"])


def _several(field, lines, chance):
    choices = _choices(field, lines)
    return chance.sample(choices, chance.randint(min(1, len(choices)), len(choices)))


def _choice(field, lines, chance):
    choices = _choices(field, lines)
    return chance.choice(choices) if choices else None


MAKERS = {"words": _words, "list": _list, "rating": _rating, "several": _several, "choice": _choice}


def values_for(step, lines, chance, well=False):
    """What somebody gives at a step: everything, or a pass where one may. `well`: all goes well, and nobody passes."""
    if "pass" in step and not well and chance.random() < 0.2:
        return {}
    raw = {}
    for field in step["enters"]:
        asked = lines.get(field["field"], ())
        is_left_out = field.get("is_optional") and not well and chance.random() < 0.4
        if not is_left_out and (asked or not is_about_lines(field)):
            raw[field["field"]] = going_well(field, asked, chance) if well else entry(field, asked, chance)
    return checked(step, raw, lines)


def going_well(field, lines, chance):
    """A high number, the first choice, and sentences."""
    if "for_each" in field:
        alone = {name: value for name, value in field.items() if name != "for_each"}
        return {line.key: going_well(alone, (), chance) for line in lines}
    if field["as"] == "rating":
        return min(6, numbers_of(field).stop - 1) if field.get("to", 7) != 8 else 2
    if field["as"] == "choice":
        return next(iter(_choices(field, lines)), None)
    return entry(field, lines, chance)


class Play:
    """One run in memory, each act of which is drawn by `chance`."""

    def __init__(self, declaration, company, sizes, chance):
        self.exercise, self.chance = Exercise(declaration), chance
        self.company, self.given = company_of(company, sizes), []
        self.stand = self.exercise.stand(self.company, [])

    def act(self):
        """Somebody who is asked gives something; returns it."""
        at = self.chance.choice(self.stand.places)
        asked = self.exercise.waits_for(at, self.company, self.given)
        assert not self.company.left & set(asked), "nobody waits for somebody who has left"
        person = self.chance.choice(asked)
        lines = self.exercise.lines_of(at, person, self.company, self.given)
        now = Given(at, person, values_for(self.exercise.step(at), lines, self.chance))
        self.given.append(now)
        self.stand = self.exercise.stand(self.company, self.given)
        return now

    def lose_somebody(self):
        """One who is still here leaves."""
        left = self.company.left | {self.chance.choice(self.company.here)}
        self.company = type(self.company)(self.company.sides, self.company.tellings, left, self.company.team, self.company.caucus)
        self.stand = self.exercise.stand(self.company, self.given)
