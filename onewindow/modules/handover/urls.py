"""Addresses."""

from django.urls import path

from onewindow.modules.handover import pages

urlpatterns = [
    path("desk/handover/", pages.desk, name="handover-desk"),
    path("desk/handover/do/<slug:act>/", pages.do, name="handover-do"),
    path("desk/handover/<int:handover_id>/", pages.sheet, name="handover-sheet"),
]
