"""`python -m tests.browser.speak ar`: everybody in the house reads this language from now on."""

import sys

import django

if __name__ == "__main__":
    django.setup()
    from accounts.models import User
    from workshops.programme.models import Seat

    User.objects.update(language=sys.argv[1])
    Seat.objects.update(language=sys.argv[1])
