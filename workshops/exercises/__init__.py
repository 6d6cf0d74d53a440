"""Exercises: declared as data, gone through by pairs side by side, each in a room of its own."""
