"""What the desk adds to the public page of a case: its record, its versions, and what its city last said."""

from editorial.models import PublishedVersion


def case_record(page, request) -> dict:
    """`versions`, the latest first, without their texts; `reviewed`, the latest of them that was reviewed; `ended_on`,
    when the city said so. One query."""
    found = PublishedVersion.objects.filter(submission__case__record_id=page.record_id).defer("content")
    versions = list(found.select_related("submission"))
    return {
        "versions": versions,
        "version": versions[0] if versions else None,
        "reviewed": next((each for each in versions if each.reviewers), None),
        "ended_on": versions[0].submission.ended_on if versions else None,
    }
