"""Leaks of single lines: what an edit, a reply, a small word or the telephone would let through."""

from tests.rooms import test_words
from tests.security.mutants.leak import Mutant
from workshops.rooms import actions, replies
from workshops.rooms.models import Message, MessageQuerySet
from workshops.viewer import viewer_of


def edited_by_anybody(patch):
    """Whoever sees a message may put it otherwise."""
    patch.setattr(MessageQuerySet, "own_of", MessageQuerySet.visible_to)


def quote_of_what_is_away(patch):
    """A reply shows the words of its original, whether they are shown now or not."""

    def quote_of(original, keys):
        text = original.said(keys) or ""
        return replies.Quote(original.pk, "", text, original.language, "shown" if text else "gone")

    patch.setattr(replies, "quote_of", quote_of)


def reply_across_rooms(patch):
    """One may answer whatever one sees, in any room."""

    def original_of(viewer, room, message_id):
        return Message.objects.visible_to(viewer).filter(pk=message_id).first()

    patch.setattr(actions, "original_of", original_of)


def typed_for_anybody(patch):
    """A facilitator types for whom they like, on the telephone or not."""
    from workshops.programme.models import Seat

    patch.setattr(actions, "speaker_for", lambda viewer, room, seat: viewer_of(Seat.objects.get(pk=seat)))


MUTANTS = [
    Mutant("edited by anybody", edited_by_anybody, test_words.test_nobody_puts_anothers_words_otherwise),
    Mutant("quote of what is away", quote_of_what_is_away, test_words.test_a_reply_shows_its_original_as_it_stands_now_and_forgets_it_with_its_author),
    Mutant("reply across rooms", reply_across_rooms, test_words.test_one_replies_to_nothing_of_another_room_and_to_nothing_that_waits),
    Mutant("typed for anybody", typed_for_anybody, test_words.test_a_facilitator_types_for_whoever_is_on_the_telephone_and_it_is_theirs),
]
