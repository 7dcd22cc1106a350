"""Addresses of the network's own pages, under `/{language}/network/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
