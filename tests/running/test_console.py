"""The console: what it shows, to whom."""

from django.urls import reverse


def console_url(session):
    return reverse("session_console", args=[session.pk])


def test_a_facilitator_sees_the_console(cast, client_of_staff, session_in):
    session = session_in("live")
    assert client_of_staff(cast.users.amina).get(console_url(session)).status_code == 200
