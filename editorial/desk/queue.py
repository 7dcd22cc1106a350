"""The queue: every case on the desk, with who looks after it, what waits, and for how long."""

from datetime import timedelta

import django_filters
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Case, Count, F, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from accounts.roles import EDITOR, ROLES
from cities.models import City
from editorial.desk.doors import on_the_desk
from editorial.models import Submission
from editorial.reviewing.rounds import WANTED
from editorial.states import AT_THE_EDITORS, State
from taxonomy.models import Term

NOBODY, LATE, SOON, WITHOUT = "nobody", "late", "soon", "without"
AGES = (7, 30, 90)  # days
ORDER = (State.SUBMITTED, State.IN_REVIEW, State.ACCEPTED, State.RETURNED)  # of the list, the others after them


def people_who_edit():
    """Those a case can be given to."""
    return get_user_model().objects.filter(is_active=True, groups__name=ROLES[EDITOR].name).order_by("first_name", "pk")


class QueueFilter(WagtailFilterSet):
    """By state, age, city, theme, language, due date and editor."""

    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=State, widget=forms.CheckboxSelectMultiple
    )
    age = django_filters.ChoiceFilter(
        label=gettext_lazy("Waiting for at least"), method="of_age", choices=lambda: [(n, _days(n)) for n in AGES]
    )
    due = django_filters.ChoiceFilter(
        label=gettext_lazy("Due"),
        method="due_by",
        choices=[
            (LATE, gettext_lazy("Overdue")),
            (SOON, gettext_lazy("Within a week")),
            (WITHOUT, gettext_lazy("Without a due date")),
        ],
    )
    editor = django_filters.ChoiceFilter(label=gettext_lazy("Editor"), method="of_editor", choices=lambda: _editors())
    city = django_filters.ModelChoiceFilter(
        label=gettext_lazy("City"), queryset=lambda _request: City.objects.exclude(submissions=None).with_names()
    )
    theme = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Theme"),
        method="of_theme",
        queryset=lambda _request: Term.objects.in_scheme("theme").active().order_by("sort_order"),
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), field_name="case__locale__language_code", choices=settings.LANGUAGES
    )

    class Meta:
        model = Submission
        fields: list[str] = []

    def of_age(self, found, _name, days):
        before = timezone.now() - timedelta(days=int(days))
        return found.filter(submitted_at__lte=before, state__in=AT_THE_EDITORS)

    def due_by(self, found, _name, due):
        today = timezone.localdate()
        wanted = {
            LATE: Q(due_on__lt=today),
            SOON: Q(due_on__range=(today, today + timedelta(days=7))),
            WITHOUT: Q(due_on=None),
        }
        return found.filter(wanted[due])

    def of_editor(self, found, _name, editor):
        return found.filter(editor=None if editor == NOBODY else int(editor))

    def of_theme(self, found, _name, theme):
        return found.filter(Q(themes=theme) | Q(themes__parent=theme)).distinct()


def in_the_queue(submissions):
    """Cases on the desk with the number of reviews asked for and submitted in the present round. A fixed number of
    queries."""
    present = Q(rounds__number=F("round"), rounds__assignments__state__in=("invited", "accepted", "submitted"))
    submitted = Q(rounds__number=F("round"), rounds__assignments__state="submitted")
    return (
        on_the_desk(submissions)
        .with_case()
        .select_related("editor")
        .prefetch_related("themes")
        .annotate(
            reviews_asked=Count("rounds__assignments", filter=present, distinct=True),
            reviews_submitted=Count("rounds__assignments", filter=submitted, distinct=True),
        )
    )


def days_waiting(submission: Submission) -> int | None:
    """Days since it was submitted, while it is with the editors."""
    if submission.state not in AT_THE_EDITORS or not submission.submitted_at:
        return None
    return (timezone.now() - submission.submitted_at).days


class QueueView(IndexView):
    """The list, its filters, its spreadsheet."""

    FORMATS = ("xlsx",)
    filterset_class = QueueFilter

    page_title = gettext_lazy("Cities’ cases")

    def get_base_queryset(self):
        return in_the_queue(super().get_base_queryset())

    def order_queryset(self, queryset):
        """As chosen; else what waits for the editors first, the longest waiting on top."""
        if self.request.GET.get("ordering"):
            return super().order_queryset(queryset)
        rank = Case(*(When(state=state, then=place) for place, state in enumerate(ORDER)), default=len(ORDER))
        return queryset.order_by(rank, "submitted_at", "-changed_at")

    @cached_property
    def header_buttons(self):
        return [
            HeaderButton(_("Confirmations"), url=reverse("cases:confirmations"), icon_name="check"),
            HeaderButton(_("Reminders"), url=reverse("cases:reminders"), icon_name="mail"),
            HeaderButton(_("Figures"), url=reverse("cases:figures"), icon_name="history"),
        ]

    @cached_property
    def header_more_buttons(self):
        """Without the CSV: a spreadsheet program would read what people typed as formulas."""
        return [button for button in super().header_more_buttons if "export=csv" not in (button.url or "")]

    def to_row_dict(self, item):
        return {name: accessor(item) for name, (_heading, accessor) in EXPORTED.items()}

    def get_heading(self, queryset, field):
        return str(EXPORTED[field][0])


def title_of(submission: Submission) -> str:
    return submission.case.draft_title or submission.case.title


def name_of(person) -> str:
    return (person.get_full_name() or person.email) if person else ""


def _due(submission):
    if not submission.due_on:
        return ""
    day = date_format(submission.due_on, "SHORT_DATE_FORMAT")
    return _("{day} (overdue)").format(day=day) if submission.due_on < timezone.localdate() else day


def _waiting(submission):
    days = days_waiting(submission)
    return "" if days is None else _days(days)


def _reviews(submission):
    if not submission.reviews_asked:
        return ""
    asked = max(submission.reviews_asked, WANTED)
    return _("{done} of {asked}").format(done=submission.reviews_submitted, asked=asked)


def _days(number: int) -> str:
    return ngettext("{count} day", "{count} days", number).format(count=number)


def _editors():
    return [(NOBODY, _("Nobody")), *((person.pk, name_of(person)) for person in people_who_edit())]


def _day(name):
    def day(submission):
        moment = getattr(submission, name)
        return timezone.localtime(moment).date() if moment else None

    return day


EXPORTED = {  # the columns of the spreadsheet: heading, value
    "record": (gettext_lazy("Record"), lambda each: each.case.record_id),
    "title": (gettext_lazy("Case"), title_of),
    "city": (gettext_lazy("City"), lambda each: each.city.name),
    "language": (gettext_lazy("Language"), lambda each: each.case.locale.language_code),
    "themes": (gettext_lazy("Themes"), lambda each: ", ".join(term.label for term in each.themes.all())),
    "state": (gettext_lazy("State"), lambda each: str(each.get_state_display())),
    "round": (gettext_lazy("Round"), lambda each: each.round),
    "submitted": (gettext_lazy("Submitted"), _day("submitted_at")),
    "days": (gettext_lazy("Days waiting"), days_waiting),
    "due": (gettext_lazy("Due"), lambda each: each.due_on),
    "editor": (gettext_lazy("Editor"), lambda each: name_of(each.editor)),
    "asked": (gettext_lazy("Reviews asked for"), lambda each: each.reviews_asked),
    "reviews": (gettext_lazy("Reviews submitted"), lambda each: each.reviews_submitted),
    "changed": (gettext_lazy("Last changed"), _day("changed_at")),
}
COLUMNS = [
    TitleColumn("title", label=gettext_lazy("Case"), accessor=title_of, url_name="cases:edit"),
    Column("city", label=gettext_lazy("City")),
    Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
    Column("reviews", label=gettext_lazy("Reviews"), accessor=_reviews),
    Column("waiting", label=gettext_lazy("Waiting"), accessor=_waiting, sort_key="submitted_at"),
    Column("due", label=gettext_lazy("Due"), accessor=_due, sort_key="due_on"),
    Column("editor", label=gettext_lazy("Editor"), accessor=lambda each: name_of(each.editor)),
]
