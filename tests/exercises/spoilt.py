"""Declarations with something changed at random: as a file looks that somebody has written by hand."""

import copy

ODD = [None, "", "no_such", 0, 1, 3, 9, -1, True, [], {}, ["x"], {"en": "A text"}, "everybody", "self", "side", "teller", "each"]


def spoilt(declaration, chance, times):
    """A copy in which so many values were exchanged for others, taken out, or put where they do not belong."""
    made = copy.deepcopy(declaration)
    for _ in range(times):
        holder, key = chance.choice(list(_places(made)))
        way = chance.random()
        if way < 0.3:
            del holder[key]
        elif way < 0.6:
            holder[key] = copy.deepcopy(chance.choice([it[at] for it, at in _places(made)]))
        else:
            holder[key] = copy.deepcopy(chance.choice(ODD))
    return made


def _places(value):
    """(holder, key) of everything inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in list(inner):
        yield value, key
        yield from _places(each)
