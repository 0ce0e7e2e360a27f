"""Addresses of the window and of the rating."""

from django.urls import path

from onewindow.modules.windows.sittings import acts, pages, rating_page

urlpatterns = [
    path("desk/window/", pages.desk, name="windows-desk"),
    path("desk/window/act/<slug:verb>/", acts.act, name="windows-desk-act"),
    path("desk/window/missing/<int:ticket_id>/", pages.notice, name="windows-notice"),
    path("halls/ticket/<str:token>/rate/", rating_page.page, name="windows-rate"),
]
