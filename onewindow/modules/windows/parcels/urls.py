"""Addresses."""

from django.urls import path

from onewindow.modules.windows.parcels import pages

urlpatterns = [
    path("desk/parcels/", pages.home, name="windows-parcels"),
    path("desk/parcels/find/", pages.find, name="windows-parcels-find"),
    path("desk/parcels/visit/<int:ticket_id>/", pages.visit, name="windows-parcels-visit"),
    path("desk/parcels/visit/<int:ticket_id>/give/", pages.give, name="windows-parcels-give"),
    path("desk/parcels/<int:parcel_id>/<slug:act>/", pages.act, name="windows-parcels-act"),
]
