"""Exercises that a team makes for its workshop: from kinds of steps, or from a copy of one there is."""
