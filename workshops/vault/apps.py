"""The vault is an app of its own because its table lives in its own database."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Keys."""

    name = "workshops.vault"
    label = "vault"
    default_auto_field = "django.db.models.AutoField"
