"""Every permission check of ours, and the tests that fail without it: `python -m tests.architecture.removed_checks`.

Each check is taken out of a copy of the sources, one at a time, and the tests named beside it are run there; they have to
fail. `test_removed_checks.py` sees to it that the list speaks of code that is there.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parents[2]
COPIES = 2


@dataclass(frozen=True)
class Check:
    """A check: what stands in a file, what stands there without it, and the tests (arguments of pytest) that notice."""

    file: str
    standing: str
    without: str
    tests: str


SCOPE = "tests/editorial/test_scope.py"
WRITING = "tests/editorial/test_writing.py"
MATRIX = "tests/editorial/test_permissions.py"
FILES = "tests/editorial/test_files.py"
DOORS = "tests/architecture/test_doors.py"
JOINING = "tests/network/test_joining.py"
PEOPLE = "tests/accounts/test_people.py"
SIGNING_IN = "tests/accounts/test_signing_in.py"
INVITING = "tests/accounts/test_invitations.py"
COLLEAGUES = "tests/editorial/test_colleagues.py"
WORD = "tests/editorial/test_word.py"
DECIDING = "tests/editorial/test_deciding.py"
DESK = "tests/editorial/test_review_desk.py"
INDEPENDENCE = "tests/editorial/test_independence.py"
GUESTS = "tests/editorial/test_guests.py"
ASKING = "tests/editorial/test_asking.py"
ROLES = "tests/home/test_roles.py"
TRANSLATING = "tests/translation/test_permissions.py"
TRAPS = "tests/translation/test_traps.py"
WAITING = "tests/translation/test_waiting.py"
READERS, QUALITY = "tests/translation/test_readers.py", "tests/translation/test_quality.py"
PUBLISHED = "tests/editorial/test_published.py"
# fmt: off
CHECKS = [
    # The scope of the desk
    Check("editorial/querysets.py", "not user.is_active or user.is_anonymous or CONTRIBUTOR not in", "user.is_anonymous or CONTRIBUTOR not in", SCOPE),
    Check("editorial/querysets.py", " or CONTRIBUTOR not in {role.code for role in roles_of(user)}", "", SCOPE),
    Check("editorial/querysets.py", "return self.for_city(city_of(user))", "return self.all()", SCOPE),
    Check("editorial/querysets.py", "return self.filter(city_id=city_id) if city_id else self.none()", "return self.filter(city_id=city_id) if city_id else self.all()", SCOPE),
    Check("editorial/submissions/entering.py", "if not request.user.is_authenticated:", "if False:", SCOPE),
    Check("editorial/submissions/entering.py", "if city_of(request.user) is None:", "if False:", SCOPE),
    Check("editorial/submissions/writing.py", "scope = Submission.objects.editable_by(user).select_for_update", "scope = Submission.objects.select_for_update", f"{MATRIX} -k draft"),
    Check("editorial/submissions/writing.py", "earlier = Submission.objects.editable_by(user).get(case__record_id=copy_of)", "earlier = Submission.objects.get(case__record_id=copy_of)", "tests/editorial/test_writing.py"),
    Check("editorial/submissions/writing.py", "request = submission.requests.get(pk=number, round=submission.round)", "request = ChangeRequest.objects.get(pk=number)", SCOPE),
    # What belongs to which state
    Check("editorial/submissions/writing.py", "if action and not may(action, submission.state):", "if False:", f"{MATRIX} -k 'submitted or archived'"),
    Check("editorial/submissions/writing.py", 'if not may("submit", submission.state):', "if False:", SCOPE),
    Check("editorial/submissions/writing.py", 'if not may("withdraw", submission.state):', "if False:", f"{MATRIX} -k 'archived or in-review or published'"),
    Check("editorial/reviewing/decisions.py", 'if may("return", submission.state):', "if True:", DESK),
    Check("editorial/reviewing/decisions.py", "if not may(verdict.outcome, submission.state):", "if False:", DESK),
    # Reviewers
    Check("editorial/querysets.py", "return self.filter(guest=who) if who.is_open else self.none()", "return self.filter(guest=who)", GUESTS),
    Check("editorial/querysets.py", "return self.filter(reviewer=who) if may_review(who) else self.none()", "return self.filter(reviewer=who)", INDEPENDENCE),
    Check("editorial/querysets.py", "return self.filter(own | submitted & ~self._awaiting(user))", "return self.filter(own | submitted)", INDEPENDENCE),
    Check("editorial/querysets.py", "return self.filter(own | submitted & models.Q(assignment__round__in=done))", "return self.filter(own | submitted)", "tests/editorial/test_reviews.py"),
    Check("editorial/reviewing/reviews.py", "own = ReviewAssignment.objects.of(who)", "own = ReviewAssignment.objects.all()", "tests/editorial/test_reviews.py"),
    Check("editorial/reviewing/reviews.py", "if assignment.state not in states or assignment.round.closed_at:", "if assignment.state not in states:", INDEPENDENCE),
    Check("editorial/reviewing/reviews.py", "if assignment.state not in states or assignment.round.closed_at:", "if assignment.round.closed_at:", INDEPENDENCE),
    Check("editorial/reviewing/views.py", "own = ReviewAssignment.objects.of(request.who).with_case().with_outcome()", "own = ReviewAssignment.objects.with_case().with_outcome()", INDEPENDENCE),
    Check("editorial/reviewing/entering.py", "if guest is None or not guest.is_open:", "if guest is None:", GUESTS),
    Check("editorial/reviewing/entering.py", "return Guest.objects.filter(pk=number, secret=secret).first() if number else None", "return Guest.objects.filter(pk=number).first() if number else None", GUESTS),
    Check("editorial/reviewing/entering.py", "if not SignOff.objects.filter(pk=number, guest=guest).exists():", "if False:", GUESTS),
    Check("editorial/reviewing/signing_off.py", "if sign_off.answer or sign_off.round.closed_at:", "if False:", GUESTS),
    Check("editorial/reviewing/asking.py", "if person.profile.city_id == submission.city_id:", "if False:", ASKING),
    Check("editorial/reviewing/asking.py", "if any(each.has_conflict for each in assigned):", "if False:", ASKING),
    Check("editorial/reviewing/asking.py", "if known and submission.city_id in {city.pk for city in known.conflicts.all()}:", "if False:", ASKING),
    Check("editorial/reviewing/asking.py", "if submission.state not in AT_THE_EDITORS:", "if False:", ASKING),
    Check("editorial/reviewing/decisions.py", "if (submission.round, rounds.submitted_in(submission)) != (verdict.round, verdict.reviews_seen):", "if False:", DESK),
    Check("editorial/reviewing/decisions.py", "if few and not verdict.reason.strip():", "if False:", f"{DESK} tests/editorial/test_review_interleaving.py"),
    Check("editorial/models/submission.py", "return self.exclude(kind__in=AMONG_EDITORS)", "return self.all()", DESK),
    Check("core/links.py", 'return signing.Signer(salt=f"link.{model._meta.label_lower}", sep=".")', 'return signing.Signer(salt="link", sep=".")', GUESTS),
    # Translation
    Check("core/permissions.py", "if self.only_translates and not self.is_translation:", "if False:", ROLES),
    Check("core/permissions.py", "return not self.only_translates and super().can_delete(ignore_bulk)", "return super().can_delete(ignore_bulk)", TRANSLATING),
    Check("core/permissions.py", "return not self.only_translates and super().can_copy()", "return super().can_copy()", TRANSLATING),
    Check("translation/desk/doors.py", "if not request.user.has_perm(permission):", "if False:", f"{TRAPS} tests/translation/test_handing_over.py"),
    Check("translation/desk/doors.py", "return LanguageVersion.objects.open().in_languages(languages_of(user))", "return LanguageVersion.objects.open()", TRAPS),
    Check("translation/desk/doors.py", "return LanguageVersion.objects.open().in_languages(languages_of(user))", "return LanguageVersion.objects.in_languages(languages_of(user))", TRANSLATING),
    Check("translation/desk/doors.py", "scope = deliveries.filter(version__locale__language_code__in=languages_of(user))", "scope = deliveries", TRANSLATING),
    Check("translation/upstream.py", "if page is None or not page.permissions_for_user(request.user).can_edit():", "if page is None:", TRAPS),
    Check("translation/desk/views.py", "may_decide = found.is_waiting and request.user.has_perm(DECIDE)", "may_decide = found.is_waiting", TRANSLATING),
    Check("translation/wagtail_hooks.py", "    return upstream.instead_of_publishing(request, page)", "    return None", TRAPS),
    Check("translation/wagtail_hooks.py", 'return [path("localize/", include(upstream.urlpatterns))]', "return []", TRAPS),
    Check("translation/deliveries.py", "if not original.live:", "if False:", TRANSLATING),
    Check("translation/deliveries.py", "if not parent.live:", "if False:", TRAPS),
    Check("translation/deliveries.py", "    if unread:", "    if False:", TRANSLATING),
    Check("translation/desk/waiting.py", "if request.user.has_perm(VIEW):", "if True:", WAITING),
    Check("translation/desk/waiting.py", "if user.has_perm(DECIDE)", "if True", WAITING),
    Check("translation/desk/words.py", "for code in languages_of(request.user) if", "for code in NAMES if", "tests/translation/test_labels.py"),
    Check("translation/views.py", "LanguageVersion.objects.open().filter(", "LanguageVersion.objects.filter(", READERS),
    Check("translation/readers.py", ">= MOST_A_DAY", "< 0", READERS),
    Check("translation/readers.py", "if not is_reader(request):", "if False:", READERS),
    Check("translation/memory.py", "LanguageVersion.objects.exclude(approved_at=None)", "LanguageVersion.objects.all()", QUALITY),
    Check("accounts/people.py", "if not is_translator(person) or not form.is_valid():", "if not form.is_valid():", PEOPLE),
    # After publication
    Check("editorial/publication/views.py", "current = CaseStudyPage.objects.published().originals()", "current = CaseStudyPage.objects.originals()", PUBLISHED),
    Check("editorial/publication/confirming.py", "if found.answer or not found.is_open or not submission.case.live:", "if not submission.case.live:", PUBLISHED),
    # Editors
    Check("editorial/models/task.py", "if not (user.is_superuser or self._user_in_groups(user)):", "if False:", f"{MATRIX} -k submitted"),
    Check("editorial/desk/doors.py", "return submissions.exclude(state=State.DRAFT, round=0)", "return submissions", DECIDING),
    Check("editorial/desk/doors.py", 'if not request.user.has_perm("editorial.change_submission"):', "if False:", DESK),
    Check("accounts/middleware.py", 'if not request.user.has_perm("wagtailadmin.access_admin"):', "if False:", f"{SIGNING_IN} {DECIDING}"),
    Check("accounts/middleware.py", "if lacks_second_factor(request.user):", "if False:", SIGNING_IN),
    Check("accounts/middleware.py", "return settings.MFA_REQUIRED_FOR_STAFF and not get_adapter().is_mfa_enabled(user)", "return False", SIGNING_IN),
    # Accounts
    Check("accounts/adapters.py", "        return False\n", "        return True\n", "tests/accounts"),
    Check("accounts/invitations.py", "if by and not _may_send(invitation, by):", "if False:", f"{INVITING} {COLLEAGUES}"),
    Check("accounts/invitations.py", "return not only_for_a_city or invitation.city_id == by.profile.city_id", "return True", f"{INVITING} {COLLEAGUES}"),
    Check("accounts/views.py", "(owner == request.user if owner else form.is_valid())", "(owner or form.is_valid())", INVITING),
    Check("accounts/views.py", "if invitation is None or not invitation.is_open:", "if invitation is None:", INVITING),
    Check("accounts/people.py", "if not may_end_access_of(person, request.user):", "if False:", PEOPLE),
    Check("accounts/people.py", "person.pk != by.pk and ", "", PEOPLE),
    Check("editorial/colleagues.py", "invitation = _waiting(request.user.profile.city).filter(pk=number).first()", "invitation = Invitation.objects.filter(pk=number).first()", COLLEAGUES),
    Check("notices/models.py", "return self.filter(recipient=user)", "return self.all()", "tests/notices"),
    # Files
    Check("policies/files.py", "return _pages_using(item).published().exists() and", "return _pages_using(item).exists() and", FILES),
    Check("policies/files.py", "not item.collection.get_view_restrictions().exists()", "True", FILES),
    Check("policies/files.py", 'if not user.has_perm("wagtailadmin.access_admin") or lacks_second_factor(user):', 'if not user.has_perm("wagtailadmin.access_admin"):', FILES),
    Check("policies/files.py", 'return policy.user_has_any_permission_for_instance(user, {"choose", "change"}, item)', "return True", FILES),
    Check("policies/file_views.py", "if not public and not may_read(request, item):", "if False:", FILES),
    Check("editorial/files.py", "return city is not None and belongs_to(item, city)", "return True", FILES),
    Check("editorial/submissions/uploads.py", "model.objects.filter(own | Q(pk__in=standing), pk__in=numbers)", "model.objects.filter(pk__in=numbers)", FILES),
    Check("editorial/submissions/views.py", "    submission = case_of(request.user, record_id)\n    if not may(\"write\", submission.state):\n        raise writing.NotNow(submission.state)\n    return take_files", "    submission = case_of(request.user, record_id)\n    return take_files", FILES),
    # The Word template
    Check("editorial/word/taking.py", 'if data["record"] != record_id:', "if False:", WORD),
    Check("editorial/word/taking.py", "data = signing.loads(payload, salt=SALT, max_age=DAY)", "data = signing.loads(payload, salt='', max_age=DAY)", WORD),
    Check("editorial/word/views.py", 'if not may("write", submission.state):', "if False:", WORD),
    # Joining
    Check("network/wagtail_hooks.py", 'if not request.user.has_perm("network.change_prospect"):', "if False:", JOINING),
    Check("network/models/application.py", "return cls.objects.get(pk=signing.loads(token, salt=SALT))", 'return cls.objects.get(pk=token if token.isdecimal() else signing.loads(token, salt=SALT))', JOINING),
    Check("network/applying.py", "if application.state != State.ASKED:", "if False:", JOINING),
    Check("network/applying.py", "if not application.is_open:", "if False:", JOINING),
    # The public side
    Check("core/querysets.py", "return self.live().public()", "return self.public()", f"tests/search/test_visibility.py {DOORS}"),
    Check("kb/letters.py", "if not settings.LETTERS_PAGE:", "if False:", "tests/notices"),
]
# fmt: on


def copied() -> Path:
    """The sources as they stand, in a folder of their own."""
    folder = Path(tempfile.mkdtemp(prefix="removed-checks-"))
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in names.splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for catalogue in ROOT.glob("locale/*/LC_MESSAGES/*.mo"):
        shutil.copy(catalogue, folder / catalogue.relative_to(ROOT))
    return folder


def is_noticed(check: Check, folder: Path) -> bool:
    """Whether the tests fail without the check; the copy is put right again."""
    file = folder / check.file
    whole = file.read_text()
    file.write_text(whole.replace(check.standing, check.without))
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not browser"]
    outcome = subprocess.run(
        [*command, *shlex.split(check.tests)], cwd=folder, env=os.environ, capture_output=True, text=True
    )
    file.write_text(whole)
    return outcome.returncode == 1  # tests ran, and failed


def main(only: list[str]) -> int:
    """Prints a line for each check; the number of those that nobody misses."""
    folders: Queue[Path] = Queue()
    for _number in range(COPIES):
        folders.put(copied())

    def tried(check: Check) -> bool:
        folder = folders.get()
        try:
            found = is_noticed(check, folder)
        finally:
            folders.put(folder)
        print(
            "noticed  " if found else "NOT MISSED", check.file, "|", check.standing.strip().splitlines()[0], flush=True
        )
        return found

    wanted = [check for check in CHECKS if not only or any(part in check.file for part in only)]
    with ThreadPoolExecutor(COPIES) as pool:
        outcomes = list(pool.map(tried, wanted))
    print(f"{sum(outcomes)} of {len(outcomes)} checks are missed by a test when they are taken out.")
    while not folders.empty():
        shutil.rmtree(folders.get())
    return outcomes.count(False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
