"""Every address of the house, as its URL resolver knows them."""

from django.urls import get_resolver


def addresses(patterns=None, parameters=()):
    """{name of address: names of what stands in it}."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        more = (*parameters, *pattern.pattern.converters)
        if hasattr(pattern, "url_patterns"):
            found |= addresses(pattern.url_patterns, more)
        else:
            found[pattern.name] = more
    return found
