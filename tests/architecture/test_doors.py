"""A sweep over every address of the project, our own and Wagtail's, for what is not the visitor's to see."""

import re
from itertools import islice, product

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts.models import Invitation
from editorial.models import Submission
from editorial.reviewing import decisions
from editorial.submissions import writing
from editorial.submissions.merging import marks_of
from editorial.submissions.sections import BY_CODE
from notices.models import Notice
from policies.models import CaseStudyPage
from tests.architecture.doors import ADMIN, ADMIN_PARTS, DOORS, OFFICERS, PUBLIC, SIGNED_IN
from tests.editorial.conftest import *  # noqa: F403 - officers, editors and cases
from tests.editorial.filling import fill

MARK = "ZQXMARKED"
AGREED = {"contact": "labour@barcelona.example", "licence": "CC-BY-4.0", "consent": True}
GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|<(?:\w+:)?(\w+)>|\((?!\?)[^()]*\)")


def patterns(found=None, route=""):
    """(route, name) of every address."""
    for pattern in found if found is not None else get_resolver().url_patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield whole, pattern.name or ""
        else:
            yield from patterns(pattern.url_patterns, whole)


def test_every_address_is_classified():
    unknown = []
    for route, name in patterns():
        if route.startswith("admin/"):
            part = re.split(r"[/^(<]", route.removeprefix("admin/").lstrip("^"))[0]
            if part not in ("", ".*") and part not in ADMIN_PARTS:
                unknown.append(f"{route}: add {part} to ADMIN_PARTS")
        elif name not in DOORS:
            unknown.append(f"{route} ({name}): add it to DOORS")
    assert not unknown, "\n".join(unknown)


def test_no_door_is_classified_that_is_not_there():
    assert not set(DOORS) - {name for _route, name in patterns()}


@pytest.fixture
def marked(stranger, editor):
    """Barcelona's desk: a draft, a submitted case, a returned one and an update, all full of the mark."""

    def begin(number):
        submission = writing.start(stranger, "en", f"{MARK} {number}", f"{number + 90:032x}")
        fill(submission, stranger)
        section = BY_CODE["context"]
        for code, field in (("basics", "title"), ("basics", "summary"), ("context", "problem")):
            section = BY_CODE[code]
            submission = Submission.objects.get(pk=submission.pk)
            base = marks_of(writing.current_answers(submission, writing.draft_of(submission), section))
            posted = {field: [f"{MARK} {number}, told at some length"]}
            writing.save_section(stranger, submission.case.record_id, section, posted, base)
        writing.send_message(stranger, submission, f"{MARK} message", f"{number:032x}")
        return Submission.objects.get(pk=submission.pk)

    cases = [begin(number) for number in range(4)]
    for submission in cases[1:]:
        writing.submit(stranger, submission.case.record_id, 0, AGREED)
    decisions.return_case(cases[2].case, editor, results=f"{MARK} request")
    CaseStudyPage.objects.filter(pk=cases[3].case_id).update(live=False)
    invitation = Invitation(email=f"{MARK.lower()}@barcelona.example", role="contributor", city=cases[0].city)
    invitation.renew_token()
    invitation.save()
    return [Submission.objects.get(pk=submission.pk) for submission in cases]


def values_for(name: str, submission: Submission) -> list:
    """What an argument of this name may be, to reach what belongs to the case."""
    case = submission.case
    known = {
        "record_id": [case.record_id],
        "code": ["context", "results"],
        "number": [
            *Invitation.objects.values_list("pk", flat=True),
            *Notice.objects.values_list("pk", flat=True),
            *submission.requests.values_list("pk", flat=True),
        ],
        "revision_id": [case.latest_revision_id],
        "revision_id_a": ["earliest"],
        "revision_id_b": ["latest"],
        "task_state_id": list(case.workflow_states.values_list("current_task_state", flat=True)) or [1],
        "task_id": [1],
        "workflow_state_id": list(case.workflow_states.values_list("pk", flat=True)) or [1],
        "extension": ["bib"],
        "section": ["cases"],
        "language_code": ["en"],
        "app_label": ["policies"],
        "model_name": ["casestudypage"],
        "content_type_app_name": ["policies"],
        "content_type_model_name": ["casestudypage"],
        "content_type_app_label": ["policies"],
        "action": ["publish"],
        "action_name": ["approve"],
        "": [f"policies/{case.slug}/", case.pk],
    }
    if name in known:
        return known[name]
    if name.endswith("id") or name in ("pk", "page", "object_id"):
        owner = case.owner_id
        return [case.pk, submission.pk, owner, case.latest_revision_id]
    return [str(case.pk), case.slug]


def addresses(route: str, submission: Submission, most: int = 6):
    """Addresses of a route, with what belongs to the case in the place of its arguments."""
    names = [match[1] or match[2] or "" for match in GROUP.finditer(route)]
    frame = re.sub(r"[\^$?]", "", GROUP.sub("\0", route)).replace("\\.", ".").split("\0")
    for given in islice(product(*(values_for(name, submission) for name in names)), most):
        yield "/" + "".join(f"{before}{value}" for before, value in zip(frame, [*given, ""], strict=True))


def sweep(browser: Client, submissions, kinds, methods=("get",)) -> tuple[list[str], int, list[str]]:
    """(addresses at which the mark was seen, addresses asked, addresses that broke)."""
    seen, asked, broken = [], 0, []
    for route, name in patterns():
        kind = ADMIN if route.startswith("admin/") else DOORS[name]
        if kind not in kinds or name in ("account_logout", "wagtailadmin_logout"):
            continue
        for address in dict.fromkeys(one for each in submissions for one in addresses(route, each)):
            for method in methods:
                with transaction.atomic():
                    answer = getattr(browser, method)(address)
                    transaction.set_rollback(True)
                asked += 1
                body = b"" if answer.streaming else answer.content
                if answer.status_code >= 500:
                    broken.append(f"{method} {address}")
                if MARK.encode() in body or MARK in answer.get("Location", ""):
                    seen.append(f"{method} {address} ({answer.status_code})")
    return seen, asked, broken


@pytest.mark.django_db
def test_an_officer_of_another_city_finds_nothing_at_any_address(marked, officer, signed_in):
    browser = signed_in(officer)
    for submissions, kinds in ((marked, {PUBLIC, SIGNED_IN, OFFICERS}), (marked[1:2], {ADMIN})):
        seen, asked, broken = sweep(browser, submissions, kinds, ("get", "post"))
        assert asked > 300
        assert not seen, "\n".join(seen)
        assert not broken, "\n".join(broken)


@pytest.mark.django_db
def test_nobody_signed_out_finds_anything_at_any_address(marked, client):
    seen, _asked, broken = sweep(client, marked[1:2], {PUBLIC, SIGNED_IN, OFFICERS, ADMIN})
    assert not seen, "\n".join(seen)
    assert not broken, "\n".join(broken)


@pytest.mark.django_db
def test_the_same_sweep_as_administrator_finds_the_marked_drafts(marked, person, signed_in):
    seen, _asked, broken = sweep(signed_in(person("administrator")), marked[1:2], {ADMIN})
    assert len(seen) > 10, "\n".join(seen)
    assert not broken, "\n".join(broken)


@pytest.mark.django_db
def test_the_same_sweep_as_the_citys_own_officer_finds_them(marked, stranger, signed_in):
    seen, _asked, broken = sweep(signed_in(stranger), marked, {OFFICERS, SIGNED_IN})
    assert len(seen) > 10, "\n".join(seen)
    assert not broken, "\n".join(broken)
