"""What each kind of document says between its heading and its end."""

from __future__ import annotations

from typing import Any

from onewindow.kernel.documents.chinese import answered, moment, place_words, plain_day
from onewindow.kernel.documents.facts import blocks_of, lists_of, paragraphs_of, rows_of
from onewindow.kernel.documents.making import Making
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.papers import Paper

NOT_ON_LICENCES = ("name", "address", "promise_edition")


def of_receipt(made: Making) -> dict[str, Any]:
    """受理回执."""
    row, after = made.after.row, made.after
    rows = [
        ["办理事项", row.entry.title],
        ["办件编号", row.number],
        ["申请人", row.applicant_name],
        ["受理单位", made.issuer.name],
        ["受理时间", moment(after.at)],
    ]
    for title, level in (("承诺办结", "promised"), ("法定时限", "legal")):
        due = after.due(level)
        if due:
            rows.append([title, f"{plain_day(local_date(due))}前"])
    if row.entry.fee:
        rows.append(["收费", row.entry.fee])
    return {
        "addressed": row.applicant_name,
        "rows": rows,
        "papers": _papers(made),
        "paras": [f"{made.asked}，经核对，材料齐全、符合法定形式。依据{made.law}，现予受理。"],
        "notes": [
            "办理时限从受理的第二天起算；依法补正、核实等停止计时的时间不计算在内。",
            "办理进度可以扫码查看，也可以在“我的办件”或受理窗口凭办件编号查询。",
        ],
    }


def _papers(made: Making) -> list[list[str]]:
    row = made.after.row
    wanted = [paper for paper in row.entry.papers if paper.when is None or paper.when.holds(row.answers)]
    return [[paper.title, _given(made, paper)] for paper in wanted if paper.required or row.papers.get(paper.code)]


def _given(made: Making, paper: Paper) -> str:
    if made.after.row.papers.get(paper.code):
        return "已提交"
    return "免提交（本机关已掌握）" if paper.held_by else "窗口已核对"


def of_correction(made: Making) -> dict[str, Any]:
    """补正材料一次性告知书."""
    row, given = made.after.row, made.after.given
    titles = {code: field.title for code, field in row.entry.fields.items()}
    titles |= {f"paper_{paper.code}": f"材料：{paper.title}" for paper in row.entry.papers}
    marked = [titles.get(code, code) for code in given.get("fields", ())]
    return {
        "addressed": row.applicant_name,
        "paras": [f"{made.asked}收悉，经核对，有下列内容需要补正。依据{made.law}，现一次性告知："],
        "lists": [["需要补正的内容", marked]] if marked else [],
        "after": [["补正要求", str(given.get("reason", ""))]],
        "notes": [
            "请在“我的办件”里打开这件事，按标出的地方改好后提交；也可以带材料到受理窗口，由窗口代为补正。",
            "除上述内容外，不再要求补正其他材料。",
        ],
    }


def of_refusal(made: Making) -> dict[str, Any]:
    """不予受理通知书, 不予批准决定书 and the like: facts, reasons, article, remedy."""
    row, step = made.after.row, made.after.step
    told = paragraphs_of(made.facts, _places(made))
    reason = str(made.after.given.get("reason", "")) or f"经审查，不符合{made.law}规定的条件。"
    return {
        "addressed": row.applicant_name,
        "paras": [f"{made.asked}，本机关依法进行了审查，现作出如下决定。"],
        "after": [
            ["事实和理由", "\n".join(told) or reason],
            ["法律依据", made.law],
            ["决定", f"{step.title if step else made.document.title}。"],
            *([["救济途径", made.document.remedy]] if made.document.remedy else []),
        ],
        "remedy": "",
    }


def of_permit(made: Making) -> dict[str, Any]:
    """居住证, 通行证: the holder, the number, the term."""
    numbered = [["公民身份号码", made.identity]] if made.identity else []
    printed = rows_of(made.facts, "id_no", "name", "address")
    return {
        "rows": [["持证人", made.holder], *numbered, *_address(made), *printed],
        "paras": paragraphs_of(made.facts, _places(made)),
        "portrait": _portrait(made),
    }


def of_licence(made: Making) -> dict[str, Any]:
    """许可证 of a firm or an undertaking."""
    row = made.after.row
    people = answered(row.entry.fields.values(), row.answers, "name", "credit_code")
    people = [[title.removesuffix("姓名") or title, said] for title, said in people if said != made.holder]
    return {
        "rows": [["单位名称", made.holder], *people, *_address(made), *rows_of(made.facts, *NOT_ON_LICENCES)],
        "paras": paragraphs_of(made.facts, _places(made)) or [f"经审查，符合{made.law}规定的条件，准予许可。"],
    }


def of_certificate(made: Making) -> dict[str, Any]:
    """证明: words, then the facts."""
    who = f"{made.holder}（公民身份号码：{made.identity}）" if made.identity else made.holder
    words = paragraphs_of(made.facts, _places(made)) or [
        f"兹证明：{who}的“{made.after.row.entry.title}”申请，经审查符合{made.law}的规定。"
    ]
    return {
        "paras": words,
        "rows": rows_of(made.facts, "name", "id_no"),
        "blocks": blocks_of(made.facts),
        "lists": lists_of(made.facts),
        "close": "特此证明。",
    }


def of_letter(made: Making) -> dict[str, Any]:
    """函, 告知书, 记录: to the applicant, what the step says."""
    row, step = made.after.row, made.after.step
    asks = step.asks if step else ()
    long = answered(asks, made.after.given, "long_text")
    short = [one for one in answered(asks, made.after.given) if one not in long]
    words = paragraphs_of(made.facts, _places(made)) or [f"{made.asked}，依据{made.law}，现函告如下。"]
    return {
        "addressed": row.applicant_name,
        "paras": words,
        "rows": [*short, *rows_of(made.facts, "name")],
        "blocks": blocks_of(made.facts),
        "lists": lists_of(made.facts),
        "after": long,
    }


def of_result(made: Making) -> dict[str, Any]:
    """查询结果 and whatever has no form of its own."""
    words = paragraphs_of(made.facts, _places(made)) or [f"{made.asked}，依据{made.law}，结果如下。"]
    return {
        "addressed": made.after.row.applicant_name,
        "paras": words,
        "rows": rows_of(made.facts, "name"),
        "blocks": blocks_of(made.facts),
        "lists": lists_of(made.facts),
        "notes": ["本结果只能用于申请时写明的用途，请妥善保管，不得提供给无关的人。"],
    }


def _places(made: Making) -> dict[str, str]:
    row = made.after.row
    return {
        "holder": made.holder,
        "id_no": made.identity,
        "case": row.entry.title,
        "number": row.number,
        "unit": made.issuer.name,
        "day": plain_day(local_date(made.after.at)),
    }


def _address(made: Making) -> list[list[str]]:
    row, code = made.after.row, made.after.row.entry.place_field
    detail = row.answers.get(f"{code}_detail")
    if not detail:
        return []
    title = row.entry.fields[code].title.replace("所在社区（村）", "") or "住址"
    return [[title, f"{place_words(str(row.answers.get(code, '')))}{detail}"]]


def _portrait(made: Making) -> str:
    fields = made.after.row.entry.fields.values()
    ids = (made.after.row.answers.get(field.code) for field in fields if field.kind == "photo")
    return next((str(one) for one in ids if one), "")


BODIES = {
    "receipt": of_receipt,
    "correction": of_correction,
    "refusal": of_refusal,
    "decision": of_refusal,
    "permit": of_permit,
    "licence": of_licence,
    "certificate": of_certificate,
    "letter": of_letter,
    "result": of_result,
}
