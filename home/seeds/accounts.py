"""The demo's accounts, one for each role. Made by the demo only, never by `setup_site`."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from accounts.languages import grant
from accounts.roles import CONTRIBUTOR, EDITOR, REVIEWER, ROLES, TRANSLATOR, group_of
from cities.models import City
from editorial.models import ReviewerProfile
from taxonomy.models import Term

DEMO_PASSWORD = "decent-work-2019"  # noqa: S105 - printed by `make demo`


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demo: its name, how it is addressed, its role (none: administrator), city and language."""

    username: str
    name: str
    role: str = ""
    city: str = ""
    language: str = "en"
    themes: tuple[str, ...] = ()  # what a reviewer can judge
    reads: tuple[str, ...] = ()  # languages a reviewer reads
    translates: tuple[str, ...] = ()  # languages a translator translates into

    @property
    def about(self) -> str:
        """What the account is for, in a few words."""
        role = str(ROLES[self.role].label) if self.role else "Administrator"
        return f"{role}, {self.city}" if self.city else role


ACCOUNTS = (
    DemoAccount("admin", "Demo administrator"),
    DemoAccount("editor", "Demo editor", EDITOR),
    DemoAccount("translator", "Demo translator", TRANSLATOR, translates=("en", "fr")),
    DemoAccount("reviewer", "Demo reviewer", REVIEWER, themes=("wages-equality",), reads=("en", "ko")),
    DemoAccount(
        "second", "Demo second reviewer", REVIEWER, language="ko", themes=("skills-protection",), reads=("ko", "en")
    ),
    DemoAccount("officer", "Demo officer of Seoul", CONTRIBUTOR, "seoul", "ko"),
    DemoAccount("colleague", "Demo colleague in Seoul", CONTRIBUTOR, "seoul", "ko"),
)


def seed_accounts() -> list[tuple[str, str]]:
    """Creates the accounts and returns them as (user name, what it is for)."""
    return [(_account(each).username, each.about) for each in ACCOUNTS]


def _account(each: DemoAccount):
    defaults = {"email": f"{each.username}@dwcn.example", "first_name": each.name, "is_superuser": not each.role}
    user, created = get_user_model().objects.get_or_create(username=each.username, defaults=defaults)
    if created:
        user.set_password(DEMO_PASSWORD)
        user.save()
        user.profile.city = City.objects.filter(code=each.city).first()
        user.profile.language = each.language
        user.profile.save()
    if each.role:
        user.groups.set([group_of(each.role)])
        grant(user, each.translates)
    if each.role == REVIEWER and created:
        profile = ReviewerProfile.objects.create(user=user, languages=list(each.reads))
        profile.themes.set(Term.objects.in_scheme("theme").filter(code__in=each.themes))
    return user
