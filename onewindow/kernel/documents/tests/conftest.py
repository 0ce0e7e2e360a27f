"""A matter that issues every kind of document, and the telling of what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from onewindow.kernel.cases import effects
from onewindow.kernel.handbook import (
    CLERK,
    REVIEWER,
    CaseType,
    Document,
    Group,
    Law,
    Module,
    Step,
    address,
    choice,
    ending,
    flow,
    long_text,
    one_of,
    person,
    stays,
)
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.journal.models import Line
from onewindow.kernel.testing.matter import LIMIT, TESTING

LAW = Law("测试许可办法", "第三条")
KINDS = ("permit", "licence", "certificate", "letter", "result")
ISSUED = ending("issued", "已发", "已经办好。")
GIVES = [Document(kind, f"测试{kind}", kind, LAW, result=True) for kind in KINDS]
STEPS = [
    Step(
        one.code,
        one.title,
        stays(flow.RECEIVED),
        by=(CLERK,),
        issues=(one,),
        asks=(long_text("opinion", "意见", required=False, sealed=True),),
    )
    for one in GIVES
]
ONCE = Document("inquiry", "测试查询结果", "result", LAW, result=True, once=True, keep_days=7)
PAPERS = CaseType(
    "testing.papers",
    "文书测试",
    LAW,
    "2026",
    (flow.DRAFT, flow.RECEIVED, flow.INCOMPLETE, flow.ACCEPTED, ISSUED, flow.REFUSED, flow.DECLINED, flow.WITHDRAWN),
    steps=[
        flow.submit(),
        flow.ask_papers(),
        flow.supply(),
        flow.accept(flow.RECEIVED >> flow.ACCEPTED),
        *STEPS,
        flow.issue("签发", flow.ACCEPTED >> ISSUED, GIVES[0]),
        Step("tell", "出具结果", one_of(flow.RECEIVED, flow.ACCEPTED) >> ISSUED, by=(CLERK, REVIEWER), issues=(ONCE,)),
        flow.decline(),
        flow.refuse(),
        flow.reopen(ISSUED, flow.REFUSED),
        flow.withdraw(flow.RECEIVED),
    ],
    asks=[
        Group("who", "谁", person("holder", "申请人")),
        Group("what", "什么", (choice("kind", "种类", a="甲类", b="乙类"), *address("home", "居住地"))),
    ],
    deadlines=[LIMIT],
    place_field="home",
    title_of="holder_name",
    fee="不收费",
    summary="只在测试里。",
)


@pytest.fixture
def papers() -> Iterator[str]:
    """The matter on the shelf; its code."""
    before = shelf()
    put(Shelf((*before.modules, TESTING, Module("onewindow.modules.testing_papers", "文书", (PAPERS,)))))
    yield PAPERS.code
    put(before)
    for key in [key for key in effects.document_facts if key[0] == PAPERS.code]:
        effects.document_facts.pop(key)


@pytest.fixture(autouse=True)
def demo(settings, tmp_path) -> None:
    settings.DEMO, settings.MEDIA_ROOT, settings.PUBLIC_URL = True, tmp_path / "files", "https://window.example"


def tell(*listeners: Callable[[Told], None], now: datetime | None = None) -> None:
    """Tell these listeners every line, as the outbox does after the commit."""
    for line in Line.objects.order_by("id"):
        told = Told(
            str(line.id),
            line.id,
            line.event,
            line.at,
            line.about,
            line.subject_id,
            line.version,
            line.kind,
            line.act,
            line.from_state,
            line.to_state,
            line.actor_id,
            line.unit_path,
            line.facts,
            now or line.at,
        )
        for listener in listeners:
            listener(told)
