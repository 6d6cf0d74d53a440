"""What one act of reading may open. Contexts are made in `workshops.rules` (and, for counting a poll, in the rules of the board)
and nowhere else."""

from dataclasses import dataclass

from workshops.vault import NotYours


@dataclass(frozen=True)
class Context:
    """The compartments that were found to be open to somebody, for now."""

    compartments: frozenset

    def require(self, compartment):
        """Raises NotYours unless this compartment is held."""
        if compartment not in self.compartments:
            raise NotYours("this compartment is closed to the reader")

    def __or__(self, other):
        return Context(self.compartments | other.compartments)


def compartment(kind, subject_id):
    """The name of a compartment: `room:<id>`, `own:<seat>`, `salt:<seat>`, or programme, roster, board, staff, record of a workshop."""
    return f"{kind}:{subject_id}"
