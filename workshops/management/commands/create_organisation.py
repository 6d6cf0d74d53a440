"""Begin here on a new machine: an organisation, its key, and its first administrator."""

import getpass
import uuid

from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from accounts import actions
from accounts.models import User
from workshops.vault.keyfile import make_organisation_key


class Command(BaseCommand):
    """Asks for what it was not told, unless --no-input."""

    help = "Create an organisation, its key and its first administrator."

    def add_arguments(self, parser):
        """Every question can be answered on the command line."""
        parser.add_argument("--name", help="name of the organisation")
        parser.add_argument("--email", help="mail address of the first administrator")
        parser.add_argument("--admin-name", help="name of the first administrator")
        parser.add_argument("--password", help="password; without one they sign in by a code sent by mail")
        parser.add_argument("--no-input", action="store_false", dest="is_asking", help="ask nothing")

    def handle(self, *, name, email, admin_name, password, is_asking, **options):
        """The key first, then the rows that need it: an orphaned key does no harm, a row without a key does."""
        ask = self.ask if is_asking else self.refuse
        name = name or ask("Name of the organisation")
        email = checked(validate_email, email or ask("Mail address of its first administrator"))
        is_known = User.objects.filter(email__iexact=email).exists()
        if not is_known:
            admin_name = admin_name or ask("Name of this person")
            if password is None and is_asking:
                password = self.ask_password()
            elif password:
                checked(validate_password, password)
        organisation_id = uuid.uuid4()
        make_organisation_key(organisation_id)
        actions.create_organisation(
            name=name, email=email, admin_name=admin_name, password=password, organisation_id=organisation_id
        )
        self.say_what_next(email)

    def say_what_next(self, email):
        """Where to sign in, what lies on the desk, and what must never be lost."""
        self.stdout.write(
            f"\nDone. Sign in as {email}:\n\n    {settings.BASE_URL}{reverse('account_login')}\n\n"
            "Next: on the desk, press “Begin a rehearsal workshop”. It is a workshop among colleagues,\n"
            "to try everything once before anybody is invited.\n\n"
            f"The key of this organisation lies in {settings.KEY_FILE}.\n"
            "Keep a copy of that file apart from the databases: without it nothing can be read.\n"
        )

    def ask(self, question):
        """One line; asked again while it is empty."""
        answer = ""
        while not answer:
            answer = input(f"{question}: ").strip()
        return answer

    def ask_password(self):
        """Twice the same and hard to guess; nothing at all means: by a code sent by mail."""
        self.stdout.write("Password (leave empty to sign in by a code sent by mail).")
        for text in password_validators_help_texts():
            self.stdout.write(f"  {text}")
        while True:
            password = getpass.getpass("Password: ")
            if not password:
                return None
            try:
                validate_password(password)
            except ValidationError as problem:
                self.stderr.write(" ".join(problem.messages))
                continue
            if password == getpass.getpass("Once more: "):
                return password
            self.stderr.write("These two differ.")

    def refuse(self, question):
        """Without questions, what is missing ends the command."""
        raise CommandError(f"{question}: not given")


def checked(validate, value):
    """The value, or the end of the command with the reason."""
    try:
        validate(value)
    except ValidationError as problem:
        raise CommandError(" ".join(problem.messages)) from None
    return value
