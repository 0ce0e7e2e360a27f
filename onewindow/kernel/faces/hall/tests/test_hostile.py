"""Bad input in every address and field of the hall: a sentence, never a fault of ours."""

from __future__ import annotations

import pytest

from onewindow.kernel.cases.models import Case
from onewindow.kernel.faces.hall.tests.browser import Browser
from onewindow.kernel.testing.city import City
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("matter")
NASTY = ["%00", "%F0%9F%90%B6", "' or 1=1--", "..%2F..%2Fetc", "9" * 40, "²", "-1", "a" * 3000, "%ED%A0%80", "<script>"]


@pytest.mark.parametrize("word", NASTY)
def test_no_address_breaks(city: City, word: str) -> None:
    here = Browser(city, "li")
    for address in (
        "/matters/{}/",
        "/matters/{}/start/",
        "/mine/{}/",
        "/mine/{}/rate/",
        "/mine/{}/step/urge/",
        "/check/{}",
        "/apply/{}/",
        "/apply/{}/1/",
        "/apply/{}/papers/",
        "/apply/{}/check/",
        "/mine/x/document/{}/",
        "/matters/?q={}",
        "/readings/?before={}",
        "/inbox/?before={}",
        "/check/?code={}",
    ):
        assert here.open(address.format(word)).status in (200, 404), address


@pytest.mark.parametrize("word", ["\x00", "²", "9" * 400, "🐶" * 50, "' or 1=1--", "\ud7ff", "a" * 5000])
def test_no_field_breaks(city: City, word: str) -> None:
    story = Story(city)
    here = Browser(city, "li").open(f"/apply/{story.id}/1/")
    here.send("shown", holder_name=word, holder_id=word, holder_phone=word, go=word)
    assert here.status in (200, 422)
    here.open(f"/apply/{story.id}/2/").send(
        "shown", kind=word, home_street=word, home_community=word, home_community_words=word, home_detail=word
    )
    assert here.status in (200, 422)
    here.open(f"/apply/{story.id}/2/").send("shown", shown=word, kind="a")
    assert here.status in (200, 422)
    here.open(f"/apply/{story.id}/papers/").send("go", remove=word, use=word, go=word)
    assert here.status in (200, 422)
    here.open(f"/apply/{story.id}/check/").send("version", version=word, key=word)
    assert here.status in (200, 409, 422) and Case.objects.count() == 1


@pytest.mark.parametrize("word", ["\x00", "²", "9" * 400, "a" * 5000])
def test_no_rating_and_no_beginning_breaks(city: City, word: str) -> None:
    story = Story(city).issued()
    number = Case.objects.get(id=story.id).number
    here = Browser(city, "li").open(f"/mine/{number}/rate/").send("words", level=word, words=word)
    assert here.status in (200, 422)
    here.open("/matters/residence.permit/start/").send("key", **{"for": word, "key": word})
    assert here.status in (200, 422)


def test_a_field_of_another_page_or_of_nobody_is_not_taken(city: City) -> None:
    story = Story(city)
    here = Browser(city, "li").open(f"/apply/{story.id}/2/")
    here.send("shown", shown="kind,holder_name,state,sealed", kind="b", holder_name="王五", state="issued", go="next")
    row = Case.objects.get()
    assert row.answers["kind"] == "b" and row.answers["holder_name"] == "李一一" and row.state == "draft"


def test_a_form_without_its_token_is_refused(city: City) -> None:
    story = Story(city)
    assert Browser(city, "li").client.post(f"/apply/{story.id}/1/", {"shown": "holder_name"}).status_code == 403


def test_what_is_typed_is_never_markup(city: City) -> None:
    story = Story(city)
    here = (
        Browser(city, "li")
        .open(f"/apply/{story.id}/2/")
        .send("shown", home_detail="<script>alert(1)</script>", go="next")
    )
    assert "<script>alert" not in here.open(f"/apply/{story.id}/check/").html
    assert "<script>alert" not in here.open("/matters/?q=<script>alert(1)</script>").html
