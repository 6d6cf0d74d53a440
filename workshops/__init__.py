"""The workshops themselves: one Django app whose folders are the rooms of the house."""
