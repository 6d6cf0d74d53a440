"""Ratings as an evaluator reads them: counted, so that nobody can be told from the others (methods 5.4). Pure.

1. A number stands on at least five people; each person counts once in it, with the mean of what they gave.
2. It is split by party, or by attempt, only where every part stands on five; never by both.
3. Nothing can be subtracted: what later sessions bring comes to it once five more people are behind it, and where a
   thing is asked before and after, both numbers are of the same people.
4. Where all have given the same, no number is shown, and where that is so in one part, none of the parts.
"""

from dataclasses import dataclass
from itertools import groupby
from statistics import mean

FEWEST = 5


@dataclass(frozen=True)
class Part:
    """A row of a table: of all, of one party (its mark), or of one attempt (its number; the last may stand for later ones)."""

    party: str
    attempt: int
    is_open_ended: bool  # this attempt and those after it
    people: int
    mean: float | None  # None: all have given the same


@dataclass(frozen=True)
class Tally:
    """What was asked at one place of one exercise, of those who went through it in one company."""

    exercise: str
    code: str
    company: str
    step: str
    field: str
    scale: tuple
    whole: Part | None  # None: too few people
    parties: tuple = ()
    attempts: tuple = ()


def tallies_of(ratings, parties):
    """[Tally] by exercise, company and question, in the order of the ratings. `parties`: the marks of all parties."""
    found = {}
    for it in ratings:
        found.setdefault((it.exercise, it.code, it.company, it.step, it.field, it.scale), []).append(it)
    settled = {key: _settled(here) for key, here in found.items()}
    same = {key: _asked_again(key, settled) for key in settled}
    return [_tally(key, same[key], parties) for key in settled]


def _settled(ratings):
    """Those of sessions that have brought five people since the last time anything was shown; the newest wait for more."""
    shown, waiting = [], []
    for _session, here in groupby(sorted(ratings, key=lambda it: it.session), key=lambda it: it.session):
        waiting += here
        if len(_people(waiting)) >= FEWEST:
            shown, waiting = shown + waiting, []
    return shown


def _asked_again(key, settled):
    """Of a question that is asked at several steps of an exercise only those who have answered it each time."""
    exercise, _code, company, _step, field, scale = key
    alike = [
        here for (other, _, among, _, name, numbers), here in settled.items() if (other, among, name, numbers) == (exercise, company, field, scale)
    ]
    everywhere = set.intersection(*map(_people, alike))
    return [it for it in settled[key] if it.by in everywhere]


def _people(ratings):
    return {it.by for it in ratings}


def _tally(key, ratings, parties):
    if len(_people(ratings)) < FEWEST:
        return Tally(*key, whole=None)
    return Tally(*key, whole=_part(ratings), parties=_by_party(ratings, parties), attempts=_by_attempt(ratings))


def _part(ratings, party="", attempt=0, is_open_ended=False):
    """One row: the mean over people, to 0.1."""
    own = {}
    for it in ratings:
        own.setdefault(it.by, []).append(it.value)
    is_alike = len({it.value for it in ratings}) == 1
    return Part(party, attempt, is_open_ended, len(own), None if is_alike else round(mean(map(mean, own.values())), 1))


def _by_party(ratings, parties):
    split = {mark: [it for it in ratings if it.party == mark] for mark in parties}
    if len(split) < 2 or any(len(_people(here)) < FEWEST for here in split.values()):
        return ()
    return _unless_alike(_part(here, party=mark) for mark, here in split.items())


def _by_attempt(ratings):
    """From the last attempt backwards, those of few people join the one before; nothing where only one is left."""
    split = {number: [it for it in ratings if it.attempt == number] for number in sorted({it.attempt for it in ratings})}
    numbers, joined = list(split), None
    while numbers and len(_people(split[numbers[-1]])) < FEWEST:
        last = numbers.pop()
        if not numbers:
            return ()
        split[numbers[-1]] += split[last]
        joined = numbers[-1]
    if len(numbers) < 2:
        return ()
    return _unless_alike(_part(split[number], attempt=number, is_open_ended=number == joined) for number in numbers)


def _unless_alike(parts):
    """The parts, unless one shows no number: it could be had from the whole and the others."""
    parts = tuple(parts)
    return () if any(part.mean is None for part in parts) else parts
