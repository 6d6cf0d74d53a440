"""A sentence leaves a caucus only by Assent of every member of its party, and is then the party's and nobody's."""

import pytest
from django.core.exceptions import ValidationError

from tests.cast import arrive, make_seat
from workshops import rules
from workshops.live.log import Event
from workshops.programme.models import Assent
from workshops.rooms import letting_out
from workshops.rooms.models import Release, Sentence
from workshops.rules import NotAllowed
from workshops.running import actions as running

WORDS = "We could live with a shared gauge."


@pytest.fixture
def caucus(cast, session_in):
    """The caucus of the first party: Bilal and Chen, heard by Amina."""
    session_in("live")
    return cast.caucus(cast.first)


@pytest.fixture
def sentence(cast, viewer, caucus):
    """What Bilal proposes."""
    return letting_out.propose_sentence(viewer(cast.bilal), room=caucus, text=WORDS)


@pytest.fixture
def say(viewer, sentence):
    """`say(seat, "yes")` to it as it stands."""

    def answer(seat, word):
        sentence.refresh_from_db()
        return letting_out.answer_sentence(viewer(seat), sentence=sentence, version=sentence.version, answer=word)

    return answer


def let_out(viewer, seat, sentence):
    """This person presses the button."""
    sentence.refresh_from_db()
    return letting_out.release_sentence(viewer(seat), sentence=sentence, version=sentence.version)


def test_when_every_member_has_said_yes_any_of_them_lets_it_out_as_the_partys_and_nobodys(cast, viewer, client_of, sentence, say):
    say(cast.bilal, "yes")
    say(cast.chen, "yes")
    release = let_out(viewer, cast.chen, sentence)
    page = client_of(cast.dara).get(f"/rooms/{cast.plenary.pk}/").text
    heard = page[page.index(f"sentence-{release.pk}") :]
    heard = heard[: heard.index("</li>")]
    assert WORDS in heard and "Upstream" in heard
    assert not [it for it in ("Bilal", "Chen", str(cast.bilal.pk), str(cast.chen.pk)) if it in heard]
    assert str(sentence.pk) not in page
    event = Event.objects.get(kind="sentence.released")
    assert (event.room_id, event.seat_id, event.subject_id, event.facts) == (cast.plenary.pk, None, release.pk, {})
    assert (release.author_id("text"), release.compartment("text")) == (None, f"room:{cast.plenary.pk}")


@pytest.mark.parametrize("answers", [{}, {"bilal": "yes"}, {"bilal": "yes", "chen": "no"}], ids=["none", "one", "a no"])
def test_with_an_answer_missing_or_a_no_it_stays(cast, viewer, sentence, say, answers):
    for name, word in answers.items():
        say(cast.people[name], word)
    with pytest.raises(NotAllowed):
        let_out(viewer, cast.bilal, sentence)
    assert not Release.objects.exists()


def test_silence_is_not_yes(cast, viewer, session_in):
    session_in("live")
    silent = letting_out.propose_sentence(viewer(cast.bilal), room=cast.caucus(cast.first), text=WORDS)
    letting_out.answer_sentence(viewer(cast.bilal), sentence=silent, version=1, answer="yes")
    with pytest.raises(NotAllowed):
        let_out(viewer, cast.bilal, silent)
    assert not Release.objects.exists()


def test_a_member_who_is_not_in_the_room_is_asked_as_well_and_one_who_never_came_is_not(cast, viewer, caucus):
    away = make_seat(cast.workshop, "Rami", party=cast.first)
    arrive(away)
    make_seat(cast.workshop, "Gila", party=cast.first)
    letting_out.propose_sentence(viewer(cast.bilal), room=caucus, text=WORDS)
    asked = Assent.objects.get(kind="sentence").answers.values_list("seat_id", flat=True)
    assert set(asked) == {cast.bilal.pk, cast.chen.pk, away.pk}


def test_other_words_are_another_question_and_old_answers_do_not_count(cast, viewer, sentence, say):
    say(cast.bilal, "yes")
    say(cast.chen, "yes")
    letting_out.reword_sentence(viewer(cast.chen), sentence=sentence, text="We want the gauge alone.")
    with pytest.raises(NotAllowed):
        let_out(viewer, cast.chen, sentence)
    with pytest.raises(NotAllowed):  # a yes to words that stood there before
        letting_out.answer_sentence(viewer(cast.bilal), sentence=sentence, version=1, answer="yes")
    with pytest.raises(NotAllowed):
        letting_out.release_sentence(viewer(cast.bilal), sentence=sentence, version=1)


def test_what_all_have_said_yes_to_may_still_be_taken_back_by_any_of_them(cast, viewer, sentence, say):
    with pytest.raises(NotAllowed):
        letting_out.withdraw_sentence(viewer(cast.chen), sentence=sentence)  # not hers, and not decided
    say(cast.bilal, "yes")
    say(cast.chen, "yes")
    letting_out.withdraw_sentence(viewer(cast.chen), sentence=sentence)
    with pytest.raises(NotAllowed):
        let_out(viewer, cast.bilal, sentence)


@pytest.mark.parametrize("who", ["amina", "ben", "dara", "esi"])
def test_nobody_but_members_has_a_part_in_it(cast, viewer, sentence, who):
    stranger = viewer(cast.people[who])
    acts = [
        lambda: letting_out.propose_sentence(stranger, room=sentence.room, text=WORDS),
        lambda: letting_out.reword_sentence(stranger, sentence=sentence, text=WORDS),
        lambda: letting_out.answer_sentence(stranger, sentence=sentence, version=1, answer="yes"),
        lambda: letting_out.withdraw_sentence(stranger, sentence=sentence),
        lambda: letting_out.release_sentence(stranger, sentence=sentence, version=1),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_in_a_pause_nothing_is_proposed_and_nothing_leaves(cast, viewer, caucus, sentence, say):
    say(cast.bilal, "yes")
    say(cast.chen, "yes")
    running.pause_session(viewer(cast.amina), session=cast.session)
    with pytest.raises(NotAllowed):
        let_out(viewer, cast.bilal, sentence)
    with pytest.raises(NotAllowed):
        letting_out.propose_sentence(viewer(cast.bilal), room=caucus, text=WORDS)


def test_who_proposed_is_not_said_and_the_facilitator_looks_on_without_a_button(cast, client_of, client_of_staff, sentence, say):
    say(cast.bilal, "no")
    url = f"/rooms/{sentence.room_id}/party/"
    hers, his = client_of(cast.chen).get(url).text, client_of(cast.bilal).get(url).text
    assert WORDS in hers and "1 of 2 have answered" in hers and "Yes, they may hear it" in hers
    assert "Bilal" not in hers and "Leave it in this room" not in hers and "Leave it in this room" in his
    aminas = client_of_staff(cast.users.amina).get(url).text
    assert WORDS in aminas and "Yes, they may hear it" not in aminas and "Ask my party" not in aminas
    assert client_of_staff(cast.users.ben).get(url).status_code == 404
    say(cast.chen, "yes")
    assert "not all with yes" in client_of(cast.chen).get(url).text


def test_the_page_goes_the_whole_way_and_refuses_too_much_at_the_field(cast, client_of, caucus):
    bilal, chen, url = client_of(cast.bilal), client_of(cast.chen), f"/rooms/{caucus.pk}/"
    for text, why in (("", "Write the sentence first."), ("x" * 601, "at most 600 characters")):
        refused = bilal.post(f"{url}sentences/", {"text": text})
        assert refused.status_code == 422 and why in refused.text and text in refused.text
    bilal.post(f"{url}messages/", {"text": "A well for each."})
    bilal.post(f"{url}sentences/", {"text": WORDS})
    sentence = Sentence.objects.get()
    about = {"sentence": sentence.pk, "version": "1"}
    assert "Your answer is missing" in chen.get(url).text
    for browser in (bilal, chen):
        browser.post(f"{url}sentences/answer/", about | {"answer": "yes"})
    assert "a sentence may go to the table" in chen.get(url).text
    chen.post(f"{url}sentences/release/", about)
    assert Release.objects.get().open(rules.keys_of_room(cast.plenary), "text") == WORDS


def test_only_a_few_sentences_wait_at_a_time(cast, viewer, caucus):
    for number in range(letting_out.MOST_OPEN):
        letting_out.propose_sentence(viewer(cast.bilal), room=caucus, text=f"Field {number}.")
    with pytest.raises(ValidationError):
        letting_out.propose_sentence(viewer(cast.bilal), room=caucus, text="One more.")
