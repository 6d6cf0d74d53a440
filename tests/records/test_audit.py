"""The audit: written before anything is shown, append-only, and a chain in which every change is found."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from workshops import clock
from workshops.records import audit, export, review
from workshops.records.append_only import lifted
from workshops.records.models import AuditEntry
from workshops.vault.context import Context, compartment

REASON = "The yearly report to the donor."


@pytest.fixture
def entries(cast, released):
    """Four entries: released, opened, exported, closed."""
    review.open_record(cast.users.noor, record=released, reason=REASON)
    export.export_record(cast.users.noor, record=released, reason=REASON)
    review.close_record(cast.users.noor, record=released)
    return AuditEntry.objects.all()


def test_what_was_done_stands_in_it_in_order(cast, entries):
    said = list(entries.values_list("number", "action", "user_id"))
    noor = cast.users.noor.pk
    assert said == [
        (1, "record.released", None),
        (2, "record.opened", noor),
        (3, "record.exported", noor),
        (4, "record.closed", noor),
    ]
    assert audit.broken_at(cast.organisation.pk) is None


def test_a_reason_lies_sealed(cast, released, entries):
    keys = Context(frozenset([compartment("record", cast.workshop.pk)]))
    assert entries[1].open(keys, "reason") == REASON
    assert REASON.encode() not in bytes(entries[1].reason)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_and_to_delete(entries, act):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entries.filter(number=2).update(action="record.closed") if act == "update" else entries.filter(number=2)._raw_delete("default")
    assert entries.count() == 4


def tampered(entries):
    """Another action than the one that was done."""
    entries.filter(number=3).update(action="record.closed")


def reassigned(entries):
    """Somebody else did it."""
    entries.filter(number=3).update(user_id=entries[0].organisation_id)


def dated_back(entries):
    """It was at another time."""
    entries.filter(number=3).update(at=clock.now())


def reworded(entries):
    """Another reason."""
    entries.filter(number=3).update(reason=entries[1].reason)


def deleted(entries):
    """It was not done."""
    entries.filter(number=3)._raw_delete("default")


def deleted_and_numbered_anew(entries):
    """It was not done, and the numbers hide the gap."""
    entries.filter(number=3)._raw_delete("default")
    entries.filter(number=4).update(number=3)


def reordered(entries):
    """It was done later."""
    for before, after in ((3, 99), (4, 3), (99, 4)):
        entries.filter(number=before).update(number=after)


@pytest.mark.parametrize("forge", [tampered, reassigned, dated_back, reworded, deleted, deleted_and_numbered_anew, reordered])
def test_whoever_has_lifted_the_walls_is_found_out(cast, entries, forge):
    with lifted(connection):
        forge(entries)
    assert audit.broken_at(cast.organisation.pk) == 3
    with pytest.raises(CommandError, match="entry 3"):
        call_command("verify_audit")


def test_a_cut_end_is_found_by_whoever_kept_the_head(cast, entries, capsys):
    number, head = audit.head_of(cast.organisation.pk)
    kept = f"{cast.organisation.pk}:{number}:{head}"
    call_command("verify_audit", kept=[kept])
    assert kept in capsys.readouterr().out
    with lifted(connection):
        entries.filter(number=4)._raw_delete("default")
    assert audit.broken_at(cast.organisation.pk) is None
    with pytest.raises(CommandError, match="not there any more"):
        call_command("verify_audit", kept=[kept])


def test_each_organisation_has_a_chain_of_its_own(cast, entries):
    assert audit.head_of(cast.elsewhere.pk) == (0, audit.BEGINNING)
    assert audit.head_of(cast.organisation.pk)[0] == 4
