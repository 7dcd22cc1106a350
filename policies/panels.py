"""How a case study is edited: the template's questions in five tabs."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from taxonomy.panels import TermPanel

story_panels = [
    *Page.content_panels,
    FieldPanel("summary"),
    FieldPanel("lead_body"),
    MultiFieldPanel(
        [FieldPanel(name) for name in ("problem", "legal_basis", "objectives", "actions", "social_dialogue")],
        heading=_("What the city did"),
    ),
    InlinePanel("legal_links", heading=_("Laws and ordinances"), label=_("Law or ordinance")),
]

facts_panels = [
    FieldRowPanel([FieldPanel("city"), TermPanel("lead_body_type"), FieldPanel("original_language")]),
    FieldRowPanel([TermPanel("status"), FieldPanel("start"), FieldPanel("end")]),
    InlinePanel(
        "themes",
        panels=[TermPanel("term")],
        heading=_("Themes"),
        label=_("Theme"),
        min_num=1,
        max_num=3,
        help_text=_("One to three, the most important first. A topic implies its theme."),
    ),
    *(
        FieldPanel(f"{name}_terms", heading=heading)
        for name, heading in (
            ("pillars", _("ILO pillars")),
            ("instruments", _("Policy instruments")),
            ("worker_groups", _("Worker groups")),
            ("sectors", _("Sectors")),
            ("conventions", _("ILO conventions concerned")),
        )
    ),
    InlinePanel("presentations", heading=_("Presented at the forum"), label=_("Session")),
    InlinePanel(
        "partners",
        panels=[FieldPanel("name"), TermPanel("support"), FieldPanel("url")],
        heading=_("Partners"),
        label=_("Partner"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("budget_amount"), FieldPanel("budget_currency"), FieldPanel("budget_year")]),
            FieldRowPanel([TermPanel("budget_band"), FieldPanel("staff")]),
            FieldPanel("budget_source"),
        ],
        heading=_("Budget and staff"),
    ),
]

indicator_panels = [
    FieldPanel("name"),
    FieldRowPanel([FieldPanel("baseline"), FieldPanel("baseline_date")]),
    FieldRowPanel([FieldPanel("value"), FieldPanel("date")]),
    FieldRowPanel([TermPanel("unit"), FieldPanel("source")]),
]

results_panels = [
    FieldPanel("results"),
    InlinePanel("indicators", panels=indicator_panels, heading=_("Indicators"), label=_("Indicator")),
    FieldPanel("not_measured"),
    FieldRowPanel([TermPanel("evidence"), FieldPanel("evaluation_url")]),
    FieldPanel("success_factors"),
    FieldPanel("limits"),
    FieldPanel("inclusion"),
    FieldPanel("transfer"),
    FieldPanel("transfer_conditions_terms", heading=_("What another city needs")),
    InlinePanel("adoptions", heading=_("Adopted from, adopted by"), label=_("City")),
]

sources_panels = [
    InlinePanel("references", heading=_("References"), label=_("Reference"), min_num=1),
    InlinePanel("images", heading=_("Images"), label=_("Image")),
    InlinePanel("files", heading=_("Files and links"), label=_("File or link")),
]

record_panels = [
    FieldRowPanel([FieldPanel("is_sample"), FieldPanel("consent"), FieldPanel("licence")]),
    FieldPanel("contact"),
    FieldRowPanel([FieldPanel("record_id"), FieldPanel("last_confirmed_on")]),
    FieldPanel("updating_note"),
]

case_study_tabs = TabbedInterface(
    [
        ObjectList(story_panels, heading=_("Story")),
        ObjectList(facts_panels, heading=_("Facts")),
        ObjectList(results_panels, heading=_("Results")),
        ObjectList(sources_panels, heading=_("Sources and files")),
        ObjectList(record_panels, heading=_("Record")),
        ObjectList(Page.promote_panels, heading=_("Promote")),
    ]
)
