"""For the tests: quick hashing, files in a temporary folder, the database from TEST_DATABASE_URL (default SQLite)."""

import atexit
import os
import shutil
import tempfile

from kb.settings.base import *  # noqa: F403
from kb.settings.base import STORAGES, VAR_DIR

SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = tempfile.mkdtemp(prefix="library-test-media-")
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MFA_REQUIRED_FOR_STAFF = False  # tests/accounts turns it on
VAR_DIR.mkdir(exist_ok=True)

SEARCH_LOG_INTERVAL = 3600  # no counts of an earlier test are written in the midst of a later one

# Workers that share a search server have an index each; the tests' fixtures deliver to it (tests/search/conftest.py).
ELASTICSEARCH_PREFIX = f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
