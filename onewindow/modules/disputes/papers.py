"""The papers of a dispute: 交办单, 调解协议书, 终止告知书, 司法确认申请提示, 移交函."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.cases.effects import Subject
from onewindow.kernel.ground.ages import as_day
from onewindow.kernel.handbook import OWN, Document
from onewindow.modules.disputes.dictionary import CHARGES, CONFIRMED, CONTENT, ENDED, GRADES, TYPES
from onewindow.modules.disputes.rules import CONFIRM_DAYS

ASSIGNED = Document("assigned", "纠纷交办单", "letter", OWN)
AGREEMENT = Document("agreement", "人民调解协议书（记录）", "letter", CONTENT, result=True)
ENDED_NOTE = Document("ended", "终止调解告知书", "letter", ENDED)
CONFIRM_NOTE = Document("confirming", "共同申请司法确认记录", "letter", CONFIRMED)
HANDED = Document("handed", "纠纷移交函", "letter", OWN)
OPENINGS = {
    "assigned": "下列纠纷（编号{number}）请按期化解。定级看的是事，不是人。",
    "agreement": "经调解，双方自愿达成下列协议（编号{number}）。协议自生效之日起有法律约束力，双方应当履行；对履行或者内容有争议的，可以向人民法院起诉。调解不收费。",
    "ended": "这件纠纷（编号{number}）的调解已经终止。您仍然可以依法通过仲裁、行政、司法等途径维护自己的权利。",
    "confirming": "双方就这件纠纷（编号{number}）的调解协议，共同向人民法院申请司法确认。",
    "handed": "下列纠纷（编号{number}）超出本单位职权，现将有关情况移交，请依法处理并给回执。",
}


def facts(code: str, subject: Subject, *, now: datetime) -> dict[str, Any]:
    """What these papers print; names of the parties stand on the agreement alone."""
    answers = subject.answers
    rows = [["纠纷类型", TYPES.get(str(answers.get("type")), "")], ["双方", str(answers.get("parties", ""))]]
    if code in ("assigned", "handed"):
        rows += [
            ["等级", GRADES.get(str(answers.get("grade")), "")],
            ["包案负责人", f"{answers.get('in_charge', '')}（{CHARGES.get(str(answers.get('charge_level')), '')}）"],
        ]
    if code == "agreement":
        rows += [["一方", str(answers.get("one_name", ""))], ["另一方", str(answers.get("other_name", ""))]]
    if code in ("agreement", "confirming") and (agreed := as_day(answers.get("agreed_on"))):
        last = agreed + timedelta(days=CONFIRM_DAYS)
        rows.append(["可以共同申请司法确认的最后一天", f"{last.year}年{last.month}月{last.day}日"])
    return {"words": OPENINGS[code], "rows": [row for row in rows if row[1]]}
