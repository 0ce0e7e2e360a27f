"""Addresses of booking."""

from django.urls import path

from onewindow.modules.windows.booking import mypages, pages

urlpatterns = [
    path("halls/bookings/", mypages.bookings, name="windows-bookings"),
    path("halls/bookings/<int:booking_id>.ics", mypages.ics, name="windows-booking-ics"),
    path("halls/bookings/<int:booking_id>/cancel/", mypages.cancel, name="windows-booking-cancel"),
    path("halls/bookings/<int:booking_id>/arrive/", mypages.arrive, name="windows-booking-arrive"),
    path("halls/<slug:code>/book/", pages.choose, name="windows-book"),
    path("halls/<slug:code>/book/place/", pages.place, name="windows-book-place"),
]
