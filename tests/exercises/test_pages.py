"""The pages of pairs: what was typed is never lost, what comes too late is kept, who is told what while they wait."""

import re

import pytest

from tests import pairs
from tests.cast import client_of, client_of_staff, viewer
from workshops.exercises import actions
from workshops.exercises.models import Run, StepDraft


@pytest.fixture
def run(cast):
    cast.session_in("live")
    return pairs.start(cast, [cast.bilal, cast.dara])[0]


@pytest.fixture
def url(run):
    return f"/rooms/{run.room_id}/exercise/"


def words(html):
    """What one reads, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u2068", "").replace("\u2069", "")


def test_what_is_refused_stands_in_its_box_with_the_reason(cast, run, url):
    answer = client_of(cast.bilal).post(url + "responses/", {"at": "0.tell.1", "text": "It was dark."})
    assert answer.status_code == 422
    assert "It was dark.</textarea>" in answer.text
    assert "These are 3 words; at least 60 are asked for." in answer.text
    assert Run.objects.get(pk=run.pk).places.get().step == "tell"


def test_a_rating_below_five_asks_what_is_off(cast, run, url):
    pairs.through(cast, "tell", "ask", "mirror")
    bilal = client_of(cast.bilal)
    answer = bilal.post(url + "responses/", {"at": "0.rate.1", "accuracy": "4", "correction": "Not neutral: alone."})
    assert answer.status_code == 422
    assert "Say what is off; one or more." in answer.text
    assert "Not neutral: alone.</textarea>" in answer.text
    assert bilal.post(url + "responses/", {"at": "0.rate.1", "accuracy": "9"}).status_code == 422
    assert bilal.post(url + "responses/", {"at": "0.rate.1"}).status_code == 422


def test_what_comes_too_late_is_refused_with_a_word_and_stays_a_draft(cast, run, url):
    bilal = client_of(cast.bilal)
    bilal.post(url + "draft/", {"at": "0.tell.1", "text": "Half of it"})
    actions.close_run(viewer(cast.amina), run=run)
    answer = bilal.post(url + "responses/", {"at": "0.tell.1", "text": pairs.TOLD}, follow=True)
    assert "This is over." in answer.text
    assert StepDraft.objects.count() == 1


def test_a_draft_says_when_it_was_kept_and_comes_back(cast, run, url):
    bilal, dara = client_of(cast.bilal), client_of(cast.dara)
    saved = bilal.post(url + "draft/", {"at": "0.tell.1", "text": "I was at home"}).json()["saved"]
    assert re.fullmatch(r"Saved \d\d:\d\d, for your eyes only", saved)
    assert "I was at home</textarea>" in bilal.get(url).text
    assert "I was at home" not in dara.get(url).text
    assert bilal.post(url + "draft/", {"at": "0.tell.1", "text": "  "}).json() == {"saved": ""}
    assert bilal.post(url + "draft/", {"at": "0.tell.1", "text": "a" * 9000}).status_code == 409


def test_over_each_box_it_stands_who_sees_it(cast, run, url):
    bilal, dara = client_of(cast.bilal), client_of(cast.dara)
    assert "Seen by you and Dara A facilitator sees it only if you ask for one." in words(bilal.get(url).text)
    pairs.through(cast, "tell", "ask")
    page = words(dara.get(url).text)
    assert "Only Bilal sees this until it has been rated Then you and Bilal." in page
    assert "Saying it back is not agreeing." in page
    assert "No hurry: nothing is sent by a clock." in words(bilal.get(url).text)
    pairs.through(cast, "mirror", "rate", "heard", "tell", "ask", "mirror", "rate", "heard")
    assert "Only you see this Nobody else here, no facilitator, no record" in words(dara.get(url).text)


def test_a_facilitator_who_has_come_is_named_wherever_it_stands_who_sees_or_hears(cast, run, url):
    actions.call_facilitator(viewer(cast.dara), run=run)
    assert "A facilitator has been asked to come." in words(client_of(cast.bilal).get(url).text)
    actions.join_run(viewer(cast.ben), run=run)
    page = words(client_of(cast.bilal).get(url).text)
    assert "Ben is here with you, and sees what you give each other." in page
    assert "Seen by you, Dara and Ben A facilitator has joined you and sees it too." in page
    assert "Heard in this room only, by 3 The pair, and the facilitator whom it has called" in page
    chair = words(client_of_staff(cast.users.ben).get(url).text)
    assert "Leave the pair to itself" in chair
    assert "Give it to" not in chair


def test_the_prompt_of_the_item_is_what_one_tells_about(cast, run, url):
    assert "What did you hear?" in client_of(cast.bilal).get(url).text


def test_names_and_words_are_escaped(cast, run, url):
    pairs.give(cast.bilal, text=f"<b>One</b> & {pairs.TOLD}")
    page = client_of(cast.dara).get(url).text
    assert "&lt;b&gt;One&lt;/b&gt; &amp; When" in page
    assert "<b>One</b>" not in page


def test_the_console_counts_and_says_nothing_of_what_was_written(cast, run, url):
    amina = client_of_staff(cast.users.amina)
    pairs.through(cast, "tell", "ask", "mirror")
    pairs.give(cast.bilal, accuracy=1, off=["feeling"], correction="Cold.")
    panel = amina.get(f"/sessions/{cast.session.pk}/console/pairs/").text
    assert "step 4 of 7, Saying it back · try 2" in words(panel)
    assert "a rating of 1 was given" in panel
    assert "Cold." not in panel
    assert "Go to them" not in panel
    actions.stop_run(viewer(cast.dara), run=run)
    assert "Dara needed to stop" in words(amina.get(f"/sessions/{cast.session.pk}/console/pairs/").text)
    assert "needed to stop" not in client_of(cast.bilal).get(url).text


def test_whoever_has_no_pair_is_told_so_kindly(cast, run):
    page = client_of(cast.esi).get(f"/rooms/{cast.plenary.pk}/").text
    assert "Whoever has no pair stays here. You are not forgotten" in page


@pytest.mark.parametrize("address", ["runs/joining/", "runs/closing/"])
def test_a_run_is_seen_to_from_its_own_session_only(cast, run, address):
    from tests.cast import make_session

    other = make_session(cast.workshop, 7)
    answer = client_of_staff(cast.users.amina).post(f"/sessions/{other.pk}/{address}", {"run": run.pk})
    assert answer.status_code == 404
    assert Run.objects.get(pk=run.pk).is_live


# --- the pairing page


@pytest.fixture
def pairing(cast):
    """Amina before the pairing page of an item that is on; Gita makes three of the second party."""
    from tests.cast import arrive, make_seat
    from workshops.running import actions as running

    cast.gita = make_seat(cast.workshop, "Gita", party=cast.second)
    arrive(cast.gita)
    cast.session_in("lobby")
    cast.admit(cast.gita)
    running.open_session(viewer(cast.amina), session=cast.session)
    item = pairs.pairs_item(cast)
    running.start_item(viewer(cast.amina), item=item)
    return client_of_staff(cast.users.amina), f"/items/{item.pk}/pairs/"


def chosen(cast, **numbers):
    return {f"pair_{getattr(cast, name).pk.hex}": number for name, number in numbers.items()} | {"first_voice": "lot"}


def test_the_proposal_places_everybody_and_says_who_says_back_more_than_once(cast, pairing):
    amina, url = pairing
    page = words(amina.get(url).text)
    assert len(re.findall(r"[A-Z]\w+ tells, [A-Z]\w+ says it back", page)) == 5
    assert "says back 2 times: the parties here are of unequal number." in page


def test_nothing_starts_before_the_page_has_said_who_says_back_more_than_once(cast, pairing):
    amina, url = pairing
    change = chosen(cast, bilal="1", dara="1", eli="1", gita="1", chen="0")
    seen = re.search(r'name="seen" value="(\w+)"', amina.get(url).text)[1]
    answer = amina.post(url, change | {"seen": seen})
    assert (answer.status_code, Run.objects.count()) == (200, 0)
    assert "Bilal says back 3 times" in words(answer.text)
    seen = re.search(r'name="seen" value="(\w+)"', answer.text)[1]
    assert amina.post(url, change | {"seen": seen}).status_code == 302
    assert Run.objects.get().tellings.count() == 4


def test_a_change_can_be_looked_at_first(cast, pairing):
    amina, url = pairing
    answer = amina.post(url, chosen(cast, bilal="1", gita="1", chen="2", eli="2", dara="0") | {"look": "1"})
    assert (answer.status_code, Run.objects.count()) == (200, 0)
    assert "Bilal tells, Gita says it back" in words(answer.text)


@pytest.mark.parametrize("numbers", [{"bilal": "1", "chen": "1"}, {"bilal": "1"}, {"bilal": "9", "dara": "9"}, {}])
def test_pairs_that_cross_no_parties_are_refused_at_their_field(cast, pairing, numbers):
    amina, url = pairing
    none = {"bilal": "0", "chen": "0", "dara": "0", "eli": "0", "gita": "0"}
    answer = amina.post(url, chosen(cast, **none | numbers))
    assert (answer.status_code, Run.objects.count()) == (422, 0)
    assert "field-error" in answer.text or "form-errors" in answer.text


def test_pairs_wait_until_their_item_is_on(cast, pairing):
    amina, url = pairing
    cast.start("plenary", "round")
    assert "This item is not on yet." in amina.get(url).text
    answer = amina.post(url, chosen(cast, bilal="1", gita="1", chen="2", eli="2", dara="0"))
    assert (answer.status_code, Run.objects.count()) == (422, 0)


def test_an_item_that_is_not_for_pairs_has_no_such_page(cast, pairing):
    amina, _url = pairing
    assert amina.get(f"/items/{cast.item('plenary', 'round').pk}/pairs/").status_code == 404
