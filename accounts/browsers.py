"""A browser in words: on the list of places one is signed in on, and as the first name of a passkey."""

from django.utils.translation import gettext as _

# The first that fits: browsers name their forebears, so the youngest come first.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrom", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


def browser_words(user_agent):
    """`Firefox, Windows`; what is not known is left out."""
    words = [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]
    return ", ".join(filter(None, words)) or _("A browser")


def _first(names, user_agent):
    return next((name for sign, name in names if sign in user_agent), "")
