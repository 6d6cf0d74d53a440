"""What every page may know of the house itself; nothing of any person or workshop."""

from django.conf import settings


def house(request):
    """A title that says nothing to a bystander, and whether this is a demonstration."""
    return {"neutral_title": settings.MAIL_SENDER_NAME, "is_demo": settings.IS_DEMO}
