"""Django's settings, made per process: for one person on this machine, or for a team behind a proxy."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import get_language_info

from ledgerstone.settings import DJANGO

_HOUR = 3600
_LOCALE = Path(__file__).with_name("locale")
_VALIDATORS = "django.contrib.auth.password_validation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What differs between the two profiles.

    ``tag`` tells the cookies of one case from those of another: a browser sends cookies to every port of a host.
    """

    secret: str
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    of_team: bool = False
    tag: str = ""


def configuration(profile: Profile) -> dict[str, Any]:
    """Return what ``django.conf.settings`` is configured with. The database comes when the room is opened."""
    return {
        **DJANGO,
        "INSTALLED_APPS": _APPS,
        "MIDDLEWARE": _MIDDLEWARE,
        "ROOT_URLCONF": "ledgerstone.web.urls",
        "TEMPLATES": [_TEMPLATES],
        "SECRET_KEY": profile.secret,
        "ALLOWED_HOSTS": list(profile.hosts),
        "FORM_RENDERER": "django.forms.renderers.DjangoTemplates",
        **_saying(),
        "DATA_UPLOAD_MAX_NUMBER_FILES": 1000,
        **_words(),
        **_statics(),
        **_logging_in(profile),
        **_cookies(profile),
        **_headers(profile),
    }


_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "ledgerstone.web",  # before allauth: its templates stand in for those
    "ledgerstone.store",
    "ledgerstone.store.room",
    "ledgerstone.store.index",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django.contrib.staticfiles",
]

_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "ledgerstone.web.gate.Gate",
]

_TEMPLATES = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
            "django.template.context_processors.i18n",
            "ledgerstone.web.desk.for_templates",
        ],
    },
}


def _saying() -> dict[str, Any]:
    """Only what the program itself did wrong is said in the terminal or the journal: an address can be a secret."""
    return {
        "LOGGING_CONFIG": "logging.config.dictConfig",
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"stderr": {"class": "logging.StreamHandler"}},
            "loggers": {
                "django": {"handlers": ["stderr"], "level": "ERROR"},
                "django.security.DisallowedHost": {"level": "CRITICAL"},
                "waitress": {"handlers": ["stderr"], "level": "ERROR"},
            },
        },
    }


def _words() -> dict[str, Any]:
    return {
        "USE_I18N": True,
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [("en", "English"), *((code, get_language_info(code)["name_local"]) for code in _translated())],
        "FORMAT_MODULE_PATH": "ledgerstone.web.formats",
        "LOCALE_PATHS": [str(_LOCALE)],
    }


def _translated() -> list[str]:
    """Return the languages into which somebody translated the room, as docs/web/translating.md says how."""
    return sorted(path.parents[1].name.replace("_", "-").lower() for path in _LOCALE.glob("*/LC_MESSAGES/django.mo"))


def _statics() -> dict[str, Any]:
    """Styles and scripts are served out of the package: there is nothing to collect or to build."""
    return {
        "STATIC_URL": "/static/",
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_ALLOW_ALL_ORIGINS": False,
    }


def _logging_in(profile: Profile) -> dict[str, Any]:
    """By name and password, with a second factor in a team. Nothing is ever sent by e-mail, and nobody signs up."""
    return {
        "AUTH_USER_MODEL": "room.Account",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {
                "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
                "OPTIONS": {"user_attributes": ("username", "name")},
            },
            {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
            {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
        ],
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "start",
        "LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_USER_MODEL_EMAIL_FIELD": None,
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_SESSION_REMEMBER": False,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        "MFA_TOTP_ISSUER": "Ledgerstone",
        "USERSESSIONS_TRACK_ACTIVITY": False,
        "ROOM_OF_TEAM": profile.of_team,
    }


def _cookies(profile: Profile) -> dict[str, Any]:
    return {
        "SESSION_COOKIE_NAME": f"room-{profile.tag}",
        "SESSION_COOKIE_AGE": _HOUR if profile.of_team else 8 * _HOUR,  # without a request
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": profile.of_team,
        "CSRF_COOKIE_NAME": f"form-{profile.tag}",
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_SECURE": profile.of_team,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_FAILURE_VIEW": "ledgerstone.web.refusing.no_token",
    }


def _headers(profile: Profile) -> dict[str, Any]:
    found: dict[str, Any] = {
        "X_FRAME_OPTIONS": "DENY",
        "SECURE_REFERRER_POLICY": "same-origin",
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": [NONE],
                "script-src": [SELF],
                "style-src": [SELF],
                "img-src": [SELF, "data:"],
                "font-src": [SELF],
                "connect-src": [SELF],
                "form-action": [SELF],
                "base-uri": [NONE],
                "frame-ancestors": [NONE],
            }
        },
    }
    if profile.of_team:
        found |= {
            "SECURE_SSL_REDIRECT": True,  # waitress says whether the proxy was asked by https
            "SECURE_HSTS_SECONDS": 365 * 24 * _HOUR,
            "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
            "SECURE_HSTS_PRELOAD": True,
        }
    return found
