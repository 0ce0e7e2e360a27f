"""Every address of the site.  Each view declares its gate; one that does not is not opened."""

from django.urls import include, path

from onewindow.kernel.faces import filepages, places
from onewindow.kernel.faces.api.api import api
from onewindow.kernel.faces.gates import mark
from onewindow.site.modules import MODULES

urlpatterns = [
    path("api/", mark(api.urls, "api")),
    path("places/communities", places.communities, name="communities"),
    path("file/<str:number>/<str:file_id>", filepages.file, name="file"),
    path("desk/loops/", include("onewindow.kernel.faces.loops.urls")),
    path("desk/", include("onewindow.kernel.faces.desk.urls")),
    path("board/", include("onewindow.kernel.faces.board.urls")),
    *(path("", include(module.pages)) for module in MODULES if module.pages),
    path("", include("onewindow.kernel.faces.admin.urls")),
    path("", include("onewindow.kernel.faces.signin.urls")),
    path("", include("onewindow.kernel.faces.hall.urls")),
]

handler404 = "onewindow.kernel.faces.problems.no_such_page"
handler500 = "onewindow.kernel.faces.problems.broken"
