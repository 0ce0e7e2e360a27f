"""Addresses of the room, by subject."""

from django.urls import include, path

SUBJECTS = (
    "booking",
    "tickets",
    "capture",
    "sittings",
    "parcels",
    "staffing",
    "quality",
    "figures",
    "arrival",
    "live",
    "managing",
    "simulation",
)
urlpatterns = [path("", include(f"onewindow.modules.windows.{subject}.urls")) for subject in SUBJECTS]
