"""What every page of a workshop shows of the workshop itself."""

from django.shortcuts import render

from workshops import rules


def show(request, viewer, workshop, name, *, tab="", **context):
    """The page `programme/<name>.html`, with the workshop's title and the way between its parts."""
    context |= {
        "workshop": workshop,
        "workshop_title": workshop.open(rules.keys_for(viewer), "title"),
        "zone": viewer.zone,
        "tab": tab,
    }
    return render(request, f"programme/{name}.html", context)


def opened(row, keys, *names):
    """{field: value} of some sealed fields of one row."""
    return {name: row.open(keys, name) for name in names}
