"""What was public, and since when: a version for each publication, and how it was reviewed."""

from django.db.models import Max
from django.utils import timezone

from editorial.models import PublishedVersion, Review, Submission


def keep_version(submission: Submission, case) -> PublishedVersion:
    """Keeps the text that has just gone live. Called under the submission's lock.

    A new updating note, or a case that comes from its city's desk, is the next version; a correction by the editors
    stays the version it corrects.
    """
    latest = submission.versions.defer("content").first()
    content = case.serializable_data()
    is_correction = latest and latest.note == case.updating_note and submission.submitted_at == latest.submitted_at
    if is_correction:
        submission.versions.filter(pk=latest.pk).update(content=content)
        return latest
    found = Review.objects.filter(assignment__round__submission=submission, submitted_at__isnull=False)
    if latest:
        found = found.filter(submitted_at__gt=latest.published_at)
    people = {(each.assignment.reviewer_id, each.assignment.guest_id) for each in found.select_related("assignment")}
    return PublishedVersion.objects.create(
        submission=submission,
        number=latest.number + 1 if latest else 1,
        published_at=timezone.now() if latest else case.first_published_at or timezone.now(),
        note=case.updating_note,
        submitted_at=submission.submitted_at,
        reviewed_at=found.aggregate(last=Max("submitted_at"))["last"],
        reviewers=len(people),
        content=content,
    )
