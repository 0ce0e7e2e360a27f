from django.urls import path

from onewindow.kernel.faces.board import pages, told

urlpatterns = [path("", pages.home, name="board-home"), path("told", told.told, name="board-told")]
