"""A page as a browser holds it: a tree of elements, to which frames are applied as `static/app/room.js` does."""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What a frame does not touch: the page's own token and keys, and the composer, which obeys `data-may-say`.
NOT_COMPARED = ("data-cursor", "data-send", "data-ask", "data-refusal", "data-label")


@dataclass(eq=False)
class Element:
    """One element, or the root of a page or fragment."""

    tag: str = ""
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)
    parent: "Element" = None

    def walk(self):
        """This element and all below it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def html(self):
        """The element written in one way only: white space between elements does not count."""
        inner = "".join(
            child.html() if isinstance(child, Element) else escape(re.sub(r"\s+", " ", child))
            for child in self.children
            if isinstance(child, Element) or child.strip()
        )
        if not self.tag:
            return inner
        attributes = "".join(f' {name}="{escape(value or "")}"' for name, value in sorted(self.attributes.items()))
        return f"<{self.tag}{attributes}>{inner}</{self.tag}>\n"


class Reader(HTMLParser):
    """Reads HTML into a tree."""

    def __init__(self, html):
        super().__init__()
        self.root = self.here = Element()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """One level down, unless it holds nothing."""
        element = Element(tag, dict(attrs), parent=self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_endtag(self, tag):
        """Up again."""
        if tag in VOID:
            return
        assert self.here.tag == tag, f"<{self.here.tag}> is closed by </{tag}>"
        self.here = self.here.parent

    def handle_startendtag(self, tag, attrs):
        """Drawings close themselves."""
        self.here.children.append(Element(tag, dict(attrs), parent=self.here))

    def handle_data(self, data):
        """Text."""
        self.here.children.append(data)


class Page:
    """One person's page of a room."""

    def __init__(self, html):
        self.root = Reader(html).root
        self.is_opened_anew = False

    def find(self, element_id):
        """The element with this id, or None."""
        return next((it for it in self.root.walk() if it.attributes.get("id") == element_id), None)

    @property
    def cursors(self):
        """{room id: cursor} of the rooms this page reads."""
        held = [it.attributes for it in self.root.walk() if "data-cursor" in it.attributes]
        return {each["data-room"]: each["data-cursor"] for each in held}

    def apply(self, frame):
        """What room.js does with a frame."""
        for op in frame["ops"]:
            self.put(op)

    def put(self, op):
        """Present: replaced, else inserted."""
        old = self.find(op["id"])
        if op.get("gone"):
            return self._replace(old) if old else None
        (fresh,) = Reader(op["html"]).root.children
        assert fresh.attributes["id"] == op["id"]
        if old:
            return self._replace(old, fresh)
        if place := op.get("into") and self.find(op["into"]):
            fresh.parent = place
            place.children.append(fresh)

    def put_panel(self, html):
        """What run.js does with a panel that came again: while the same task is on, only what stands round the boxes
        changes; where a facilitator has come or gone, the page is opened anew."""
        fresh = next(it for it in Reader(html).root.walk() if it.attributes.get("id", "").startswith("exercise-"))
        old = self.find(fresh.attributes["id"])
        if fresh.attributes["data-talk"] != old.attributes["data-talk"]:
            self.is_opened_anew = True
        elif fresh.attributes["data-task"] == old.attributes["data-task"] != "none":
            for part in [it for it in fresh.walk() if "data-part" in it.attributes]:
                self._replace(self.find(part.attributes["id"]), part)
        else:
            self._replace(old, fresh)

    def _replace(self, old, *fresh):
        place = old.parent.children.index(old)
        old.parent.children[place : place + 1] = fresh
        for element in fresh:
            element.parent = old.parent

    def shown(self, is_moving=False):
        """Everything in <main> that people read, as text; what no frame touches is left out."""
        main = self.find("main")
        for it in list(main.walk()):
            is_hidden = it.tag == "input" and it.attributes.get("type") == "hidden"
            is_tab = is_moving and "tabs" in (it.attributes.get("class") or "").split()
            if is_hidden or is_tab or any(name in it.attributes for name in NOT_COMPARED):
                it.parent.children.remove(it)
        return main.html()
