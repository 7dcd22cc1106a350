"""The opponent's settings: the site as it is, with stock Wagtail search over all texts of a case at /stock/."""

from kb.settings.dev import *  # noqa: F403
from kb.settings.dev import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]
ROOT_URLCONF = "benchmarks.opponent"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
