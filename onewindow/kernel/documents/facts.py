"""What a document prints beside the answers: facts decided with the step, and facts a chapter hands over sealed.

A chapter gives `DOCUMENT_FACTS = {(case type, document code): call(subject, now=…) -> dict}` in its effects; the
call is made once, when the document is issued.  Of these dictionaries only known words are printed (`LABELS`), so
that a fact kept for a rule never reaches paper by accident; and these, which carry their own words:

    words    paragraphs (text or list); may name {holder} {id_no} {case} {number} {unit} {day}
    finding  one more paragraph, after the words
    rows     [[title, words], …], or [{…}, …]: one block a person, keys from LABELS and `note`
    lists    [[title, [item, …]], …]
    document_title, document_holder, watermark
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases.afterwards import Afterwards
from onewindow.kernel.cases.effects import Subject, document_facts
from onewindow.kernel.documents.chinese import day_words

LABELS = {
    "permit_number": "证件编号",
    "licence_number": "许可证编号",
    "name": "姓名",
    "sex": "性别",
    "nation": "民族",
    "birth": "出生日期",
    "id_no": "公民身份号码",
    "document_no": "证件号码",
    "trade": "许可项目",
    "household_address": "户籍地址",
    "household_unit": "户籍登记机关",
    "household_status": "户籍状态",
    "address": "居住地址",
    "destinations": "前往地点",
    "docket": "案号",
    "clause": "依据的条文",
    "living_since": "居住起始日",
    "since": "查询起始日",
    "as_of": "查询截止日",
    "issued_on": "签发日期",
    "endorsed_on": "签注日期",
    "valid_from": "有效期自",
    "valid_until": "有效期至",
    "years_since": "居住年限起算日",
    "rectify_until": "整改期限",
    "revoked_on": "撤销日期",
    "promise_edition": "承诺书版本",
    "note": "说明",
}
LISTS = {"told": "公安机关告知的内容", "promised": "申请人承诺", "follows": "违反承诺的后果"}


def facts_of(after: Afterwards, code: str, *, now: datetime) -> dict[str, Any]:
    """The facts of the case as this step left them, and what the chapter hands over for this document."""
    row = after.row
    known = {**row.facts, **after.decided}
    call = document_facts.get((row.case_type, code))
    if call is None:
        return known
    subject = Subject(
        row.id,
        row.number,
        row.case_type,
        row.edition,
        after.to_state,
        row.answers,
        known,
        row.person_id,
        row.organisation_id,
        row.unit_id,
        row.unit_path,
        row.applicant_name,
    )
    return {**known, **call(subject, now=now)}


def rows_of(facts: dict[str, Any], *without: str) -> list[list[str]]:
    """Title and words of every known fact, in the order of LABELS; a term from and until is one row."""
    shown = {key: facts[key] for key in LABELS if facts.get(key) not in (None, "", []) and key not in without}
    if "valid_from" in shown and "valid_until" in shown:
        shown["valid_from"] = f"{day_words(shown['valid_from'])}至{day_words(shown.pop('valid_until'))}"
        return [["有效期" if key == "valid_from" else LABELS[key], said(value)] for key, value in shown.items()]
    return [[LABELS[key], said(value)] for key, value in shown.items()]


def said(value: Any) -> str:
    """A fact in words."""
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    return day_words(value)


def blocks_of(facts: dict[str, Any]) -> list[list[list[str]]]:
    """The rows a chapter hands over: blocks of [title, words]."""
    given = facts.get("rows") or []
    if given and isinstance(given[0], dict):
        return [rows_of(one) for one in given]
    return [[[str(title), said(value)] for title, value in given]] if given else []


def lists_of(facts: dict[str, Any]) -> list[list[Any]]:
    """Numbered lists: those a chapter hands over, and those known by name."""
    named = [[title, [str(one) for one in facts[key]]] for key, title in LISTS.items() if facts.get(key)]
    return [*(facts.get("lists") or []), *named]


def paragraphs_of(facts: dict[str, Any], places: dict[str, str]) -> list[str]:
    """The words a chapter hands over, with names in their places."""
    words = facts.get("words") or []
    told = [words] if isinstance(words, str) else [str(one) for one in words]
    if facts.get("finding"):
        told.append(str(facts["finding"]))
    return [_placed(one, places) for one in told]


def _placed(text: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        text = text.replace(f"{{{name}}}", value)
    return text
