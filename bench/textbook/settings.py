"""The house's own databases and layer, so that both store alike; a connection stays open, which is to its advantage."""

from facilitator.settings import CHANNEL_LAYERS, DATABASES, DEFAULT_AUTO_FIELD, SECRET_KEY, USE_TZ

__all__ = ["CHANNEL_LAYERS", "DEFAULT_AUTO_FIELD", "SECRET_KEY", "USE_TZ"]
DATABASES = {"default": DATABASES["default"] | {"CONN_MAX_AGE": None}}
DATABASES["default"]["OPTIONS"] = {name: it for name, it in DATABASES["default"]["OPTIONS"].items() if name != "pool"}
INSTALLED_APPS = ["channels", "bench.textbook"]
