"""Whether the audit is as it was written."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Organisation
from workshops.records.audit import broken_at, head_of, holds


class Command(BaseCommand):
    """Reads every chain from its beginning. Keep the heads it prints outside the house: they show a cut end."""

    help = "Check the audit of every organisation and print its head."

    def add_arguments(self, parser):
        """What was kept from an earlier run: number and hash, as printed then."""
        parser.add_argument("--kept", action="append", default=[], metavar="ORGANISATION:NUMBER:HASH")

    def handle(self, *, kept, **options):
        """One line for each organisation; fails for the first that is not as it was."""
        for head in kept:
            if not holds(*head.split(":")):
                raise CommandError(f"{head.split(':')[0]}: the entry that was kept is not there any more.")
        for organisation in Organisation.objects.order_by("pk"):
            if number := broken_at(organisation.pk):
                raise CommandError(f"{organisation.pk}: entry {number} is not as it was written.")
            number, head = head_of(organisation.pk)
            self.stdout.write(f"{organisation.pk}:{number}:{head}")
