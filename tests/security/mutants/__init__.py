"""Leaks, each a small change to one named place of the house. A test of the house must fail on each."""

from tests.security.mutants import board, floor, followups, languages, pairs, records, rooms

MUTANTS = [*rooms.MUTANTS, *floor.MUTANTS, *pairs.MUTANTS, *board.MUTANTS, *followups.MUTANTS, *records.MUTANTS, *languages.MUTANTS]
