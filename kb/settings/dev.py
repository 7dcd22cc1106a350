"""For work on the project and for `make demo`: runs with no environment at all. Never for a public site."""

from kb.settings.base import *  # noqa: F403
from kb.settings.base import STORAGES, VAR_DIR, env

VAR_DIR.mkdir(exist_ok=True)

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = "not-a-secret-development-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = env("EMAIL_FILE_PATH", default=str(VAR_DIR / "mail"))
LETTERS_PAGE = True  # /letters/: the demo sends nothing, and shows what it would have sent
MFA_REQUIRED_FOR_STAFF = env.bool("MFA_REQUIRED_FOR_STAFF", default=False)  # the demo is looked at without a telephone
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
