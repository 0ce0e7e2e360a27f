"""Addresses."""

from django.urls import path

from onewindow.modules.windows.capture import marking, pages

urlpatterns = [
    path("desk/window/capture/<int:ticket_id>/", pages.capture, name="windows-capture"),
    path(
        "desk/window/capture/<int:ticket_id>/picture/<int:piece_id>/", marking.picture, name="windows-capture-picture"
    ),
    path(
        "desk/window/capture/<int:ticket_id>/portrait/<int:piece_id>/",
        marking.portrait,
        name="windows-capture-portrait",
    ),
]
