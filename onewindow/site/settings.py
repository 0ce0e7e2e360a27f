"""Settings: everything a bureau changes comes from the environment; the rest is decided here."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from onewindow.site.modules import MODULES

BASE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("ONEWINDOW_HOME", ".onewindow")).resolve()
DEMO = os.environ.get("ONEWINDOW_DEMO", "") == "1"
DEBUG = os.environ.get("ONEWINDOW_DEBUG", "") == "1"
SECRET_KEY = os.environ.get("ONEWINDOW_SECRET_KEY", "")
SEALING_KEYS = os.environ.get("ONEWINDOW_SEALING_KEY", "").split()
ALLOWED_HOSTS = os.environ.get("ONEWINDOW_HOSTS", "localhost 127.0.0.1 [::1] testserver").split()


def database(url: str) -> dict[str, object]:
    """Django's settings for a postgresql:// URL; a `host` query names a socket directory."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "onewindow",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(query.pop("port", "") or parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///onewindow"))}

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "ninja",
    "onewindow.kernel.store",
    "onewindow.kernel.journal",
    "onewindow.kernel.calendar",
    "onewindow.kernel.files",
    "onewindow.kernel.parameters",
    "onewindow.kernel.people",
    "onewindow.kernel.cases",
    "onewindow.kernel.registers",
    "onewindow.kernel.notices",
    "onewindow.kernel.documents",
    "onewindow.kernel.indicators",
    "onewindow.kernel.faces",
    *(module.app for module in MODULES),
    "onewindow.site.apps.SiteConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "onewindow.kernel.faces.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "onewindow.kernel.faces.who.Who",
    "django.contrib.messages.middleware.MessageMiddleware",
    "onewindow.kernel.faces.problems.RefusalMiddleware",
]
ROOT_URLCONF = "onewindow.site.urls"
WSGI_APPLICATION = "onewindow.site.wsgi.application"
AUTH_USER_MODEL = "people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "onewindow.kernel.faces.context.shell",
            ]
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 600

# Seconds a session may idle, and seconds it may last, by kind of account.
SIGNED_IN_FOR = {"staff": (30 * 60, 8 * 3600), "resident": (24 * 3600, 7 * 24 * 3600), "program": (0, 0)}
REQUIRE_TOTP = os.environ.get("ONEWINDOW_REQUIRE_TOTP", "") == "1"
PROXIES = int(os.environ.get("ONEWINDOW_PROXIES", "0"))  # how many proxies of our own stand in front
SMS_GATEWAY = os.environ.get("ONEWINDOW_SMS", "")  # dotted path of a class with people.sms.Sms's face
REAL_NAME_REGISTER = os.environ.get("ONEWINDOW_REAL_NAME", "onewindow.kernel.faces.signin.population.Population")
DEMO_CAST = "onewindow.site.demo.cast.listed"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in-staff"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = max(whole for _, whole in SIGNED_IN_FOR.values())
CSRF_COOKIE_HTTPONLY = False
SECURE_CONTENT_TYPE_NOSNIFF = True
HTTPS = os.environ.get("ONEWINDOW_HTTPS", "") == "1"  # the outside speaks TLS, here or at our own proxy
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
if HTTPS and PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "onewindow.kernel.faces.problems.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

HOTLINE = os.environ.get("ONEWINDOW_HOTLINE", "0519-12345")
CITY = os.environ.get("ONEWINDOW_CITY", "常州市公安局")
CITY_MAP = BASE / "site" / "changzhou" / "districts.json"
PUBLIC_URL = os.environ.get("ONEWINDOW_PUBLIC_URL", "http://127.0.0.1:8000")  # what the QR code of a document leads to
FILE_SCANNER = os.environ.get("ONEWINDOW_SCANNER", "")  # host:port of a clamd; empty is the local stand-in

# The bureau's own sign-in, when it names one; the library is not even loaded otherwise.
OIDC = (
    {
        "url": os.environ["ONEWINDOW_OIDC_URL"],
        "name": os.environ.get("ONEWINDOW_OIDC_NAME", "统一身份认证"),
        "claim": os.environ.get("ONEWINDOW_OIDC_CLAIM", "preferred_username"),
    }
    if "ONEWINDOW_OIDC_URL" in os.environ
    else {}
)
if OIDC:
    INSTALLED_APPS[-1:-1] = [
        "allauth.account",
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
    ]
    MIDDLEWARE.append("allauth.account.middleware.AccountMiddleware")
    SOCIALACCOUNT_ADAPTER = "onewindow.kernel.faces.signin.oidc.Door"
    SOCIALACCOUNT_LOGIN_ON_GET = True  # a form's redirect to another origin would break form-action 'self'
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "bureau",
                    "name": OIDC["name"],
                    "client_id": os.environ.get("ONEWINDOW_OIDC_CLIENT", "onewindow"),
                    "secret": os.environ.get("ONEWINDOW_OIDC_SECRET", ""),
                    "settings": {"server_url": OIDC["url"]},
                }
            ],
        }
    }

EVENT_SOURCE = os.environ.get("ONEWINDOW_EVENT_SOURCE", "urn:onewindow:320400")
"""`source` of every event that goes out: one for each installation."""
WEBHOOK_NETWORKS = os.environ.get("ONEWINDOW_WEBHOOK_NETWORKS", "").split()
"""Private networks that events may be sent to, such as 10.0.0.0/8; public addresses always may."""
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": 8,
    "fetch_job_polling_interval": 0.2,
    "update_heartbeat_interval": 2,
    "stalled_worker_timeout": 8,
    "delete_jobs": "successful",
}
