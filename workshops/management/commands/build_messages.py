"""Build the catalogues of translations that Django reads, without system gettext."""

import os
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Each .po whose .mo is missing or older."""

    help = "Build the catalogues of translations (.mo) from their texts (.po)."
    requires_system_checks = []

    def handle(self, **options):
        """Say what was built; nothing when all of it was fresh."""
        for po in (po for folder in settings.LOCALE_PATHS for po in sorted(Path(folder).rglob("*.po"))):
            mo = po.with_suffix(".mo")
            if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
                continue
            fresh = mo.with_suffix(f".{os.getpid()}")  # replaced whole: others may be reading it
            fresh.write_bytes(polib.pofile(str(po)).to_binary())
            fresh.replace(mo)
            if options["verbosity"]:
                self.stdout.write(f"built {mo.relative_to(settings.BASE_DIR)}")
