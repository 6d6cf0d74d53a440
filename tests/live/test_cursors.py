"""A cursor is good for one room, one seat and one epoch; anything else is no cursor."""

import json
from dataclasses import replace

import pytest

from tests.cast import viewer
from workshops.live import cursors
from workshops.live.reader import catch_up


def test_a_cursor_keeps_a_position(cast, session_in):
    session_in("live")
    dara = viewer(cast.dara)
    cursor = cursors.make(cast.plenary.pk, dara, 7)
    assert cursors.read(cursor, cast.plenary.pk, dara) == 7
    assert cursors.make(cast.plenary.pk, dara, 7) != cursor


def test_a_cursor_of_one_room_is_none_of_another(cast, session_in):
    session_in("live")
    dara, caucus = viewer(cast.dara), cast.caucus(cast.second)
    answer = catch_up(dara, caucus, cursors.make(cast.plenary.pk, dara, 0))
    assert json.loads(answer) == {"reset": str(caucus.pk)}


def test_a_cursor_of_one_person_is_none_of_another(cast, session_in):
    session_in("live")
    answer = catch_up(viewer(cast.dara), cast.plenary, cursors.make(cast.plenary.pk, viewer(cast.eli), 0))
    assert json.loads(answer) == {"reset": str(cast.plenary.pk)}


def test_a_cursor_ends_with_the_rights_it_was_made_under(cast, session_in):
    session_in("live")
    dara = viewer(cast.dara)
    cursor = cursors.make(cast.plenary.pk, dara, 0)
    answer = catch_up(replace(dara, epoch=dara.epoch + 1), cast.plenary, cursor)
    assert json.loads(answer) == {"reset": str(cast.plenary.pk)}


@pytest.mark.parametrize("cursor", ["", "0", "é", "A" * 48, "A" * 49, "=" * 8, "0" * 4000, None])
def test_anything_else_is_no_cursor(cast, session_in, cursor):
    session_in("live")
    answer = catch_up(viewer(cast.dara), cast.plenary, cursor)
    assert json.loads(answer) == {"reset": str(cast.plenary.pk)}
