"""Addresses."""

from django.urls import path

from onewindow.modules.windows.simulation import pages

urlpatterns = [path("desk/hall/simulation/", pages.page, name="windows-simulation")]
