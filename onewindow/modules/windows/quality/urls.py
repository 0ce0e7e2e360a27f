"""Addresses."""

from django.urls import path

from onewindow.modules.windows.quality import pages

urlpatterns = [
    path("desk/hall/quality/", pages.home, name="windows-quality"),
    path("desk/hall/quality/<slug:code>/<slug:what>/", pages.send, name="windows-quality-send"),
    path("desk/window/quality/", pages.mine, name="windows-quality-mine"),
    path("desk/window/quality/<int:check_id>/answer/", pages.answer, name="windows-quality-answer"),
]
