"""The API: the main road by token, problems in words, nothing beyond reach."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from onewindow.kernel.people.models import Token
from onewindow.kernel.testing.city import MONDAY, City, valid_id
from onewindow.kernel.testing.matter import ANSWERS

pytestmark = pytest.mark.usefixtures("matter")
TYPE = "testing.permit"


def by(city: City, name: str) -> dict[str, Any]:
    token = f"token-of-{name}"
    Token.objects.get_or_create(
        digest=sha256(token.encode()).hexdigest(),
        defaults={"account": city.accounts[name], "title": "测试", "since": MONDAY},
    )
    return {"headers": {"Authorization": f"Bearer {token}"}, "content_type": "application/json"}


def opened(client: Client, city: City) -> int:
    answers = {**ANSWERS, "holder_id": valid_id(ANSWERS["holder_id"][:17])}
    answer = client.post(f"/api/cases/{TYPE}", {"answers": answers}, **by(city, "li"))
    assert answer.status_code == 201, answer.content
    return int(answer.json()["id"])


def test_a_case_goes_through_by_token(city: City, client: Client) -> None:
    case = opened(client, city)
    for name, step in (("li", "submit"), ("wang", "accept"), ("chen", "issue")):
        answer = client.post(f"/api/cases/{TYPE}/{case}/{step}", {}, **by(city, name))
        assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == "issued"


def test_without_a_token_the_answer_says_sign_in(city: City, client: Client) -> None:
    answer = client.get("/api/cases")
    assert answer.status_code == 401 and "登录" in answer.json()["title"]
    assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_a_neighbour_gets_404_on_reading_and_on_acting(city: City, client: Client) -> None:
    case = opened(client, city)
    client.post(f"/api/cases/{TYPE}/{case}/submit", {}, **by(city, "li"))
    assert client.get(f"/api/cases/{TYPE}/{case}", **by(city, "zhao")).status_code == 404
    assert client.post(f"/api/cases/{TYPE}/{case}/accept", {}, **by(city, "zhao")).status_code == 404
    assert client.get("/api/cases", **by(city, "zhao")).json()["items"] == []


def test_a_wrong_moment_is_409_and_a_wrong_answer_422(city: City, client: Client) -> None:
    case = opened(client, city)
    client.post(f"/api/cases/{TYPE}/{case}/submit", {}, **by(city, "li"))
    assert client.post(f"/api/cases/{TYPE}/{case}/issue", {}, **by(city, "chen")).status_code == 409
    answer = client.post(f"/api/cases/{TYPE}/{case}/ask_papers", {"answers": {}}, **by(city, "wang"))
    assert answer.status_code == 422 and "reason" in answer.json()["errors"]


@pytest.mark.parametrize(
    "body",
    [
        '{"answers": {"kind": "a\\u0000"}}',
        '{"answers": [1]}',
        '{"x": 1}',
        "{",
        '"text"',
        '{"version": 99999999999999999999}',
        '{"answers": {"a": "\\ud800"}}',
    ],
)
def test_a_body_that_cannot_be_right_is_told_so_and_breaks_nothing(city: City, client: Client, body: str) -> None:
    case = opened(client, city)
    answer = client.post(f"/api/cases/{TYPE}/{case}/submit", body, **by(city, "li"))
    assert answer.status_code in (400, 422), answer.content
    assert answer.json()["title"]


def test_the_same_key_twice_is_one_step(city: City, client: Client) -> None:
    case = opened(client, city)
    extra = by(city, "li")
    extra["headers"]["Idempotency-Key"] = "a1"
    first = client.post(f"/api/cases/{TYPE}/{case}/submit", {}, **extra).json()
    again = client.post(f"/api/cases/{TYPE}/{case}/submit", {}, **extra).json()
    assert (first["version"], again["version"], again["replayed"]) == (2, 2, True)


def test_the_description_lists_every_matter_with_its_own_form(city: City, client: Client) -> None:
    described = client.get("/api/openapi.json").json()
    assert "/api/cases/residence.permit" in described["paths"]
    assert "/api/cases/residence.permit/{case_id}/accept" in described["paths"]
