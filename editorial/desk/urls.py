"""The secretariat's own screens beside Wagtail's list and page of a case, below /admin/cases/."""

from django.urls import path

from editorial.desk import asking, deciding, figures

urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("reminders/", asking.reminders, name="reminders"),
    path("<int:number>/reviewers/", asking.reviewers, name="reviewers"),
    path("<int:number>/sign-off/", asking.sign_off, name="sign-off"),
    path("<int:number>/decide/<str:kind>/", deciding.decide, name="decide"),
    path("assignment/<int:number>/", asking.assignment, name="assignment"),
    path("link/<int:number>/", asking.link, name="link"),
]
