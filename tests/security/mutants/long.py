"""Leaks of what lasts: a sentence that leaves too early, somebody who comes back, mail about a turn of days."""

from tests.followups import test_nudges
from tests.rooms import test_coming_back, test_letting_out
from tests.security.mutants.leak import Mutant
from workshops.followups import mail, nudges
from workshops.rooms import letting_out
from workshops.rooms.models import MessageQuerySet


def silence_is_yes(patch):
    """A sentence may leave when nobody has said no."""

    def question_about(sentence):
        question = find(sentence)
        question.held_at = question.held_at or sentence.proposed_at
        return question

    find = letting_out.question_about
    patch.setattr(letting_out, "question_about", question_about)
    patch.setattr(letting_out.assents, "holds", lambda assent: not assent.answers.filter(answer="no").exists())


def recap_of_what_waits(patch):
    """Who comes back is told the last words, whether the room has heard them or not."""
    patch.setattr(MessageQuerySet, "visible_to", lambda said, viewer: said)
    patch.setattr(MessageQuerySet, "delivered", lambda said: said)


def mail_of_a_turn_that_is_over(patch):
    """What was due once is sent, whoever has the turn now: the mail tells of somebody else's."""
    patch.setattr(nudges, "still_waits", lambda dispatch: True)


def mail_says_whose_turn(patch):
    """The mail is friendly and calls the person by name."""
    write = mail.render_to_string

    def friendly(name, context):
        return write(name, context).strip() + " It is your turn."

    patch.setattr(mail, "render_to_string", friendly)


MUTANTS = [
    Mutant("silence is yes", silence_is_yes, test_letting_out.test_silence_is_not_yes),
    Mutant("recap of what waits", recap_of_what_waits, test_coming_back.test_what_one_may_not_read_is_neither_quoted_nor_counted),
    Mutant("mail of a turn that is over", mail_of_a_turn_that_is_over, test_nudges.test_a_turn_that_is_over_when_the_mail_goes_is_not_written_about),
    Mutant("mail says whose turn", mail_says_whose_turn, test_nudges.test_the_mail_names_nothing_and_nobody),
]
