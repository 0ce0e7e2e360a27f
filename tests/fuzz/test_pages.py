"""Addresses, questions and forms of hall, desk, board, sign-in and console, filled with what nobody should send: no 500."""

from __future__ import annotations

import itertools
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from onewindow.kernel.faces.gates import views
from onewindow.kernel.testing.city import City
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.slow
WEIRD = ("", "0", "-1", "9" * 40, "１２３", "²", "\x00", "a\x00b", "../../etc/passwd", "%s%n", "'; drop table x;--", "<script>",
         "\ud83d\ude00" * 3, "\u202e\u200b", "é" * 300, "[]", "{}", "null", "1e400", "nan", "2026-02-30", "0000-00-00",
         "residence.permit", "all", "320402004001", "x" * 5000)  # fmt: skip
ASKED = ("q", "list", "type", "state", "after", "before", "page", "to", "more", "next", "why", "unit", "street", "wall", "code",
         "show", "p", "o", "e", "id", "form")  # fmt: skip
PEOPLE = ("", "li", "wang", "he", "admin")
LEFT_OUT = ("api/", "sign-out/")


def addresses(known: dict[str, list[str]]) -> list[str]:
    """Every address with its holes filled by what is known and by what is not."""
    found = []
    for pattern, _ in views(get_resolver().url_patterns):
        if pattern.startswith(LEFT_OUT) or "(" in pattern or "^" in pattern:
            continue
        found += filled(pattern, known)
    return found


def filled(pattern: str, known: dict[str, list[str]]) -> list[str]:
    pieces = pattern.split("<")
    ways = [[pieces[0]]]
    for piece in pieces[1:]:
        hole, _, rest = piece.partition(">")
        kind, _, name = hole.rpartition(":")
        values = known.get(name, []) + (["9" * 30, "0"] if kind == "int" else ["0", "é", "a%00b", "x" * 300])
        ways.append([value + rest for value in values])
    return ["/" + "".join(one) for one in itertools.islice(itertools.product(*ways), 6)]


@pytest.fixture
def known(city: City, matter: str) -> dict[str, list[str]]:
    """Real values for the holes: a draft of Li's and a case handed in."""
    draft, case = Story(city), Story(city).submitted()
    return {
        "case_id": [str(draft.id)],
        "number": [case.row.number],
        "code": ["residence.permit", "accept"],
        "page": ["1"],
    }


def client_of(city: City, name: str) -> Client:
    client = Client(raise_request_exception=False)
    if name:
        client.force_login(city.accounts[name])
    return client


@pytest.mark.parametrize("name", PEOPLE)
def test_no_address_breaks(city: City, known: dict[str, list[str]], name: str) -> None:
    client = client_of(city, name)
    broken = [f"{how} {path} {answer.status_code}" for path in addresses(known) for how in ("get", "post")
              if (answer := getattr(client, how)(path)).status_code >= 500]  # fmt: skip
    assert broken == []


SHAPES = settings(max_examples=30, deadline=None, database=None, derandomize=True,
                  suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # fmt: skip
values = some.one_of(some.sampled_from(WEIRD), some.text(max_size=60), some.integers().map(str))


@pytest.mark.parametrize("name", ("li", "wang", "he"))
@SHAPES
@given(path=some.integers(0, 10**6), asked=some.dictionaries(some.sampled_from(ASKED), values, max_size=4))
def test_no_question_breaks(
    city: City, known: dict[str, list[str]], name: str, path: int, asked: dict[str, str]
) -> None:
    paths = [one for one in addresses(known) if "admin/" not in one]
    at = f"{paths[path % len(paths)]}?{urlencode(asked, errors='replace')}"
    assert client_of(city, name).get(at).status_code < 500, at


FORMS = {
    "li": ("/apply/{draft}/1/", "/apply/{draft}/2/", "/apply/{draft}/1/save/", "/apply/{draft}/papers/", "/apply/{draft}/check/",
           "/matters/residence.permit/start/", "/mine/{number}/rate/", "/mine/{number}/step/withdraw/", "/inbox/", "/profile/phone/"),
    "wang": ("/desk/begin", "/desk/resume", "/desk/bulk", "/desk/export", "/desk/case/{number}/unmask",
             "/desk/case/{number}/ask_papers", "/desk/case/{number}/accept", "/desk/case/{number}/hand_over",
             "/desk/case/{number}/note", "/desk/form/{number}", "/profile/password/"),
    "": ("/sign-in/", "/sign-in/code/", "/sign-in/name/", "/sign-in/staff/", "/sign-in/staff/code/", "/set/language/", "/set/elder/",
         "/check/"),
}  # fmt: skip
NAMES = ("shown", "version", "key", "go", "holder_name", "holder_id", "holder_phone", "kind", "home_street", "home_community", "home_detail",
         "for", "level", "words", "matter", "name", "id_no", "phone", "number", "code", "case", "step", "purpose", "list", "field", "fields",
         "reason", "unit", "note", "username", "password", "next", "language", "elder", "remove", "use", "submit", "old", "new", "again")  # fmt: skip


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in FORMS.items() for path in paths])
@settings(SHAPES, max_examples=8)
@given(sent=some.lists(some.tuples(some.sampled_from(NAMES), values), max_size=14))
def test_no_form_breaks(
    city: City, known: dict[str, list[str]], name: str, path: str, sent: list[tuple[str, str]]
) -> None:
    at = path.format(draft=known["case_id"][0], number=known["number"][0])
    answer = client_of(city, name).post(at, body(sent), content_type="application/x-www-form-urlencoded")
    assert answer.status_code < 500, sent


def body(sent: list[tuple[str, str]]) -> str:
    return "&".join(f"{quote(name)}={quote(value, errors='replace')}" for name, value in sent)


def test_a_body_that_lies_about_itself_is_refused(city: City) -> None:
    client = client_of(city, "li")
    for kind, content in (("multipart/form-data", b"no boundary"), ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
                          ("application/x-www-form-urlencoded", b"%ff%fe=\xff&a=%00"), ("application/json", b"{"), ("", b"\x00" * 99)):  # fmt: skip
        for path in ("/sign-in/", "/matters/residence.permit/start/", "/set/language/"):
            assert client.post(path, content, content_type=kind).status_code < 500, (path, kind)


def test_the_samples_stay_hostile() -> None:
    parsed: Any = QueryDict(body([("q", one) for one in WEIRD]))
    assert len(parsed.getlist("q")) == len(WEIRD) and "\x00" in parsed.getlist("q")
