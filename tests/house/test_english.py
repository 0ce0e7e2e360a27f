"""A reader who chose English meets no Chinese but names, numbers and what people wrote."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.utils import timezone, translation

from onewindow.kernel.cases import drafts
from onewindow.kernel.faces.words import filled, words
from onewindow.kernel.handbook import flow
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.models import Person, Place, Unit
from onewindow.kernel.testing.city import NAMES, City
from onewindow.kernel.testing.story import Story
from onewindow.site.demo.cast import CAST
from onewindow.site.translating import catalogue

HAN = re.compile(r"[\u3400-\u9fff]+")
HIDDEN = re.compile(r"(?s)<!--.*?-->|<script.*?</script>|<[^>]*>")
MASKED = re.compile(r"[\u4e00-\u9fff]{0,2}\*+[\u4e00-\u9fff]?")
# Names of the house and of languages, and examples of numbers that are written in Chinese.
KEPT = {"一窗", "中文", "简体中文", "苏", "民初", "号"}
DISTRICTS = re.findall(r"[\u4e00-\u9fff]{2,4}[区市]", settings.CITY_MAP.read_text())
PUBLIC = ("/", "/matters/", "/sign-in/", "/sign-in/staff/", "/check/", "/ask/", "/matters/?q=permit")
pytestmark = pytest.mark.django_db


def chinese(html: str) -> list[str]:
    """Chinese words a reader sees, names of people and places and everyday search words left out."""
    names = {
        *Unit.objects.values_list("name", flat=True), *Person.objects.values_list("name", flat=True),
        *Place.objects.values_list("name", flat=True), *Place.objects.values_list("street_name", flat=True),
        *(player.name for player in CAST), *NAMES.values(), *DISTRICTS, *KEPT, settings.CITY,
        *(word for entry in shelf().current.values() for word in entry.also),
    }  # fmt: skip
    text = MASKED.sub(" ", HIDDEN.sub(" ", html))
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return sorted(set(HAN.findall(text)))


@pytest.fixture
def english(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    yield client
    translation.activate(settings.LANGUAGE_CODE)  # the language of a request stays with the thread


def shown(client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    assert '<html lang="en"' in answer.content.decode()
    return answer.content.decode()


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages(english, city: City, path):
    assert chinese(shown(english, path)) == []


@pytest.mark.parametrize("code", list(shelf().current))
def test_guide_pages(english, city: City, code):
    assert chinese(shown(english, f"/matters/{code}/")) == []


def test_pages_of_a_resident(english, city: City, matter: str):
    story = Story(city).submitted()
    english.force_login(city.accounts["li"])
    for path in ("/", "/mine/", f"/mine/{story.row.number}/", "/inbox/", "/readings/", "/data/", "/profile/"):
        assert set(chinese(shown(english, path))) <= MATTER, path


def test_pages_of_a_clerk(english, city: City, matter: str):
    story = Story(city).submitted()
    english.force_login(city.accounts["wang"])
    case = f"/desk/case/{story.row.number}"
    for path in ("/desk/", case, f"{case}/ask_papers", "/desk/start", "/desk/inbox"):
        assert set(chinese(shown(english, path))) <= MATTER, path


def test_pages_of_a_chief(english, city: City):
    english.force_login(city.accounts["he"])
    assert chinese(shown(english, "/board/")) == []


# The words of the test matter have no English: it is no chapter of the handbook.
MATTER = {"许可", "测试许可", "测试", "测试规定", "测试证明", "种类", "甲", "乙", "表格", "第一条", "批准", "按期办结率", "花", "花园路", "幢", "室",
          "谁来申请", "申请什么", "材料", "作出决定", "乙类本年不发"}  # fmt: skip


def test_a_sentence_with_days_in_it_is_found_by_its_pattern():
    with translation.override("en"):
        told = words("还没有到签注的时候：您的居住证2026年3月1日满一年，2026年2月1日起一个月内来签就可以，早签不了。")
        assert told.startswith("It is too early") and not HAN.search(told)
        assert words("《居住证暂行条例》第二条") == "Interim Regulations on Residence Permits, Art. 2"
        assert words("窗口民警、审批民警") == "Window clerk, Reviewer"
        assert words("张三") == "张三"
        assert words("请填写联系电话") == "Please fill in Contact phone"
        assert words("身份号码应为18位，现在是17位。请对照证件逐位核对，看是否漏填或多填。").endswith(
            "compare it with the card."
        )


def test_a_message_that_was_sent_in_chinese_is_read_in_english():
    sent = flow.accept().notice.words.format(case="居住证申领", number="32X", due="3月5日（星期四）")
    with translation.override("en"):
        told = words(sent)
    assert (
        told
        == "Your case Application for a residence permit (32X) is accepted and will be finished by 5/3 (Thu) at the latest."
    )


def test_facts_of_a_refusal_are_told_in_the_same_language():
    with translation.override("en"):
        assert filled("“{step}”要由{who}来办。您可以把这件事转给对应岗位。", step="受理", who="窗口民警").startswith(
            "“Accept” is for Window clerk to do"
        )
    with translation.override("zh-hans"):
        assert words("受理") == "受理"


def test_the_catalogue_finds_what_is_missing_stale_or_has_other_gaps():
    found = catalogue.collected(shelf())
    kept = catalogue.load()
    kept[0].msgstr, gone = "", kept[5]
    kept.remove(gone)
    gapped = next(entry for entry in kept if "{number}" in entry.msgid)
    gapped.msgstr = gapped.msgstr.replace("{number}", "{nummer}")
    kept.append(type(gone)(msgid="没有人说的话", msgstr="said by nobody"))
    told = "\n".join(catalogue.faults(kept, found))
    for fault in ("no English", f"missing: {gone.msgid}", f"gaps differ: {gapped.msgid}", "stale: 没有人说的话",
                  "django.mo is not"):  # fmt: skip
        assert fault in told


APPLIED_FOR = [
    code
    for code, entry in shelf().current.items()
    if entry.opened_by == "applicant" and entry.audience != "organisation"
]


@pytest.mark.parametrize("code", APPLIED_FOR)
def test_pages_of_every_form(english, city: City, code):
    english.force_login(city.accounts["li"])
    entry = shelf().current[code]
    draft = drafts.open_draft(code, actor=city.actor("li"), now=timezone.now(), answers={})
    pages = [f"/apply/{draft.id}/{page}/" for page in range(1, len(entry.asks) + 1)]
    for path in (*pages, f"/apply/{draft.id}/papers/", f"/apply/{draft.id}/check/"):
        assert set(chinese(shown(english, path))) <= EXAMPLES, path


# How to write an address, a name or a court's number is shown in Chinese: it is written in Chinese.
EXAMPLES = {"花园路", "幢", "室", "张三"}


@pytest.mark.parametrize("path", ["/admin/", "/admin/people/account/", "/admin/people/grant/", "/admin/people/unit/"])
def test_pages_of_the_administrator(english, city: City, path):
    english.force_login(city.accounts["admin"])
    assert set(chinese(shown(english, path))) <= {"测试"}  # the reason somebody wrote


def test_a_refusal_of_the_api_is_told_in_english(english, city: City):
    english.force_login(city.accounts["wang"])
    answer = english.get("/api/cases/1234567890")
    assert answer.status_code in (400, 404, 405, 422)
    assert not HAN.search(answer.content.decode())
