"""Leaks, each a small change to one named place of the house. A test of the house must fail on each."""

from tests.security.mutants import (
    board,
    care,
    console,
    flags,
    floor,
    followups,
    groups,
    languages,
    long,
    pairs,
    records,
    rooms,
    words,
)

MUTANTS = [*rooms.MUTANTS, *floor.MUTANTS, *console.MUTANTS, *flags.MUTANTS, *groups.MUTANTS]
MUTANTS += [*pairs.MUTANTS, *board.MUTANTS, *followups.MUTANTS, *records.MUTANTS]
MUTANTS += [*languages.MUTANTS, *words.MUTANTS, *long.MUTANTS, *care.MUTANTS]
