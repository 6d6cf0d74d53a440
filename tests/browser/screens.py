"""Which screens there are, found by asking: each address, as each kind of person. What answers with a page is a screen."""

import itertools
import re

from django.urls import reverse

from tests.addresses import addresses

WITHOUT = {"account_closed", "account_confirm_email"}  # patterns without a name for what stands in them; closed
PERSONS = ("nobody", "ines", "amina", "bilal", "chen", "gil", "hana")
LOOK_AT_SEVERAL = ("amina", "bilal", "ines")
IN_EACH_STATE = {
    "card_detail", "followup_detail", "poll_detail", "record_detail", "room_detail", "seat_detail", "session_console", "session_detail",
    "template_detail", "workshop_create",
}  # fmt: skip
IDS = r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}"
CHANGING = re.compile(rf'name="csrfmiddlewaretoken" value="[^"]*|"X-CSRFToken": "[^"]*|data-cursor="[^"]*|{IDS}')


def screens(browsers, things):
    """{name of address: [(label, person, path), …]}: [] if it shows nobody a page, None if it only takes posts."""
    asked = {name: parameters for name, parameters in addresses().items() if name not in WITHOUT}
    return {name: screens_of(name, parameters, browsers, things) for name, parameters in asked.items()}


def screens_of(name, parameters, browsers, things):
    """The different pages behind one address; of things in several states the first that shows one, or all of them."""
    found, known = [], set()
    choices = list(itertools.product(*(things.get(parameter, {}) for parameter in parameters)))
    for choice in choices:
        values = {parameter: things[parameter][label] for parameter, label in zip(parameters, choice, strict=True)}
        path = reverse(name, kwargs=values)
        for person in PERSONS if len(choices) == 1 else LOOK_AT_SEVERAL:
            answer = browsers[person].get(path, headers={"host": "localhost"})
            if answer.status_code == 405:
                return None
            if is_page(answer) and (text := CHANGING.sub("", answer.content.decode())) not in known:
                known.add(text)
                found.append((" ".join(filter(None, [name, *choice])), person, path))
        if found and name not in IN_EACH_STATE:
            break
    return found


def is_page(answer):
    """Whether this is something to look at: a whole page, not a part of one and not the way to another."""
    return answer.status_code == 200 and answer.content.lstrip()[:15].lower() == b"<!doctype html>"
