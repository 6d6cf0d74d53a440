"""Companies of people without rows."""

from workshops.exercises import pairing
from workshops.exercises.company import Company, by_turns
from workshops.rooms.rotation import Member


def company_of(kind, sizes):
    """A company of this kind, with parties of these sizes: people are called a0, a1, b0, …; the team t0 and t1, of whom
    t0 is accepted by the first party."""
    group = [Member(f"{party}{number}", party) for party, size in zip("abc", sizes, strict=False) for number in range(size)]
    sides = tuple(tuple(member.id for member in side) for side in pairing.sides(group, "a"))
    if kind == "parties":
        caucus = (frozenset({"t0"}), *(frozenset() for _ in sides[1:]))
        return Company(sides, by_turns(sides), team=frozenset({"t0", "t1"}), caucus=caucus)
    return Company(sides, pairing.tellings(group, "a", by_all=kind == "groups"))
