"""告知承诺书: its text by edition, what is ticked, and the digest that binds both.  Pure.

Never change a text that was in force: add an edition.  Licences point at the one they were given on.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """One promise: its code is the code of the tick on the form."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """One edition of the promise, complete: what is told, what is promised, what follows."""

    edition: str
    told: tuple[str, ...]
    items: tuple[Item, ...]
    follows: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """The whole text as plain data, in a fixed order."""
        return {
            "edition": self.edition,
            "told": list(self.told),
            "items": [[one.code, one.words] for one in self.items],
            "follows": list(self.follows),
        }


CURRENT = Text(
    "2026-1",
    told=(
        "许可条件：有营业执照；有合法使用的经营场所；有独立的刻制间和成品公章保管库房或保险柜；有与印章治安管理信息系统匹配的采集上传设备。",
        "您可以自己选：告知承诺，当场决定；或一般程序，提交材料，二十个工作日内决定。选哪种都不影响结果。",
        "发证后两个月内，我们会到现场核查一次。",
    ),
    items=(
        Item("promise_true", "所填内容真实、准确，营业执照有效"),
        Item("promise_site", "经营场所合法使用，与所填地址一致"),
        Item("promise_room", "有独立的公章刻制间"),
        Item("promise_store", "有存放成品公章的保管库房或保险柜"),
        Item("promise_system", "有与印章治安管理信息系统匹配的采集、上传设备，刻制信息按规定上传备案"),
        Item("promise_people", "法定代表人、负责人和从业人员没有依法不得从事公章刻制业的情形"),
        Item("promise_check", "接受公安机关的核查；不符合条件的，愿意承担相应的法律责任"),
    ),
    follows=(
        "核查发现不符合条件的，责令限期整改；逾期不改或作了虚假承诺的，依法撤销许可，撤销前会听取您的陈述、申辩。",
        "以欺骗手段取得许可的，三年内不得再次申请，并记入信用记录；信用修复前不再适用告知承诺。",
    ),
)
EDITIONS = {CURRENT.edition: CURRENT}


def digest(text: Text, answers: dict[str, Any], *, case_number: str, signed_at: datetime) -> str:
    """SHA-256 over the text, the ticks, the firm, the signature and the instant; hexadecimal.

    Anybody who holds the licence's file can reckon it again; a changed word or tick shows.
    """
    body = {
        "case": case_number,
        "text": text.as_data(),
        "firm": answers.get("firm_code"),
        "ticks": {one.code: answers.get(one.code) is True for one in text.items},
        "signature": answers.get("signature"),
        "at": signed_at.astimezone(UTC).isoformat(),
    }
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
