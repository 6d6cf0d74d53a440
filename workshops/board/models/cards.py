"""Cards: where they lie, what they say in each version, what they are linked to. Who wrote one is kept nowhere."""

from django.db import models
from django.db.models import Q

from workshops.programme.models.base import Row, SealedRow
from workshops.vault.fields import SealedField


class Column(models.TextChoices):
    """The seven columns, in their order. Cards lie in the first five, commitments in the last two."""

    SHARED_PROBLEM = "shared_problem"
    NEEDS_LIMITS = "needs_limits"
    OPTION = "option"
    REALITY_TEST = "reality_test"
    JOINT_STRATEGY = "joint_strategy"
    COMMITMENT = "commitment"
    FOLLOW_UP = "follow_up"


class Board(Row):
    """What holds for a workshop's whole board."""

    workshop = models.OneToOneField("workshops.Workshop", models.CASCADE, related_name="board")
    reality_opened_at = models.DateTimeField(null=True)  # before that nothing on the board can be criticised


class CardQuerySet(models.QuerySet):
    """Cards as one may read them."""

    def visible_to(self, viewer):
        """What lies on the table, for everyone of the workshop; a party's drafts for that party alone."""
        of_workshop = self.filter(workshop_id=viewer.workshop_id)
        if viewer.party_id is None:
            return of_workshop.exclude(shown_at=None)
        return of_workshop.filter(Q(shown_at__isnull=False) | Q(party_id=viewer.party_id))


class Card(SealedRow):
    """One card. Its text lies in its versions; a move is not a version."""

    class Kind(models.TextChoices):
        PROBLEM = "problem"
        NEED = "need"
        LIMIT = "limit"
        OPTION = "option"

    COMPARTMENT = "board"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="cards")
    party = models.ForeignKey("workshops.Party", models.PROTECT, null=True, related_name="cards")  # none: of all
    kind = models.CharField(max_length=8, choices=Kind.choices)
    column = models.CharField(max_length=16, choices=Column.choices)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    moved = models.PositiveIntegerField(default=0)  # how often: whoever moves it says what they saw
    serves_one_side = models.BooleanField(default=False)
    restated_version = models.PositiveSmallIntegerField(null=True)  # the other side has said this version back
    origin = models.ForeignKey("workshops.Run", models.SET_NULL, null=True, related_name="cards")  # the exercise it comes from
    written_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)  # until then a draft, which only its party sees

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["position", "written_at", "pk"]


class CardVersion(SealedRow):
    """What a card said from then on. Texts are kept as they were written, in the language of whoever wrote them."""

    COMPARTMENT = "board"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="+")
    card = models.ForeignKey(Card, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = SealedField()
    body = SealedField()
    does_not_mean = SealedField()
    language = models.CharField(max_length=8)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["card", "number"], name="one_text_per_version")]


class CardMove(Row):
    """A card came into a column: by a person of this role, or by a ballot."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="moves")
    column = models.CharField(max_length=16, choices=Column.choices)
    by = models.CharField(max_length=16)
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["moved_at"]


class CardLink(Row):
    """A card answers to another: to a need or limit of one party, or to the shared problem."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="links")
    to = models.ForeignKey(Card, models.CASCADE, related_name="linked_from")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "to"], name="linked_once")]


class RealityAnswer(SealedRow):
    """What somebody of a party says their people would say to a card, and what would help. Unnamed, under the party's mark."""

    COMPARTMENT = "board"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="+")
    card = models.ForeignKey(Card, models.CASCADE, related_name="answers")
    party = models.ForeignKey("workshops.Party", models.PROTECT, related_name="+")
    people_would_say = SealedField()
    would_help = SealedField()
    language = models.CharField(max_length=8)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at"]
