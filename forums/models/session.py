"""A session of an event in one language."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.fields import CodeField, ProseField
from core.models import BasePage
from forums.querysets import ForumSessionPageManager
from taxonomy.links import terms_of
from taxonomy.panels import TermPanel


class SessionKind(models.TextChoices):
    """What part of a programme a session is."""

    SESSION = "session", _("Session")
    KEYNOTE = "keynote", _("Keynote")
    ROUND_TABLE = "round-table", _("Round table")
    ASSEMBLY = "assembly", _("Assembly")


class ForumSessionPage(BasePage):
    """A session, round table or assembly: its subject, its topics, and the cases presented in it."""

    parent_page_types = ["forums.ForumEditionPage"]
    subpage_types: list[str] = []
    page_description = _("A session of an event, with its topics.")
    template = "forums/forum_session_page.html"

    code = CodeField(
        _("code"), help_text=_("Used in files and references; never changes. For example: 2019-session-1.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SessionKind, default=SessionKind.SESSION)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    session_theme = models.ForeignKey(
        "taxonomy.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=terms_of("theme"),
        verbose_name=_("theme"),
        help_text=_("The theme of the library this session belongs to."),
    )
    date = models.DateField(_("day"), null=True, blank=True, help_text=_("Leave empty when the source does not say."))
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)
    summary = ProseField(_("summary"), max_length=600, blank=True)

    objects = ForumSessionPageManager()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code"), FieldPanel("kind"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("date"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
                TermPanel("session_theme"),
            ],
            heading=_("The session"),
        ),
        InlinePanel("topics", panels=[FieldPanel("text"), TermPanel("term")], heading=_("Topics"), label=_("Topic")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in ("code", "kind", "number", "session_theme")),
        *(SynchronizedField(name, overridable=False) for name in ("date", "starts_at", "ends_at")),
    ]

    class Meta:
        verbose_name = _("session")

    @cached_property
    def edition(self):
        """The event this session belongs to."""
        return self.get_parent().specific

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "edition": self.edition,
            "topics": self.topics.select_related("term").prefetch_related("term__labels"),
        }


class ForumSessionTopic(TranslatableMixin, Orderable):
    """One topic of a session, as the programme words it, and the library's topic it stands for."""

    page = ParentalKey(ForumSessionPage, on_delete=models.CASCADE, related_name="topics")
    text = ProseField(_("topic"), max_length=300)
    term = models.ForeignKey(
        "taxonomy.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=terms_of("theme"),
        verbose_name=_("topic of the library"),
    )

    override_translatable_fields = [TranslatableField("text"), SynchronizedField("term", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("topic")
