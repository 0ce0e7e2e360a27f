from django.urls import path

from onewindow.modules.rounds import pages, savings, worker

urlpatterns = [
    path("desk/rounds/", pages.day, name="rounds-day"),
    path("desk/rounds/anew/", pages.anew, name="rounds-anew"),
    path("desk/rounds/stop/", pages.stop, name="rounds-stop"),
    path("desk/rounds/commands/", pages.commands, name="rounds-commands"),
    path("desk/rounds/picture/", pages.picture, name="rounds-picture"),
    path("desk/rounds/settle/<uuid:command_id>/", pages.settle, name="rounds-settle"),
    path("desk/rounds/saved/", savings.page, name="rounds-saved"),
    path("desk/rounds/worker.js", worker.script, name="rounds-worker"),
]
