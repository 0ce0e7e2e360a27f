"""The pages of the centre, as a browser without a script uses them."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onewindow.kernel.people.models import Token
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import HONGMEI_PLACE, MONDAY, XINHUA_PLACE
from onewindow.modules.directives.models import Batch, Push
from onewindow.modules.directives.tests.conftest import ANSWERS
from onewindow.modules.directives.tests.life import Life

pytestmark = pytest.mark.django_db
HOME = "/desk/directives/"
FILE = (
    "来源,类别,社区代码,门牌,内容,依据,期限\n"
    f"模型,核查,{XINHUA_PLACE},1幢101,看是否有人,通知一号,\n"
    f"模型,核查,{XINHUA_PLACE},1幢101,看是否有人,通知一号,\n"
    f"模型,核查,{HONGMEI_PLACE},2幢,看是否有人,,\n"
    "模型,核查,红梅,2幢,看是否有人,通知一号,\n"
)


def told(client, address=HOME, status=200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[-800:]
    return answer.content.decode()


def number_of(life: Life) -> str:
    return rows("select number from cases_case where id = %s", (life.id,))[0]["number"]


def test_a_clerk_is_told_that_this_is_the_centre_s(come):
    for page in ("", "draft/", "pushes/", "figures/"):
        told(come("wang"), HOME + page, 403)
    assert "指令指标" in told(come("xu"), f"{HOME}figures/")


def test_an_empty_desk_says_what_to_do(come):
    assert "还没有指令" in told(come("han")) and "还没有收过推送" in told(come("han"), f"{HOME}pushes/")


def test_drafting_shows_who_gets_it_keeps_what_was_typed_and_then_the_draft(town, come):
    han = come("han")
    form = {**ANSWERS, "which": "station", "station": ["320402004000"], "act": "preview"}
    page = han.post(f"{HOME}draft/", form).content.decode()
    assert "2 个社区（村）会收到" in page and "其中 1 个没有登记责任民警" in page and ANSWERS["title"] in page
    answer = han.post(f"{HOME}draft/", {**form, "act": "keep"})
    assert answer.status_code == 302
    page = told(han, answer["Location"])
    assert "待审核" in page and "审核通过</button>" not in page
    luo = come("luo")
    assert luo.post(f"{answer['Location']}approve").status_code == 302
    assert "分发下达" in told(han, answer["Location"])
    han.post(f"{answer['Location']}issue", {"key": "k"})
    han.post(f"{answer['Location']}issue", {"key": "k"})
    page = told(han, answer["Location"])
    assert "已下达到 2 项任务" in page and "一共 2 项" in page
    assert "0 / 2" in told(han)


def test_what_is_wrong_in_a_draft_is_said_beside_it(town, come):
    answer = come("han").post(f"{HOME}draft/", {**ANSWERS, "title": "短", "basis": "", "act": "keep"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "标题太短" in page and "请填写依据" in page
    answer = come("han").post(f"{HOME}draft/", {**ANSWERS, "source": "resident", "act": "keep"})
    assert answer.status_code == 422 and "超出职责" in answer.content.decode()


def test_what_is_open_there_already_is_not_sent_again_and_the_preview_says_so(town, come):
    Life(town, which="station", codes="320402005000").sent()
    page = come("han").post(f"{HOME}draft/", {**ANSWERS, "act": "preview"}).content.decode()
    assert "2 个社区（村）会收到" in page and "另有 1 个已有同样的任务" in page


def test_the_late_ones_stand_first(town, come, monkeypatch):
    life = Life(town, level="red").sent()
    life.then("gong", "sign", of=life.child(HONGMEI_PLACE))
    monkeypatch.setattr("django.utils.timezone.now", lambda: life.now.replace(hour=9, minute=12))
    page = told(come("han"), f"{HOME}{number_of(life)}/?part=progress")
    assert "超期 2 项" in page and "<html" not in page
    assert page.index("红梅街道第一社区") < page.index("天宁街道第一社区")


def test_the_centre_next_door_finds_neither_page_nor_step(town, come):
    life = Life(town)
    told(come("bei"), f"{HOME}{number_of(life)}/", 404)
    assert come("bei").post(f"{HOME}{number_of(life)}/approve").status_code == 404
    told(come("han"), f"{HOME}3204002026030210009999X/", 404)


def test_a_file_is_sorted_out_and_its_bad_row_is_shown_with_why(town, come):
    han = come("han")
    answer = han.post(f"{HOME}pushes/", {"file": SimpleUploadedFile("甲.csv", FILE.encode()), "source": "model"})
    assert answer.status_code == 302
    page = told(han, answer["Location"])
    assert "读不出的 1 行" in page and "12 位数字" in page and "没有写依据" in page
    assert dict(Push.objects.values_list("row_no", "reason")) == {1: "", 2: "again", 3: "no_basis"}
    again = han.post(f"{HOME}pushes/", {"file": SimpleUploadedFile("甲.csv", FILE.encode()), "source": "model"})
    assert again["Location"] == answer["Location"] and Batch.objects.count() == 1
    page = told(han, f"{HOME}draft/?batch={Batch.objects.get().id}")
    assert "过滤后要核的发到 1 个社区" in page


def test_a_batch_is_seen_by_the_centre_that_took_it_in_and_by_those_above(come):
    han = come("han")
    address = han.post(f"{HOME}pushes/", {"file": SimpleUploadedFile("甲.csv", FILE.encode()), "source": "model"})[
        "Location"
    ]
    told(come("bei"), address, 404)
    assert "甲.csv" not in told(come("bei"), f"{HOME}pushes/") and "甲.csv" in told(come("he"), f"{HOME}pushes/")
    assert "一共 0 条" in told(come("bei"), f"{HOME}figures/") and "一共 3 条" in told(come("xu"), f"{HOME}figures/")


def test_a_file_that_is_no_table_is_refused_on_the_page(come):
    answer = come("han").post(f"{HOME}pushes/", {"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n"), "source": "model"})
    assert answer.status_code == 422 and "缺少列" in answer.content.decode()
    assert come("han").post(f"{HOME}pushes/", {"source": "model"}).status_code == 422
    told(come("han"), f"{HOME}pushes/99/", 404)


def test_a_program_pushes_with_its_token_and_a_cookie_alone_opens_nothing(town, come, client):
    body = json.dumps({"key": "api-1", "source": "model", "rows": [
        {"category": "check", "place": XINHUA_PLACE, "door": "1", "text": "看一看", "basis": "通知一号"}, {"category": "?"}]})  # fmt: skip
    address = f"{HOME}pushes/api"
    assert come("han").post(address, body, content_type="application/json").status_code == 401
    token = "token-of-han"
    digest = sha256(token.encode()).hexdigest()
    Token.objects.create(digest=digest, account=town.accounts["han"], title="测试", since=MONDAY)
    send = {"content_type": "application/json", "HTTP_AUTHORIZATION": f"Bearer {token}"}
    assert client.post(address, body, **send).json()["counts"] == {"issued": 1}
    again = client.post(address, body, **send).json()
    assert again["again"] and again["unread"] == 1
    for wrong in ("", "[]", '{"key": "x"}', '{"key": "x", "rows": [1]}', '{"key": "", "rows": [{}]}'):
        assert client.post(address, wrong, **send).status_code == 422


def test_every_rate_says_what_it_counts_and_cancelled_ones_are_not_counted(town, come, monkeypatch):
    life = Life(town, source="department", level="red").sent()
    life.done(life.child(XINHUA_PLACE))
    life.then("gong", "sign", of=life.child(HONGMEI_PLACE))
    life.then("han", "cancel", {"reason": "发错了社区"}, of=life.children[1]["id"])
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY.replace(day=9))
    page = told(come("han"), f"{HOME}figures/")
    row = page[page.index('data-figure="done"') :][:400]
    assert "1 / 2" in row and "50.0" in row and "到期的警种部门任务" in row
    assert "echarts" in page and 'id="weeks-data"' in page
