"""Public addresses of a published case beside its page."""

from django.urls import path, re_path

from editorial.publication import views

urlpatterns = [
    re_path(r"^versions/(?P<record_id>[a-z0-9-]+)/(?P<number>\d{1,4})/$", views.earlier_version, name="case-version"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
]
