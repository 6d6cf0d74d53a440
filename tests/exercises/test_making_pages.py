"""A team makes exercises of its own over the pages: from nothing, as a copy, from a file; and puts them to use."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import runs
from tests.cast import client_of, client_of_staff
from workshops import catalogue, rules
from workshops.exercises import results
from workshops.programme import offer
from workshops.programme.models import OwnExercise


@pytest.fixture
def amina(cast):
    return client_of_staff(cast.users.amina)


@pytest.fixture
def at(cast):
    """The address of something about the exercises of this workshop."""
    return lambda path: f"/workshops/{cast.workshop.pk}/exercises/{path}"


def texts(response):
    return response.text.split("<h1>")[1].split("</main>")[0]


def filled(form, **changed):
    """What a browser would send of a form as it stands, with something changed."""
    data = {}
    for bound in form:
        value = changed.get(bound.name, bound.value())
        data[bound.name] = "" if value is None else value
    return data


def made(amina, at):
    answer = amina.post(at("own/"), {"name_en": "Two minutes of silence"})
    assert answer.status_code == 302, answer.context["form"].errors
    return OwnExercise.objects.get()


def add(amina, at, own, kind, **facts):
    page = amina.get(at(f"{own.slug}/steps/{kind}/new/"))
    answer = amina.post(at(f"{own.slug}/steps/{kind}/new/"), filled(page.context["form"], **facts))
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def test_one_is_made_from_nothing_and_put_to_use(cast, amina, at):
    own = made(amina, at)
    add(amina, at, own, "write", part="each_telling", who="teller", title_en="What would you miss?")
    add(amina, at, own, "say_back", part="0", who="listener", of="1")
    where = add(amina, at, own, "rate", part="0", who="teller", of="2")
    form = amina.get(where).context["form"]
    assert amina.post(where, filled(form, at_least="4", attempts="2", minutes="3")).status_code == 302
    page = amina.get(at(f"{own.slug}/draft/"))
    assert page.context["misfits"] == [] and "What would you miss?" in page.text
    assert amina.post(at(f"{own.slug}/versions/")).status_code == 302
    declared = offer.by_slug(cast.workshop.pk, own.slug, page.wsgi_request.viewer and keys(page))
    steps = declared["parts"][0]["steps"]
    assert [step["step"] for step in steps] == ["write_1", "say_back_1", "rate_1"]
    assert steps[2]["accepts"] == {"field": "accuracy", "at_least": 4, "else": "say_back_1", "attempts": 2}
    assert steps[2]["enters"][1]["needed_below"]["below"] == 4
    assert "Two minutes of silence" in amina.get(at("")).text


def keys(page):
    return rules.keys_for(page.wsgi_request.viewer)


@pytest.mark.parametrize("slug", catalogue.exercises())
def test_a_copy_is_opened_stored_unchanged_and_put_to_use(cast, amina, at, slug):
    assert amina.post(at(f"{slug}/copies/")).status_code == 302
    own = OwnExercise.objects.get()
    facts = amina.get(at(f"{own.slug}/facts/")).context["form"]
    assert amina.post(at(f"{own.slug}/facts/"), filled(facts)).status_code == 302
    count = sum(len(part["steps"]) for part in catalogue.exercises()[slug]["parts"])
    for number in range(1, count + 1):
        form = amina.get(at(f"{own.slug}/steps/{number}/")).context["form"]
        answer = amina.post(at(f"{own.slug}/steps/{number}/"), filled(form))
        assert answer.status_code == 302, (number, answer.context["form"].errors)
    page = amina.get(at(f"{own.slug}/draft/"))
    assert page.context["misfits"] == []
    amina.post(at(f"{own.slug}/versions/"))
    found = offer.by_slug(cast.workshop.pk, own.slug, keys(page))
    same = ("slug", "code", "name")
    assert without(found, same) == without(catalogue.exercises()[slug], same)


def without(declaration, names):
    return {name: value for name, value in declaration.items() if name not in names}


def test_a_file_goes_out_and_comes_in_again(cast, amina, at):
    own = made(amina, at)
    add(amina, at, own, "list", part="everybody", who="each", title_en="Three wishes")
    file = amina.get(at(f"{own.slug}/file/"))
    assert file["Content-Disposition"] == 'attachment; filename="exercise.json"'
    amina.post(at("imports/"), {"file": upload(file.content)})
    other = OwnExercise.objects.exclude(pk=own.pk).get()
    declared = other.open(keys(amina.get(at(""))), "draft")
    assert without(declared, ("slug", "code")) == without(json.loads(file.content), ("slug", "code"))
    assert declared["slug"] == other.slug != own.slug


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"no json", "cannot be read"),
        (b"[]", "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"{}", "something is missing"),
        (json.dumps({**catalogue.exercises()["onion"], "surprise": 1}).encode(), "surprise"),
        (json.dumps({**catalogue.exercises()["onion"], "needs": ["own_12345678"]}).encode(), "there is no own_12345678"),
    ],
)
def test_what_does_not_fit_is_said_at_the_file(amina, at, content, says):
    answer = amina.post(at("imports/"), {"file": upload(content)})
    assert answer.status_code == 422
    assert says in " ".join(answer.context["form"].errors["file"])
    assert not OwnExercise.objects.exists()


def upload(content):
    return SimpleUploadedFile("anything.json", content)


def test_what_has_to_be_mended_is_said_and_nothing_is_put_to_use(amina, at):
    own = made(amina, at)
    add(amina, at, own, "list", part="everybody", who="each")
    add(amina, at, own, "pick", part="0", who="each", of="1")
    amina.post(at(f"{own.slug}/steps/2/position/"), {"way": "up", "revision": 3})
    page = amina.get(at(f"{own.slug}/draft/"))
    assert [number for number, _place, _reason in page.context["misfits"]] == [1]
    assert "Put it to use" not in page.text
    amina.post(at(f"{own.slug}/versions/"))
    assert not own.versions.exists()


def test_two_of_the_team_never_write_over_each_other(cast, amina, at):
    own = made(amina, at)
    where = at(f"{own.slug}/facts/")
    mine = filled(amina.get(where).context["form"], about_en="What Amina wrote")
    ben = client_of_staff(cast.users.ben)
    ben.post(where, filled(ben.get(where).context["form"], about_en="What Ben wrote"))
    answer = amina.post(where, mine)
    assert answer.status_code == 422 and "What Amina wrote" in answer.text
    assert "A colleague has changed this exercise meanwhile" in answer.text
    amina.post(where, filled(answer.context["form"]))
    assert "What Amina wrote" in amina.get(where).text


def test_a_run_keeps_the_version_it_was_begun_with(cast, amina, at):
    own = made(amina, at)
    amina.post(at(f"{own.slug}/versions/"))
    first = own.versions.get()
    form = amina.get(at(f"{own.slug}/facts/")).context["form"]
    amina.post(at(f"{own.slug}/facts/"), filled(form, about_en="Otherwise"))
    assert offer.newest(cast.workshop.pk, own.slug) == first
    amina.post(at(f"{own.slug}/versions/"))
    assert [it.number for it in own.versions.all()] == [1, 2]
    assert offer.newest(cast.workshop.pk, own.slug).number == 2
    amina.post(at(f"{own.slug}/versions/"))
    assert own.versions.count() == 2, "nothing was changed: there is no third"


def test_what_is_in_use_is_not_thrown_away(amina, at):
    own = made(amina, at)
    amina.post(at(f"{own.slug}/versions/"))
    amina.post(at(f"{own.slug}/removal/"))
    assert OwnExercise.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("company", ["pairs", "groups", "parties"])
@pytest.mark.parametrize("kind", [kind for kind, it in catalogue.step_kinds().items() if "of" not in it])
def test_every_page_of_a_run_of_it_opens_up_to_the_end(cast, amina, at, company, kind):
    own = made(amina, at)
    form = amina.get(at(f"{own.slug}/facts/")).context["form"]
    amina.post(at(f"{own.slug}/facts/"), filled(form, company=[company], level="confirmed_text"))
    who = catalogue.step_kinds()[kind]["whom"][0]
    add(amina, at, own, kind, part="each_telling" if who != "each" else "everybody", who=who)
    amina.post(at(f"{own.slug}/versions/"))
    cast.session_in("live")
    run = runs.begin(cast, own.slug, company)[0]
    for step in ("look_back", "never"):
        runs.until(run, step)
        for seat in (cast.bilal, cast.dara):
            assert client_of(seat).get(f"/rooms/{run.room_id}/exercise/").status_code == 200
    assert amina.get(f"/sessions/{cast.session.pk}/console/").status_code == 200
    assert results.results_of(cast.session, rules.keys_of_results(cast.session))


@pytest.mark.parametrize("company", ["pairs", "groups", "parties"])
def test_what_is_told_said_back_and_rated_opens_up_to_the_end(cast, amina, at, company):
    own = made(amina, at)
    form = amina.get(at(f"{own.slug}/facts/")).context["form"]
    amina.post(at(f"{own.slug}/facts/"), filled(form, company=[company]))
    add(amina, at, own, "write", part="each_telling", who="teller")
    add(amina, at, own, "say_back", part="0", who="listener", of="1")
    add(amina, at, own, "rate", part="0", who="teller", of="2")
    amina.post(at(f"{own.slug}/versions/"))
    cast.session_in("live")
    run = runs.begin(cast, own.slug, company)[0]
    for step in ("say_back_1", "rate_1", "look_back", "never"):
        runs.until(run, step)
        for seat in (cast.bilal, cast.dara):
            assert client_of(seat).get(f"/rooms/{run.room_id}/exercise/").status_code == 200
