"""An application as a city sends it, and people who may decide."""

import time

import pytest
from django.core import mail, signing
from django.core.cache import cache

from network.forms import SALT
from network.models import Application
from tests.accounts.conftest import person, seoul  # noqa: F401 - fixtures

FACTS = {
    "city_name": "Yeosu",
    "country": "KR",
    "kind": "regular",
    "brings": "A model of jobs agreed between workers, employers and the city.",
    "hopes": "",
    "signer_name": "The mayor",
    "signer_office": "Mayor",
    "contact_name": "Lee Sora",
    "contact_email": "sora@yeosu.example",
    "contact_phone": "",
    "language": "ko",
    "website": "",
}
NEW_CITY = {
    "code": "yeosu",
    "latitude": "34.7604",
    "longitude": "127.6622",
    "name_en": "Yeosu",
    "name_ko": "여수",
    "name_fr": "Yeosu",
    "name_es": "Yeosu",
}


def posted(number=1, seconds=60, **changed) -> dict:
    """The form as filled in by a person who took that long."""
    opened = signing.dumps(time.time() - seconds, salt=SALT)
    return FACTS | {"opened": opened, "key": f"{number:032x}"} | changed


@pytest.fixture(autouse=True)
def _no_count():
    cache.clear()


@pytest.fixture
def application(client, db):
    client.post("/en/network/join/", posted())
    mail.outbox.clear()
    return Application.objects.get()


@pytest.fixture
def desk(person, client):  # noqa: F811
    """The secretariat's browser; `desk(application, "asked", text="…")` decides."""
    from django.test import Client
    from django.urls import reverse

    browser = Client()
    browser.force_login(person("editor"))

    def decide(application, kind, **data):
        fields = {f"{kind}-{name}": value for name, value in ({"text": "A word from us."} | data).items()}
        return browser.post(reverse("applications:edit", args=[application.pk]), {"action": kind} | fields)

    decide.browser = browser
    return decide
