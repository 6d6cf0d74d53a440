"""What a page looks like to somebody who cannot see it, to a narrow telephone, and in the dark."""

import json

from axe_playwright_python.base import AXE_SCRIPT

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
WIDTHS = (320, 390, 640, 1280)
WIDER_THAN_THE_PAGE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const isOut = (box) => box.width && (box.left < -1 || box.right > room + 1);
    const outer = [...document.body.querySelectorAll("*")].filter((it) => isOut(it.getBoundingClientRect()));
    return [`${document.documentElement.scrollWidth} px`, ...outer.slice(0, 3).map((it) => it.outerHTML.slice(0, 90))];
}"""


def faults(page, widths=WIDTHS, light=390, dark=1280):
    """Everything that is wrong with the look of this page: accessibility in both themes, sideways scrolling."""
    found = []
    for theme, width in (("light", light), ("dark", dark)):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 860})
        whole = page.evaluate("document.documentElement.scrollHeight")  # so that no bar at an edge lies over a button
        page.set_viewport_size({"width": width, "height": max(860, whole)})
        found += [f"{theme}: {line}" for line in violations(page)]
    for width in widths:
        page.set_viewport_size({"width": width, "height": 860})
        if outer := page.evaluate(WIDER_THAN_THE_PAGE):
            found.append(f"sideways at {width}: {' | '.join(outer)}")
    return found


def violations(page):
    """What axe finds, a line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run({json.dumps(RULES)}).then((told) => told.violations)")
    return [
        f"{rule['id']} {node['html'][:120]} {' '.join(check['message'] for check in node['any'][:1])}"
        for rule in found
        for node in rule["nodes"]
    ]
