"""The seven columns: what each is called and asks."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from workshops.board.models.cards import Card, Column


@dataclass(frozen=True)
class Heading:
    """The head of one column."""

    column: str
    name: str
    asks: str

    @property
    def number(self):
        """Its place, from 1."""
        return list(Column).index(self.column) + 1


HEADINGS = [
    Heading(Column.SHARED_PROBLEM, _("Shared problem"), _("What do we face together?")),
    Heading(Column.NEEDS_LIMITS, _("Needs and limits"), _("What each side cannot do without.")),
    Heading(Column.OPTION, _("Options"), _("Ideas, not yet judged.")),
    Heading(Column.REALITY_TEST, _("Reality test"), _("What would it cost you at home?")),
    Heading(Column.JOINT_STRATEGY, _("Joint strategy"), _("One text, carried by all.")),
    Heading(Column.COMMITMENT, _("Commitment"), _("Who does what, by when.")),
    Heading(Column.FOLLOW_UP, _("Follow-up"), _("What happened, what we learned.")),
]
NAMES = {heading.column: heading.name for heading in HEADINGS}
KINDS = {
    Card.Kind.PROBLEM: _("Shared problem"),
    Card.Kind.NEED: _("Need"),
    Card.Kind.LIMIT: _("Limit"),
    Card.Kind.OPTION: _("Option"),
}
OF_CARDS = list(Column)[:5]  # cards lie here; in the last two lie commitments
WRITTEN_IN = {  # where a card may begin, and as what
    Column.SHARED_PROBLEM: (Card.Kind.PROBLEM,),
    Column.NEEDS_LIMITS: (Card.Kind.NEED, Card.Kind.LIMIT),
    Column.OPTION: (Card.Kind.OPTION,),
}
POLLED_IN = (Column.SHARED_PROBLEM, Column.REALITY_TEST, Column.JOINT_STRATEGY)  # options are not judged yet


def place(column):
    """Its place in the order."""
    return list(Column).index(column)
