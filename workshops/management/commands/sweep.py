"""The tick by hand or by cron, where no beat runs."""

from django.core.management.base import BaseCommand

from workshops.running.sweep import sweep


class Command(BaseCommand):
    """Carry out whatever has become due."""

    help = "Carry out whatever has become due: what beat does every minute."

    def handle(self, **options):
        """One line for each thing that was done."""
        for what, count in sweep().items():
            if count and options["verbosity"]:
                self.stdout.write(f"{what}: {count}")
