from django.urls import path

from onewindow.kernel.faces.loops import pages

urlpatterns = [
    path("", pages.every, name="desk-loops"),
    path("<str:code>/", pages.one, name="desk-loop"),
]
