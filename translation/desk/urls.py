"""The translators' and editors' screens, below /admin/translations/."""

from django.urls import path

from translation.desk import views
from translation.desk.board import BoardView
from translation.desk.words import WordsView, confirm_label

urlpatterns = [
    path("", BoardView.as_view(), name="index"),
    path("results/", BoardView.as_view(results_only=True), name="index_results"),
    path("words/", WordsView.as_view(), name="words"),
    path("words/<int:number>/confirm/", confirm_label, name="confirm_label"),
    path("ask/", views.ask, name="ask"),
    path("<int:number>/take/", views.take, name="take"),
    path("<int:number>/check/", views.check, name="check"),
    path("<int:number>/changes/", views.changes, name="changes"),
    path("delivery/<int:number>/", views.delivery, name="delivery"),
]
