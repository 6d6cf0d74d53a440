"""How the parts are plugged together. Every difference between machines is an environment variable with a default that works."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# --- where we are ---------------------------------------------------------------------------------
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var" / "local")))
BASE_URL = env("BASE_URL", default="http://localhost:8000").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
IS_DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    from facilitator.secret import read_or_make

    SECRET_KEY = read_or_make(VAR_DIR / "secret.key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # after a change: opens what the old one sealed
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(BASE_URL).hostname, "localhost", "127.0.0.1"])

# --- the house --------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "facilitator",
    "accounts",
    "workshops",
    "workshops.vault",
]
MIDDLEWARE = [
    "facilitator.static.StaticFiles",
    "facilitator.middleware.SafetyHeaders",
    "facilitator.sprite.PackedSprite",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "facilitator.middleware.SameOrigin",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "facilitator.middleware.Language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.SecondFactorRequired",
]
ROOT_URLCONF = "facilitator.urls"
ASGI_APPLICATION = "facilitator.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "facilitator.context.house",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "workshops.templatetags.house"],
        },
    }
]

# --- data: rows in one database, keys in another ------------------------------------------------------
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
}


def database(variable, file_name):
    """One database from its environment variable; SQLite under VAR_DIR when it is not set."""
    config = env.db(variable, default=f"sqlite:///{VAR_DIR / file_name}")
    if config["ENGINE"].endswith("sqlite3"):
        return config | {"OPTIONS": SQLITE_OPTIONS, "TEST": {"NAME": f"{config['NAME']}.test"}}
    pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8), "timeout": 10}
    # What is asked again and again stays prepared, and only what asks for it (workshops/live/plain.py).
    return config | {"CONN_MAX_AGE": 0, "OPTIONS": {"pool": pool, "prepare_threshold": 2}}


VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {
    "default": database("DATABASE_URL", "data.sqlite3"),
    "keys": database("KEYS_DATABASE_URL", "keys.sqlite3"),
}
if DATABASES["keys"]["ENGINE"].endswith("sqlite3"):
    init = SQLITE_OPTIONS["init_command"] + "PRAGMA secure_delete=ON;"
    DATABASES["keys"]["OPTIONS"] = SQLITE_OPTIONS | {"init_command": init}
DATABASE_ROUTERS = ["workshops.vault.router.KeysApart"]
KEY_FILE = Path(env("KEY_FILE", default=str(VAR_DIR / "keys" / "organisation.keys")))

# --- the poke and the tick -----------------------------------------------------------------------------
REDIS_URL = env("REDIS_URL", default="")
CHANNEL_LAYERS = {
    "default": (
        {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": "second-track"},
        }
        if REDIS_URL
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}
if REDIS_URL:  # rate limits count across processes; nothing else is ever cached
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost//"
if not REDIS_URL:
    BROKER_DIR = VAR_DIR / "broker"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.2,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
RECORD_FREEZE_HOURS = env.int("RECORD_FREEZE_HOURS", default=72)  # after Stop: people may still take their own out
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=60)
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "workshops.tasks.sweep", "schedule": SWEEP_SECONDS}}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")

# --- people ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "facilitator.adapters.HouseAdapter"
USERSESSIONS_ADAPTER = "facilitator.adapters.HouseSessionsAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # staff enter by invitation mail, which proves the address
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True  # a code to type, so that no address carries a secret
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": True, "length": 8}  # digits are on every keyboard
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "accounts.models.display_name"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {  # failed sign-ins count for person and place together: nobody locks anybody else out
    "login": "30/m/ip",
    "login_failed": "10/m/ip,60/h/ip,20/30m/key",
    "request_login_code": "10/m/ip,3/5m/key",
    "reset_password": "10/m/ip,3/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.SignInForm",
    "request_login_code": "accounts.sign_in.RequestCodeForm",
    "confirm_login_code": "accounts.sign_in.ConfirmCodeForm",
    "reauthenticate": "accounts.sign_in.ReauthenticationForm",
    "change_password": "accounts.sign_in.ChangePasswordForm",
    "set_password": "accounts.sign_in.SetPasswordForm",
    "reset_password": "accounts.sign_in.ResetPasswordForm",
    "confirm_password_reset_code": "accounts.sign_in.ConfirmResetForm",
    "reset_password_from_key": "accounts.sign_in.NewPasswordForm",
}
MFA_FORMS = {
    "authenticate": "accounts.sign_in.SecondFactorForm",
    "reauthenticate": "accounts.sign_in.SecondFactorAgainForm",
    "activate_totp": "accounts.sign_in.AuthenticatorForm",
    "add_webauthn": "accounts.sign_in.AddPasskeyForm",
    "edit_webauthn": "accounts.sign_in.RenamePasskeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
MFA_ADAPTER = "accounts.adapter.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_TOTP_ISSUER = "Second Track"
MFA_TOTP_TOLERANCE = 1  # a telephone may be half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
IS_SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR", default=not IS_DEMO)

# --- mail: neutral, to a folder unless an SMTP server is named ------------------------------------------
EMAIL_CONFIG = env.email("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10  # seconds: a claim of the schedule lasts five minutes
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="appointments@localhost")
MAIL_SENDER_NAME = env("MAIL_SENDER_NAME", default="Appointments")

# --- the browser's side ---------------------------------------------------------------------------------
SECURE = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{SECURE}session"
CSRF_COOKIE_NAME = f"{SECURE}csrf"
LANGUAGE_COOKIE_NAME = f"{SECURE}language"
SEAT_COOKIE_NAME = f"{SECURE}seat"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "facilitator.errors.form_expired"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # nothing to others; "no-referrer" makes browsers send `Origin: null` with our own forms
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 63072000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_SSL_REDIRECT = IS_HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
if env.int("TRUSTED_PROXIES", default=0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
_SOCKETS = [f"{'wss' if IS_HTTPS else 'ws'}://{urlsplit(BASE_URL).netloc}"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF, *_SOCKETS],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

# --- files, words, zones ---------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": env("STATIC_STORAGE", default="facilitator.static.HashedFiles")},
}
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# --- what is written down: one JSON line, never content ---------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "facilitator.logs.JsonLine"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "uvicorn.access": {"level": "WARNING"},
        "uvicorn.error": {"level": "WARNING"},  # below that it writes a line for each socket that opens
    },
}
