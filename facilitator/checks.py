"""What must be so where people write: `check --deploy` for the machine, and SQLite's promises before tables are touched."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

PROMISES = {  # what SQLite must answer, or an acknowledged message could be lost with the current
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 20_000,
}


@register(Tags.security, deploy=True)
def address_and_modes(app_configs, **kwargs):
    """People's words travel sealed by TLS, and no page of a developer or of the demo stands open."""
    if not settings.IS_HTTPS:
        yield Error("BASE_URL does not begin with https://.", hint="Put a proxy with TLS before it.", id="house.E001")
    if settings.IS_DEMO:
        yield Error("DEMO is on: staff need no second factor.", id="house.E002")
    if not settings.IS_SECOND_FACTOR_REQUIRED:
        yield Error("SECOND_FACTOR is off.", id="house.E003")
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        yield Warning("Mail is written to files and reaches nobody.", hint="Set EMAIL_URL.", id="house.W004")


@register(Tags.security, deploy=True)
def key_file(app_configs, **kwargs):
    """The key file is its owner's alone, and does not lie with what it opens."""
    path = settings.KEY_FILE
    if path.exists() and path.stat().st_mode & 0o077:
        yield Error("Others than its owner may read the key file.", hint="chmod 600", id="house.E005")
    if path.resolve().is_relative_to(settings.VAR_DIR.resolve()):
        hint = "Set KEY_FILE to a place that the backup of the data does not reach."
        yield Warning("The key file lies among the data.", hint=hint, id="house.W006")


@register(Tags.database)
def sqlite_promises(app_configs, databases=None, **kwargs):
    """Every connection to SQLite writes ahead, waits for the disk, and waits for its turn."""
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            answers = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in PROMISES}
        if answers != PROMISES:
            yield Error(f"SQLite ({alias}) is set up as {answers}, not as {PROMISES}.", id="house.E007")
