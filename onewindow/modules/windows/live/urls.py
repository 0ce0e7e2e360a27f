"""Addresses."""

from django.urls import path

from onewindow.modules.windows.live import chief, screen

urlpatterns = [
    path("halls/<str:code>/screen/", screen.page, name="windows-screen"),
    path("desk/hall/", chief.page, name="windows-live"),
]
