"""Channels out of the house: one protocol, the local stand-ins, and what each of them may say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from onewindow.kernel.cases.row import COLUMNS, read
from onewindow.kernel.people.sms import NotSent, gateway
from onewindow.kernel.store.statements import Jsonb, execute, one, rows
from onewindow.kernel.store.vault import unseal_text

ORDER = ("wechat", "sms")
TITLES = {"inbox": "站内消息", "wechat": "微信订阅消息", "sms": "短信"}
DELIVERED, REFUSED, LATER = "delivered", "refused", "later"
TEMPLATES = ("progress", "correction", "result")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way out."""

    id: int
    case_id: int | None
    person_id: int | None
    words: str
    template: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the channel said: delivered, refused (never by this channel) or later (try again)."""

    state: str
    words: str = ""


class Channel(Protocol):
    """A way out of the house."""

    def send(self, letter: Letter, *, now: datetime) -> Answer:
        """Hand the letter over; never raises for what the other side says."""


class SmsChannel:
    """By short message, through the bureau's gateway (in the demo its local stand-in)."""

    def send(self, letter: Letter, *, now: datetime) -> Answer:
        phone = phone_of(letter)
        if not phone:
            return Answer(REFUSED, "没有留手机号")
        try:
            gateway().send(phone, letter.words, "notice", now=now)
        except NotSent as refused:
            return Answer(LATER, refused.sentence)
        return Answer(DELIVERED)


class Wechat(Protocol):
    """The mini-program's subscription messages: the answer is WeChat's error code, 0 for taken."""

    def send(self, openid: str, template: str, data: dict[str, str], *, now: datetime) -> int:
        """Send one message; OSError when WeChat cannot be reached."""


class LocalWechat:
    """本地替身: keeps the message in a table and sends nothing.  The demo shows it on a page."""

    def send(self, openid: str, template: str, data: dict[str, str], *, now: datetime) -> int:
        execute(
            "insert into ow_notices_wechatsent (at, openid, template, data) values (%s, %s, %s, %s)",
            (now, openid, template, Jsonb(data)),
        )
        return 0


NOT_SUBSCRIBED, BLOCKED = 43101, 20004


class WechatChannel:
    """By WeChat, as often as the person said; one message uses one subscription up."""

    def send(self, letter: Letter, *, now: datetime) -> Answer:
        used = one(
            "update ow_notices_subscription set remaining = greatest(remaining - 1, 0) where person_id = %s "
            "and template = %s and (remaining > 0 or lasting) returning id, openid, lasting",
            (letter.person_id, letter.template),
        )
        if used is None:
            return Answer(REFUSED, "没有剩余的订阅次数")
        try:
            error = wechat().send(used["openid"], letter.template, letter.fields, now=now)
        except OSError as trouble:
            self._give_back(used)
            return Answer(LATER, str(trouble))
        if error in (NOT_SUBSCRIBED, BLOCKED):
            execute("update ow_notices_subscription set remaining = 0, lasting = false where id = %s", (used["id"],))
            return Answer(REFUSED, f"微信拒收（{error}）")
        if error:
            self._give_back(used)
            return Answer(LATER, f"微信错误 {error}")
        return Answer(DELIVERED)

    @staticmethod
    def _give_back(used: dict[str, Any]) -> None:
        if not used["lasting"]:
            execute("update ow_notices_subscription set remaining = remaining + 1 where id = %s", (used["id"],))


def wechat() -> Wechat:
    """The gateway that the settings name; otherwise the stand-in."""
    named = getattr(settings, "WECHAT_GATEWAY", "")
    found: Wechat = import_string(named)() if named else LocalWechat()
    return found


CHANNELS: dict[str, Channel] = {"wechat": WechatChannel(), "sms": SmsChannel()}


def subscribe(*, person_id: int, template: str, openid: str, now: datetime, lasting: bool = False) -> None:
    """The person pressed “accept” once: one more message, or all of them when it is a lasting subscription."""
    if template not in TEMPLATES:
        raise ValueError(template)
    execute(
        "insert into ow_notices_subscription as s (person_id, template, openid, remaining, lasting, at) "
        "values (%s, %s, %s, 1, %s, %s) on conflict (person_id, template) do update set "
        "remaining = s.remaining + 1, openid = excluded.openid, lasting = s.lasting or excluded.lasting, "
        "at = excluded.at",
        (person_id, template, openid, lasting, now),
    )


def remaining(person_id: int) -> dict[str, int]:
    """How many messages of each template may still be sent; -1 for a lasting subscription."""
    found = rows("select template, remaining, lasting from ow_notices_subscription where person_id = %s", (person_id,))
    left = {row["template"]: -1 if row["lasting"] else row["remaining"] for row in found}
    return {template: left.get(template, 0) for template in TEMPLATES}


def first_channel(person_id: int | None, template: str) -> str:
    """WeChat while the person has subscriptions left, else the phone."""
    return "wechat" if person_id and remaining(person_id)[template] else "sms"


def next_channel(channel: str) -> str | None:
    """Whose turn it is when this one could not."""
    after = ORDER[ORDER.index(channel) + 1 :]
    return after[0] if after else None


def phone_of(letter: Letter) -> str:
    """The phone of the person's account, else the one written in the form."""
    if letter.person_id:
        found = one("select phone_sealed from people_person where id = %s", (letter.person_id,))
        phone = unseal_text(found["phone_sealed"], f"person:{letter.person_id}:phone") if found else ""
        if phone:
            return phone
    found = one(f"select {COLUMNS} from cases_case where id = %s", (letter.case_id,)) if letter.case_id else None
    if found is None:
        return ""
    row = read(found)
    phones = [
        field.code for field in row.entry.fields.values() if field.kind == "phone" and row.answers.get(field.code)
    ]
    own = [code for code in phones if row.answers.get(code.replace("_phone", "_name")) == row.applicant_name]
    return str(row.answers[(own or phones)[0]]) if phones else ""


def wechat_kept(limit: int = 50) -> list[dict[str, Any]]:
    """What the stand-in of WeChat kept, newest first."""
    return rows(
        "select at, openid, template, data::text as data from ow_notices_wechatsent order by id desc limit %s", (limit,)
    )
