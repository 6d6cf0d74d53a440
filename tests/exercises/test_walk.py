"""The thinnest path: two people, both directions, to the end."""

from tests import pairs
from tests.cast import client_of
from workshops.exercises.lines import key_of
from workshops.exercises.models import Run


def test_two_people_go_through_it_in_a_browser_without_script(cast):
    cast.session_in("live")
    (run,) = pairs.start(cast, [cast.bilal, cast.dara])
    url = f"/rooms/{run.room_id}/exercise/"
    bilal, dara = client_of(cast.bilal), client_of(cast.dara)
    for browser in (bilal, dara):
        assert browser.get(f"/sessions/{cast.session.pk}/place/").url == url
        assert browser.get(url).status_code == 200

    def post(browser, step, **fields):
        place = run.places.get()
        response = browser.post(url + "responses/", {"at": f"{place.telling}.{step}.{place.attempt}", **fields})
        assert response.status_code == 302, response.content.decode()
        assert browser.get(url).status_code == 200

    for teller, listener in ((bilal, dara), (dara, bilal)):
        post(teller, "tell", text=pairs.TOLD)
        post(listener, "ask", questions_0="When?", questions_1="Where?")
        post(teller, "answer", text="In May.")
        post(listener, "mirror", text=pairs.MIRRORED)
        post(teller, "rate", accuracy="3", off=["facts"], correction="Not quite")
        post(listener, "mirror", text=pairs.MIRRORED)
        post(teller, "rate", accuracy="6")
        post(teller, "heard", felt_heard="6", thanks="Thank you")
    post(bilal, "debrief", surprise="Her voice", sentence="We both waited.")
    post(dara, "debrief", **{"pass": "1"})
    post(dara, "consent", **{f"may_quote_{key_of('We both waited.')}": "yes"})
    run.refresh_from_db()
    assert run.state == Run.State.COMPLETED
