"""Lists to choose from: the communities of a street."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from onewindow.kernel.faces.gates import public
from onewindow.kernel.people.places import communities_of


@public
@require_GET
def communities(request: HttpRequest) -> JsonResponse:
    """Code and name of the communities of `?street=`."""
    street = request.GET.get("street", "")[:12].replace("\x00", "")
    return JsonResponse([{"code": code, "title": title} for code, title in communities_of(street)], safe=False)
