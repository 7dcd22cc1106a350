"""The secretariat's own screens beside Wagtail's list and page of a case, below /admin/cases/."""

from django.urls import path

from editorial.desk import asking, deciding, figures, publishing

urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("reminders/", asking.reminders, name="reminders"),
    path("<int:number>/reviewers/", asking.reviewers, name="reviewers"),
    path("<int:number>/sign-off/", asking.sign_off, name="sign-off"),
    path("<int:number>/decide/<str:kind>/", deciding.decide, name="decide"),
    path("<int:number>/archive/", publishing.archive, name="archive"),
    path("<int:number>/confirm/", publishing.ask_to_confirm, name="ask-to-confirm"),
    path("confirmations/", publishing.confirmations, name="confirmations"),
    path("assignment/<int:number>/", asking.assignment, name="assignment"),
    path("link/<int:number>/", asking.link, name="link"),
]
