"""Who is told what of a translation, with the one thing to do (templates/notices/translation-*.txt)."""

from collections import defaultdict
from datetime import timedelta

from django.utils import timezone

from accounts.languages import translators_into
from accounts.models import people_with
from accounts.roles import EDITOR
from notices.sending import notify
from translation.models import Delivery, LanguageVersion
from translation.states import Work

BOARD = ("translations:index",)
BEFOREHAND = timedelta(days=3)


def asked(versions: list[LanguageVersion], by, batch: str) -> None:
    """One notice for everything asked of a person at once; who asks themselves needs none."""
    for_whom = defaultdict(list)
    for version in versions:
        people = [version.assignee] if version.assignee else translators_into(version.language)
        for person in people:
            for_whom[person].append(version)
    for person, own in for_whom.items():
        if person != by:
            facts = {"count": len(own), "page": title_of(own[0]), "language": own[0].language}
            days = [version.due_on for version in own if version.due_on]
            notify(
                [person],
                "translation-asked",
                f"translation-asked-{batch}",
                BOARD,
                day=f"{min(days, default='')}",
                **facts,
            )


def sent(delivery: Delivery) -> None:
    """The editors have something to approve."""
    _tell(people_with(EDITOR), "translation-sent", delivery, ("translations:delivery", delivery.pk), delivery.sent_by)


def returned(delivery: Delivery) -> None:
    link = ("translations:check", delivery.version_id)
    _tell([delivery.sent_by], "translation-returned", delivery, link, delivery.decided_by, answer=delivery.answer)


def approved(delivery: Delivery) -> None:
    _tell([delivery.sent_by], "translation-approved", delivery, BOARD, delivery.decided_by)


def outdated(version: LanguageVersion) -> None:
    """Whoever translated it last hears that the original has changed: once a change."""
    latest = version.deliveries.filter(outcome=Delivery.Outcome.APPROVED).select_related("sent_by").first()
    person = version.assignee or (latest and latest.sent_by)
    if person:
        key = f"translation-outdated-{version.pk}-{version.outdated_since:%Y%m%d%H%M%S}"
        facts = {"page": title_of(version), "language": version.language, "words": version.words_to_do}
        notify([person], "translation-outdated", key, BOARD, **facts)


def remind() -> None:
    """Three days before a translation is due and once it is late, each once a due date. For `send_reminders`."""
    today = timezone.localdate()
    open_ones = LanguageVersion.objects.open().filter(work__in=[Work.ASKED, Work.IN_WORK], assignee__is_active=True)
    for version in open_ones.filter(due_on__lte=today + BEFOREHAND).select_related("original", "locale", "assignee"):
        is_late = version.due_on < today
        key = f"translation-{'late' if is_late else 'due'}-{version.pk}-{version.due_on}"
        facts = {"page": title_of(version), "language": version.language, "due": f"{version.due_on}"}
        notify([version.assignee], "translation-due", key, BOARD, is_late=is_late, **facts)


def title_of(version: LanguageVersion) -> str:
    return version.original.title


def _tell(people, kind: str, delivery: Delivery, link: tuple, by, **facts) -> None:
    others = [person for person in people if person and person != by]
    version = delivery.version
    known = {"page": title_of(version), "language": version.language}
    notify(others, kind, f"{kind}-{delivery.pk}", link, by=by.get_full_name() if by else "", **known, **facts)
