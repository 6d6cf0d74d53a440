"""The whole way of one idea, by the addresses of the house: written, tried, voted on, adopted, promised."""

from tests.cast import client_of, client_of_staff
from workshops.board.models import Ballot, Card, Commitment, Poll


def test_from_an_idea_to_a_commitment(cast):
    cast.session_in("live")
    amina = client_of_staff(cast.users.amina)
    people = {name: client_of(getattr(cast, name)) for name in ("bilal", "chen", "dara", "eli")}
    board = f"/workshops/{cast.workshop.pk}/board/"
    for name, party in (("bilal", cast.first), ("dara", cast.second)):
        need = {"party": party.pk, "kind": "need", "title": f"Need of {name}", "body": "Water."}
        assert people[name].post(f"{board}cards/?column=needs_limits", need).status_code == 302
    option = {"party": "all", "kind": "option", "title": "Gauges in pairs", "body": "Every Monday."}
    assert people["dara"].post(f"{board}cards/?column=option", option).status_code == 302
    card = Card.objects.get(kind="option")
    for need in Card.objects.filter(kind="need"):
        people["bilal"].post(f"/cards/{card.pk}/links/", {"to": need.pk, "is_linked": "on"})
    amina.post(f"{board}reality-test/")
    amina.post(f"/cards/{card.pk}/place/", {"column": "reality_test", "moved": 0})
    for name in ("bilal", "dara"):
        said = {"people_would_say": "Good.", "would_help": "A sheet."}
        assert people[name].post(f"/cards/{card.pk}/answers/", said).status_code == 302
    parties = {"parties": [cast.first.pk, cast.second.pk]}
    assert amina.post(f"/cards/{card.pk}/polls/", parties).status_code == 302
    poll = Poll.objects.get()
    for name, browser in people.items():
        assert "Cast my ballot" in browser.get(f"/polls/{poll.pk}/").text or name == "eli"
        assert browser.post(f"/polls/{poll.pk}/ballot/", {"level": "1"}).status_code == 302
    assert Ballot.objects.exclude(cast_at=None).count() == 4
    amina.post(f"/polls/{poll.pk}/closing/")
    assert "Joint strategy" in people["bilal"].get(f"/polls/{poll.pk}/").text
    card.refresh_from_db()
    assert card.column == "joint_strategy"
    work = {"title": "Read them", "done_when": "A sheet", "start_on": "2030-01-01", "due_on": "2030-02-01"}
    assert people["dara"].post(f"/cards/{card.pk}/commitments/", work).status_code == 302
    commitment = Commitment.objects.get()
    for name in ("bilal", "dara"):
        people[name].post(f"/commitments/{commitment.pk}/ownership/", {"is_taken": "yes"})
    amina.post(f"/commitments/{commitment.pk}/following/")
    commitment.refresh_from_db()
    assert commitment.column == "follow_up"
    for browser in (amina, *people.values()):
        for url in (board, f"/cards/{card.pk}/", f"/polls/{poll.pk}/", f"/commitments/{commitment.pk}/"):
            assert browser.get(url).status_code == 200
