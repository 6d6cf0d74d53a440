"""Door keys: opening a link uses nothing, pressing binds it to one browser, and a closed door says nothing of whose it is."""

import datetime
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.cast import viewer
from workshops import clock
from workshops.programme import guesses, passes
from workshops.programme.models import Knock, Pass, Seat
from workshops.rules import NotAllowed

CLAIM = "/passes/claim/"


@pytest.fixture(autouse=True)
def no_guesses():
    """Each test begins with a clean count."""
    guesses.forget()


@pytest.fixture
def fresh(cast):
    """A pass for Bilal that nobody has used."""
    return passes.make_pass(_chair(cast), seat=cast.bilal)


def _chair(cast):
    return viewer(cast.amina)


def _claim(browser, secret, **more):
    return browser.post(CLAIM, {"secret": secret} | more)


def _words(answer):
    """The page without what is new in each: the form's token."""
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode())


def _open_knocks():
    return list(Knock.objects.filter(answered_at=None).values_list("kind", flat=True))


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_at_a_link_uses_nothing(fresh, method):
    for address in ["/j", CLAIM, "/passes/knock/"]:
        for _ in range(50):
            getattr(Client(), method)(address)
    assert Pass.objects.get(pk=fresh.entry.pk).used_at is None
    assert _claim(Client(), fresh.secret).url == reverse("arrival")


def test_pressing_binds_the_browser(cast, fresh):
    here = Client()
    answer = _claim(here, fresh.secret)
    cookie = answer.cookies[settings.SEAT_COOKIE_NAME]
    assert (answer.status_code, answer.url) == (302, "/arrival/")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert abs(cookie["max-age"] - passes.LONGEST_LIFE.total_seconds()) < 5
    assert here.get("/arrival/", follow=True).status_code == 200
    assert bytes(Pass.objects.get(pk=fresh.entry.pk).device_hash) == passes.hash_of(cookie.value)


def test_the_same_browser_just_goes_on(fresh):
    here = Client()
    _claim(here, fresh.secret)
    held = here.cookies[settings.SEAT_COOKIE_NAME].value
    assert _claim(here, fresh.secret).url == "/arrival/"
    assert here.cookies[settings.SEAT_COOKIE_NAME].value == held
    assert _open_knocks() == []


def test_a_second_browser_finds_a_neutral_page_and_the_team_a_knock(cast, fresh):
    _claim(Client(), fresh.secret)
    second = Client()
    answers = [_claim(second, fresh.secret) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert "Bilal" not in answers[0].content.decode() and "Water" not in answers[0].content.decode()
    assert settings.SEAT_COOKIE_NAME not in second.cookies
    assert _open_knocks() == [Knock.Kind.SECOND_CLAIM]


@pytest.mark.parametrize("change", ["revoked_at", "expires_at"])
def test_a_link_that_is_over_asks_by_one_more_press(fresh, change):
    Pass.objects.filter(pk=fresh.entry.pk).update(**{change: clock.now() - datetime.timedelta(minutes=1)})
    here = Client()
    answer = _claim(here, fresh.secret)
    assert answer.status_code == 410
    assert f'name="secret" value="{fresh.secret}"' in answer.content.decode()
    assert _open_knocks() == []
    told = [here.post("/passes/knock/", {"secret": fresh.secret}) for _ in range(2)]
    assert [answer.status_code for answer in told] == [200, 200]
    assert _open_knocks() == [Knock.Kind.EXPIRED]


def test_knocking_says_the_same_for_a_link_that_never_was(fresh):
    Pass.objects.update(revoked_at=clock.now())
    told = [Client().post("/passes/knock/", {"secret": secret}) for secret in (fresh.secret, "x" * 43)]
    assert _words(told[0]) == _words(told[1])
    assert _open_knocks() == [Knock.Kind.EXPIRED]


def test_an_unknown_link_and_one_whose_person_has_left_are_the_same(cast, fresh):
    unknown = Client().post(CLAIM, {"code": f"{settings.BASE_URL}/j#{'x' * 43}"})
    Seat.objects.filter(pk=cast.bilal.pk).update(ended_at=clock.now())
    left = Client().post(CLAIM, {"code": fresh.url})
    errors = [answer.context["form"].errors for answer in (unknown, left)]
    assert errors[0] == errors[1] and list(errors[0]) == ["code"]
    assert fresh.url in left.content.decode()  # what was typed stands in the field again
    assert _open_knocks() == []


@pytest.mark.parametrize("write", [str, str.lower, lambda code: code.replace("-", " ")])
def test_a_typed_code_opens_once_within_its_half_hour(fresh, write):
    assert Client().post(CLAIM, {"code": write(fresh.code)}).url == "/arrival/"
    assert Client().post(CLAIM, {"code": write(fresh.code)}).status_code == 200


def test_a_pasted_link_counts_more_than_what_a_script_has_read(fresh):
    assert _claim(Client(), "stale", code=fresh.url).url == "/arrival/"


def test_a_code_ends_after_half_an_hour(fresh):
    Pass.objects.update(code_expires_at=clock.now())
    assert Client().post(CLAIM, {"code": fresh.code}).status_code == 200
    assert _claim(Client(), fresh.secret).url == "/arrival/"


def test_after_many_wrong_codes_a_code_waits_and_a_link_does_not(cast, fresh, client_of):
    for _ in range(guesses.MOST):
        Client().post(CLAIM, {"code": "AAAAA-AAAAA"})
    waits = Client().post(CLAIM, {"code": fresh.code})
    assert waits.status_code == 200 and fresh.code in waits.content.decode()
    holder = client_of(cast.bilal)
    Pass.objects.filter(pk=fresh.entry.pk).update(revoked_at=None, used_at=None)
    assert holder.post(CLAIM, {"code": fresh.code}).url == "/arrival/"  # a browser we know is not counted


def test_a_link_opens_however_many_codes_were_wrong(fresh):
    for _ in range(guesses.MOST):
        Client().post(CLAIM, {"code": "AAAAA-AAAAA"})
    assert _claim(Client(), fresh.secret).url == "/arrival/"


def test_a_renewed_pass_ends_the_older_browser(cast, fresh):
    old, new = Client(), Client()
    _claim(old, fresh.secret)
    before = Seat.objects.get(pk=cast.bilal.pk).epoch
    renewed = passes.make_pass(_chair(cast), seat=cast.bilal, purpose=Pass.Purpose.RETURN)
    assert old.get("/arrival/").status_code == 302  # still in, until the new one is used
    assert _claim(new, renewed.secret).url == "/arrival/"
    assert Seat.objects.get(pk=cast.bilal.pk).epoch == before + 1
    assert old.get("/arrival/").status_code == 404


def test_somebody_of_the_team_signs_out_first(cast, fresh, client_of_staff):
    here = client_of_staff(cast.users.amina)
    for answer in (here.get("/j"), _claim(here, fresh.secret)):
        assert f'action="{reverse("account_logout")}"' in answer.content.decode()
    assert Pass.objects.get(pk=fresh.entry.pk).used_at is None


def test_a_browser_that_opens_another_place_asks_before_it_ends_it(cast, fresh, client_of):
    here = client_of(cast.dara)
    asks = _claim(here, fresh.secret)
    assert asks.status_code == 200 and Pass.objects.get(pk=fresh.entry.pk).used_at is None
    assert here.get("/arrival/").status_code == 302
    assert _claim(here, fresh.secret, instead="yes").url == "/arrival/"
    assert Pass.objects.get(seat=cast.dara).revoked_at is not None


def test_no_link_goes_past_the_second_factor_of_staff(cast):
    with pytest.raises(NotAllowed):
        passes.make_pass(_chair(cast), seat=cast.ben)


def test_another_workshops_pass_changes_nothing_here(cast, client_of):
    def here():
        seats = Seat.objects.filter(workshop=cast.workshop).order_by("pk")
        return list(seats.values()), list(Pass.objects.filter(seat__in=seats).order_by("pk").values())

    before, stranger = here(), client_of(cast.farid)
    stranger.get("/arrival/", follow=True)
    stranger.post("/exit/")
    assert here() == before


def test_leaving_quickly_ends_the_key_and_shows_an_ordinary_page(cast, client_of):
    here = client_of(cast.bilal)
    before = Seat.objects.get(pk=cast.bilal.pk).epoch
    held = here.cookies[settings.SEAT_COOKIE_NAME].value
    answer = here.post("/exit/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer.cookies[settings.SEAT_COOKIE_NAME]["max-age"] == 0
    page = here.get(answer.url).content.decode()
    assert "Second Track" not in page and "Water" not in page
    here.cookies[settings.SEAT_COOKIE_NAME] = held
    assert here.get("/arrival/").status_code == 404
    assert Seat.objects.get(pk=cast.bilal.pk).epoch == before + 1


def test_leaving_needs_no_token_but_one_of_our_own_pages(cast, client_of):
    here = client_of(cast.bilal)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = here.cookies
    assert strict.post("/exit/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert here.get("/arrival/").status_code == 302
    assert strict.post("/exit/", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302
