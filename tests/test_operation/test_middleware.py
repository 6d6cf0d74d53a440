"""Headers on every status, forms from our own pages only, the language of the page."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from facilitator.middleware import HEADERS, SafetyHeaders, SameOrigin

POLICY = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "X-Frame-Options",
    "Cross-Origin-Opener-Policy",
)


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("get", "/health/live", {}, 200),
        ("get", "/", {}, 200),
        ("get", "/nothing-here/", {}, 404),
        ("post", "/health/live", {}, 405),
        ("post", "/language/", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("post", "/language/", {}, 302),
    ],
)
def test_every_status_carries_the_headers(db, method, path, headers, status):
    response = getattr(Client(headers=headers), method)(path)
    assert response.status_code == status
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert [name for name in POLICY if name not in response] == []


def test_what_may_be_kept_says_so_itself():
    kept = SafetyHeaders(lambda request: HttpResponse(headers={"Cache-Control": "max-age=60"}))
    assert kept(RequestFactory().get("/"))["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize(
    ("site", "origin", "is_let_in"),
    [
        ("same-origin", None, True),
        ("same-origin", "null", True),
        ("same-site", "http://testserver", False),
        ("cross-site", "http://testserver", False),
        ("none", "http://testserver", False),
        ("", "http://testserver", False),
        (None, "http://testserver", True),
        (None, "http://testserver:8000", False),
        (None, "https://testserver", False),
        (None, "http://testserver.example.org", False),
        (None, "http://evil.example/?http://testserver", False),
        (None, "null", False),
        (None, "", False),
        (None, None, True),
    ],
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_only_our_own_pages_change_something(method, site, origin, is_let_in):
    headers = {"Sec-Fetch-Site": site, "Origin": origin}
    request = getattr(RequestFactory(), method)("/", headers={name: value for name, value in headers.items() if value is not None})
    response = SameOrigin(lambda request: HttpResponse("done"))(request)
    assert (response.status_code, response.content == b"done") == ((200, True) if is_let_in else (403, False))


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_reading_is_asked_nothing(method):
    request = getattr(RequestFactory(), method)("/", headers={"Sec-Fetch-Site": "cross-site"})
    assert SameOrigin(lambda request: HttpResponse("done"))(request).status_code == 200


@pytest.mark.parametrize(("wanted", "given"), [("ar,en;q=0.5", "ar"), ("en", "en"), ("tlh", "en"), ("", "en")])
def test_the_page_speaks_what_the_browser_asks_for(client, wanted, given):
    response = client.get("/", headers={"Accept-Language": wanted})
    assert response["Content-Language"] == given
    assert f'<html lang="{given}" dir="{"rtl" if given == "ar" else "ltr"}">' in response.text


def test_a_language_once_chosen_stays(client):
    client.post("/language/", {"language": "ar", "next": "/"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert client.get("/", headers={"Accept-Language": "en"})["Content-Language"] == "ar"


def test_errors_speak_it_too(client):
    for response in (
        client.get("/nothing-here/", headers={"Accept-Language": "ar"}),
        client.post("/language/", headers={"Accept-Language": "ar", "Sec-Fetch-Site": "cross-site"}),
    ):
        assert response["Content-Language"] == "ar"
        assert '<html lang="ar" dir="rtl">' in response.text
