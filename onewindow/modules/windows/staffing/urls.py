"""Addresses of staffing."""

from django.urls import path

from onewindow.modules.windows.staffing import pages

urlpatterns = [
    path("desk/hall/staffing/", pages.staffing, name="windows-staffing"),
    path("desk/hall/staffing/<slug:code>/<slug:what>/", pages.change, name="windows-staffing-change"),
]
