"""A sentence leaves a caucus only by Assent of every member of its party (methods 4.1, peers 2.4).

A member proposes it; each member of the party who has come in is asked, here now or not, and the question is frozen with
them; other words are another question; silence is not yes. When all have said yes any member may let it out: a copy goes
to the plenary, as what the party lets the table hear, without a person. Until that moment whoever has said yes may still
take the whole proposal back.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.programme import assents
from workshops.rooms.actions import clean
from workshops.rooms.models import Release, Room, Sentence
from workshops.rooms.seating import lock
from workshops.rooms.sentences import SENTENCE, can_decide, is_time, open_ones, question_about

LONGEST = 600
MOST_OPEN = 5
COME_IN = {"arrived_at__isnull": False}  # whoever was invited and has never come holds nothing up


@transaction.atomic
def propose_sentence(viewer, *, room, text):
    """Propose a sentence, in one's own words or in words that were said here."""
    (room,) = lock(room)
    _require_member(viewer, room)
    if open_ones(room).count() >= MOST_OPEN:
        raise ValidationError(_("Several sentences wait already. Let one out or leave one here first."))
    sentence = Sentence(room=room, seat_id=viewer.seat_id, language=viewer.language, proposed_at=clock.now())
    sentence.seal(text=_cleaned(text)).save(force_insert=True)
    _ask(sentence)
    log.record(room, "sentence.proposed")
    return sentence


@transaction.atomic
def reword_sentence(viewer, *, sentence, text):
    """Put it otherwise: what was answered about the former words counts no longer, and everybody is asked again."""
    room, sentence = _locked(viewer, sentence)
    assents.void(kind=SENTENCE, subject_id=sentence.pk)
    sentence.version += 1
    sentence.seat_id, sentence.language = viewer.seat_id, viewer.language
    sentence.seal(text=_cleaned(text)).save()
    _ask(sentence)
    log.record(room, "sentence.reworded")
    return sentence


@transaction.atomic
def answer_sentence(viewer, *, sentence, version, answer):
    """Yes or no to these words (`version`), alone. Whoever said no may still say yes; nobody is told who said what."""
    room, sentence = _locked(viewer, sentence)
    rules.require(version == sentence.version, _("It has been put otherwise meanwhile. Read it again."))
    question = question_about(sentence)
    assents.answer_assent(viewer, assent=question, answer=answer)
    log.record(room, "sentence.answered")
    return sentence


@transaction.atomic
def withdraw_sentence(viewer, *, sentence):
    """Leave it in this room: whoever proposed it may at any time, and once all have said yes any of them."""
    room, sentence = _locked(viewer, sentence, in_time=False)
    is_held = question_about(sentence).held_at is not None
    rules.require(is_held or sentence.seat_id == viewer.seat_id)
    _end(room, sentence)
    return sentence


@transaction.atomic
def release_sentence(viewer, *, sentence, version):
    """Let the table hear it: a copy in the plenary, the party's and nobody's. Only when every member has said yes to these
    very words."""
    plenary = Room.objects.get(session_id=sentence.room.session_id, kind=Room.Kind.PLENARY)
    room, plenary = lock(sentence.room, plenary)
    sentence = _fresh(viewer, room, sentence)
    question = question_about(sentence)
    is_held = version == sentence.version and question.held_at is not None and assents.holds(question)
    rules.require(is_held, _("Not every member has said yes to it as it stands."))
    words = sentence.said(rules.keys_of_room(room))
    rules.require(words is not None)
    sentence.release = Release(room=plenary, party_id=room.party_id, language=sentence.language, released_at=clock.now())
    sentence.release.seal(text=words).save(force_insert=True)
    _end(room, sentence)
    log.record(plenary, "sentence.released", subject_id=sentence.release.pk)
    return sentence.release


def _require_member(viewer, room):
    rules.require(can_decide(viewer, room))
    rules.require(is_time(room), _("Nothing leaves this room while the session does not run."))


def _locked(viewer, sentence, *, in_time=True):
    (room,) = lock(sentence.room)
    return room, _fresh(viewer, room, sentence, in_time=in_time)


def _fresh(viewer, room, sentence, *, in_time=True):
    rules.require(can_decide(viewer, room))
    if in_time:
        _require_member(viewer, room)
    sentence = open_ones(room).select_for_update().filter(pk=sentence.pk).first()
    rules.require(sentence is not None, _("This sentence waits no longer."))
    return sentence


def _ask(sentence):
    about = {"kind": SENTENCE, "subject_id": sentence.pk, "version": str(sentence.version)}
    assents.ask(sentence.room.party, **about, **COME_IN)


def _end(room, sentence):
    assents.void(kind=SENTENCE, subject_id=sentence.pk)
    sentence.ended_at = clock.now()
    sentence.save(update_fields=["ended_at", "release"])
    log.record(room, "sentence.settled")


def _cleaned(text):
    text = clean(text)
    if len(text) > LONGEST:
        raise ValidationError(_("This is longer than %(limit)d characters. One sentence is enough.") % {"limit": LONGEST})
    return text
