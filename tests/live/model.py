"""What a room may show to whom, in the fewest words: the house is compared with this."""

from dataclasses import dataclass, field


@dataclass(eq=False)
class Line:
    """One thing that was said."""

    room: object
    by: str
    word: str
    is_held: bool = False
    is_silent: bool = False
    is_withdrawn: bool = False


@dataclass
class Model:
    """Who hears which room, and what was said there, in order."""

    chairs: tuple
    hears: dict  # person → rooms
    said: list = field(default_factory=list)

    def may_see(self, person, line):
        """Those in the room; what is held, only its author and the facilitators among them; what waits to be shown
        with all the others, its author alone."""
        if line.room not in self.hears[person] or (line.is_silent and person != line.by):
            return False
        return not line.is_held or person in (line.by, *self.chairs)

    def shown(self, person, room):
        """The words of a page of this room, from top to bottom; of what was withdrawn a mark stays."""
        seen = [line for line in self.said if line.room == room and self.may_see(person, line)]
        return [None if line.is_withdrawn else line.word for line in seen]

    def words(self, person, room):
        """Every word that this person may hold of this room now."""
        return {word for word in self.shown(person, room) if word}

    def release(self, line):
        """It takes its place in the room now."""
        self.said.remove(line)
        self.said.append(line)
        line.is_held = False
