"""The secretariat's side of the desk in the admin: the queue, each case, the reviewers, the letters to begin from."""

from django import forms
from django.conf import settings
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from editorial.desk.case import CaseView
from editorial.desk.queue import COLUMNS, EXPORTED, QueueView
from editorial.desk.urls import urlpatterns
from editorial.models import LetterTemplate, ReviewerProfile, Submission
from editorial.states import STEP_LABELS


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for code, label in STEP_LABELS.items():
        actions.register_action(f"editorial.{code}", label, label)


@hooks.register("insert_global_admin_css")
def desk_styles():
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("editorial/desk.css"))


@hooks.register("after_edit_page")
def go_to_the_desk(request, page):
    """After “Save, and go to the desk” (CaseReviewTask): the editor of a page has no way of its own to lead on."""
    if request.POST.get("workflow-action-name") != "decide":
        return None
    submission = Submission.objects.filter(case=page.pk).first()
    return redirect("cases:edit", submission.pk) if submission else None


class CasesViewSet(ModelViewSet):
    """The queue."""

    model = Submission
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Cities’ cases")
    menu_name = "submissions"  # made of the label it would begin with “cities”, which the admin then shows as open too
    index_view_class = QueueView
    edit_view_class = CaseView
    inspect_view_enabled = copy_view_enabled = False
    edit_handler = ObjectList([FieldPanel("state", read_only=True)])
    list_display = COLUMNS
    list_export = list(EXPORTED)
    export_filename = "cases"
    search_fields = ["case__title", "case__draft_title", "case__record_id"]

    def get_urlpatterns(self):
        return [*urlpatterns, *super().get_urlpatterns()]


class ReviewerForm(WagtailAdminModelForm):
    """Languages as a list to tick."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )


class ReviewersViewSet(ModelViewSet):
    """What reviewers know about, read, and cannot judge; they change it themselves, too."""

    model = ReviewerProfile
    icon = "user"
    menu_label = gettext_lazy("Reviewers")
    inspect_view_enabled = copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("user", "themes", "languages", "conflicts", "away_until")],
        base_form_class=ReviewerForm,
    )
    list_display = [
        TitleColumn("name", label=gettext_lazy("Name"), accessor=str, url_name="reviewers:edit"),
        Column("languages", label=gettext_lazy("Languages"), accessor=lambda each: ", ".join(each.languages)),
        Column("away_until", label=gettext_lazy("Away until")),
    ]


class LettersViewSet(ModelViewSet):
    """What letters to a city begin with."""

    model = LetterTemplate
    icon = "mail"
    menu_label = gettext_lazy("Letter templates")
    inspect_view_enabled = copy_view_enabled = False
    form_fields = ["kind", "language", "text"]
    list_filter = ["kind", "language"]
    list_display = [
        TitleColumn("name", label=gettext_lazy("Letter"), accessor=str, url_name="letter-templates:edit"),
        Column("language", label=gettext_lazy("Language"), accessor="get_language_display"),
    ]


class DeskGroup(ModelViewSetGroup):
    """What the secretariat does with cases, in one place of the menu."""

    menu_label = gettext_lazy("Review")
    menu_icon = "folder-open-inverse"
    menu_order = 240
    items = (
        CasesViewSet("cases", url_prefix="cases"),
        ReviewersViewSet("reviewers", url_prefix="reviewers"),
        LettersViewSet("letter-templates", url_prefix="letter-templates"),
    )


@hooks.register("register_admin_viewset")
def register_desk():
    return DeskGroup()
