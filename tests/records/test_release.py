"""How a record is built and released: party by party, every member's yes, about one text."""

import datetime

import pytest

from tests.cast import make_seat, viewer
from workshops import clock, rules
from workshops.live.log import Event
from workshops.programme.arrival import consent_text
from workshops.programme.models import Assent, ConsentAnswer, Seat, Session
from workshops.records import actions, building, release
from workshops.records.models import AuditEntry, Record, RecordWish
from workshops.rooms import letting_out
from workshops.running import changes, way_in
from workshops.vault import NotYours


def contents(record, layer):
    """What stands in one layer of a record."""
    keys = rules.keys_for_building(record)
    return [content for point, content in building.points_of(record, keys) if point.layer == layer]


def point_of(record, layer, seat=None):
    """The first point of a layer, or the one that is this person's own."""
    keys = rules.keys_for_building(record)
    points = [point for point in record.points.all() if point.layer == layer]
    return next(point for point in points if seat is None or str(seat.pk) in point.open(keys, "concerns"))


def aliases(record):
    """Who is in it."""
    return [content["alias"] for content in contents(record, "attendance")]


# --- building -----------------------------------------------------------------------------------------


def test_closing_builds_it_in_layers(record):
    assert aliases(record) == ["Alias Bilal", "Alias Dara", "Alias Eli", "Alias Esi"]
    assert contents(record, "agreements") == [{"text": {"en": "We let each other finish."}}]
    first, *others = contents(record, "agenda")
    assert first["began_at"] and first["ended_at"] and not any(it["began_at"] for it in others)
    assert contents(record, "meeting")[0]["session"] == {"en": "Meeting 1"}


def test_no_display_name_stands_in_it(cast, record):
    text = str([contents(record, layer.slug) for layer in building.LAYERS])
    names = [seat.open(rules.keys_for(viewer(cast.amina)), "display_name") for seat in cast.people.values()]
    assert [name for name in names if name in text.replace("Alias ", "alias:").replace(f"alias:{name}", "")] == []


def test_a_session_that_was_never_opened_leaves_none(cast, session_in):
    session_in("lobby")
    Session.objects.filter(pk=cast.session.pk).update(state="stopped", stopped_at=clock.now())
    cast._step(viewer(cast.amina), Session.State.CLOSED)
    assert not Record.objects.exists()


def test_it_is_built_once(cast, record):
    cast.session.refresh_from_db()
    count = record.points.count()
    assert building.build(cast.session) == record
    assert (Record.objects.count(), record.points.count()) == (1, count)


def test_each_party_is_asked_about_this_text(cast, record):
    asked = Assent.objects.filter(kind=Assent.Kind.RECORD, subject_id=record.pk)
    found = {assent.party_id: set(assent.answers.values_list("seat", flat=True)) for assent in asked}
    assert found == {
        cast.first.pk: {cast.bilal.pk, cast.chen.pk},
        cast.second.pk: {cast.dara.pk, cast.eli.pk},
    }
    assert {assent.version for assent in asked} == {record.version}


def test_the_hash_is_of_the_text_and_cannot_be_guessed_from_it(record):
    keys = rules.keys_for_building(record)
    points = building.points_of(record, keys)
    assert building.version_of(record, keys, points) == record.version
    assert building.version_of(record, keys, points[:-1]) != record.version
    record.seal(salt="another")
    assert building.version_of(record, keys, points) != record.version


# --- releasing ----------------------------------------------------------------------------------------


def test_it_is_released_with_the_last_yes_of_the_last_party(cast, record, answer):
    for seat in (cast.bilal, cast.dara, cast.chen):
        assert answer(seat).released_at is None
    assert release.released_by(record) == {cast.first.pk}
    assert answer(cast.eli).released_at is not None
    assert Event.objects.filter(kind="record.released", room=cast.plenary, subject_id=record.pk).count() == 1
    assert list(AuditEntry.objects.values_list("action", "user_id", "seat_id")) == [("record.released", None, None)]


def test_a_no_keeps_it_and_may_become_a_yes(cast, record, answer):
    for seat, word in ((cast.bilal, "yes"), (cast.chen, "yes"), (cast.dara, "no"), (cast.eli, "yes")):
        assert answer(seat, word).released_at is None
    assert answer(cast.dara).released_at is not None


def test_before_the_time_to_think_has_passed_no_yes_is_taken(cast, record, answer):
    Session.objects.filter(pk=cast.session.pk).update(stopped_at=clock.now() - datetime.timedelta(hours=71))
    with pytest.raises(rules.NotAllowed):
        answer(cast.bilal)
    assert answer(cast.bilal, "no").released_at is None


def test_with_no_time_to_think_it_can_be_released_at_once(cast, record, answer, settings):
    settings.RECORD_FREEZE_HOURS = 0
    Session.objects.filter(pk=cast.session.pk).update(stopped_at=clock.now())
    answers = [answer(seat).released_at for seat in (cast.bilal, cast.chen, cast.dara, cast.eli)]
    assert answers[:3] == [None] * 3 and answers[3] is not None


def test_an_answer_about_another_text_is_not_taken(cast, record):
    with pytest.raises(rules.NotAllowed):
        actions.answer_record(viewer(cast.bilal), record=record, version="0" * 64, answer="yes")


def test_a_party_that_nobody_can_speak_for_keeps_it_where_it_is(cast, record, answer):
    for seat in (cast.dara, cast.eli):
        changes.end_seat(viewer(cast.amina), seat=seat)
    for seat in (cast.bilal, cast.chen):
        assert answer(seat).released_at is None


def test_who_comes_later_is_not_asked_and_holds_nothing_up(cast, record, answer):
    late = Seat.objects.get(pk=cast.esi.pk)
    late.role, late.party = Seat.Role.PARTICIPANT, cast.first
    late.save()
    with pytest.raises(rules.NotAllowed):
        answer(late)
    for seat in (cast.bilal, cast.chen, cast.dara):
        answer(seat)
    assert answer(cast.eli).released_at is not None


def test_who_was_invited_and_has_never_come_in_is_not_asked(cast, session_in):
    make_seat(cast.workshop, "Gil", party=cast.first)
    session_in("closed")
    asked = Assent.objects.filter(kind=Assent.Kind.RECORD).values_list("answers__seat", flat=True)
    assert set(asked) == {cast.bilal.pk, cast.chen.pk, cast.dara.pk, cast.eli.pk}


def test_after_the_release_nothing_changes(cast, released, answer):
    point = point_of(released, "agreements")
    for act in (
        lambda: answer(cast.bilal, "no"),
        lambda: actions.strike_point(viewer(cast.amina), point=point),
        lambda: actions.strike_point(viewer(cast.dara), point=point_of(released, "attendance", cast.dara)),
        lambda: actions.amend_point(viewer(cast.amina), point=point, text={"en": "Otherwise"}),
    ):
        with pytest.raises(rules.NotAllowed):
            act()


# --- changing -----------------------------------------------------------------------------------------


def test_another_text_is_asked_anew(cast, record, answer):
    for seat in (cast.bilal, cast.chen, cast.dara):
        answer(seat)
    before = record.version
    actions.amend_point(viewer(cast.ben), point=point_of(record, "agreements"), text={"en": "We let everyone finish."})
    record.refresh_from_db()
    assert contents(record, "agreements") == [{"text": {"en": "We let everyone finish."}}]
    assert record.version != before and release.released_by(record) == set()
    assert answer(cast.eli).released_at is None
    assert Event.objects.filter(kind="record.changed", room=cast.plenary).count() == 1


def test_facts_cannot_be_put_otherwise(cast, record):
    with pytest.raises(rules.NotAllowed):
        actions.amend_point(viewer(cast.ben), point=point_of(record, "attendance"), text={"en": "Nobody"})


def test_one_takes_out_what_is_ones_own_and_nothing_else(cast, record):
    with pytest.raises(rules.NotAllowed):
        actions.strike_point(viewer(cast.dara), point=point_of(record, "attendance", cast.eli))
    actions.strike_point(viewer(cast.dara), point=point_of(record, "attendance", cast.dara))
    assert aliases(record) == ["Alias Bilal", "Alias Eli", "Alias Esi"]


def test_the_team_takes_out_any_point_but_what_met(cast, record):
    actions.strike_point(viewer(cast.amina), point=point_of(record, "agreements"))
    assert contents(record, "agreements") == []
    with pytest.raises(rules.NotAllowed):
        actions.strike_point(viewer(cast.amina), point=point_of(record, "meeting"))


def opens(row, keys):
    """Whether these keys open its text."""
    try:
        return bool(row.open(keys, "text"))
    except NotYours:
        return False


def test_a_word_to_change_reaches_the_team_sealed(cast, record, answer):
    point = point_of(record, "agreements")
    answer(cast.eli, "change", words=[(point, "Not “finish” but “end”.")])
    wish = RecordWish.objects.get()
    assert wish.open(rules.keys_for(viewer(cast.amina)), "text") == "Not “finish” but “end”."
    assert {name for name, seat in cast.people.items() if opens(wish, rules.keys_for(viewer(seat)))} == {"amina", "ben"}
    answer(cast.eli, "no")
    assert not RecordWish.objects.exists()


# --- withdrawing --------------------------------------------------------------------------------------


def withdraw_consent(cast, seat):
    """This person no longer allows a record."""
    answers = {point["point"]: point["point"] != "summary_record" for point in consent_text()["points"]}
    way_in.answer_consent(viewer(seat), answers=answers)


def end_seat(cast, seat):
    """This person leaves the workshop."""
    changes.end_seat(viewer(cast.amina), seat=seat)


@pytest.mark.parametrize("withdraw", [withdraw_consent, end_seat])
def test_who_withdraws_before_the_release_is_left_out_at_once(cast, record, answer, withdraw):
    answer(cast.bilal)
    before = record.version
    withdraw(cast, cast.dara)
    record.refresh_from_db()
    assert aliases(record) == ["Alias Bilal", "Alias Eli", "Alias Esi"]
    assert (record.points.filter(layer="attendance").count(), record.version == before) == (3, False)
    assert release.standing_of(record, viewer(cast.bilal)).answer == ""


def test_even_an_answer_of_which_the_house_was_not_told_is_heard(cast, record, answer):
    """Whatever way a withdrawal comes into the tables: nobody reads the line, and nobody releases it."""
    for seat in (cast.bilal, cast.chen, cast.dara):
        answer(seat)
    ConsentAnswer.objects.create(
        seat=cast.bilal, point="summary_record", text_hash="1" * 64, is_given=False, language="en", answered_at=clock.now()
    )
    assert aliases(record) == ["Alias Dara", "Alias Eli", "Alias Esi"]
    with pytest.raises(rules.NotAllowed):
        answer(cast.eli)
    keys = rules.keys_for_building(record)
    seen = building.version_of(record, keys, building.points_of(record, keys))
    record = actions.answer_record(viewer(cast.eli), record=record, version=seen, answer="yes")
    assert (record.version, record.released_at, release.released_by(record)) == (seen, None, set())
    assert record.points.filter(layer="attendance").count() == 3


def test_who_withdraws_after_the_release_stays_in_it(cast, released):
    withdraw_consent(cast, cast.dara)
    assert aliases(released) == ["Alias Bilal", "Alias Dara", "Alias Eli", "Alias Esi"]


# --- who knows what -----------------------------------------------------------------------------------


def test_inside_a_party_one_sees_a_number_outside_nothing(cast, record, answer):
    before = {seat: release.standing_of(record, viewer(seat)) for seat in (cast.dara, cast.bilal)}
    answer(cast.chen)
    assert release.standing_of(record, viewer(cast.dara)) == before[cast.dara]
    assert release.standing_of(record, viewer(cast.bilal)).yes == 1
    assert release.released_by(record) == set()


def test_the_key_of_a_record_is_in_the_hand_of_those_whose_it_is(cast, record):
    for seat in (cast.bilal, cast.eli, cast.amina):
        assert point_of(record, "agreements").open(rules.keys_of_record(viewer(seat), record), "content")
    for seat in (cast.esi, cast.farid):
        with pytest.raises(rules.NotAllowed):
            rules.keys_of_record(viewer(seat), record)
    for user in vars(cast.users).values():
        with pytest.raises(rules.NotAllowed):
            rules.keys_of_released(user, record)


def test_parties_concerned_are_those_with_members(cast, record):
    assert set(building.parties_concerned(record)) == {cast.first, cast.second}


def test_what_a_party_let_the_table_hear_is_in_it_as_the_partys(cast):
    cast.session_in("live")
    sentence = letting_out.propose_sentence(viewer(cast.dara), room=cast.caucus(cast.second), text="One gauge for two.")
    for seat in (cast.dara, cast.eli):
        letting_out.answer_sentence(viewer(seat), sentence=sentence, version=1, answer="yes")
    letting_out.release_sentence(viewer(cast.dara), sentence=sentence, version=1)
    letting_out.propose_sentence(viewer(cast.eli), room=cast.caucus(cast.second), text="It stays here.")
    for state in (Session.State.STOPPED, Session.State.CLOSED):
        cast._step(viewer(cast.amina), state)
    record = Record.objects.get(session=cast.session)
    (content,) = contents(record, "sentences")
    assert (content["text"], content["party"]["name"]) == ({"en": "One gauge for two."}, {"en": "Lowland"})
    assert point_of(record, "sentences").open(rules.keys_for_building(record), "concerns") == []
