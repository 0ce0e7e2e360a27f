"""The station next door: whatever Wang Min may open, Zhao Jun is told does not exist."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from onewindow.site.demo.names import identity_number
from tests.journeys.applying import apply_for_permit
from tests.journeys.live import Live
from tests.journeys.people import PLAYERS, Somebody
from tests.journeys.visiting import empty

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LI_NUMBER = identity_number(PLAYERS["li"].birth, 1)
LISTEN = """() => { window.heard = []; window.line = new EventSource("/live/list");
  window.line.addEventListener("moved", (told) => window.heard.push(told.data)); }"""


def test_the_neighbour_station_is_refused_everywhere(live: Live, enter: Callable[..., Somebody]) -> None:
    empty(live)
    wang, zhao, li = enter("wang"), enter("zhao"), enter("li")
    for one in (wang, zhao):
        one.open("/desk/?list=done")
        one.page.evaluate(LISTEN)
        until(one, lambda page: page.evaluate("window.line.readyState") == 1)
    before = counts(zhao)
    number = apply_for_permit(li)
    until(wang, lambda page: any(number in one for one in page.evaluate("window.heard")))
    assert zhao.page.evaluate("window.line.readyState") == 1
    accepted(wang, number)
    wang.page.wait_for_timeout(500)
    assert not [one for one in heard(zhao) if number in one]
    assert counts(zhao) == before
    lists_and_search_do_not_name_it(wang, zhao, number)
    pages_files_and_papers_do_not_exist(wang, zhao, number)
    posts_change_nothing(wang, zhao, number)
    export_leaves_it_out(wang, zhao, number)
    another_resident_is_refused_too(enter("zhou"), wang, number)


def until(somebody: Somebody, holds: Callable[[Page], bool], patience: int = 300) -> None:
    """Wait without evaluating text in the page, which our own policy forbids."""
    for _ in range(patience):
        if holds(somebody.page):
            return
        somebody.page.wait_for_timeout(100)
    raise AssertionError("it did not come to hold")


def counts(somebody: Somebody) -> dict[str, int]:
    return dict(somebody.context.request.get("/api/cases/counts").json())


def heard(somebody: Somebody) -> list[str]:
    return list(somebody.page.evaluate("window.heard"))


def accepted(wang: Somebody, number: str) -> None:
    beside = wang.context.new_page()
    beside.goto(f"/desk/case/{number}/accept")
    beside.locator("main form .btn-main").click()
    expect(beside.locator("main")).to_contain_text("审查中")
    beside.close()


def case_id(wang: Somebody, number: str) -> int:
    return int(wang.context.request.get(f"/api/cases?text={number}").json()["items"][0]["id"])


def lists_and_search_do_not_name_it(wang: Somebody, zhao: Somebody, number: str) -> None:
    for asked in (f"q={number}", "q=李晓禾", f"q={LI_NUMBER}", "list=all", "list=waiting"):
        at = f"/desk/?{asked}"
        assert f"/desk/case/{number}" not in zhao.context.request.get(at).text(), asked
        if asked != "list=waiting":
            assert f"/desk/case/{number}" in wang.context.request.get(at).text(), asked
    for text in (number, "李晓禾", LI_NUMBER):
        assert number not in zhao.context.request.get(f"/api/cases?text={text}&limit=200").text()
        assert number in wang.context.request.get(f"/api/cases?text={text}&limit=200").text()


def pages_files_and_papers_do_not_exist(wang: Somebody, zhao: Somebody, number: str) -> None:
    shown = wang.context.request.get(f"/desk/case/{number}").text()
    files = sorted(set(re.findall(rf'"(/file/{number}/[^"?]+)', shown)))
    documents = sorted(set(re.findall(rf'"(/desk/case/{number}/document/\d+)"', shown)))
    assert files and documents, shown[:2000]
    ident = case_id(wang, number)
    for path in (f"/desk/case/{number}", f"/desk/case/{number}/accept", f"/desk/case/{number}/note", *files, *documents,
                 f"/api/cases/residence.permit/{ident}"):  # fmt: skip
        assert wang.status(path) in (200, 302), path
        assert zhao.status(path) == 404, path
    assert zhao.status(f"/mine/{number}/") == 404
    said = zhao.open(f"/desk/case/{number}").locator("main").inner_text()
    assert "李" not in said and "审查中" not in said


def posts_change_nothing(wang: Somebody, zhao: Somebody, number: str) -> None:
    ident = case_id(wang, number)
    before = wang.context.request.get(f"/api/cases/residence.permit/{ident}").json()
    for path, form in ((f"/desk/case/{number}/note", {"note": "看一看"}), (f"/desk/case/{number}/hand_over", {"unit": "x"}),
                       (f"/desk/case/{number}/unmask", {"field": "holder_id", "purpose": "check_identity"})):  # fmt: skip
        assert post(zhao, path, form=form).status == 404, path
    for path, body in ((f"/api/cases/residence.permit/{ident}/withdraw", {"answers": {}}),
                       (f"/api/cases/residence.permit/{ident}/note", {"answers": {"note": "看一看"}})):  # fmt: skip
        assert post(zhao, path, data=body).status == 404, path
    lines = post(zhao, "/api/bulk/steps", data={"step": "claim", "cases": [ident], "answers": {}}).json()
    assert [(one["done"], one["code"]) for one in lines] == [(False, "not_found")], lines
    post(zhao, "/desk/bulk", form={"step": "claim", "case": str(ident)})
    assert wang.context.request.get(f"/api/cases/residence.permit/{ident}").json() == before


def post(somebody: Somebody, path: str, **more: Any) -> Any:
    token = next(one["value"] for one in somebody.context.cookies() if one["name"] == "csrftoken")
    return somebody.context.request.post(path, headers={"X-CSRFToken": token, "Referer": somebody.live.url}, **more)


def export_leaves_it_out(wang: Somebody, zhao: Somebody, number: str) -> None:
    form = {"list": "all", "q": "", "purpose": "核对本周办件"}
    theirs, ours = (post(one, "/desk/export", form=form) for one in (zhao, wang))
    assert theirs.status == 200 and number not in theirs.text()
    assert ours.status == 200 and number in ours.text()


def another_resident_is_refused_too(zhou: Somebody, wang: Somebody, number: str) -> None:
    shown = wang.context.request.get(f"/desk/case/{number}").text()
    file = re.findall(rf'"(/file/{number}/[^"?]+)', shown)[0]
    for path in (f"/mine/{number}/", file, f"/mine/{number}/rate/", f"/mine/{number}/step/withdraw/",
                 f"/api/cases/residence.permit/{case_id(wang, number)}"):  # fmt: skip
        assert zhou.status(path) == 404, path
