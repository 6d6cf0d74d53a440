"""The server is killed three times in the middle of a conversation between three browsers. What was shown as stored is
there once, for everyone, in one order; what was written meanwhile arrives once; a reload changes nothing.
"""

import time

from playwright.sync_api import expect

from tests.browser.people import IS_DOWN, PHONE

LONGEST_WAY_BACK = 20_000


def test_three_kills_in_the_middle_of_a_conversation(play):
    told = play("live")
    everybody = [play.person("bilal"), play.person("eli", size=PHONE, language="ar"), play.person("dara")]
    for person in everybody:
        person.forgive(*IS_DOWN)
        person.enter(told["rooms"]["plenary"])
    stored = set()
    for number in (1, 2, 3):
        speak(everybody, f"before {number}")
        everybody[0].say(f"into the blow {number}")  # nobody knows whether the server still stores this one
        stored |= seen_stored(everybody)
        play.house.strike()
        speak(everybody, f"while it lies down {number}")
        time.sleep(1)
        play.house.start()
        for person in everybody:
            expect(person.unstored).to_have_count(0, timeout=LONGEST_WAY_BACK)
        stored |= seen_stored(everybody)
    written = {f"before {n}, {p.name}" for n in (1, 2, 3) for p in everybody}
    written |= {f"while it lies down {n}, {p.name}" for n in (1, 2, 3) for p in everybody}
    written |= {f"into the blow {n}" for n in (1, 2, 3)}
    for person in everybody:
        expect(person.statements).to_have_count(len(written), timeout=LONGEST_WAY_BACK)
    order = everybody[0].heard()
    assert sorted(order) == sorted(written)
    assert stored <= set(order)
    assert [person.heard() for person in everybody] == [order] * 3
    for person in everybody:
        person.page.reload()
        goes_back_to_the_beginning(person)
    assert [person.heard() for person in everybody] == [order] * 3


def speak(everybody, words):
    """Each of them says it, and does not wait."""
    for person in everybody:
        person.say(f"{words}, {person.name}")


def goes_back_to_the_beginning(person):
    """A page opens with the newest; what was said earlier is a press away, again and again."""
    earlier = person.page.locator("[data-earlier] a")
    while earlier.count():
        shown = person.statements.count()
        earlier.click()
        expect(person.statements).not_to_have_count(shown, timeout=LONGEST_WAY_BACK)


def seen_stored(everybody):
    """What somebody's browser shows as said."""
    return {words for person in everybody for words in person.heard()}
