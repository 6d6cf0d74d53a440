"""Sending: each due mail once, nothing that may not go, and what happens when it does not."""

import datetime
import itertools
import re
import smtplib

import pytest

from tests.cast import viewer
from tests.followups.conftest import allow, move
from workshops.followups import actions, dispatch
from workshops.followups.channel import name_channel
from workshops.followups.dispatch import claim, deliver, send_due, to_tell
from workshops.followups.mail import letter
from workshops.followups.models import Dispatch
from workshops.programme import passes, people
from workshops.programme.models import Pass, Seat, Session, Workshop
from workshops.vault.context import compartment
from workshops.vault.keys import destroy_keys

BY_MAIL = ["bilal@example.org", "dara@example.org", "eli@example.org"]


def to(mails):
    """Who got a mail."""
    return sorted(mail.to[0] for mail in mails)


def of(seat, kind="invite"):
    """The newest row of this kind for this person."""
    return Dispatch.objects.filter(seat=seat, kind=kind).latest("revision")


def link_in(mail):
    """The secret of the pass in a mail."""
    return re.search(r"/j#(\S+)", mail.body)[1]


@pytest.fixture
def claimed(meeting, reached):
    """Dara's invitation, in the hands of one sender."""
    Dispatch.objects.exclude(seat=reached.dara).delete()
    return claim()


def test_whoever_has_safe_mail_is_invited_once(meeting, mailoutbox):
    assert send_due() == 3
    assert to(mailoutbox) == BY_MAIL
    assert send_due() == 0
    assert len(mailoutbox) == 3


def test_each_reminder_goes_at_its_moment_and_only_once(meeting, reached, time, mailoutbox):
    send_due()
    start, went = meeting.starts_at, []
    for before in ({"days": 7, "minutes": 1}, {"days": 7}, {"hours": 24}, {"hours": 1}, {}):
        time.go(start - datetime.timedelta(**before))
        went.append(send_due())
    assert went == [0, 3, 3, 3, 0]


def test_a_reminder_is_not_sent_late(meeting, reached, time, mailoutbox):
    send_due()
    time.go(meeting.starts_at - datetime.timedelta(hours=23))  # nobody has looked for a week
    mailoutbox.clear()
    assert send_due() == 3
    assert (of(reached.dara, "reminder_7d").state, of(reached.dara, "reminder_7d").why) == ("void", "late")
    assert of(reached.dara, "reminder_24h").state == "sent"


def test_what_changed_or_was_called_off_is_said_however_late(meeting, reached, time, mailoutbox):
    send_due()
    actions.drop_meeting(viewer(reached.amina), session=meeting)
    time.go(meeting.starts_at + datetime.timedelta(days=2))
    mailoutbox.clear()
    assert send_due() == 3
    assert {mail.subject for mail in mailoutbox} == {"Your appointment is cancelled", "أُلغي موعدك"}


@pytest.mark.parametrize("state", ["live", "paused", "stopped", "closed"])
def test_nobody_is_reminded_of_a_meeting_that_has_begun(meeting, reached, time, mailoutbox, state):
    send_due()
    time.go(meeting.starts_at - datetime.timedelta(hours=1))
    Session.objects.filter(pk=meeting.pk).update(state=state)
    assert send_due() == 0


# --- looked at again between claiming and sending ------------------------------------------------------------


def say_no(cast):
    """Dara no longer allows to be reached."""
    allow(cast.dara, is_given=False)


def stop_taking_part(cast):
    """Dara no longer takes part."""
    allow(cast.dara, "take_part", is_given=False)


def leave(cast):
    """Dara has left the workshop."""
    people.end_seat(viewer(cast.amina), seat=Seat.objects.select_related("workshop").get(pk=cast.dara.pk))


def not_safe(cast):
    """Dara presses "not safe"."""
    name_channel(viewer(cast.dara), channel="unsafe")


def by_voice(cast):
    """Dara wants to be told by the facilitators."""
    name_channel(viewer(cast.dara), channel="voice")


def moved(cast):
    """The meeting has another hour."""
    move(cast, Session.objects.get(state="scheduled"), days=1)


def dropped(cast):
    """The meeting is out of the plan."""
    actions.drop_meeting(viewer(cast.amina), session=Session.objects.get(state="scheduled"))


def forgotten(cast):
    """Dara's own key is destroyed."""
    destroy_keys(compartment("own", cast.dara.pk))


MEANWHILE = {
    say_no: "consent", stop_taking_part: "consent", leave: "ended", not_safe: "unsafe", by_voice: "by_voice",
    moved: "replaced", dropped: "replaced", forgotten: "ended",
}  # fmt: skip


@pytest.mark.parametrize("happens", MEANWHILE, ids=lambda it: it.__name__)
def test_what_happens_after_the_claim_counts(claimed, reached, mailoutbox, happens):
    happens(reached)
    assert deliver(claimed) is False
    assert mailoutbox == []
    claimed.refresh_from_db()
    assert (claimed.state, claimed.why, claimed.secret) == ("void", MEANWHILE[happens], None)


def test_a_suspended_workshop_sends_nothing_and_forgets_nothing(meeting, reached, time, mailoutbox):
    Workshop.objects.filter(pk=reached.workshop.pk).update(suspended_at=time())
    assert send_due() == 0
    Workshop.objects.filter(pk=reached.workshop.pk).update(suspended_at=None)
    assert send_due() == 3


# --- when it fails --------------------------------------------------------------------------------------------


class Away:
    """A mail server that is away."""

    def __init__(self, problem):
        self.problem, self.tries = problem, 0

    def __call__(self, *args, **kwargs):
        self.tries += 1
        raise self.problem


@pytest.mark.parametrize("problem", [ConnectionRefusedError(), smtplib.SMTPServerDisconnected(), TimeoutError()])
def test_a_mail_server_that_is_away_is_tried_again_ever_later_and_then_no_more(claimed, reached, time, monkeypatch, problem):
    away = Away(problem)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    assert deliver(claimed) is False
    tried = [time()]
    for _ in range(400):
        before = away.tries
        time.go(minutes=1)
        send_due()
        tried += [time()] * (away.tries - before)
    waits = [(after - before) // datetime.timedelta(minutes=1) for before, after in itertools.pairwise(tried)]
    assert waits == [1, 5, 15, 60, 180]
    row = of(reached.dara)
    assert (row.state, row.attempts, row.secret) == ("failed", 6, None)
    assert [it.pk for it in to_tell(reached.workshop)] == [row.pk]


def test_a_second_try_is_the_same_mail(claimed, reached, time, mailoutbox, monkeypatch):
    """Mail went out, and the sender died before it could say so."""
    monkeypatch.setattr(dispatch, "_end", lambda *args, **kwargs: None)
    deliver(claimed)
    monkeypatch.undo()
    monkeypatch.setattr("workshops.clock.now", time)
    time.go(minutes=6)
    assert send_due() == 1
    first, second = mailoutbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert (first.subject, first.body, first.alternatives) == (second.subject, second.body, second.alternatives)
    assert first.attachments[0].get_payload() == second.attachments[0].get_payload()
    assert Pass.objects.filter(seat=reached.dara, purpose="return").count() == 1


def test_a_sender_whose_claim_ran_out_changes_nothing(claimed, reached, time, mailoutbox, caplog):
    time.go(minutes=6)
    again = claim()
    assert (again.pk, again.attempts) == (claimed.pk, 2)
    assert deliver(claimed) is False
    again.refresh_from_db()
    assert (again.state, mailoutbox) == ("leased", [])
    assert deliver(again) is True


def test_a_claim_is_for_one_only(meeting, reached):
    found = [claim() for _ in range(4)]
    assert len({row.pk for row in found}) == 4
    assert {row.state for row in found} == {"leased"}


def test_the_secret_is_gone_once_the_mail_is(meeting, mailoutbox):
    send_due()
    assert not Dispatch.objects.filter(secret__isnull=False).exists()


# --- what the mail is -------------------------------------------------------------------------------------------


def test_the_mail_says_when_by_the_persons_clock_in_their_language(meeting, reached, mailoutbox):
    Seat.objects.filter(pk=reached.eli.pk).update(zone="Asia/Beirut")
    Seat.objects.filter(pk=reached.dara.pk).update(zone="America/Bogota")
    Session.objects.filter(pk=meeting.pk).update(local_start="2031-05-06T16:00", starts_at=datetime.datetime(2031, 5, 6, 16, tzinfo=datetime.UTC))
    Dispatch.objects.update(starts_at=datetime.datetime(2031, 5, 6, 16, tzinfo=datetime.UTC))
    send_due()
    said = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "you have an appointment on Tuesday, 6 May 2031, at 16:00 (UTC)." in said["bilal@example.org"]
    assert "on Tuesday, 6 May 2031, at 11:00 (America/Bogota)." in said["dara@example.org"]
    assert "19:00 (Asia/Beirut)" in said["eli@example.org"]
    arabic = next(mail for mail in mailoutbox if mail.to == ["eli@example.org"])
    assert '<html lang="ar" dir="rtl">' in arabic.alternatives[0][0]
    assert arabic.subject == "موعد لك"


def test_the_link_in_the_mail_opens_the_persons_seat_once(meeting, reached, mailoutbox, client):
    send_due()
    mail = next(mail for mail in mailoutbox if mail.to == ["dara@example.org"])
    entry = passes.find(link_in(mail))
    assert (entry.seat, entry.purpose) == (reached.dara, "return")
    assert client.post("/passes/claim/", {"secret": link_in(mail)}).headers["Location"] == "/arrival/"
    other = type(client)()
    assert other.post("/passes/claim/", {"secret": link_in(mail)}).status_code == 409


def test_a_return_pass_replaces_the_browser_one_came_with(meeting, reached, mailoutbox, client_of, client):
    before = client_of(reached.dara)
    assert before.get("/arrival/lobby/").status_code == 200
    send_due()
    mail = next(mail for mail in mailoutbox if mail.to == ["dara@example.org"])
    client.post("/passes/claim/", {"secret": link_in(mail)})
    assert client.get("/arrival/lobby/").status_code == 200
    assert before.get("/arrival/lobby/").status_code == 404


def test_an_older_link_leads_on_where_one_is_in_already(meeting, reached, time, mailoutbox, client):
    send_due()
    time.go(meeting.starts_at - datetime.timedelta(days=7))
    send_due()
    older, newer = (link_in(mail) for mail in mailoutbox if mail.to == ["dara@example.org"])
    client.post("/passes/claim/", {"secret": newer})
    assert client.post("/passes/claim/", {"secret": older}).headers["Location"] == "/arrival/"
    assert client.get("/arrival/lobby/").status_code == 200
    stranger = type(client)()
    assert stranger.post("/passes/claim/", {"secret": older}).status_code == 410


def test_the_mail_names_nothing_and_nobody(meeting, reached, mailoutbox):
    send_due()
    whole = "".join(str(mail.message()) + mail.body + mail.alternatives[0][0] for mail in mailoutbox)
    whole += "".join(mail.attachments[0].get_payload(decode=True).decode() for mail in mailoutbox)
    private = ("Wells", "Water", "Upstream", "Lowland", "Bilal", "Dara", "Eli", "Amina", "Bridges", "Alias", "Asia")
    assert [word for word in private if word in whole] == []


def test_a_cancellation_carries_no_link(meeting, reached, mailoutbox):
    send_due()
    actions.drop_meeting(viewer(reached.amina), session=meeting)
    mailoutbox.clear()
    send_due()
    assert [mail for mail in mailoutbox if "/j#" in mail.body] == []


def test_the_same_row_makes_the_same_letter_under_its_own_id(claimed, reached):
    first, second = (letter(claimed, reached.dara, "dara@example.org", "secret") for _ in range(2))
    assert first.extra_headers == second.extra_headers
    assert first.extra_headers["Message-ID"] == f"<{claimed.message_id}@localhost>"


# --- by voice -----------------------------------------------------------------------------------------------------


def told(cast):
    """Who stands on the list, by kind."""
    return sorted((row.seat_id, row.kind) for row in to_tell(cast.workshop))


def test_who_has_no_safe_mail_stands_on_the_list_until_told(meeting, reached):
    send_due()
    assert told(reached) == sorted((seat.pk, "invite") for seat in (reached.chen, reached.esi))
    actions.mark_told(viewer(reached.ben), dispatch=of(reached.chen))
    assert told(reached) == [(reached.esi.pk, "invite")]
    move(reached, meeting, days=1)
    send_due()
    assert told(reached) == sorted([(reached.chen.pk, "changed"), (reached.esi.pk, "invite")])
    actions.drop_meeting(viewer(reached.amina), session=Session.objects.get(pk=meeting.pk))
    send_due()
    assert told(reached) == [(reached.chen.pk, "cancelled")]


def test_the_past_is_not_told(meeting, reached, time):
    send_due()
    time.go(meeting.starts_at + datetime.timedelta(minutes=1))
    assert told(reached) == []


def test_who_does_not_allow_it_is_on_no_list(meeting, reached):
    allow(reached.chen, is_given=False)
    not_safe(reached)
    send_due()
    assert told(reached) == [(reached.esi.pk, "invite")]


def test_who_says_not_safe_or_no_after_that_is_not_called_either(meeting, reached):
    send_due()
    name_channel(viewer(reached.chen), channel="unsafe")
    assert told(reached) == [(reached.esi.pk, "invite")]
    allow(reached.esi, is_given=False)
    assert told(reached) == []
