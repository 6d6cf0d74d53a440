"""The glossary: each wording beside the other, and what a party hears in a word written by that party alone."""

import pytest

from tests.cast import client_of, client_of_staff, viewer
from workshops import rules
from workshops.programme import glossary
from workshops.programme.models import Hearing, Term
from workshops.rules import NotAllowed

WORDS = {"en": "used up", "ar": "استنفد"}


@pytest.fixture
def term(cast):
    """A word that the facilitators keep."""
    return glossary.propose_term(viewer(cast.amina), workshop=cast.workshop, words=WORDS)


def test_a_word_from_its_proposal_to_what_each_hears(cast):
    url = f"/workshops/{cast.workshop.pk}/glossary/"
    bilal, dara, amina = client_of(cast.bilal), client_of(cast.dara), client_of_staff(cast.users.amina)
    alone = bilal.post(url, {"words_en": "used up", "words_ar": ""})
    assert alone.status_code == 422 and 'value="used up"' in alone.text
    assert bilal.post(url, {"words_en": "used up", "words_ar": "استنفد"}).status_code == 302
    term = Term.objects.get()
    assert "Proposed" in dara.get(url).text
    assert amina.post(f"/terms/{term.pk}/", {"words_en": "used up", "words_ar": "استنفد"}).status_code == 302
    assert dara.post(f"/terms/{term.pk}/hearing/", {"text": "Of a grain store."}).status_code == 302
    assert bilal.post(f"/terms/{term.pk}/hearing/", {"text": "x" * 301}).status_code == 422
    assert bilal.post(f"/terms/{term.pk}/contest/").status_code == 302
    page = client_of(cast.eli).get(url).text
    assert "Proposed" not in page and "Of a grain store." in page and "استنفد" in page
    term.refresh_from_db()
    assert term.kept_at and term.contested_at
    assert client_of(cast.farid).get(url).status_code == 404


def test_a_party_writes_only_what_itself_hears(cast, term):
    glossary.write_hearing(viewer(cast.dara), term=term, text="Of a grain store.")
    glossary.write_hearing(viewer(cast.eli), term=term, text="عن مخزن")  # one text for the party
    assert [(row.party, row.language) for row in Hearing.objects.all()] == [(cast.second, "ar")]
    glossary.write_hearing(viewer(cast.bilal), term=term, text="Worn out.")
    for seat in (cast.amina, cast.esi, cast.farid):
        with pytest.raises(NotAllowed):
            glossary.write_hearing(viewer(seat), term=term, text="Empty.")
    glossary.write_hearing(viewer(cast.dara), term=term, text=" ")
    assert [row.party for row in Hearing.objects.all()] == [cast.first]


def test_words_are_found_in_the_language_in_which_they_stand(cast, term):
    keys = rules.keys_for(viewer(cast.amina))
    found = [glossary.found_in(text, code, [term], keys) for text, code in (("It is Used Up.", "en"), ("It is used up.", "ar"))]
    assert found == [[(term, WORDS)], []]
