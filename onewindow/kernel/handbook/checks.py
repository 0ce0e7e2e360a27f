"""Checking answers against the questions: pure, one sentence a fault, the same for page and API."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from onewindow.kernel.ground.codes import case_docket, citizen_id, credit_code, names, phone, plate
from onewindow.kernel.ground.codes.text import clean
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.fields import Field

SHORT, LONG, MANY = 200, 2000, 50


class Wrong(Refusal):
    """One answer is not right."""

    code = "wrong_answer"
    words = "{words}"

    def __init__(self, words: str) -> None:
        super().__init__(words=words)


def check(
    fields: Iterable[Field],
    given: dict[str, Any],
    today: date,
    *,
    partial: bool = False,
    also: dict[str, Any] | None = None,
) -> tuple[dict[str, Any], dict[str, str]]:
    """Clean answers and faults by field code.

    `partial` (a draft) lets required answers be missing; `also` are answers given before, for the
    conditions.  Answers to questions that do not apply are dropped.
    """
    fields = tuple(fields)
    found: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in fields:
        value = given.get(field.code)
        if not field.asked({**(also or {}), **found}):
            continue
        if value is None or value is False or value in ("", []):
            if field.required and not partial:
                errors[field.code] = _wanted(field)
            elif partial and field.code in given:
                found[field.code] = value
            continue
        try:
            found[field.code] = _checked(field, value, today)
        except Refusal as refusal:
            errors[field.code] = refusal.sentence
    return found, errors


def _wanted(field: Field) -> str:
    if field.kind == "tick":
        return f"请勾选“{field.title}”"
    if field.kind in ("choice", "choices"):
        return f"请选择{field.title}"
    if field.kind in ("photo", "file"):
        return f"请上传{field.title}"
    return f"请填写{field.title}"


def _checked(field: Field, value: Any, today: date) -> Any:
    return CHECKS[field.kind](field, value, today)


def _string(value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise Wrong("这里要填文字")
    return clean(value, most)


def _text(most: int) -> Callable[[Field, Any, date], str]:
    def check_text(field: Field, value: Any, today: date) -> str:
        words = _string(value, int(field.most or most))
        if field.least and len(words) < field.least:
            raise Wrong(f"{field.title}太短，请写够 {int(field.least)} 个字")
        return words

    return check_text


def _coded(check_code: Callable[..., str], dated: bool = False) -> Callable[[Field, Any, date], str]:
    def check_coded(field: Field, value: Any, today: date) -> str:
        words = _string(value, SHORT)
        return check_code(words, today) if dated else check_code(words)

    return check_coded


def _day(field: Field, value: Any, today: date) -> str:
    words = _string(value, 20)
    try:
        found = date.fromisoformat(words)
    except ValueError:
        raise Wrong(f"没有这一天：{words}。请按“2026-11-21”的样子填写") from None
    if not 1900 <= found.year <= 2100:
        raise Wrong(f"年份不对：{found.year}。请核对")
    if field.most is not None and (found - today).days > field.most:
        raise Wrong("日期太晚，请核对" if field.most else "不能填将来的日期")
    if field.least is not None and (found - today).days < field.least:
        raise Wrong("日期太早，请核对" if field.least else "不能填过去的日期")
    return found.isoformat()


def _month(field: Field, value: Any, today: date) -> str:
    return _day(field, f"{_string(value, 7)}-01", today)[:7]


def _number(field: Field, value: Any, today: date) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise Wrong("这里要填整数")
    try:
        found = int(value)
    except ValueError:
        raise Wrong("这里要填整数") from None
    _bounds(field, found)
    if not -(2**53) < found < 2**53:
        raise Wrong("数字太大了")
    return found


def _money(field: Field, value: Any, today: date) -> str:
    try:
        found = Decimal(str(value)).quantize(Decimal("0.01"))
    except (InvalidOperation, ValueError):
        raise Wrong("这里要填金额，例如 1200.50") from None
    if not found.is_finite() or abs(found) >= Decimal(10) ** 13:
        raise Wrong("金额太大了")
    _bounds(field, found)
    return str(found)


def _bounds(field: Field, found: Any) -> None:
    if field.least is not None and found < field.least:
        raise Wrong(f"不能小于 {field.least:g}")
    if field.most is not None and found > field.most:
        raise Wrong(f"不能大于 {field.most:g}")


def _choice(field: Field, value: Any, today: date) -> str:
    words = _string(value, SHORT)
    if field.choices and words not in {one.code for one in field.choices}:
        raise Wrong(f"请从列出的选项里选择{field.title}")
    return words


def _choices(field: Field, value: Any, today: date) -> list[str]:
    several = value if isinstance(value, list) else [value]
    if len(several) > MANY:
        raise Wrong(f"最多选 {MANY} 项")
    return sorted({_choice(field, one, today) for one in several})


def _tick(field: Field, value: Any, today: date) -> bool:
    if value not in (True, "on", "true", "1"):
        raise Wrong(f"请勾选“{field.title}”")
    return True


def _place(field: Field, value: Any, today: date) -> str:
    words = _string(value, 20)
    if not (words.isdigit() and len(words) == 12):
        raise Wrong("请从列表里选择社区或村")
    return words


def _file(field: Field, value: Any, today: date) -> Any:
    if isinstance(value, list):
        return [_file(field, one, today) for one in value[:MANY]]
    words = _string(value, 80)
    if not (len(words) == 64 and all(c in "0123456789abcdef" for c in words)):
        raise Wrong("文件没有上传成功，请再传一次")
    return words


CHECKS: dict[str, Callable[[Field, Any, date], Any]] = {
    "text": _text(SHORT),
    "long_text": _text(LONG),
    "place_detail": _text(SHORT),
    "signature_typed": _text(50),
    "ref": _text(SHORT),
    "name": _coded(names.check),
    "citizen_id": _coded(citizen_id.check, dated=True),
    "credit_code": _coded(credit_code.check),
    "phone": _coded(phone.check),
    "plate": _coded(plate.check),
    "docket": _coded(case_docket.check),
    "day": _day,
    "month": _month,
    "number": _number,
    "money": _money,
    "choice": _choice,
    "choices": _choices,
    "tick": _tick,
    "place": _place,
    "photo": _file,
    "file": _file,
}
