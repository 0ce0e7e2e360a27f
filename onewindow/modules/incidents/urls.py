"""Addresses."""

from django.urls import path

from onewindow.modules.incidents import pages

urlpatterns = [
    path("desk/incidents/", pages.page, name="incidents-figures"),
    path("desk/incidents/fetch/", pages.fetch, name="incidents-fetch"),
]
