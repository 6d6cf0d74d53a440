"""What is wrong is said at its field, and what was typed is kept."""

from workshops.programme.forms.people import SeatForm
from workshops.programme.forms.session import ItemForm, SessionForm
from workshops.programme.forms.workshop import NewWorkshopForm, PartyForm
from workshops.programme.models import FloorMode

BOTH = ["en", "ar"]
SESSION = {"title_en": "Two", "date": "2026-04-16", "time": "09:00", "zone": "Europe/Berlin", "minutes": "90"}


def session(**changes):
    """A form for a session with these answers."""
    return SessionForm(SESSION | changes, languages=["en"])


def errors(form):
    """{field: its first error}."""
    return {name: found[0] for name, found in form.errors.items()}


def test_only_the_first_language_must_be_filled_in():
    form = PartyForm({"name_ar": "الشمال", "zone": "UTC"}, languages=BOTH)
    assert errors(form) == {"name_en": "This field is required."}
    form = PartyForm({"name_ar": "الشمال", "zone": "UTC"}, languages=["ar", "en"])
    assert form.is_valid()
    assert (form.draft().name, form.draft().letter) == ({"ar": "الشمال"}, {"ar": "ا"})


def test_letters_follow_the_names_unless_typed():
    typed = {"name_en": "north bank", "name_ar": "الضفة", "letter_ar": "ض", "zone": "UTC"}
    form = PartyForm(typed, languages=BOTH)
    assert form.is_valid()
    assert form.draft().letter == {"ar": "ض", "en": "N"}


def test_each_field_says_which_language_it_wants():
    form = PartyForm(languages=BOTH)
    assert [str(form[name].label) for name in ("name_en", "name_ar")] == [
        "Name of the party · English",
        "Name of the party · العربية",
    ]
    assert [form[name].field.widget.attrs["dir"] for name in ("name_en", "name_ar")] == ["ltr", "rtl"]


def test_an_hour_that_does_not_exist_is_refused_with_its_neighbours():
    form = session(date="2026-03-29", time="02:30")
    assert errors(form) == {"time": "On that day the clocks jump over this hour. Choose 01:30 or 03:30."}
    assert form["time"].value() == "02:30"


def test_an_hour_that_comes_twice_is_asked_about():
    form = session(date="2026-10-25", time="02:30")
    assert form["fold"].is_hidden is True
    assert errors(form) == {"fold": "On that night this hour comes twice. Say which one is meant."}
    assert form["fold"].is_hidden is False
    form = session(date="2026-10-25", time="02:30", fold="1")
    assert form.is_valid()
    assert form.when()["fold"] == 1


def test_which_of_the_two_is_forgotten_for_another_hour():
    form = session(fold="1")
    assert form.is_valid()
    assert form.when()["fold"] == 0


def test_minutes_are_within_a_day():
    assert errors(session(minutes="0")) == {"minutes": "Ensure this value is greater than or equal to 1."}
    assert errors(session(minutes="481")) == {"minutes": "Ensure this value is less than or equal to 480."}


def test_a_participant_needs_a_party_and_nobody_else_has_one():
    typed = {"role": "participant", "language": "en", "zone": "UTC"}
    assert errors(SeatForm(typed, parties=[("1", "North")])) == {"party": "A participant sits with a party."}
    form = SeatForm(typed | {"role": "observer", "party": "1"}, parties=[("1", "North")])
    assert form.is_valid()
    assert form.cleaned_data["party"] == ""


def test_each_floor_mode_is_offered_and_has_the_clock_that_is_its_own():
    item = {"title_en": "Two", "placement": "plenary", "minutes": "20", "slow_seconds": "30", "turn_minutes": "3"}
    for mode in FloorMode:
        form = ItemForm(item | {"floor_mode": mode.value}, languages=["en"])
        assert form.is_valid()
        assert form.facts()["slow_seconds"] == (30 if mode == "open_slow" else 0)
        assert form.facts()["turn_seconds"] == (180 if mode in ("round", "queue") else 0)


def test_a_new_workshop_keeps_everything_that_was_typed():
    typed = {
        "title_en": "Fields",
        "party1_name_ar": "الشمال",
        "date": "2026-03-29",
        "time": "02:30",
        "zone": "Europe/Berlin",
    }
    form = NewWorkshopForm(typed, languages=BOTH)
    assert sorted(errors(form)) == ["party1_name_en", "party2_name_en", "purpose_en", "time"]
    assert {name: form[name].value() for name in typed} == typed


def test_people_go_through_an_exercise_in_the_company_it_is_for():
    def errors(**more):
        data = {"title_en": "Listening", "minutes": "30", "floor_mode": "round", **more}
        return set(ItemForm(data, languages=["en"]).errors)

    assert errors(placement="pairs", exercise="mirror_listening") == set()
    assert errors(placement="pairs") == {"exercise"}
    assert errors(placement="pairs", exercise="needs_fears_exchange") == {"placement"}
    assert errors(placement="plenary", exercise="needs_fears_exchange") == set()
    assert errors(placement="plenary", exercise="mirror_listening") == {"placement"}
    assert errors(placement="plenary") == set()


def test_how_long_a_turn_lasts_is_chosen_and_nothing_else_can_be():
    chosen = {hours: session(turn_hours=hours) for hours in ("", "12", "48", "1")}
    assert [form.is_valid() for form in chosen.values()] == [True, True, True, False]
    assert [chosen[hours].length() for hours in ("", "48")] == [{"minutes": 90, "turn_hours": hours} for hours in (None, 48)]
    assert list(errors(chosen["1"])) == ["turn_hours"]
