"""Directives of the demo city: weeks of finished ones, one under way, one waiting for approval, a batch of pushes.

All synthetic, on real communities, and every title says so.  The numbers are the least that give the rates of the
published report: 89 of 90 checks verified (98.9 %), 332 of 333 tasks of departments fed back in time and closed (99.7 %).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from onewindow.kernel.cases import actions
from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.people.actor import SYSTEM_ACTOR, Actor
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.store.statements import one
from onewindow.modules.directives import sending
from onewindow.modules.directives.areas import Area, within
from onewindow.modules.directives.directive import DIRECTIVE
from onewindow.modules.directives.intake.receiving import receive

SEED, REASON = 19, "演示：合成历史"
CENTRE, STATION = "320402000000", "320402004000"
CHECKS, CHECK_ROUNDS, TASKS, TASK_ROUNDS = 90, 2, 333, 9
TASK_KINDS = ("inspect", "prevent", "publicise", "assign")
PUSHED, WRONG_EVERY, LATE_EVERY, PUSHES = 6, 4, 28, 240
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
STEPS = (("signed", "sign"), ("fed_back", "feedback"), ("verified", "verify"), ("closed", "close"))


def plant(now: datetime) -> None:
    """All of it once; nothing when there is any."""
    centre = one("select id, path from people_unit where code = %s and until is null", (CENTRE,))
    if centre is None or one("select 1 as there from cases_case where case_type = %s limit 1", (DIRECTIVE.code,)):
        return
    areas = within([centre["path"]], today=local_date(now))
    draw = Random(SEED)
    _rounds(draw, areas, "model", CHECKS, CHECK_ROUNDS, now)
    _rounds(draw, areas, "department", TASKS, TASK_ROUNDS, now)
    han, he = _actor("han", now), _actor("he", now)
    if han and he:
        _under_way(han, he, now)
        receive(
            _pushed(draw, areas), key="演示批次 1（合成）", source="model", name="合成推送", actor=han, now=now - HOUR
        )


def _actor(username: str, now: datetime) -> Actor | None:
    found = one("select id from people_account where username = %s", (username,))
    return actor_by_account(found["id"], now) if found else None


def _rounds(draw: Random, areas: list[Area], source: str, many: int, rounds: int, now: datetime) -> None:
    """So many tasks in so many directives, one a week; the very last task of the newest is not done."""
    each = many // rounds
    for nth in range(rounds):
        began = now - timedelta(days=7 * nth + 12, hours=draw.randint(1, 5))
        category = "check" if source == "model" else TASK_KINDS[nth % len(TASK_KINDS)]
        answers = _answers(source, category, nth + 1)
        left = 1 if nth == 0 else 0
        past = [Moment("drafted", began - 3 * HOUR, "submit"), Moment("approved", began - 2 * HOUR, "approve"),
                Moment("sent", began, "issue")]  # fmt: skip
        if not left:
            past.append(Moment("closed", began + timedelta(days=8), "finish"))
        more = {"scope": "many", "which": "all"}
        whole = Filing(DIRECTIVE.code, {**answers, **more}, unit=CENTRE, past=past, facts={"sent": each})
        parent = file_many([whole], actor=SYSTEM_ACTOR, now=now, reason=REASON, act="bring_in").ids[0]
        first = draw.randint(0, len(areas) - 1)
        places = [areas[(first + step) % len(areas)] for step in range(each)]
        tasks = [
            _task(draw, answers, area, began, parent, at, left and at == each - 1) for at, area in enumerate(places)
        ]
        if nth == 1:
            tasks.append(_cancelled(answers, places[0], began, parent))
        file_many(tasks, actor=SYSTEM_ACTOR, now=now, reason=REASON, act="bring_in")


def _answers(source: str, category: str, nth: int) -> dict[str, Any]:
    title = "模型比对线索核查" if source == "model" else "部门治安防范任务"
    return {
        "title": f"{title}第{nth}期（合成）", "source": source, "category": category, "level": "yellow",
        "text": "逐一上门核实，有变化的当场登记，没有找到人的写明去过几次。", "basis": f"演示通知第{nth}号（合成）",
    }  # fmt: skip


def _task(
    draw: Random, answers: dict[str, Any], area: Area, began: datetime, parent: int | None, at: int, undone: Any
) -> Filing:
    """One finished task; the one that is not was signed for (a department's) or fed back and not yet verified (a check)."""
    checks = answers["category"] == "check"
    late = at % LATE_EVERY == LATE_EVERY - 1
    moments, when = [Moment("issued", began, "issue")], began
    waits = (draw.randint(3, 25) * MINUTE, draw.randint(2, 20) * HOUR, draw.randint(1, 20) * HOUR,
             timedelta(days=8) if late else draw.randint(1, 20) * HOUR)  # fmt: skip
    for (state, step), wait in zip(STEPS[: (2 if checks else 1)] if undone else STEPS, waits, strict=False):
        when += wait
        moments.append(Moment(state, when, step))
    fed_back = len(moments) > 2
    facts = {"fed_words": f"demo-{parent}-{at}", "wrong": int(at % WRONG_EVERY == 0), "copied": ""} if fed_back else {}
    more = {"count": PUSHED} if checks else {}
    return Filing(
        DIRECTIVE.code, {**answers, **more, "scope": "area", "area": area.code}, unit=area.unit_code, past=moments,
        parent_id=parent, assignee_id=area.officer_id, facts=facts if checks or not fed_back else {**facts, "wrong": 0},
    )  # fmt: skip


def _cancelled(answers: dict[str, Any], area: Area, began: datetime, parent: int | None) -> Filing:
    return Filing(
        DIRECTIVE.code, {**answers, "scope": "area", "area": area.code}, unit=area.unit_code, parent_id=parent,
        past=[Moment("issued", began, "issue"), Moment("cancelled", began + HOUR, "cancel")],
    )  # fmt: skip


def _under_way(han: Actor, he: Actor, now: datetime) -> None:
    """One sent to the communities of a station half an hour ago; one that waits for another hand."""
    fresh = {**_answers("superior", "inspect", 1), "title": "沿街商铺留人住宿检查（合成）", "level": "blue"}
    one_ = sending.draft(
        {**fresh, "scope": "many", "which": "station", "codes": STATION}, secret=False, actor=han, now=now - HOUR
    )
    actions.take("approve", case_id=one_, actor=he, now=now - 50 * MINUTE, case_type=DIRECTIVE.code)
    actions.take("issue", case_id=one_, actor=han, now=now - 30 * MINUTE, case_type=DIRECTIVE.code)
    waiting = {**_answers("department", "publicise", 1), "title": "开学季防诈骗宣传（合成）"}
    sending.draft({**waiting, "scope": "many", "which": "all"}, secret=False, actor=han, now=now - 20 * MINUTE)


def _pushed(draw: Random, areas: list[Area]) -> Iterator[dict[str, str]]:
    """Pushes of every fate: again, about one door, without a basis, not for us, too late, elsewhere, unreadable."""
    last: dict[str, str] = {}
    for nth in range(PUSHES):
        if nth % 12 == 5:
            yield last
            continue
        last = {
            "category": "催收欠款" if nth % 20 == 7 else "核查",
            "level": draw.choice(("蓝", "黄")),
            "place": "看不清" if nth % 60 == 11 else "320500001001" if nth % 40 == 9 else draw.choice(areas[:40]).code,
            "door": f"{draw.randint(1, 4)}幢{draw.randint(1, 3)}01室",
            "target": "合成对象",
            "text": f"核实是否仍在此居住（合成 {nth}）",
            "basis": "" if nth % 15 == 3 else "演示通知（合成）",
            "due": "2020-01-01" if nth % 30 == 13 else "",
        }
        yield last
