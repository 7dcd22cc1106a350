"""A case's life on the desk, as data: its states, who has it in each, and what may be done there by whom."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class State(models.TextChoices):
    """Where a case stands; the labels are for staff."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned to the city")
    IN_REVIEW = "in-review", _("In review")
    ACCEPTED = "accepted", _("Accepted")
    PUBLISHED = "published", pgettext_lazy("of a case", "Published")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ARCHIVED = "archived", _("Archived")


class Holder(models.TextChoices):
    """Who has the next step."""

    CITY = "city", _("You and your colleagues")
    EDITORS = "editors", _("The editors")
    NOBODY = "nobody", _("Nobody")


@dataclass(frozen=True)
class Standing:
    """A state in a city officer's words: where the case is, what comes next, who has it."""

    label: str | Promise
    next_step: str | Promise
    holder: Holder


STANDINGS: dict[str, Standing] = {
    State.DRAFT: Standing(_("With you"), _("Write, and submit when the sections are done."), Holder.CITY),
    State.SUBMITTED: Standing(_("With the editors"), _("The editors check that it is complete."), Holder.EDITORS),
    State.RETURNED: Standing(_("Back with you"), _("Answer the editors’ requests, and submit again."), Holder.CITY),
    State.IN_REVIEW: Standing(_("In review"), _("Reviewers read it. The editors decide."), Holder.EDITORS),
    State.ACCEPTED: Standing(_("Accepted"), _("The editors prepare it for publication."), Holder.EDITORS),
    State.PUBLISHED: Standing(State.PUBLISHED.label, _("Propose an update when something has changed."), Holder.NOBODY),
    State.DECLINED: Standing(
        _("Not taken into the library"), _("The editors’ letter says why. You can take it up again."), Holder.CITY
    ),
    State.WITHDRAWN: Standing(_("Withdrawn"), _("Take it up again whenever you wish."), Holder.CITY),
    State.ARCHIVED: Standing(_("No longer shown"), _("The editors have taken it off the library."), Holder.NOBODY),
}


@dataclass(frozen=True)
class Action:
    """Something that may be done to a case: in which states, by whom, and where it leads (`None`: stays)."""

    code: str
    by: Holder
    states: tuple[str, ...]
    leads_to: str | None
    label: str | Promise  # what the timeline says happened


WRITABLE = (State.DRAFT, State.RETURNED)
AT_THE_EDITORS = (State.SUBMITTED, State.IN_REVIEW)
ACTIONS: dict[str, Action] = {
    action.code: action
    for action in (
        Action("write", Holder.CITY, WRITABLE, None, _("Written")),
        Action("submit", Holder.CITY, WRITABLE, State.SUBMITTED, _("Submitted")),
        Action("answer", Holder.CITY, (State.RETURNED,), None, _("Request answered")),
        Action("withdraw", Holder.CITY, (*WRITABLE, *AT_THE_EDITORS, State.DECLINED), State.WITHDRAWN, _("Withdrawn")),
        Action("reopen", Holder.CITY, (State.WITHDRAWN, State.DECLINED), State.DRAFT, _("Taken up again")),
        Action("update", Holder.CITY, (State.PUBLISHED,), State.DRAFT, _("Update begun")),
        Action("confirm", Holder.CITY, (State.PUBLISHED,), None, _("Confirmed by the city")),
        Action("return", Holder.EDITORS, AT_THE_EDITORS, State.RETURNED, _("Returned with requests")),
        Action("review", Holder.EDITORS, (State.SUBMITTED,), State.IN_REVIEW, _("Sent to review")),
        Action("minor", Holder.EDITORS, AT_THE_EDITORS, State.RETURNED, _("Returned for a minor revision")),
        Action("major", Holder.EDITORS, AT_THE_EDITORS, State.RETURNED, _("Returned for a major revision")),
        Action("decline", Holder.EDITORS, AT_THE_EDITORS, State.DECLINED, _("Declined")),
        Action("accept", Holder.EDITORS, AT_THE_EDITORS, State.ACCEPTED, _("Accepted")),
        Action("publish", Holder.EDITORS, tuple(State), State.PUBLISHED, State.PUBLISHED.label),
        Action("archive", Holder.EDITORS, (State.PUBLISHED,), State.ARCHIVED, _("Taken off the library")),
    )
}
CREATED, MESSAGE = "created", "message"
AMONG_EDITORS: dict[str, str | Promise] = {  # steps of the review, which the city does not read
    "invited": _("Asked to review"),
    "agreed": _("Takes the review on"),
    "refused": _("Declines to review"),
    "reviewed": _("Review submitted"),
    "released": _("Released from the review"),
    "reminded": _("Reminded of the review"),
    "extended": _("New due date for the review"),
    "link-revoked": _("Link taken back"),
    "link-renewed": _("New link sent"),
    "sign-off-asked": _("Asked to sign off"),
    "assigned": _("Editor or due date changed"),
}
STEP_LABELS: dict[str, str | Promise] = {
    CREATED: _("Case begun"),
    MESSAGE: _("Message"),
    "asked-to-confirm": _("City asked whether it is still running"),
    "said-changed": _("The city says it has changed"),
    "said-ended": _("The city says it has ended"),
    "signed-off": _("Signed off"),
    "commented": _("Comment on the sign-off"),
    **AMONG_EDITORS,
    **{action.code: action.label for action in ACTIONS.values()},
}


def may(action: str, state: str) -> bool:
    """Whether the action belongs to the state, whoever does it."""
    return state in ACTIONS[action].states
