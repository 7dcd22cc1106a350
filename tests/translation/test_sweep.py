"""A translator publishes nothing: every address of the admin is tried, and what is live stays as it is."""

import re
from itertools import islice, product

import pytest
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment

from policies.models import CaseStudyPage
from tests.architecture.test_doors import GROUP, patterns
from translation import deliveries

pytestmark = pytest.mark.django_db
NOT_SHOWN = {
    "latest_revision_id",
    "has_unpublished_changes",
    "draft_title",
    "latest_revision_created_at",
    "locked",
    "locked_by_id",
    "locked_at",
}
LEFT_OUT = {"wagtailadmin_logout", "logout"}
MOST = 4  # addresses of one route
OURS = re.compile("/(localize|translations)/")


def as_it_stands() -> list:
    """Everything of every page that is not of a draft, and which pages there are."""
    names = [field.attname for field in CaseStudyPage._meta.concrete_fields if field.attname not in NOT_SHOWN]
    cases = list(CaseStudyPage.objects.order_by("pk").values_list(*names))
    own = [field.attname for field in Page._meta.concrete_fields if field.attname not in NOT_SHOWN]
    return [cases, list(Page.objects.order_by("pk").values_list(*own))]


@pytest.fixture
def known(case, make_case, translator, editor):
    """A live English translation with newer work typed and sent, its Korean original, and a draft of a city."""
    case.publish(translator, editor)
    case.change(title="새 제목")
    case.take(translator)
    case.fill(translator, "UNREAD ")
    delivery = case.send(translator)
    draft = make_case("draft-of-a-city", languages=("en",), publish=False)["en"]
    translation = deliveries.translation_of(case.version)
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    pages = [case.target.pk, case.page.pk, draft.pk, case.target.get_parent().pk]
    return {
        "page": pages,
        "translation_id": [translation.pk],
        "string_segment_id": [segment.pk],
        "overridable_segment_id": [1],
        "translation_source_id": [translation.source_id],
        "number": [case.version.pk, delivery.pk],
        "revision": [delivery.revision_id],
        "locale": Locale.objects.get(language_code="fr").pk,
        "version": case.version.pk,
    }


def values_for(name: str, known: dict) -> list:
    if name in known:
        return known[name]
    if name.startswith("revision"):
        return known["revision"]
    if name in ("page_to_move_id", "destination_id", "page_id", "parent_page_id", "pk", "object_id", "id", ""):
        return known["page"]
    return {
        "language_code": ["en"],
        "content_type_app_name": ["policies"],
        "content_type_model_name": ["casestudypage"],
        "app_label": ["wagtailcore"],
        "model_name": ["page"],
        "action": ["publish", "unpublish", "delete", "move"],
        "action_name": ["approve"],
        "mode": ["default"],
    }.get(name, known["page"][:1])


def sweep(client, known, begins, on_commit) -> tuple[int, list[str], list[str]]:
    """(addresses asked, those at which what is live changed, those of ours that broke)."""
    client.raise_request_exception = False
    before = as_it_stands()
    body = {
        "action": "publish",
        "action-publish": "action-publish",
        "publish_translations": "on",
        "locales": [known["locale"]],
        "include_subtree": "on",
        "localize-convert-to-alias": "1",
        "versions": [known["version"]],
        "value": "Typed at this address",
        "title": "Typed at this address",
        "slug": "typed",
        "problem": "Typed",
        "new_title": "Copied",
        "new_slug": "copied",
        "publish_copies": "on",
        "id": known["page"],
    }
    asked, changed, broken = 0, [], []
    for route, name in patterns():
        if not route.startswith(begins) or name in LEFT_OUT:
            continue
        for number, address in enumerate(addresses(route, known)):
            for method in ("post", "get", "put", "delete") if not number or OURS.search(address) else ("post",):
                with transaction.atomic():
                    with on_commit(execute=True):
                        answer = getattr(client, method)(address, body if method == "post" else None)
                    if as_it_stands() != before:
                        changed.append(f"{method} {address} ({answer.status_code})")
                    transaction.set_rollback(True)
                asked += 1
                if answer.status_code >= 500 and OURS.search(address):
                    broken.append(f"{method} {address}")
    return asked, changed, broken


def addresses(route: str, known: dict):
    """Addresses of a route, with what belongs to the case in the place of its arguments."""
    names = [match[1] or match[2] or "" for match in GROUP.finditer(route)]
    frame = re.sub(r"[\^$?]", "", GROUP.sub("\0", route)).replace("\\.", ".").split("\0")
    for given in islice(product(*(values_for(each, known) for each in names)), MOST):
        address = "/" + "".join(f"{part}{value}" for part, value in zip(frame, [*given, ""], strict=True))
        yield address + ("?" + "&".join(f"id={pk}" for pk in known["page"]) if "/bulk/" in address else "")


def test_a_translator_changes_nothing_that_is_live_at_any_address(
    known, translator, client, django_capture_on_commit_callbacks
):
    client.force_login(translator)
    asked, changed, broken = sweep(client, known, "admin/", django_capture_on_commit_callbacks)
    assert asked > 800
    assert not changed, "\n".join(changed)
    assert not broken, "\n".join(broken)


def test_the_same_sweep_as_editor_changes_what_is_live(known, editor, client, django_capture_on_commit_callbacks):
    client.force_login(editor)
    _asked, changed, broken = sweep(
        client, known, ("admin/pages/", "admin/localize/"), django_capture_on_commit_callbacks
    )
    assert len(changed) > 3
    assert not [each for each in changed if OURS.search(each)], "\n".join(changed)
    assert not broken, "\n".join(broken)
