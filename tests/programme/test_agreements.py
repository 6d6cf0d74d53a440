"""Agreements: a new wording is a new one, and everyone is asked again."""

import pytest

from tests.cast import viewer
from workshops import rules
from workshops.programme import agreements
from workshops.programme.arrival import answer_agreement
from workshops.programme.models import Agreement
from workshops.rules import NotAllowed


def in_force(cast):
    """The texts that hold now, in order."""
    keys = rules.keys_for(viewer(cast.amina))
    current = Agreement.objects.filter(workshop=cast.workshop, replaced_at=None)
    return [agreement.open(keys, "text")["en"] for agreement in current]


def test_one_more_comes_last_and_asks_everyone(cast):
    assert rules.why_not_admit(cast.dara) is None
    agreements.add_agreement(viewer(cast.amina), workshop=cast.workshop, text={"en": "No screenshots."})
    assert in_force(cast) == ["We let each other finish.", "No screenshots."]
    assert rules.why_not_admit(cast.dara) == "Not all agreements are confirmed."


def test_other_words_replace_the_old_ones_in_their_place(cast):
    agreements.add_agreement(viewer(cast.amina), workshop=cast.workshop, text={"en": "No screenshots."})
    old = Agreement.objects.get(workshop=cast.workshop, position=0)
    agreements.reword_agreement(viewer(cast.ben), agreement=old, text={"en": "We let people finish."})
    assert in_force(cast) == ["We let people finish.", "No screenshots."]
    assert Agreement.objects.filter(workshop=cast.workshop).count() == 3
    assert old.answers.count() == 5


def test_what_no_longer_holds_is_asked_of_nobody(cast):
    agreements.end_agreement(viewer(cast.amina), agreement=Agreement.objects.get(workshop=cast.workshop))
    assert in_force(cast) == []
    assert rules.open_agreements(cast.dara) == []


def test_one_that_was_replaced_is_not_reworded_again(cast):
    old = Agreement.objects.get(workshop=cast.workshop)
    agreements.reword_agreement(viewer(cast.amina), agreement=old, text={"en": "New."})
    with pytest.raises(NotAllowed):
        agreements.reword_agreement(viewer(cast.ben), agreement=old, text={"en": "Newer."})
    assert in_force(cast) == ["New."]


def test_participants_change_none(cast):
    with pytest.raises(NotAllowed):
        agreements.add_agreement(viewer(cast.bilal), workshop=cast.workshop, text={"en": "Obey."})


def test_the_team_reads_an_objection_until_it_is_taken_back_or_reworded(cast):
    agreement = Agreement.objects.get(workshop=cast.workshop)
    keys = rules.keys_for(viewer(cast.ben))
    assert agreements.objections_of(cast.workshop, keys) == {}
    answer_agreement(viewer(cast.dara), agreement=agreement, is_confirmed=False, objection="Not when I am insulted.")
    assert agreements.objections_of(cast.workshop, keys) == {agreement.pk: [(cast.dara.pk, "Not when I am insulted.")]}
    answer_agreement(viewer(cast.dara), agreement=agreement, is_confirmed=True)
    assert agreements.objections_of(cast.workshop, keys) == {}
