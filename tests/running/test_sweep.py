"""The tick: it carries out what is due, once, and never more than that."""

import datetime
import uuid

import pytest

from tests import cast as people
from workshops import clock, rules
from workshops.programme.models import Seat, Session
from workshops.rooms import presence
from workshops.rooms.models import Presence
from workshops.running.sweep import overdue_closings, sweep
from workshops.vault import keys
from workshops.vault.context import compartment
from workshops.vault.models import Key


def swept():
    """What one tick has done, without what it found nothing of."""
    return {what: count for what, count in sweep().items() if count}


def age_keys(**ago):
    Key.objects.update(created_at=clock.now() - datetime.timedelta(**ago))


@pytest.fixture
def orphan(cast):
    """A key whose room was never committed."""
    name = compartment("room", uuid.uuid4())
    keys.make_keys(name, organisation_id=cast.organisation.pk, workshop_id=cast.workshop.pk)
    return name


def test_presences_of_processes_that_are_gone_are_forgotten(cast, session_in):
    session_in("live")
    presence.seen("here", [(cast.plenary.pk, cast.bilal.pk)])
    presence.seen("gone", [(cast.plenary.pk, cast.dara.pk)])
    long_ago = clock.now() - datetime.timedelta(minutes=5, seconds=1)
    Presence.objects.filter(process="gone").update(seen_at=long_ago)
    assert swept() == {"presences": 1}
    assert swept() == {}
    assert list(Presence.objects.values_list("process", flat=True)) == ["here"]


def test_a_key_without_a_row_goes_after_an_hour(cast, orphan):
    before = set(Key.objects.values_list("compartment", flat=True))
    assert swept() == {}
    age_keys(hours=1, minutes=1)
    assert swept() == {"keys": 1}
    assert swept() == {}
    assert before - set(Key.objects.values_list("compartment", flat=True)) == {orphan}


def test_keys_of_rows_that_exist_stay_and_open(cast, session_in):
    session_in("live")
    age_keys(days=3)
    assert swept() == {}
    keys.forget_opened_keys()
    assert cast.bilal.open(rules.keys_for(people.viewer(cast.amina)), "display_name") == "Bilal"


def test_no_key_goes_when_it_is_the_data_that_is_missing(cast, orphan):
    age_keys(hours=2)
    count = Key.objects.count()
    Session.objects.all().delete()
    Seat.objects.all().delete()
    assert swept() == {}
    assert Key.objects.count() == count


def test_a_destroyed_key_stays_as_a_trace(cast, orphan):
    keys.destroy_keys(orphan)
    age_keys(hours=2)
    assert swept() == {}
    assert Key.objects.filter(compartment=orphan).exists()


def test_paperwork_owed_for_more_than_72_hours_is_counted(cast, session_in):
    session = session_in("stopped")
    assert list(overdue_closings()) == []
    Session.objects.filter(pk=session.pk).update(stopped_at=clock.now() - datetime.timedelta(hours=72, seconds=1))
    assert swept() == {"closings_overdue": 1}
