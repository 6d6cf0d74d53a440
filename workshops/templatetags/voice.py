"""The balance of voice drawn as lines: one bar of the parties, and a line a person; the numbers always stand beside them."""

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()
WIDTH = 1000


@register.simple_tag
def voice_bar(voice, shares):
    """The parties side by side, with a tick at each even share."""
    start, parts = 0, []
    for bench, _share, _now in shares:
        width = round(WIDTH * voice.share(bench.party_id))
        parts.append((bench.mark, start, max(0, width - 6)))
        start += width
    drawn = format_html_join("", '<g data-party="{}"><rect class="voice" x="{}" y="1" width="{}" height="10"/></g>', parts)
    ticks = [(round(WIDTH * place * voice.even_share),) * 2 for place in range(1, len(voice.sides))]
    lines = format_html_join("", '<line class="even" x1="{}" x2="{}" y1="-2" y2="14"/>', ticks)
    return _drawing("spark spark--balance", WIDTH, drawn, lines)


@register.simple_tag
def voice_line(voice, words):
    """The words of one person, with the tick of an even share."""
    whole = max(round(2 * voice.even), *voice.words.values(), 1)
    base = format_html('<line class="base" x1="0" x2="{}" y1="6" y2="6"/>', whole)
    said = format_html('<rect class="voice" x="0" y="3" width="{}" height="6"/>', words)
    even = round(voice.even)
    return _drawing("spark", whole, base, said, format_html('<line class="even" x1="{}" x2="{}" y1="-1" y2="13"/>', even, even))


def _drawing(look, width, *parts):
    inner = format_html("{}" * len(parts), *parts)
    return format_html(
        '<svg class="{}" viewBox="0 0 {} 12" preserveAspectRatio="none" aria-hidden="true">{}</svg>', look, str(width), inner
    )
