"""An event of the network (forum, seminar or symposium) in one language, and the index of events."""

import datetime
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cities.models.page import city_urls
from core.fields import CodeField, ProseField
from core.models import BasePage
from forums.calendar import event_calendar
from forums.querysets import ForumEditionPageManager
from taxonomy.panels import TermPanel


class ForumIndexPage(BasePage):
    """The network's events: what comes next, and every edition held."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["forums.ForumEditionPage"]
    max_count_per_parent = 1
    page_description = _("The network's events: coming and past.")
    template = "forums/forum_index_page.html"

    introduction = ProseField(_("introduction"), max_length=500, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("event index")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        editions = ForumEditionPage.objects.published().one_per_event(self.locale)
        return context | {"coming": editions.coming(), "past": editions.past()}


class EventKind(models.TextChoices):
    """What kind of meeting an event is."""

    FORUM = "forum", _("International forum")
    SEMINAR = "seminar", _("Seminar")
    SYMPOSIUM = "symposium", _("Symposium")


class ForumEditionPage(RoutablePageMixin, BasePage):
    """One edition of the forum, or a seminar or symposium: its theme, programme, people, cities and organisations."""

    parent_page_types = ["forums.ForumIndexPage"]
    subpage_types = ["forums.ForumSessionPage"]
    page_description = _("An event with its programme and participants.")
    template = "forums/forum_edition_page.html"

    code = CodeField(_("code"), help_text=_("Used in files and references; never changes. For example: 2019."))
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind, default=EventKind.FORUM)
    section = models.ForeignKey(
        "taxonomy.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"scheme__code__in": ["theme", "region"], "is_retired": False},
        verbose_name=_("section or continent"),
        help_text=_("For a seminar or symposium: the theme or the region it is held for."),
    )
    starts = models.DateField(_("first day"), null=True)
    ends = models.DateField(_("last day"), null=True)
    is_planned = models.BooleanField(
        _("programme as planned"),
        default=False,
        help_text=_("The programme shown is the one announced before the event."),
    )
    expected_cities = models.CharField(
        _("cities expected"), max_length=20, blank=True, help_text=_("For example 40–45.")
    )
    theme = models.CharField(_("theme"), max_length=160, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    host = models.CharField(_("host"), max_length=160, blank=True)
    partner = models.CharField(_("partner"), max_length=160, blank=True)
    summary = ProseField(_("summary"), max_length=280, blank=True, help_text=_("One or two sentences for lists."))
    introduction = ProseField(_("introduction"), max_length=4000, blank=True)

    objects = ForumEditionPageManager()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("theme"),
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("host"), FieldPanel("partner")]),
    ]
    facts_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code"), FieldPanel("kind"), TermPanel("section")]),
                FieldRowPanel([FieldPanel("starts"), FieldPanel("ends"), FieldPanel("expected_cities")]),
                FieldPanel("is_planned"),
            ],
            heading=_("The event"),
        )
    ]
    organisation_panels = [FieldPanel("name"), TermPanel("kind"), FieldPanel("country"), FieldPanel("count")]
    people_panels = [
        InlinePanel("speakers", heading=_("Speakers"), label=_("Speaker")),
        InlinePanel(
            "cities",
            panels=[FieldPanel("city"), TermPanel("group")],
            heading=_("Participating cities"),
            label=_("City"),
        ),
        InlinePanel(
            "organisations",
            panels=organisation_panels,
            heading=_("Participating organisations"),
            label=_("Organisation"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(facts_panels, heading=_("Facts")),
            ObjectList(people_panels, heading=_("People, cities and organisations")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
        ]
    )
    search_fields = [*BasePage.search_fields, index.SearchField("theme"), index.SearchField("introduction")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in ("code", "kind", "section", "starts", "ends", "is_planned")
        ),
        SynchronizedField("expected_cities", overridable=False),
    ]

    class Meta:
        verbose_name = _("event")

    def clean(self):
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("The last day lies before the first; check both dates.")})

    @property
    def is_coming(self):
        """True until the last day is over."""
        return bool(self.ends and self.ends >= datetime.date.today())

    def sessions(self):
        """The published sessions in programme order, with theme and topics labelled."""
        from forums.models.session import ForumSessionPage

        return (
            ForumSessionPage.objects.directly_below(self)
            .published()
            .select_related("locale", "session_theme")
            .prefetch_related("session_theme__labels", "topics__term__labels")
        )

    def programme(self):
        """`[(day or None, [session, …]), …]`: by day; sessions whose day the source does not give come last."""
        days = defaultdict(list)
        for session in self.sessions():
            days[session.date].append(session)
        return sorted(days.items(), key=lambda item: (item[0] is not None, item[0] or datetime.date.max))

    def cities_by_group(self):
        """`[(region term, [participant, …]), …]` in the order the editors gave."""
        groups = defaultdict(list)
        rows = self.cities.select_related("city", "group").prefetch_related("city__names", "group__labels")
        for row in rows:
            groups[row.group].append(row)
        return list(groups.items())

    def organisations_by_kind(self):
        """`[(kind term, number of organisations, [row, …]), …]`; a row may stand for several organisations."""
        groups = defaultdict(list)
        for row in self.organisations.select_related("kind").prefetch_related("kind__labels"):
            groups[row.kind].append(row)
        return [(kind, sum(row.count for row in rows), rows) for kind, rows in groups.items()]

    @path("calendar/", name="calendar")
    def calendar(self, request):
        """The event and its dated sessions as iCalendar (RFC 5545)."""
        response = HttpResponse(event_calendar(self, request), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.ics"'
        return response

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        groups = self.cities_by_group()
        return context | {
            "programme": self.programme(),
            "speakers": self.speakers.all(),
            "cities_by_group": groups,
            "city_urls": city_urls([row.city_id for _group, rows in groups for row in rows], request),
            "organisations_by_kind": self.organisations_by_kind(),
        }
