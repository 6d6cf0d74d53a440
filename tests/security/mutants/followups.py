"""Leaks of mail, calendars and what is due."""


from tests.followups import test_appointments, test_calendar, test_channel, test_dispatch
from tests.security.mutants.leak import Mutant
from workshops.followups import calendar, channel, dispatch, mail
from workshops.programme.models import Session


def topic_in_the_mail(patch):
    """The mail says what the meeting is called."""
    write = mail.render_to_string

    def chatty(name, context):
        return write(name, context).strip() + Session.objects.get(state="scheduled").open(AllKeys(), "title")["en"]

    patch.setattr(mail, "render_to_string", chatty)


class AllKeys:
    """A context that holds everything."""

    def require(self, compartment):
        """It does."""


def pass_in_the_calendar(patch):
    """The link to the room is put where people look for it: into their calendar."""
    write = calendar.calendar_file

    def handy(**facts):
        return write(**facts).replace(b"END:VEVENT", b"URL:http://localhost/j#secret\r\nEND:VEVENT")

    patch.setattr(calendar, "calendar_file", handy)


def consent_looked_at_once(patch):
    """Who had said yes when the row was written is written to, whatever they say since."""
    patch.setattr(dispatch.rules, "can_be_reached", lambda seat: True)


def unsafe_is_forgotten(patch):
    """Links that were sent go on opening the door after "not safe to contact me"."""
    patch.setattr(channel, "_close_mailed_doors", lambda seat: None)


MUTANTS = [
    Mutant("topic in the mail", topic_in_the_mail, test_dispatch.test_the_mail_names_nothing_and_nobody),
    Mutant("pass in the calendar", pass_in_the_calendar, test_calendar.test_a_calendar_file_carries_no_pass),
    Mutant(
        "consent looked at once",
        consent_looked_at_once,
        test_appointments.test_an_answer_given_later_brings_back_what_was_left_unsaid,
    ),
    Mutant("unsafe is forgotten", unsafe_is_forgotten, test_channel.test_not_safe_is_one_press_and_closes_every_mailed_door),
]
