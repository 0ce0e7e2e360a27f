"""No page stands open by mistake."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver

from onewindow.kernel.faces.gates import gate_of, mark, public, views
from onewindow.kernel.faces.who import Ungated, Who

GATES = {"public", "signed_in", "staff_only", "administrators_only", "api"}


def test_every_address_of_the_site_declares_a_gate() -> None:
    found = list(views(get_resolver().url_patterns))
    assert len(found) > 20
    assert [address for address, view in found if gate_of(view) not in GATES] == []


def test_a_view_without_a_gate_is_not_opened() -> None:
    def forgotten(request: object) -> HttpResponse:
        return HttpResponse("open")

    middleware = Who(lambda request: HttpResponse())
    with pytest.raises(Ungated):
        middleware.process_view(RequestFactory().get("/"), forgotten, (), {})
    middleware.process_view(RequestFactory().get("/"), public(forgotten), (), {})


def test_a_stranger_is_shown_the_door_everywhere_but_on_public_pages(client: Client, db: None) -> None:
    for address, view in views(get_resolver().url_patterns):
        gate = gate_of(view)
        if gate in ("public", "api") or "<" in address or "(" in address:
            continue
        answer = client.get(f"/{address}")
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith(("/sign-in/", "/admin/")), address


def test_marked_patterns_keep_their_views() -> None:
    assert mark([], "api") == []
