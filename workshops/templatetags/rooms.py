"""Parts of a room's page: texts in the viewer's language, seats of people."""

from django import template

from workshops.languages import local, role_letter
from workshops.templatetags.house import ring, seat_mark

register = template.Library()


@register.filter
def in_language(texts, language):
    """The text of a `{language: text}` in this language, else the first there is."""
    return local(texts, language)


@register.filter
def rendered_for(line, variant):
    """What an interpreter makes of a line for this reader, or None. One reads oneself as one has written."""
    return None if variant.own == "own" else line.rendered.get(variant.language)


@register.simple_tag
def person_seat(person, language, state="here", size=""):
    """The mark of one person: their party's shape with its letter, or the circle of the house."""
    return seat_mark(person.mark, letter_of(person, language), state, size)


@register.inclusion_tag("_ring.html")
def table_ring(table, language):
    """The people of a room round the table, as it is now."""
    seats = [
        (person.mark, letter_of(person, language), here, False, person.name) for person, here in table.ring
    ]
    return ring(seats)


def letter_of(person, language):
    """The letter in a person's mark: of the party, or of the role."""
    return local(person.letter, language) or role_letter(person.role, language)
