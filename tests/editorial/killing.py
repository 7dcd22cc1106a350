"""Kills a process that submits cases, again and again: `python -m tests.editorial.killing [TIMES]`.

Each time a child does what an officer's browser does (begin, write, submit, some twice as after a lost answer) and
notes what was acknowledged; the parent kills it at a moment of chance. What was acknowledged must be there, and nothing
twice. Works on the database of DATABASE_URL, which it migrates and fills.
"""

import os
import random
import signal
import sys
import time

import django

KEY, CODE = "key", "code"


def main(times: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings.test")
    django.setup()
    _prepare()
    chance = random.Random(2019)
    killed = acknowledged = 0
    for number in range(times):
        done, was_killed = _one(number, chance.uniform(0.02, 0.9))
        killed += was_killed
        acknowledged += len(done)
        _check(number, done)
    print(f"{times} processes, {killed} killed at work, {acknowledged} acknowledgements, nothing lost, nothing doubled")


def _prepare() -> None:
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from accounts.roles import CONTRIBUTOR, EDITOR, group_of, sync_roles
    from cities.models import City
    from editorial.workflows import sync_workflow
    from tests import library

    call_command("migrate", verbosity=0)
    library.prepare()
    sync_roles()
    sync_workflow()
    for name, role in (("officer", CONTRIBUTOR), ("editor", EDITOR)):
        user, _created = get_user_model().objects.get_or_create(username=name, email=f"{name}@city.example")
        user.groups.add(group_of(role))
        user.profile.city = City.objects.get(code="seoul") if role == CONTRIBUTOR else None
        user.profile.save()


def _one(number: int, seconds: float) -> tuple[list[str], bool]:
    """What the child had acknowledged when it ended, and whether it was killed."""
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(number, lambda word: os.write(writing, f"{word}\n".encode()))
        os._exit(0)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        return told.read().split(), os.WIFSIGNALED(status)


def _work(number: int, say) -> None:
    from django.contrib.auth import get_user_model
    from django.test import Client

    from editorial.models import Submission
    from tests.editorial.filling import ANSWERS, CONSENT, answers

    browser = Client()
    browser.force_login(get_user_model().objects.get(username="officer"))
    key = f"{number:032x}"
    for _press in range(2):
        posted = {"title": f"Case {number}", "language": "en", "copy_of": "", "key": key}
        assert browser.post("/en/contribute/new/", posted).status_code == 302
        say("begun")
    desk = f"/en/contribute/case/{Submission.objects.get(start_key=key).case.record_id}/"
    for code in ANSWERS:
        own = {"title": f"Case {number}"} if code == "basics" else {}
        data = answers(code, **own) | {"base": "{}", "stay": "1"}
        if code == "basics":
            page = browser.get(f"{desk}write/basics/").content.decode()
            data["base"] = page.split('name="base" value="')[1].split('"')[0].replace("&quot;", '"')
        assert browser.post(f"{desk}write/{code}/", data).status_code == 302
        say(f"written-{code}")
    for _press in range(2):
        assert browser.post(f"{desk}submit/", CONSENT | {"round": "0"}).status_code == 302
        say("submitted")


def _check(number: int, done: list[str]) -> None:
    from editorial.models import Submission
    from editorial.states import State
    from editorial.submissions import writing
    from editorial.submissions.answers import answers_of
    from editorial.submissions.sections import BY_CODE
    from notices.models import Notice
    from policies.models import CaseStudyPage

    cases = CaseStudyPage.objects.filter(draft_title=f"Case {number}")
    submission = Submission.objects.filter(start_key=f"{number:032x}").first()
    assert cases.count() <= 1, "a case is there twice"
    assert cases.exists() == (submission is not None), "a case without its place on the desk"
    if submission is None:
        assert not done, f"acknowledged, and lost: {done}"
        return
    draft = writing.draft_of(submission)
    for word in done:
        if word.startswith("written-"):
            section = BY_CODE[word.removeprefix("written-")]
            assert len(answers_of(draft, section)) > 1, f"acknowledged, and lost: {word}"
    submitted = submission.steps.filter(kind="submit").count()
    assert submitted == submission.round == int(submission.state == State.SUBMITTED), "half submitted"
    assert submitted or "submitted" not in done, "acknowledged, and lost: the submission"
    assert submission.case.workflow_states.count() == submitted, "the workflow does not agree"
    told = Notice.objects.filter(kind="case-submitted", facts__case=f"Case {number}").count()
    assert told == submitted, "the editors were told other than once"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
