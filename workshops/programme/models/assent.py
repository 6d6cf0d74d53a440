"""What a party does, it does by an Assent: one question about one version of one thing, asked of frozen people."""

from django.db import models

from workshops.programme.models.base import Row


class Assent(Row):
    """A question to one party. Nobody outside the party sees anything until it holds; inside, only a count."""

    class Kind(models.TextChoices):
        CAUCUS_DOOR = "caucus_door"  # subject: the seat of the facilitator who would hear the caucus
        CARD = "card"  # subject: a card of the board, in one version: the party stands behind it
        INTERPRETER = "interpreter"  # subject: the seat of the interpreter who would render what is said
        RECORD = "record"  # subject: the record of a session, in one version: the party lets it out of the room

        # long
        CAUCUS_CHANGE = "caucus_change"  # subject: as caucus_door, or the party itself: nobody. Asked by one of its members
        SENTENCE = "sentence"  # subject: a sentence in one wording: the party lets the table hear it
        OBSERVER = "observer"  # subject: the seat of somebody who would look on at the table; each party is asked
        REOPENING = "reopening"  # subject: the workshop, which is suspended; each party is asked whether it may go on
        CAUCUS_GUEST = "caucus_guest"  # groups. Subject: the seat of somebody of another party; version: the caucus

    class Rule(models.TextChoices):
        ALL = "all"
        ACCEPTED = "accepted"
        BALLOT = "ballot"

    party = models.ForeignKey("workshops.Party", models.CASCADE, related_name="assents")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    rule = models.CharField(max_length=8, choices=Rule.choices, default=Rule.ALL)
    subject_id = models.UUIDField()
    version = models.CharField(max_length=64, default="1")  # a changed text is another version and voids the answers
    asked_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    DOORS = (Kind.CAUCUS_DOOR, Kind.CAUCUS_CHANGE)  # the newest that holds says who of the team hears the caucus
    TAKEN_BACK = (Kind.OBSERVER, Kind.REOPENING)  # a yes to these holds as long as everyone says it
    OF_WHO_CAME = (*DOORS, *TAKEN_BACK)  # asked of those who have come in, and of whoever joins the party later

    class Meta:
        indexes = [models.Index(fields=["kind", "subject_id"], name="assents_about_a_thing")]


class AssentAnswer(Row):
    """One person who was asked, and what they said. Silence is not yes."""

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"
        CHANGE = "change"

    assent = models.ForeignKey(Assent, models.CASCADE, related_name="answers")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="assent_answers")
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assent", "seat"], name="one_answer_per_assent")]
