"""Addresses."""

from django.urls import path

from onewindow.modules.unsolved import pages

urlpatterns = [
    path("unsolved/", pages.phone, name="unsolved-phone"),
    path("desk/unsolved/", pages.home, name="unsolved-home"),
]
