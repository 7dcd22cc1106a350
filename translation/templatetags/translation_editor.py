"""What wagtail-localize's editor shows of the hand-over (templates/wagtail_localize/admin/edit_translation.html)."""

import json

from django import template
from django.utils.translation import gettext as _

from translation.aids import aids_for
from translation.models import Delivery, LanguageVersion
from translation.sections import section_label

register = template.Library()


@register.simple_tag
def handing_over(instance) -> dict | None:
    """The version a page belongs to, what waits, and what came back; None for pages without any."""
    version = LanguageVersion.objects.with_pages().filter(page=instance.pk).first()
    if version is None:
        return None
    latest = version.deliveries.select_related("decided_by").prefetch_related("remarks").first()
    return {
        "version": version,
        "waiting": latest if latest and latest.is_waiting else None,
        "returned": latest if latest and latest.outcome == Delivery.Outcome.RETURNED else None,
    }


@register.simple_tag
def editor_aids(handing: dict) -> list[dict]:
    """What stands beside its passages (see `translation.aids`); none while they cannot be changed."""
    return [] if handing["waiting"] else aids_for(handing["version"])


@register.simple_tag
def editor_words(version: LanguageVersion) -> dict[str, str]:
    """What the aids' script says, and the codes of both languages."""
    languages = {"source": version.original.locale.language_code, "target": version.language}
    return languages | {"take": _("Use this"), "file": _("PO file to upload"), "changed": _("Changed in the original:")}


@register.filter
def without_ways_out(props: str, is_waiting: bool = False) -> str:
    """The editor's properties without its own buttons to publish, delete and the like, and locked while it waits."""
    known = json.loads(props)
    known["perms"] = dict.fromkeys(known["perms"], False)
    known["links"]["convertToAliasUrl"] = None
    known["object"]["isLocked"] = known["object"]["isLocked"] or bool(is_waiting)
    return json.dumps(known)


@register.filter
def preview_url(props: str) -> str:
    """Where the editor shows the translation as the page would be."""
    modes = json.loads(props)["previewModes"]
    return modes[0]["url"] if modes else ""


@register.simple_tag
def section_name(instance, section: str) -> str:
    """A section's name in the reader's language."""
    return section_label(type(instance), section)
