"""What a city officer does to a case, each in one transaction that holds it: nothing doubled, nothing overwritten."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from cities.models import City
from editorial import telling
from editorial.models import ChangeRequest, KeptAnswers, Outcome, Submission
from editorial.querysets import city_of
from editorial.reviewing import rounds
from editorial.states import CREATED, MESSAGE, State, may
from editorial.submissions import coach
from editorial.submissions.answers import Answers, answers_of
from editorial.submissions.forms import SectionForm
from editorial.submissions.merging import Marks, marks_of, merge
from editorial.submissions.sections import SECTIONS, Section
from editorial.timeline import move, record_step
from editorial.workflows import case_workflow
from policies.models import CaseStudyPage, PolicyIndexPage

SAME_SITTING = timedelta(minutes=30)  # savings within it are one revision


class NotNow(Exception):
    """The case does not stand where this can be done; `state` says where it stands."""

    def __init__(self, state: str):
        self.state = state
        super().__init__(f"Not in the state {state}.")


class Incomplete(Exception):
    """The case cannot be submitted; `findings` say what it lacks and where."""

    def __init__(self, findings):
        self.findings = findings
        super().__init__("; ".join(finding.message for finding in findings))


@dataclass(frozen=True)
class Saved:
    """A section was saved; `form` shows it as it stands now, with what could not be read."""

    form: SectionForm
    marks: Marks


@dataclass(frozen=True)
class Conflict:
    """A colleague changed the same answers meanwhile: nothing was saved, mine are kept, both are at hand."""

    mine: SectionForm
    theirs: SectionForm
    parts: tuple[str, ...]
    marks: Marks


@contextmanager
def held(user, record_id: str, action: str = "") -> Iterator[Submission]:
    """The case, which nobody else changes meanwhile. Raises Submission.DoesNotExist outside the person's scope, NotNow
    when `action` does not belong to its state."""
    with transaction.atomic():
        scope = Submission.objects.editable_by(user).select_for_update(of=("self",))
        submission = scope.get(case__record_id=record_id)
        if action and not may(action, submission.state):
            raise NotNow(submission.state)
        yield submission


def draft_of(submission: Submission) -> CaseStudyPage:
    """The case as its latest revision has it."""
    return submission.case.get_latest_revision_as_object()


def letter_of(submission: Submission) -> str:
    """What the editors wrote to the city when it last left their desk, until it goes back there or is published."""
    if submission.state not in (State.RETURNED, State.DECLINED, State.ACCEPTED):
        return ""
    step = submission.steps.filter(kind__in=("return", *Outcome.values)).order_by("pk").last()
    return step.note if step else ""


def current_answers(submission: Submission, case: CaseStudyPage, section: Section) -> Answers:
    """What the section answers now, what could not be read included."""
    return submission.unfinished.get(section.code) or answers_of(case, section)


def start(user, language: str, title: str, key: str, copy_of: str = "") -> Submission:
    """A new case for the person's city, blank or with the answers of another of its cases (its record id).

    A second press of the button (`key`) answers with the case of the first. Raises City.DoesNotExist for someone who
    writes for no city, Submission.DoesNotExist when the other case is not of their city.
    """
    city = City.objects.get(pk=city_of(user))
    if known := Submission.objects.editable_by(user).filter(start_key=key).first():
        return known
    earlier = Submission.objects.editable_by(user).get(case__record_id=copy_of) if copy_of else None
    try:
        with transaction.atomic():
            case = _new_page(user, city, language, title)
            if earlier:
                _copy_answers(draft_of(earlier), case)
            case.save_revision(user=user, clean=False)
            submission = Submission.objects.create(case=case, city=city, start_key=key, changed_by=user)
            record_step(submission, CREATED, user)
            return submission
    except IntegrityError:
        return Submission.objects.editable_by(user).get(start_key=key)


def save_section(user, record_id: str, section: Section, posted: Answers, base: Marks) -> Saved | Conflict:
    """Saves what was posted over what is there, if nobody else changed the same answers since `base`."""
    with held(user, record_id, "write") as submission:
        case = draft_of(submission)
        theirs = current_answers(submission, case, section)
        merged = merge(base, posted, theirs)
        if merged.conflicts:
            KeptAnswers.objects.update_or_create(
                submission=submission, by=user, section=section.code, defaults={"answers": posted, "at": timezone.now()}
            )
            mine = SectionForm(section, merged.answers, case)
            return Conflict(mine, SectionForm(section, theirs, case), merged.conflicts, marks_of(theirs))
        form = SectionForm(section, merged.answers, case)
        form.write(case.locale)
        _keep_unfinished(submission, section, form)
        save_draft(submission, case, user)
        KeptAnswers.objects.filter(submission=submission, by=user, section=section.code).delete()
        now = current_answers(submission, case, section)
        return Saved(SectionForm(section, now, case), marks_of(now))


def submit(user, record_id: str, round_seen: int, consent: dict) -> Submission:
    """Hands the case to the editors. A second press answers as the first. Raises NotNow or Incomplete.

    `consent`: the fields asked at submission, checked by their form.
    """
    with held(user, record_id) as submission:
        if submission.state == State.SUBMITTED and submission.round == round_seen + 1:
            return submission
        if not may("submit", submission.state):
            raise NotNow(submission.state)
        case = draft_of(submission)
        for name, value in consent.items():
            setattr(case, name, value)
        case.submitted_at, case.is_sample = timezone.now(), False
        case.last_confirmed_on = timezone.localdate()
        if lacking := coach.blocking(submission, case):
            raise Incomplete(lacking)
        if not case.live:
            case.slug = _address(case, submission.city)
        submission.sent_revision = case.save_revision(user=user, clean=False)
        submission.round += 1
        submission.submitted_at = case.submitted_at
        move(submission, "submit", user)
        submission.themes.set(case.ranked_themes)
        _enter_workflow(case, user)
        telling.submitted(submission, user)
        return submission


def withdraw(user, record_id: str) -> Submission:
    """Takes the case back. Of a published case only the update is dropped. Repeating it changes nothing."""
    with held(user, record_id) as submission:
        if submission.state in (State.WITHDRAWN, State.PUBLISHED):
            return submission
        if not may("withdraw", submission.state):
            raise NotNow(submission.state)
        case, was_with_editors = draft_of(submission), submission.state in (State.SUBMITTED, State.IN_REVIEW)
        move(submission, "withdraw", user)
        rounds.close(submission)
        _leave_workflow(case, user)
        if case.live:
            _back_to_published(submission, case, user)
        if was_with_editors:
            telling.withdrawn(submission, user)
        return submission


def reopen(user, record_id: str) -> Submission:
    """Takes a withdrawn or declined case up again. Repeating it changes nothing."""
    with held(user, record_id) as submission:
        if may("reopen", submission.state):
            move(submission, "reopen", user)
        elif submission.state != State.DRAFT:
            raise NotNow(submission.state)
        return submission


def begin_update(user, record_id: str) -> Submission:
    """Begins a new version of a published case; the published text stays until it is accepted. Repeatable."""
    with held(user, record_id) as submission:
        if submission.state == State.PUBLISHED:
            move(submission, "update", user)
        elif not submission.is_update:
            raise NotNow(submission.state)
        return submission


def answer_request(user, record_id: str, number: int, answer: str) -> ChangeRequest:
    """Answers one request of the editors. Raises NotNow, ChangeRequest.DoesNotExist."""
    with held(user, record_id, "answer") as submission:
        request = submission.requests.get(pk=number, round=submission.round)
        request.answer, request.answered_by, request.answered_at = answer, user, timezone.now()
        request.save()
        return request


def send_message(user, submission: Submission, text: str, key: str, by_editor: bool = False) -> None:
    """Writes into the case's timeline, and tells the other side. A second press of Send (`key`) sends nothing more."""
    try:
        with transaction.atomic():
            step = record_step(submission, MESSAGE, user, note=text, key=key, by_editor=by_editor)
            telling.message(submission, step)
    except IntegrityError:
        pass


def save_draft(submission: Submission, case: CaseStudyPage, user) -> None:
    """A revision of the draft; within a sitting of one person it takes the place of the one before."""
    latest = case.latest_revision
    same_sitting = (
        latest is not None
        and latest.user_id == user.pk
        and latest.pk not in (submission.sent_revision_id, case.live_revision_id)
        and timezone.now() - latest.created_at < SAME_SITTING
    )
    case.save_revision(user=user, clean=False, overwrite_revision=latest if same_sitting else None)
    submission.changed_at, submission.changed_by = timezone.now(), user
    submission.save()


def _keep_unfinished(submission: Submission, section: Section, form: SectionForm) -> None:
    if form.is_readable:
        submission.unfinished.pop(section.code, None)
    else:
        submission.unfinished[section.code] = form.answers


def _new_page(user, city: City, language: str, title: str) -> CaseStudyPage:
    locale = Locale.objects.get(language_code=language)
    case = CaseStudyPage(
        title=title,
        locale=locale,
        city=city,
        original_language=language,
        owner=user,
        contact=user.email,
        live=False,
        has_unpublished_changes=True,
    )
    case.slug = case.record_id
    PolicyIndexPage.objects.select_for_update(of=("self",)).get(locale=locale).add_child(instance=case)
    log(instance=case, action="wagtail.create", user=user, content_changed=True)
    return case


def _copy_answers(earlier: CaseStudyPage, case: CaseStudyPage) -> None:
    """Every answer but the title, and no files: they belong to the other case."""
    title = case.title
    for section in SECTIONS:
        SectionForm(section, answers_of(earlier, section), case).write(case.locale)
    case.title = title
    case.files.set([row for row in case.files.all() if row.url])
    case.images.set([])


def _address(case: CaseStudyPage, city: City) -> str:
    """An address in ASCII: the city and the title, or the record id where the title has no Latin letters."""
    words = slugify(case.title) if slugify(case.title, allow_unicode=True) == slugify(case.title) else ""
    wanted = f"{city.code}-{words[:60].strip('-') or case.record_id.removeprefix('case-')}"
    siblings = Page.objects.sibling_of(case, inclusive=False).filter(slug__startswith=wanted)
    taken = set(siblings.values_list("slug", flat=True))
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, 1000))) if slug not in taken)


def _enter_workflow(case: CaseStudyPage, user) -> None:
    state = case.current_workflow_state
    if state and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    elif not state:
        case_workflow().start(case, user)


def _leave_workflow(case: CaseStudyPage, user) -> None:
    if state := case.current_workflow_state:
        state.cancel(user=user)


def _back_to_published(submission: Submission, case: CaseStudyPage, user) -> None:
    """Drops an update: the latest revision says again what is published."""
    case.live_revision.as_object().save_revision(user=user, clean=False, changed=False)
    CaseStudyPage.objects.filter(pk=case.pk).update(has_unpublished_changes=False)
    submission.state, submission.unfinished = State.PUBLISHED, {}
    submission.save()
    KeptAnswers.objects.filter(submission=submission).delete()
