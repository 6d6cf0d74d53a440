"""Bots that go through an exercise over its pages: they read the form that is there, and fill it in by chance."""

import re
from html.parser import HTMLParser

from tests.cast import client_of, client_of_staff

ENOUGH = 62  # words: as many as any box asks for at least


class Form(HTMLParser):
    """The boxes of the task on a page: {name: [(kind, value or most words)]}."""

    def __init__(self, html):
        super().__init__()
        self.is_in, self.boxes, self.hidden, self.can_pass, self.select = False, {}, {}, False, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        it = dict(attrs)
        if tag == "form":
            self.is_in = "data-step" in it
        if not self.is_in:
            return
        if tag == "textarea":
            self.boxes.setdefault(it["name"], []).append(("words", int(it.get("data-most", 100))))
        elif tag == "select":
            self.select = it["name"]
        elif tag == "option" and it.get("value"):
            self.boxes.setdefault(self.select, []).append(("one", it["value"]))
        elif tag == "input" and it.get("type") == "hidden":
            self.hidden[it["name"]] = it["value"]
        elif tag == "input" and it.get("type") in ("radio", "checkbox"):
            self.boxes.setdefault(it["name"], []).append(("one" if it["type"] == "radio" else "some", it["value"]))
        elif tag == "button" and it.get("name") == "pass":
            self.can_pass = True

    def handle_endtag(self, tag):
        self.is_in = self.is_in and tag != "form"


class Bot:
    """One person with a browser. `written`: {mark: (step, field)} of what they have given, drafts aside."""

    def __init__(self, seat, url, chance, marks):
        self.browser = client_of_staff(seat.user) if seat.is_facilitator else client_of(seat)
        self.seat, self.url, self.chance, self.marks = seat, url, chance, marks

    def look(self):
        """The page as it is now, or nothing where they are not let in."""
        page = self.browser.get(f"{self.url}panel/")
        assert page.status_code in (200, 404), page.status_code
        return page.text if page.status_code == 200 else ""

    def act(self, page, **chosen):
        """Give what the page asks for; `chosen` says what stands in a box where it matters. Returns whether it was taken."""
        form = Form(page)
        fields = dict(form.hidden)
        if form.can_pass and not chosen and self.chance.random() < 0.15:
            fields["pass"] = "1"
        else:
            fields |= {name: self._fill(form, name, options) for name, options in form.boxes.items()} | chosen
        answer = self.browser.post(f"{self.url}responses/", fields)
        assert answer.status_code == 302, re.findall(r'class="field-error"[^>]*>(.*?)</p>', answer.text, re.DOTALL) or answer.status_code
        return True

    def _fill(self, form, name, options):
        kind, value = options[0]
        if kind == "words":
            mark = f"mark{self.chance.randrange(10**9):09d}"
            self.marks[mark] = (form.hidden["at"], name, self.seat.pk)
            return " ".join([mark, *["word"] * (min(value, ENOUGH) - 1)])
        values = [each for _kind, each in options]
        if kind == "some":
            return self.chance.sample(values, self.chance.randint(1, len(values)))
        return self.chance.choice(values)
