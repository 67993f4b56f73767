"""One settings file; everything that differs between machines comes from the environment.

`PORTAL_PROFILE` is `production` unless the environment says otherwise, so a forgotten variable
is refused by `portal.checks` instead of opening a development door to the public. `make run`
writes a git-ignored `.env` that says `development`. One file although it is long: an operator
looks for a name in one place, and there is no job in here to split by.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(env.path("PORTAL_ENV_FILE", default=str(BASE_DIR / ".env"))())

PROFILE = env.str("PORTAL_PROFILE", default="production")
DEVELOPMENT = PROFILE == "development"
PRODUCTION = PROFILE == "production"
VAR = Path(env.str("PORTAL_VAR", default=str(BASE_DIR / "var")))
VAR.mkdir(parents=True, exist_ok=True)

DEVELOPMENT_SECRET = "development-only-secret-that-production-refuses"  # noqa: S105
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_SECRET)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Signs the history of cases; empty: derived from SECRET_KEY and its fallbacks.
EVENT_KEY = env.str("EVENT_KEY", default="")
DEBUG = False  # the portal's own error pages are shown everywhere, also in development
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.admin.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # of the sign-in library's list of keys
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "heroicons",
    "portal.provenance",
    "portal.languages",
    "portal.pagecache",
    "portal.workdays",
    "portal.accounts",
    "portal.notifications",
    "parks.directory",
    "parks.directory.brochure",
    "investors.procedures",
    "investors.enquiries",
    "investors.cases",
    "portal.pages",
    "portal.translations",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.refusals.BadInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.languages.middleware.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.errors.MethodMiddleware",
    "portal.refusals.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
SILENCED_SYSTEM_CHECKS: list[str] = []

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.pages.context.house",
                "portal.translations.context.translation_note",
            ],
        },
    },
]

# --- Database -----------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'portal.sqlite3'}")
}
SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        ),
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        # One blocking thread a web worker, a few Celery threads: a small pool is enough.
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=4), "timeout": 10},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache, sessions, limits --------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
# Connection limits keep a click from hanging when Redis is silent instead of refusing.
REDIS_TIMEOUTS = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "portal.cache_away.ForgetfulRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": REDIS_TIMEOUTS,
        }
        if REDIS_URL
        # It pickles, which is no way in: whoever writes to this database has everything already.
        # Production refuses to start without Redis.
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "portal_cache",
        }
    )
}
# Whole public pages in front of Django (portal/pagecache): in each web process, and behind
# them in Redis for all processes together; 0 shares none.
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_BYTES", default=64 * 1024 * 1024)
PAGE_CACHE_SHARED_BYTES = env.int("PAGE_CACHE_SHARED_BYTES", default=64 * 1024 * 1024)
SESSION_ENGINE = "portal.accounts.sessions"
SESSION_COOKIE_NAME = "portal_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("SECURE_COOKIES", default=PRODUCTION)
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
LANGUAGE_COOKIE_NAME = "portal_language"

# --- Celery: the trigger, never the truth -------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any]
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 300,
        # A broker that vanished without a word is noticed, not waited for.
        "socket_keepalive": True,
        "health_check_interval": 5,
        **REDIS_TIMEOUTS,
    }
else:
    _broker = VAR / "broker"
    for _part in ("messages", "control"):
        (_broker / _part).mkdir(parents=True, exist_ok=True)
    _broker.chmod(0o700)  # whoever can write here can run tasks
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "messages"),
        "data_folder_out": str(_broker / "messages"),
        "control_folder": str(_broker / "control"),
        "polling_interval": 0.2,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.1}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # without end; Celery's hundred ends the worker
CELERY_BROKER_CONNECTION_TIMEOUT = 0.5
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_TASK_DEFAULT_QUEUE = "portal"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
OUTBOX_SWEEP_SECONDS = env.float("OUTBOX_SWEEP_SECONDS", default=5.0)
# A worker's claim on mails it is sending; after that time another may send them.
OUTBOX_LEASE_SECONDS = env.float("OUTBOX_LEASE_SECONDS", default=60.0)
OUTBOX_LONGEST_WAIT_SECONDS = env.float("OUTBOX_LONGEST_WAIT_SECONDS", default=4 * 3600.0)
OUTBOX_RECONNECT_SECONDS = env.float("OUTBOX_RECONNECT_SECONDS", default=15.0)
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    # An expired call is dropped, so that a busy worker does not find hundreds of them.
    "notifications-sweep": {
        "task": "portal.notifications.tasks.sweep",
        "schedule": OUTBOX_SWEEP_SECONDS,
        "options": {"expires": OUTBOX_SWEEP_SECONDS},
    },
    "rooms-sweep": {
        "task": "portal.notifications.tasks.sweep_rooms",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "cases-anchor": {
        "task": "investors.cases.tasks.anchor_heads",
        "schedule": crontab(hour=2, minute=0),
    },
    "brochures-tidy": {
        "task": "parks.directory.brochure.tasks.remove_strays",
        "schedule": crontab(hour=3, minute=0),
    },
}

# --- Mail ---------------------------------------------------------------------------------
EMAIL_OUTBOX = VAR / "outbox"
_email = env.email_url("EMAIL_URL", default="consolemail://")
if "EMAIL_URL" in env.ENVIRON:
    vars().update(_email)
else:
    EMAIL_BACKEND = "portal.notifications.files.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Cổng Đầu tư Quảng Ninh <no-reply@localhost>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MESSAGE_ID_DOMAIN = env.str("MESSAGE_ID_DOMAIN", default="portal.localhost")

# --- People -------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.backends.RoleBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
# Two-factor before the admin opens; only the development profile may switch it off.
ADMIN_TWO_FACTOR = env.bool("ADMIN_TWO_FACTOR", default=not DEVELOPMENT)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "enquiries:my"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
# Whoever finds a computer signed in adds no address of their own to sign in with later.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Per address only (portal/limits.py): the library also counts by mailbox, and whoever knows the
# address of an official could then lock them out. A password is a slow hash behind two factors.
ACCOUNT_RATE_LIMITS = {
    "confirm_email": "5/m/ip,30/h/ip",
    "login_failed": "10/m/ip,60/h/ip",
    "request_login_code": "5/m/ip,30/h/ip",
    "reset_password": "5/m/ip,30/h/ip",
}
ACCOUNT_FORMS = {
    "signup": "portal.accounts.forms.SignupForm",
    "confirm_login_code": "portal.accounts.forms.ConfirmLoginCodeForm",
    "request_login_code": "portal.accounts.forms.RequestLoginCodeForm",
    "change_email": "portal.accounts.forms.ChangeEmailForm",
}
ACCOUNT_ADAPTER = "portal.notifications.account_mail.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = True
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.AuthenticateForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateForm",
    "add_webauthn": "portal.accounts.passkeys.AddPasskeyForm",
    "authenticate_webauthn": "portal.accounts.passkeys.SecondPasskeyForm",
    "login_webauthn": "portal.accounts.passkeys.LoginPasskeyForm",
    "reauthenticate_webauthn": "portal.accounts.passkeys.ReauthenticatePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey signs in by itself and is both factors: it is asked to check its owner, always.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost
MFA_ADAPTER = "portal.accounts.adapter.SecondFactorAdapter"

# --- Languages ----------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [
    ("vi", "Tiếng Việt"),
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("ko", "한국어"),
    ("ja", "日本語"),
]
LOCALE_PATHS = [
    BASE_DIR / "portal" / "locale",
    BASE_DIR / "portal" / "locale_of_libraries",  # sign-in has no Vietnamese, the admin gaps
]
FORMAT_MODULE_PATH = "portal.formats"
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Django 6's default for addresses typed without a scheme.
FORMS_URLFIELD_ASSUME_HTTPS = True

# --- What is shown ------------------------------------------------------------------------
# Values not yet compared with the original text: shown with their mark in development; in
# production only when the operator allows it (shared design, field states).
SHOW_UNVERIFIED = env.bool("SHOW_UNVERIFIED", default=not PRODUCTION)

# --- Brochures ----------------------------------------------------------------------------
# A folder with typefaces for Chinese, Korean and Japanese; empty: those of the machine. Where
# there are none, the brochures of these languages are in English and say so.
BROCHURE_FONTS = env.str("BROCHURE_FONTS", default="")
# How long a click waits for a new one before it gets the page that shows its progress.
# Short where other readers wait behind it; the embedded worker alone needs longer to be woken.
BROCHURE_WAIT_SECONDS = env.float("BROCHURE_WAIT_SECONDS", default=0.2 if PRODUCTION else 0.8)

# --- Static files, uploads ----------------------------------------------------------------
STATIC_URL = "/static/"
# Collected files exist in production only; elsewhere the finders serve them as they are.
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR / "static")) if PRODUCTION else None
STATICFILES_DIRS: list[Any] = [BASE_DIR / "portal" / "static"]
_fonts = BASE_DIR / "node_modules" / "@fontsource" / "be-vietnam-pro" / "files"
if _fonts.is_dir():
    STATICFILES_DIRS.append(("fonts", _fonts))
_leaflet = BASE_DIR / "node_modules" / "leaflet" / "dist"
if _leaflet.is_dir():
    STATICFILES_DIRS.append(("leaflet", _leaflet))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "media"},
    },
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
# Source maps are megabytes that no reader fetches; compressing them is half of collectstatic.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", *Compressor.SKIP_COMPRESS_EXTENSIONS]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
UPLOAD_MOST_BYTES = 10 * 1024 * 1024  # one file
FILE_UPLOAD_HANDLERS = [
    "portal.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Map ----------------------------------------------------------------------------------
# None by default: the map then draws the coast alone. An operator may name a tile service that
# the state has approved, as Leaflet writes it: https://host/{z}/{x}/{y}.png
MAP_TILES_URL = env.str("MAP_TILES_URL", default="")
MAP_TILES_ATTRIBUTION = env.str("MAP_TILES_ATTRIBUTION", default="")
_tiles = urlsplit(MAP_TILES_URL)
MAP_TILES_FROM = [f"{_tiles.scheme}://{_tiles.netloc}"] if _tiles.netloc else []

# --- Browser security ---------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *MAP_TILES_FROM],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if env.bool("BEHIND_TLS_PROXY", default=PRODUCTION):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies of our own append to X-Forwarded-For; limits per address count from there.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)

# --- API ----------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    # Views offer GET only, but for the one that takes a secret, which must not be in an address.
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["portal.api_parser.ShallowJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "portal.api.Pages",
    "EXCEPTION_HANDLER": "portal.api.explain",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Quảng Ninh Investor Portal API",
    "DESCRIPTION": "Read-only open data of the portal. Unknown values are null, never zero.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "ParkKindEnum": "parks.directory.models.Park.Kind",
        "ParkStatusEnum": "parks.directory.models.Park.Status",
        "ProcedureKindEnum": "investors.procedures.models.Procedure.Kind",
        "FigureKindEnum": "parks.directory.kinds.KEYS",
        "ShownStateEnum": "parks.directory.api_shapes.SHOWN_STATES",
        "StatusStateEnum": "parks.directory.api_shapes.STATUS_STATES",
    },
}

# --- Logs ---------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Without this handler Django would mail every error to ADMINS inside the request.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}

PORTAL_NAME = _("Quảng Ninh Investor Portal")
