"""Addresses."""

from django.urls import path

from onewindow.modules.windows.arrival import guide, kiosk, pages, ticket

urlpatterns = [
    path("halls/", pages.halls, name="windows-halls"),
    path("halls/ticket/<str:token>/", ticket.page, name="windows-ticket"),
    path("halls/ticket/<str:token>/leave/", ticket.leaves, name="windows-ticket-leave"),
    path("halls/<str:code>/", pages.hall, name="windows-hall"),
    path("halls/<str:code>/take/", pages.takes, name="windows-take"),
    path("halls/<str:code>/kiosk/", kiosk.page, name="windows-kiosk"),
    path("halls/<str:code>/kiosk/slip/<str:token>/", kiosk.printed, name="windows-kiosk-slip"),
    path("desk/guide/", guide.desk, name="windows-guide"),
    path("desk/guide/<str:code>/take/", guide.takes, name="windows-guide-take"),
    path("desk/guide/<str:code>/check-in/", guide.arrives, name="windows-guide-check-in"),
    path("desk/guide/<str:code>/leave/<str:token>/", guide.leaves, name="windows-guide-leave"),
]
