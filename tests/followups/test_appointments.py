"""What stands in the schedule after each act upon a meeting."""

import datetime
from collections import Counter

import pytest

from tests.cast import viewer
from tests.followups.conftest import allow, move, plan
from workshops.followups import actions, appointments
from workshops.followups.channel import name_channel
from workshops.followups.dispatch import send_due
from workshops.followups.models import Dispatch
from workshops.programme.models import Session, Workshop
from workshops.rules import NotAllowed

REMINDERS = ["reminder_24h", "reminder_1h", "reminder_7d"]


def rows(session, seat=None, **which):
    """[(kind, revision, state, why)] about one session."""
    found = appointments.of_session(session.pk).filter(**which)
    found = found.filter(seat=seat) if seat else found
    return sorted(found.values_list("kind", "revision", "state", "why"))


def test_a_planned_meeting_writes_an_invitation_now_and_each_reminder_at_its_moment(meeting, reached, time):
    due = dict(appointments.of_session(meeting.pk).filter(seat=reached.dara).values_list("kind", "due_at"))
    start = meeting.starts_at
    assert due == {
        "invite": time(),
        "reminder_7d": start - datetime.timedelta(days=7),
        "reminder_24h": start - datetime.timedelta(hours=24),
        "reminder_1h": start - datetime.timedelta(hours=1),
    }
    told = Counter(appointments.of_session(meeting.pk).values_list("seat__display_name", flat=True))
    assert len(told) == len(reached.guests)  # facilitators know


@pytest.mark.parametrize(
    ("ahead", "kinds"),
    [
        ({"days": 8}, ["invite", "reminder_1h", "reminder_24h", "reminder_7d"]),
        ({"days": 2}, ["invite", "reminder_1h", "reminder_24h"]),
        ({"hours": 3}, ["invite", "reminder_1h"]),
        ({"minutes": 30}, ["invite"]),
    ],
)
def test_no_reminder_is_made_for_a_moment_that_has_passed(reached, time, ahead, kinds):
    local = (time() + datetime.timedelta(**ahead)).replace(tzinfo=None)
    session = actions.plan_meeting(
        viewer(reached.amina), workshop=reached.workshop, title={"en": "Soon"}, local=local, zone="UTC", minutes=60
    )
    assert [kind for kind, *_ in rows(session, reached.dara)] == kinds


def test_another_hour_voids_what_was_due_and_tells_those_who_know(meeting, reached, time):
    send_due()
    move(reached, meeting, days=1)
    assert rows(meeting, reached.dara) == [
        ("changed", 1, "due", ""),
        ("invite", 0, "sent", ""),
        ("reminder_1h", 0, "void", "replaced"),
        ("reminder_1h", 1, "due", ""),
        ("reminder_24h", 0, "void", "replaced"),
        ("reminder_24h", 1, "due", ""),
        ("reminder_7d", 0, "void", "replaced"),
        ("reminder_7d", 1, "due", ""),
    ]


def test_who_was_not_told_yet_is_invited_to_the_new_hour_only(meeting, reached):
    move(reached, meeting, days=1)
    assert [row for row in rows(meeting, reached.dara) if "reminder" not in row[0]] == [
        ("invite", 0, "void", "replaced"),
        ("invite", 1, "due", ""),
    ]


def test_another_title_tells_nobody(meeting, reached):
    before = rows(meeting)
    local = meeting.starts_at.replace(tzinfo=None)
    actions.change_meeting(
        viewer(reached.amina), session=meeting, title={"en": "Other"}, local=local, zone="UTC", minutes=meeting.minutes
    )
    assert rows(meeting) == before


def test_a_dropped_meeting_is_called_off_with_those_who_know(meeting, reached):
    send_due()
    actions.drop_meeting(viewer(reached.amina), session=meeting)
    assert not Session.objects.filter(pk=meeting.pk).exists()
    assert rows(meeting, reached.dara) == [
        ("cancelled", 1, "due", ""),
        ("invite", 0, "sent", ""),
        ("reminder_1h", 0, "void", "replaced"),
        ("reminder_24h", 0, "void", "replaced"),
        ("reminder_7d", 0, "void", "replaced"),
    ]
    assert [row for row in rows(meeting, reached.chen) if row[0] == "cancelled"] == []  # nobody had told him


def test_a_dropped_meeting_of_which_nobody_knows_is_called_off_with_nobody(meeting, reached):
    actions.drop_meeting(viewer(reached.amina), session=meeting)
    assert {row[2:] for row in rows(meeting)} == {("void", "replaced")}


def test_refused_acts_write_nothing(meeting, reached):
    before = rows(meeting)
    stranger = viewer(reached.dara)
    local = meeting.starts_at.replace(tzinfo=None)
    plan_ = {"title": {"en": "x"}, "local": local, "zone": "UTC", "minutes": 60}
    for act in (
        lambda: actions.drop_meeting(stranger, session=meeting),
        lambda: actions.change_meeting(stranger, session=meeting, **plan_),
        lambda: actions.plan_meeting(stranger, workshop=reached.workshop, **plan_),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert rows(meeting) == before
    assert Dispatch.objects.count() == len(before)


def test_who_names_an_address_later_is_told_of_what_lies_ahead(meeting, reached, mailoutbox):
    send_due()
    assert rows(meeting, reached.chen, kind="invite") == [("invite", 0, "void", "by_voice")]
    name_channel(viewer(reached.chen), channel="mail", address="chen@example.org")
    mailoutbox.clear()
    send_due()
    assert [mail.to for mail in mailoutbox] == [["chen@example.org"]]


def test_who_was_told_by_voice_is_not_invited_again(meeting, reached, mailoutbox):
    send_due()
    invite = Dispatch.objects.get(seat=reached.chen, kind="invite")
    actions.mark_told(viewer(reached.ben), dispatch=invite)
    name_channel(viewer(reached.chen), channel="mail", address="chen@example.org")
    mailoutbox.clear()
    send_due()
    assert mailoutbox == []


def test_who_has_not_arrived_is_not_written_to(reached, time):
    type(reached.dara).objects.filter(pk=reached.dara.pk).update(arrived_at=None)
    session = plan(reached, time() + datetime.timedelta(days=30))
    assert rows(session, reached.dara) == []


@pytest.mark.parametrize(
    ("utc", "zone", "becomes"),
    [
        ("2026-05-05T16:00", "UTC", "2026-05-05T16:00"),
        ("2026-05-05T03:00", "UTC", "2026-05-05T08:00"),
        ("2026-05-05T22:30", "UTC", "2026-05-05T21:00"),
        ("2026-05-05T03:00", "Asia/Beirut", "2026-05-05T05:00"),  # six in the morning there: eight
        ("2026-05-05T20:00", "Asia/Kathmandu", "2026-05-06T02:15"),  # a quarter to two at night there
    ],
)
def test_reminders_that_can_wait_come_by_day(utc, zone, becomes):
    moment = datetime.datetime.fromisoformat(utc).replace(tzinfo=datetime.UTC)
    assert appointments.in_waking_hours(moment, zone).isoformat() == f"{becomes}:00+00:00"


# --- when the clocks change -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("local", "zone", "fold", "starts", "a_day_before"),
    [
        ("2031-03-30T16:00", "Europe/Berlin", 0, "2031-03-30T14:00", "2031-03-29T14:00"),  # the clocks went ahead that night
        ("2031-10-26T02:30", "Europe/Berlin", 0, "2031-10-26T00:30", None),  # the hour that comes twice: first,
        ("2031-10-26T02:30", "Europe/Berlin", 1, "2031-10-26T01:30", None),  # and second
        ("2031-03-30T02:30", "Europe/Berlin", 0, "2031-03-30T01:30", None),  # the hour that is left out: the later neighbour
    ],
)
def test_reminders_count_from_the_moment_not_from_the_hour_on_the_wall(reached, local, zone, fold, starts, a_day_before):
    session = actions.plan_meeting(
        viewer(reached.amina),
        workshop=Workshop.objects.get(pk=reached.workshop.pk),
        title={"en": "Clocks"},
        local=datetime.datetime.fromisoformat(local),
        zone=zone,
        minutes=60,
        fold=fold,
    )
    due = dict(appointments.of_session(session.pk).filter(seat=reached.dara).values_list("kind", "due_at"))
    assert session.starts_at.isoformat() == f"{starts}:00+00:00"
    assert due["reminder_1h"] == session.starts_at - datetime.timedelta(hours=1)
    if a_day_before:
        assert due["reminder_24h"].isoformat() == f"{a_day_before}:00+00:00"


def test_new_rules_of_a_zone_keep_the_hour_and_tell_everyone(meeting, reached):
    """As when a country gives up daylight saving: the row was written under the old rules."""
    send_due()
    before = meeting.starts_at
    Session.objects.filter(pk=meeting.pk).update(starts_at=before + datetime.timedelta(hours=1))
    assert appointments.correct_for_new_rules() == 1
    fresh = Session.objects.get(pk=meeting.pk)
    assert (fresh.starts_at, fresh.revision) == (before, 1)
    assert ("changed", 1, "due", "") in rows(meeting, reached.dara)
    assert appointments.correct_for_new_rules() == 0


def test_an_answer_given_later_brings_back_what_was_left_unsaid(meeting, reached, mailoutbox):
    allow(reached.dara, is_given=False)
    send_due()
    assert rows(meeting, reached.dara, kind="invite") == [("invite", 0, "void", "consent")]
    allow(reached.dara)
    name_channel(viewer(reached.dara), channel="mail", address="dara@example.org")
    mailoutbox.clear()
    send_due()
    assert [mail.to for mail in mailoutbox] == [["dara@example.org"]]
