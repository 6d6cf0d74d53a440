"""Leaks of records, their release and their review."""

from types import SimpleNamespace

from accounts.models import Membership
from tests.records import test_pages, test_release
from tests.security.mutants.leak import Mutant
from workshops import clock
from workshops.programme.models import Assent
from workshops.records import building, release, review
from workshops.records.models import Record, RecordQuerySet, RecordWish


def record_before_the_last_assent(patch):
    """What one party has released is released."""
    patch.setattr(release, "parties_concerned", lambda record: building.parties_concerned(record)[:1])


def an_earlier_yes_counts(patch):
    """A yes to a text counts for the text that has taken its place."""

    def released_by(record):
        about = Assent.objects.filter(kind=Assent.Kind.RECORD, subject_id=record.pk, held_at__isnull=False)
        return set(about.values_list("party_id", flat=True))

    patch.setattr(release, "released_by", released_by)


def desk_reads_unreleased(patch):
    """The NGO's desk reads records as soon as they are built."""
    reviewable = RecordQuerySet.reviewable_by

    def reviewable_by(records, user):
        Record.objects.filter(released_at=None).update(released_at=clock.now())
        return reviewable(records, user)

    patch.setattr(RecordQuerySet, "reviewable_by", reviewable_by)


def review_of_ones_own(patch):
    """Whoever facilitates a workshop reviews it, too."""

    def reviewable_by(records, user):
        held = Membership.objects.current().filter(user_id=user.pk, role__in=("admin", "reviewer"))
        return records.filter(released_at__isnull=False, workshop__organisation__in=held.values("organisation"))

    patch.setattr(RecordQuerySet, "reviewable_by", reviewable_by)


def read_before_the_audit(patch):
    """The record is shown first; the reason is asked, and the entry of the audit written, when it is closed."""
    opening = SimpleNamespace(entry=SimpleNamespace(open=lambda keys, field: ""), opened_at=clock.now())
    patch.setattr(review, "current_opening", lambda user, record: opening)


def the_withdrawn_stay(patch):
    """Who has withdrawn stands in a record until somebody builds another."""
    patch.setattr(building, "left_out", lambda workshop_id: set())


def wishes_under_the_names_key(patch):
    """Words to change lie where everybody at the table can open them."""
    patch.setattr(RecordWish, "COMPARTMENT", "roster")


MUTANTS = [
    Mutant(
        "record before the last assent",
        record_before_the_last_assent,
        test_release.test_it_is_released_with_the_last_yes_of_the_last_party,
    ),
    Mutant("an earlier yes counts", an_earlier_yes_counts, test_release.test_another_text_is_asked_anew),
    Mutant(
        "desk reads unreleased",
        desk_reads_unreleased,
        test_pages.test_before_the_release_the_ngo_sees_that_it_was_held_and_nothing_else,
    ),
    Mutant(
        "review of one's own",
        review_of_ones_own,
        test_pages.test_whoever_facilitates_does_not_review_even_as_administrator,
    ),
    Mutant("read before the audit", read_before_the_audit, test_pages.test_first_the_reason_then_the_record),
    Mutant(
        "the withdrawn stay",
        the_withdrawn_stay,
        test_release.test_even_an_answer_of_which_the_house_was_not_told_is_heard,
    ),
    Mutant("a wish under the names' key", wishes_under_the_names_key, test_release.test_a_word_to_change_reaches_the_team_sealed),
]
