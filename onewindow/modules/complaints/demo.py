"""Complaints of the demo city, all invented: eight weeks of them, one matter that came twice, a file with bad rows."""

from __future__ import annotations

from datetime import datetime, timedelta

from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.places import places_by_unit
from onewindow.kernel.people.units import working_units
from onewindow.kernel.store.statements import one
from onewindow.modules.complaints.complaint import COMPLAINT, KIND, SOURCE
from onewindow.modules.complaints.models import Pair
from onewindow.modules.complaints.pairs.likeness import near

WHY = "演示：合成历史"
N, TWINS, SECOND = 290, 2, 4  # so many that the first revisits of those closed can show one in two hundred
HONGMEI = "320402004000"
ROAD = (
    ("found", "report", 0),
    ("pushed", "push", 3),
    ("signed", "sign", 20),
    ("rectified", "rectify", 70),
    ("closed", "pass", 90),
)
"""The state, the step and the hours since it came in."""
TOLD = (
    "窗口说系统坏了让下午再来，下午又说要先预约",
    "问一句要带什么，工作人员低头看手机不理人",
    "办居住证让补三次材料，每次说的都不一样",
    "110 出警后一直没有给回执，打电话也没有人接",
)
REPLAY = {
    "result": "real",
    "happened": "（合成）当天系统切换，窗口没有提前告知，也没有登记电话。",
    "why": "（合成）切换通知只发到了所里，没有贴到大厅和网上。",
    "changes": "（合成）切换前一天在大厅屏和网上公告，当天登记电话逐一回告。",
}


def plant(now: datetime) -> None:
    """The history once, and a pair to look at."""
    if one("select 1 as there from cases_case where case_type = %s limit 1", (COMPLAINT.code,)):
        return
    stations = [unit for unit in working_units() if unit.kind == "station"]
    communities = {path: codes for path, codes in places_by_unit().items() if codes}
    served = [unit for unit in stations if unit.path in communities]
    if not served:
        return
    filings = []
    for nth in range(N):
        unit = served[nth % min(len(served), 9)]
        place, at = communities[unit.path][0], now - timedelta(days=56 * (N - nth) / N, hours=nth % 7)
        filings.append(_filing(nth, unit.code, place, at, now))
    home = next((unit for unit in served if unit.code == HONGMEI), served[0])
    filings += [_twin(nth, communities[home.path][0], now - timedelta(hours=20 - nth)) for nth in range(TWINS)]
    filed = file_many(filings, actor=SYSTEM_ACTOR, now=now, reason=WHY, act="bring_in")
    first, second = filed.ids[-TWINS:]
    if first and second:
        likeness = near(_words(0), _words(1))
        Pair.objects.create(
            first_id=first, second_id=second, because={"phone": True, "near": round(likeness, 2)}, at=now
        )


def _filing(nth: int, unit: str, place: str, at: datetime, now: datetime) -> Filing:
    past = [Moment(state, at + timedelta(hours=hours), step) for state, step, hours in ROAD]
    past = [one for one in past if one.at < now] or past[:1]
    answers = {
        "source": SOURCE.choices[nth % 6].code,
        "source_number": f"DEMO-{nth:05d}",
        "kind": KIND.choices[nth % 4].code,
        "content": f"（合成）{TOLD[nth % len(TOLD)]}",
        "where": place,
        "caller_phone": f"137{nth % (N - SECOND):08d}",
        **(REPLAY if past[-1].state in ("rectified", "closed") else {}),
    }
    return Filing(COMPLAINT.code, answers, unit=unit, past=past)


def _words(nth: int) -> str:
    return (
        "（合成）上周三在红梅所窗口办身份证，工作人员说话很不耐烦",
        "（合成）上周三红梅所窗口办身份证，工作人员说话不耐烦",
    )[nth]


def _twin(nth: int, place: str, at: datetime) -> Filing:
    answers = {
        "source": ("c110", "gov")[nth],
        "source_number": f"DEMO-TWIN-{nth}",
        "kind": "attitude",
        "content": _words(nth),
        "where": place,
        "caller_phone": "13700009999",
    }
    return Filing(COMPLAINT.code, answers, past=[Moment("found", at, "report")])
