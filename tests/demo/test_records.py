"""The records of the demo: Archive's are released and read, Today's wait for the two seats that humans take."""

from tests.cast import viewer
from workshops.demo.loader import seats_of_today
from workshops.demo.telling import FREE
from workshops.records import actions, audit, building, release
from workshops.records.models import AuditEntry, Record
from workshops.rules import keys_for_building


def test_archive_is_released_and_today_is_not(loaded):
    archive, today = (Record.objects.filter(workshop=workshop).order_by("session__position") for workshop in loaded)
    assert [record.released_at is not None for record in archive] == [True] * 3
    assert [record.released_at is not None for record in today] == [False] * 2


def test_nobody_of_the_ten_is_missing_and_nobody_has_a_name(loaded):
    record = Record.objects.filter(workshop=loaded[0]).first()
    people = [c for point, c in building.points_of(record, keys_for_building(record)) if point.layer == "attendance"]
    assert sorted(person["alias"] for person in people) == sorted(f"{bank}-{n}" for bank in ("Upper", "Lower") for n in range(1, 6))


def test_the_audit_of_the_story_holds(loaded):
    said = list(AuditEntry.objects.values_list("action", flat=True))
    assert said == ["record.released"] * 3 + ["record.opened", "record.exported"]
    assert audit.broken_at(loaded[0].organisation_id) is None


def test_with_the_two_free_seats_today_is_released(loaded, settings):
    settings.RECORD_FREEZE_HOURS = 0
    seats, _ = seats_of_today()
    for record in Record.objects.filter(workshop=loaded[1]):
        assert release.released_by(record) == set()
        for person in FREE:
            actions.answer_record(viewer(seats[person]), record=record, version=record.version, answer="yes")
        record.refresh_from_db()
        assert record.released_at is not None
