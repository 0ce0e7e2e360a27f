"""Addresses."""

from django.urls import path

from onewindow.modules.windows.figures import pages

urlpatterns = [path("desk/hall/figures/", pages.home, name="windows-figures")]
