from django.urls import path

from onewindow.kernel.faces.board import pages

urlpatterns = [path("", pages.home, name="board-home")]
