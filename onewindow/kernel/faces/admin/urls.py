"""Importing a page registers it on the console."""

from django.urls import path

from onewindow.kernel.faces.admin import accounts, grants, holds, parameters, units
from onewindow.kernel.faces.admin.console import console

PAGES = (accounts, grants, holds, parameters, units)

urlpatterns = [path("admin/", console.urls)]
