"""What must stand before the first request, and after each upgrade."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Tables of both databases, the folder of the keys, translations, static files. Doing it again does no harm."""

    help = "Prepare both databases, the folder of the keys, translations and static files."

    def add_arguments(self, parser):
        """A container image brings its files along and needs only the rest."""
        parser.add_argument("--without-files", action="store_true", help="leave translations and static files as they are")

    def handle(self, *, without_files, **options):
        """In the order in which they need each other."""
        settings.KEY_FILE.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for alias in settings.DATABASES:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        if not without_files:
            call_command("build_messages", verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
