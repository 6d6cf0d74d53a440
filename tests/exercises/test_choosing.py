"""What facilitators read of the exercises before they choose one: when, what to mind, and each step as each role."""

import pytest

from tests.cast import client_of_staff
from workshops import catalogue
from workshops.exercises.choosing import OCCASIONS, by_occasion
from workshops.exercises.preview import Preview, roles_of
from workshops.vault.context import Context


def test_every_exercise_has_its_occasion_in_both_languages(cast):
    for language in ("en", "ar"):
        found = [exercise["slug"] for _title, exercises in by_occasion(cast.workshop.pk, Context(frozenset()), language) for exercise in exercises]
        assert sorted(found) == sorted(catalogue.exercises())
    assert {it["for"] for it in catalogue.exercises().values()} <= set(OCCASIONS)


@pytest.mark.parametrize("slug", catalogue.exercises())
def test_each_role_reads_every_step(cast, slug):
    declaration = catalogue.exercises()[slug]
    amina = client_of_staff(cast.users.amina)
    for role, _name in roles_of(declaration):
        stretches = Preview(declaration, role, "en").stretches
        assert sum(len(it.screens) for it in stretches) == sum(len(part["steps"]) for part in declaration["parts"])
        assert any(screen.acts for stretch in stretches for screen in stretch.screens)
        page = amina.get(f"/workshops/{cast.workshop.pk}/exercises/{slug}/?as={role}")
        assert page.status_code == 200
        assert "{" not in page.text.split("<h1>")[1].split("</main>")[0]


def test_of_an_exercise_that_is_not_there_nothing_is_shown(cast):
    assert client_of_staff(cast.users.amina).get(f"/workshops/{cast.workshop.pk}/exercises/no_such/").status_code == 404
