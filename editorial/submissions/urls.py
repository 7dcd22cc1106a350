"""The city's desk, under `/{language}/contribute/`."""

from django.urls import path, re_path

from editorial import colleagues
from editorial.submissions import views
from editorial.word import views as word

CASE = r"^case/(?P<record_id>[a-z0-9]+(?:-[a-z0-9]+)*)/"  # below a word of its own: no id hides another address

urlpatterns = [
    path("", views.desk, name="desk"),
    path("new/", views.new_case, name="desk-new"),
    path("colleagues/", colleagues.colleagues, name="desk-colleagues"),
    path("colleagues/leave/", colleagues.hand_over, name="desk-hand-over"),
    path("colleagues/<int:number>/send/", colleagues.send_again, name="desk-send-again"),
    path("colleagues/<int:number>/revoke/", colleagues.revoke, name="desk-revoke"),
    path("template.docx", word.empty_template, name="desk-word-template"),
    path("new/word/", word.new_from_word, name="desk-word-new"),
    re_path(CASE + r"$", views.case_overview, name="desk-case"),
    re_path(CASE + r"write/(?P<code>[a-z]+)/$", views.section, name="desk-section"),
    re_path(CASE + r"write/(?P<code>[a-z]+)/drop/$", views.drop_kept, name="desk-drop"),
    re_path(CASE + r"draft\.docx$", word.draft_as_word, name="desk-word"),
    re_path(CASE + r"word/$", word.bring_in, name="desk-word-in"),
    re_path(CASE + r"word/take/$", word.take, name="desk-word-take"),
    re_path(CASE + r"preview/$", views.preview, name="desk-preview"),
    re_path(CASE + r"changes/$", views.changes, name="desk-changes"),
    re_path(CASE + r"submit/$", views.submit, name="desk-submit"),
    re_path(CASE + r"withdraw/$", views.withdraw, name="desk-withdraw"),
    re_path(CASE + r"reopen/$", views.reopen, name="desk-reopen"),
    re_path(CASE + r"update/$", views.update, name="desk-update"),
    re_path(CASE + r"confirm/$", views.confirm, name="desk-confirm"),
    re_path(CASE + r"answer/(?P<number>\d{1,9})/$", views.answer, name="desk-answer"),
    re_path(CASE + r"message/$", views.message, name="desk-message"),
]
