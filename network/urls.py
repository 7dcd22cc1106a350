"""Addresses of the network's own pages, under `/{language}/network/`."""

from django.urls import path

from network import views

urlpatterns = [
    path("members/", views.members, name="members"),
    path("join/", views.join, name="join"),
    path("application/<str:token>/", views.application, name="application"),
]
