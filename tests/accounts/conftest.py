"""People of each role, and an invitation with the link its letter carried."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from accounts import invitations
from accounts.models import Invitation
from accounts.roles import group_of, sync_roles
from cities.models import City

PASSWORD = "quiet harbour lantern"


@pytest.fixture
def person(db):
    """`person("editor")`: a user with that role; "administrator" is a superuser."""
    sync_roles()

    def person(role, name="", city=None):
        email = f"{name or role}@city.example"
        user = get_user_model().objects.create_user(email, email, PASSWORD, is_superuser=role == "administrator")
        if role != "administrator":
            user.groups.add(group_of(role))
        user.profile.city = city
        user.profile.save()
        return user

    return person


@pytest.fixture
def seoul(db):
    return City.objects.get(code="seoul")


@pytest.fixture
def invite(person, seoul):
    """`invite("a@b.example")`: sends an invitation and returns (invitation, path of the letter's link)."""
    editor = person("editor")

    def invite(email="minji@seoul.example", role="contributor", language="ko", **facts):
        city = seoul if role == "contributor" else None
        invitation = Invitation(email=email, role=role, city=city, language=language, **facts)
        invitations.send(invitation, by=editor)
        return invitation, link()

    return invite


def link() -> str:
    """The path in the latest letter."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body).group(1)
