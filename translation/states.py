"""Where a page stands in a language, as the board shows it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Work(models.TextChoices):
    """What is being done."""

    NONE = "", _("nothing")
    ASKED = "asked", _("asked for")
    IN_WORK = "in-work", _("in work")
    WAITING = "waiting", _("waiting for approval")


class State(models.TextChoices):
    """What the board says: the work while there is any, else how what is published compares with the original."""

    NOT_ASKED = "not-asked", _("not asked")
    ASKED = "asked", _("asked for")
    IN_WORK = "in-work", _("in work")
    WAITING = "waiting", _("waiting for approval")
    OUTDATED = "outdated", _("outdated")
    UP_TO_DATE = "up-to-date", _("up to date")


def state_of(work: str, is_published: bool, is_outdated: bool) -> State:
    """The one word for it."""
    if work:
        return State(work)
    if not is_published:
        return State.NOT_ASKED
    return State.OUTDATED if is_outdated else State.UP_TO_DATE


class Origin(models.TextChoices):
    """Who stands behind a section: what readers are told of it."""

    ORIGINAL = "original", _("original")
    PEOPLE = "people", _("translated by people")
    MACHINE = "machine", _("machine translation, checked by people")
    UNREVIEWED = "unreviewed", _("translated elsewhere, not compared with the original here")
