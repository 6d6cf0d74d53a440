"""The pages for what went wrong. No test here asks for the database, so touching it would fail."""

from django.test import RequestFactory

from facilitator import errors

FORM = {"Origin": "http://testserver", "Referer": "http://testserver/rooms/1/"}


def test_what_broke_is_said_without_a_database():
    request = RequestFactory().get("/", headers={"Accept-Language": "ar"})
    request.id = "c0ffee"
    response = errors.server_error(request)
    assert (response.status_code, response["Content-Language"]) == (500, "ar")
    assert "c0ffee" in response.text


def test_an_expired_form_gives_back_what_was_typed():
    typed = {"text": "We have waited for eleven years & more.", "client_key": "5a" * 16, "password": "correct horse"}
    response = errors.form_expired(RequestFactory().post("/rooms/1/messages/", typed, headers=FORM))
    assert response.status_code == 403
    assert "We have waited for eleven years &amp; more." in response.text
    assert 'href="/rooms/1/"' in response.text
    assert [value for value in ("5a" * 16, "correct horse") if value in response.text] == []


def test_a_foreign_page_is_no_way_back():
    request = RequestFactory().post("/", headers={"Referer": "https://elsewhere.example/trap"})
    assert errors.came_from(request) == ""


def test_a_body_too_large_to_read_is_no_second_error(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    request = RequestFactory().post("/", "text=" + "a" * 100, content_type="application/x-www-form-urlencoded")
    assert errors.form_expired(request).status_code == 403


def test_what_is_not_yours_and_what_is_not_there_look_alike(client):
    pages = [errors.not_found(RequestFactory().get(path), KeyError("a name")) for path in ("/a/", "/b/")]
    assert pages[0].content == pages[1].content
    assert pages[0].status_code == 404
