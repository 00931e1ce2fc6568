"""Settings, from the environment. A wrong or missing one stops the start with a sentence that says what to set.

``CIA_MODE`` is ``demonstration`` (everything it needs is made under ``var/``), ``test`` or ``production``.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from typing import Any

import psycopg2
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError
from psycopg2.extensions import parse_dsn

from cia.embedded import Server
from cia.keys import kept_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()


def asked_for(name: str, why: str) -> str:
    """A variable without which there is no start."""
    value: str = env.str(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {why}.")
    return value


def key(name: str, why: str) -> str:
    """A secret of at least 50 characters: given in production, made and kept under ``var/`` in the demonstration."""
    if MODE in MADE_UP:
        return sha256(name.encode()).hexdigest()
    if MODE == "demonstration" and not env.str(name, ""):
        return kept_key(VAR / "keys", name.lower())
    value = asked_for(name, f"{why}; at least 50 random characters")
    if len(value) < 50:
        raise ImproperlyConfigured(f"{name} is too short: {why}; give it at least 50 random characters.")
    return value


def draft_key() -> str:
    """A Fernet key, the same way."""
    name, why = "DRAFT_KEY", "a Fernet key, which encrypts text kept across a session's end"
    if MODE in MADE_UP:
        return urlsafe_b64encode(sha256(name.encode()).digest()).decode()
    if MODE == "demonstration" and not env.str(name, ""):
        return kept_key(VAR / "keys", name.lower(), lambda: Fernet.generate_key().decode())
    value = asked_for(name, why)
    try:
        Fernet(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be {why}: 32 bytes in url-safe base64.") from None
    return value


def publication_key() -> str:
    """An Ed25519 private key, the same way."""
    name, why = "PUBLICATION_KEY", "an Ed25519 private key, which signs what is published"
    if MODE in MADE_UP:
        return urlsafe_b64encode(sha256(name.encode()).digest()).decode()
    if MODE == "demonstration" and not env.str(name, ""):
        return kept_key(VAR / "keys", name.lower(), lambda: urlsafe_b64encode(token_bytes(32)).decode())
    value = asked_for(name, why)
    if not is_32_bytes(value):
        raise ImproperlyConfigured(f"{name} must be {why}: 32 bytes in url-safe base64.")
    return value


def publication_keys_before() -> list[str]:
    """The public keys that signed before the present one, so that earlier publications still verify."""
    keys = [key.strip() for key in env.str("PUBLICATION_KEYS_BEFORE", "").split(",") if key.strip()]
    if not all(is_32_bytes(key) for key in keys):
        raise ImproperlyConfigured("PUBLICATION_KEYS_BEFORE must be public keys with commas between, in base64.")
    return keys


def is_32_bytes(value: str) -> bool:
    try:
        return len(urlsafe_b64decode(value)) == 32
    except ValueError:
        return False


def yes_or_no(name: str, *, default: bool) -> bool:
    try:
        answer: bool = env.bool(name, default)
    except EnvError:
        raise ImproperlyConfigured(f"{name} must be true or false.") from None
    return answer


def database(url: str, name: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address, with a password or (at a socket or by certificate) without."""
    try:
        parts = parse_dsn(url)
    except psycopg2.ProgrammingError:
        parts = {}
    if not url.startswith(("postgresql://", "postgres://")) or not {"user", "dbname"} <= parts.keys():
        raise ImproperlyConfigured(f"{name} must be an address like postgresql://user:password@host:5432/database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "USER": parts.pop("user"),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "NAME": parts.pop("dbname"),
        "OPTIONS": parts,
        "ATOMIC_REQUESTS": False,
    }


def proxies() -> int:
    """How many proxies of ours stand in front, each adding to the address a request came from."""
    typed = env.str("TRUSTED_PROXIES", "0").strip()
    if not typed.isdecimal():
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES is {typed!r}, and should be how many proxies of yours stand in front."
        )
    return int(typed)


# Where we are

MODE = env.str("CIA_MODE", "demonstration")
MADE_UP = {"test", "rehearsal"}  # nothing of it is ever kept, and the same file must give the same bytes
if MODE not in {"demonstration", "production", *MADE_UP}:
    raise ImproperlyConfigured(f"CIA_MODE is {MODE!r}: it must be demonstration, test or production.")
IS_PRODUCTION = MODE == "production"

VAR = Path(env.str("CIA_VAR", str(BASE_DIR / "var"))).resolve()
DEBUG = yes_or_no("DEBUG", default=False)
if DEBUG and IS_PRODUCTION:
    raise ImproperlyConfigured("DEBUG must not be set in production: its error pages show what people wrote.")

if IS_PRODUCTION:
    ALLOWED_HOSTS = [
        host.strip()
        for host in asked_for("ALLOWED_HOSTS", "the host names the service is reached by, with commas between").split(
            ","
        )
    ]
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts: '*' would answer to any name.")
else:
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

# Keys: docs/how-to/deploy.md says what each is for and how it is kept

SECRET_KEY = key("SECRET_KEY", "it signs sessions and forms")
SNAPSHOT_KEY = key("SNAPSHOT_KEY", "it makes the fingerprints of frozen documents")
AUDIT_KEY = key("AUDIT_KEY", "it chains the audit trail")
DRAFT_KEY = draft_key()
PUBLICATION_KEY = publication_key()
PUBLICATION_KEYS_BEFORE = publication_keys_before()
if len({SECRET_KEY, SNAPSHOT_KEY, AUDIT_KEY, DRAFT_KEY, PUBLICATION_KEY}) < 5:
    raise ImproperlyConfigured(
        "SECRET_KEY, SNAPSHOT_KEY, AUDIT_KEY, DRAFT_KEY and PUBLICATION_KEY must be five different keys."
    )

# Database: the application signs in as one role, migrations as the owner

EMBEDDED_SERVER: Server | None = None
PREFIX = "REHEARSAL_" if MODE == "rehearsal" else ""  # a rehearsal never opens the database of the service
DATABASE_URL = env.str(f"{PREFIX}DATABASE_URL", "")
if DATABASE_URL or MODE != "demonstration":
    DATABASES = {
        "default": database(
            asked_for(
                f"{PREFIX}DATABASE_URL",
                "the application's own role at a PostgreSQL 15 or newer; the embedded server is"
                " for the demonstration alone",
            ),
            "DATABASE_URL",
        )
    }
    if owner_url := env.str(f"{PREFIX}DATABASE_OWNER_URL", ""):
        DATABASES["owner"] = database(owner_url, "DATABASE_OWNER_URL")
        if DATABASES["owner"]["USER"] == DATABASES["default"]["USER"]:
            raise ImproperlyConfigured(
                "DATABASE_URL and DATABASE_OWNER_URL must name two roles: the application must not own its tables."
            )
else:
    EMBEDDED_SERVER = Server(VAR / "postgres")
    DATABASES = {
        alias: database(
            EMBEDDED_SERVER.url(user=user, password=kept_key(VAR / "keys", f"{user}_password"), database="cia"), alias
        )
        for alias, user in {"default": "cia", "owner": "cia_owner"}.items()
    }
if IS_PRODUCTION and DATABASES["default"]["HOST"] == str(Server(VAR / "postgres").socket_folder):
    raise ImproperlyConfigured("DATABASE_URL names the embedded server, which is for the demonstration alone.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What the service is made of

INSTALLED_APPS = [
    "cia.ui",
    "cia.accounts",
    "cia.audit",
    "cia.notices",
    "stakeholders",
    "assessments",
    "assessments.release",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_forms_gds",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cia.ui.refusals.KeptNowhereMiddleware",
    "cia.ui.refusals.ReadableAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cia.accounts.kept.KeepTextMiddleware",  # before the next, which would send text typed without a session to nowhere
    "cia.accounts.sign_in_required.SignInRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
]
ROOT_URLCONF = "cia.urls"
WSGI_APPLICATION = "cia.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "autoescape": True,
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that our templates come before those of packages
CRISPY_ALLOWED_TEMPLATE_PACKS = ("gds",)
CRISPY_TEMPLATE_PACK = "gds"

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# People and sessions

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "cia.accounts.kept.csrf_failure"
ACCOUNT_ADAPTER = "cia.accounts.adapter.AccountAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = proxies()  # sign-in is limited by address, and a proxy hides it
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True  # no box to tick: a session lasts as long as the next line says
SESSION_ENGINE = "cia.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_HTTPONLY = True
if IS_PRODUCTION:  # names that browsers take from this very host alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # for rate limits alone

# What a browser may do

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SILENCED_SYSTEM_CHECKS = ["security.W021"]  # whether browsers preload the domain is for its owner to decide

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = None if MODE == "test" else Path(env.str("STATIC_ROOT", str(VAR / "static")))  # tests collect nothing
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "ico", "jpg", "woff2", "ttf", "otf", "map")  # packed, or never fetched
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files live in the database, none beside it
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if MODE in MADE_UP or DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# Rendering and checking public files in a child process

PUBLICATION_SANDBOX_REQUIRED = IS_PRODUCTION  # a namespace without network; elsewhere used where the kernel allows it

# What is written to the log: never what was posted, never the values of a row

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "cia.discreet_log.DiscreetFormatter",
            "format": "{levelname} {name}: {message}",
            "style": "{",
        },
        "wordless": {
            "()": "cia.discreet_log.WordlessFormatter",
            "format": "{levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "discreet"},
        "web_server": {"class": "logging.StreamHandler", "formatter": "wordless"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Of an error it names the address asked for; its warnings quote lines of the request, already filled in.
        "gunicorn.error": {"handlers": ["web_server"], "level": "ERROR", "propagate": False},
    },
}
