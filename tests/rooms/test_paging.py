"""Earlier statements by the fifteen, and searching what one may see."""

import pytest

from tests.cast import viewer
from workshops.rooms import actions, paging
from workshops.rooms.searching import check_words, excerpt, folded, search


@pytest.fixture
def said(cast, plenary, say, monkeypatch):
    """Twelve statements where a page shows five; Dara's seventh is held."""
    monkeypatch.setattr(paging, "SHOWN", 5)
    statements = [say((cast.bilal, cast.dara)[number % 2], plenary, f"Statement {number}.") for number in range(7)]
    actions.hold_messages(viewer(cast.ben), room=plenary, is_holding=True)
    statements.append(say(cast.dara, plenary, "Statement 7."))
    actions.hold_messages(viewer(cast.ben), room=plenary, is_holding=False)
    return statements + [say((cast.bilal, cast.dara)[number % 2], plenary, f"Statement {number}.") for number in range(8, 12)]


@pytest.mark.parametrize(("name", "sees"), [("eli", [*range(7), *range(8, 12)]), ("dara", range(12)), ("ben", range(12))])
def test_going_back_gives_each_statement_once_in_order_and_nothing_that_is_not_theirs(cast, plenary, said, name, sees):
    reader, numbers = viewer(getattr(cast, name)), {message.pk: number for number, message in enumerate(said)}
    shown = paging.newest(reader, plenary)
    found, steps = [numbers[message.pk] for message in shown.messages], 0
    while shown.before:
        shown, steps = paging.earlier(reader, plenary, shown.before), steps + 1
        found = [numbers[message.pk] for message in shown.messages] + found
    assert (found, steps) == ([*sees], 2)


def test_a_page_opened_at_an_old_statement_shows_it_and_all_after_it(cast, plenary, said):
    shown = paging.newest(viewer(cast.eli), plenary, since=said[6].pk)
    assert shown.messages[-1] == said[-1] and said[6] in shown.messages and shown.before
    held = paging.newest(viewer(cast.eli), plenary, since=said[7].pk)
    assert held == paging.newest(viewer(cast.eli), plenary)


@pytest.mark.parametrize("name", ["farid", "esi"])
def test_outside_the_room_there_is_nothing_earlier(cast, said, name):
    room = cast.caucus(cast.first) if name == "esi" else cast.plenary
    assert paging.earlier(viewer(getattr(cast, name)), room, said[3].pk).messages == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("The WELL is dry", "well"), ("Café", "cafe"), ("السَّلامُ عليكم", "السلام"), ("إلى المدرسة", "الى المدرسه"), ("بئـــر", "بئر"), ("ﷲ", "الله")],
)
def test_words_are_found_as_one_writes_them_in_haste(text, words):
    assert folded(words) in folded(text)
    before, found, after = excerpt(text, words)
    assert found and before + found + after == text


def test_too_little_is_not_searched_for(cast, plenary, said):
    from django.core.exceptions import ValidationError

    for words in ("", " ", "a", "\u200fa"):
        assert search(viewer(cast.eli), room=plenary, words=words) == []
        with pytest.raises(ValidationError):
            check_words(words)
    assert len(search(viewer(cast.eli), room=plenary, words="Statement")) == 11
