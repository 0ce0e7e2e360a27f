"""Addresses."""

from django.urls import path

from onewindow.modules.directives.pages import desk, drafting, pushes, rates

urlpatterns = [
    path("desk/directives/", desk.home, name="directives-desk"),
    path("desk/directives/draft/", drafting.draft, name="directives-draft"),
    path("desk/directives/figures/", rates.home, name="directives-figures"),
    path("desk/directives/pushes/", pushes.home, name="directives-pushes"),
    path("desk/directives/pushes/api", pushes.api, name="directives-pushes-api"),
    path("desk/directives/pushes/<int:batch_id>/", pushes.batch, name="directives-batch"),
    path("desk/directives/<str:number>/", desk.one, name="directives-one"),
    path("desk/directives/<str:number>/<slug:step>", desk.step, name="directives-step"),
]
