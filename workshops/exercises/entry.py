"""What stands on a page of what was given."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """What somebody gave at a step, as this person reads it; `by` is None where it bears no name."""

    key: str
    heading: str
    by: object  # Person or None
    language: str
    texts: list = field(default_factory=list)  # of (what was asked, or nothing where there was one box; the texts)
    ratings: list = field(default_factory=list)  # of (label, number, highest)
    ticked: list = field(default_factory=list)  # of words
    about: list = field(default_factory=list)  # of (what somebody had written, what is said of it)
    columns: list = field(default_factory=list)  # of (a line, [(who, language, what they say of it)])
    is_open: bool = False
