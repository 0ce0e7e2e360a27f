"""Addresses."""

from django.urls import path

from onewindow.modules.windows.managing import pages

urlpatterns = [path("desk/hall/guide/", pages.page, name="windows-managers")]
