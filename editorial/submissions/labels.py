"""What the fields and rows of a case are called on the desk."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from editorial.submissions.fields import TERM_LISTS
from editorial.submissions.sections import SECTIONS
from policies.models import CaseStudyPage

_OWN = {
    "themes": _("Themes"),
    "presentations": _("Presented at the forum"),
    **{name: label for name, (_scheme, label, _help) in TERM_LISTS.items()},
    **{rows.relation: rows.heading for section in SECTIONS for rows in section.rows},
}


def label_of(name: str) -> str:
    """The label of a field or relation; nothing for what concerns a whole section."""
    if not name:
        return ""
    return str(_OWN[name] if name in _OWN else capfirst(CaseStudyPage._meta.get_field(name).verbose_name))
