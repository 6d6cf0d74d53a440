"""Keys apart: the vault's table lives in the database `keys`, everything else in `default`."""


class KeysApart:
    """Sends the vault to its own database, for reading, writing and migrating."""

    def db_for_read(self, model, **hints):
        """`keys` for the vault."""
        return "keys" if model._meta.app_label == "vault" else "default"

    db_for_write = db_for_read

    def allow_migrate(self, db, app_label, **hints):
        """Each table in one database only."""
        return (app_label == "vault") == (db == "keys")
