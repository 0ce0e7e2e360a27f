"""Addresses of the room."""

from django.urls import path

from onewindow.modules.revisits import pages, results_page

urlpatterns = [
    path("desk/revisits/", pages.desk, name="revisits-desk"),
    path("desk/revisits/next/", pages.take_next, name="revisits-next"),
    path("desk/revisits/results/", results_page.results, name="revisits-results"),
    path("desk/revisits/draws/", results_page.draws, name="revisits-draws"),
    path("desk/revisits/<int:revisit_id>/", pages.call, name="revisits-call"),
    path("desk/revisits/<int:revisit_id>/<slug:what>/", pages.send, name="revisits-send"),
]
