"""Where people talk: rooms and who hears them, messages, the floor, presence."""
