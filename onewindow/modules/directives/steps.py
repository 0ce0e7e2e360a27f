"""The steps of a directive, for those who send it and those who carry it out."""

from __future__ import annotations

from dataclasses import replace

from onewindow.kernel.handbook import (
    SYSTEM,
    Notice,
    Role,
    Step,
    choices,
    hours,
    long_text,
    number,
    one_of,
    optional,
    photo,
    ref,
    stays,
)
from onewindow.kernel.handbook.acts import kernel_acts
from onewindow.modules.directives import rules
from onewindow.modules.directives.vocabulary import (
    APPROVED,
    CANCELLED,
    CLOSED,
    DRAFT,
    DRAFTED,
    FED_BACK,
    ISSUED,
    REJECTED,
    SENT,
    SIGNED,
    STATES,
    VERIFIED,
)

Roles = tuple[Role, ...]
REASON = long_text("reason", "理由", least=4, most=500)
RESULT = long_text(
    "result", "反馈内容", least=10, most=2000, plain="到了哪里、看到什么、怎样处置；照抄别处的会被标出来"
)
WRONG = optional(number("wrong", "推送有误的条数", least=0, most=100_000, plain="到现场才发现不对的，按条数填"))
EVIDENCE = choices(
    "evidence", "核了哪几种证据", photo="现场照片", place="到场时间和位置", record="系统里的记录", paper="文书或台账",
    call="电话回问当事人", video="视频回看",
)  # fmt: skip
LIVE = (ISSUED, SIGNED, FED_BACK)


def sending(senders: Roles) -> list[Step]:
    """Draft, approve by another hand, send; by those who command.

    Drafted by a sender, or by the system for a call or a model.
    """
    return [
        Step("submit", "提交审核", DRAFT >> DRAFTED, by=(*senders, SYSTEM), needs=[rules.has_a_basis, rules.is_in_duty], tone="good",
             checks_papers=True, plain="已拟好"),
        Step("approve", "审核通过", DRAFTED >> APPROVED, by=senders, needs=[rules.has_a_basis, rules.is_in_duty],
             another_hand_than=("submit",), tone="good", key="a", plain="审核通过"),
        Step("reject", "不予下达", DRAFTED >> REJECTED, by=senders, asks=(REASON,), another_hand_than=("submit",),
             tone="grave", plain="不予下达"),
        Step("issue", "分发下达", APPROVED >> SENT, by=senders, needs=[rules.goes_to_many], tone="good", key="i",
             plain="已分发到各社区"),
        Step("issue_one", "下达", APPROVED >> ISSUED, by=senders, needs=[rules.goes_to_one], tone="good", key="o",
             asks=(optional(ref("to_unit", "发给哪个单位", register="people.unit")),), does="pass_on",
             notice=Notice("有新指令{case}（{number}），请在{due}前签收。", audience="assignee"), plain="已下达"),
        Step("cancel", "撤销", one_of(DRAFTED, APPROVED, SENT, *LIVE) >> CANCELLED, by=senders, asks=(REASON,),
             tone="grave", plain="已撤销"),
        Step("finish", "全部办结", SENT >> CLOSED, by=senders, tone="good", key="f", plain="各社区都已办完"),
    ]  # fmt: skip


def carrying_out(officers: Roles, senders: Roles, reopeners: Roles) -> list[Step]:
    """Sign for it, feed back, and have it verified by the centre."""
    return [
        Step("sign", "签收", ISSUED >> SIGNED, by=officers, tone="good", key="s", plain="已签收"),
        Step("feedback", "反馈", SIGNED >> FED_BACK, by=officers, needs=[rules.no_more_wrong_than_pushed], tone="good",
             asks=(RESULT, WRONG, optional(photo("scene", "现场照片"))), key="f", plain="已反馈"),
        Step("ask_extend", "申请延期", stays(SIGNED), by=officers, asks=(REASON,), plain="已申请延期",
             notice=Notice("{case}（{number}）申请延期：{reason}。请审批。", audience="above")),
        Step("verify", "核查通过", FED_BACK >> VERIFIED, by=senders, needs=[rules.two_kinds_of_evidence], tone="good",
             asks=(EVIDENCE, long_text("seen", "核查看到什么", least=4, most=500)), another_hand_than=("feedback", "sign"),
             key="v", plain="指挥室核查通过"),
        Step("send_back", "退回重办", one_of(FED_BACK, VERIFIED) >> SIGNED, by=senders, asks=(REASON,), tone="grave",
             another_hand_than=("feedback",), notice=Notice("{case}（{number}）退回重办：{reason}。", audience="assignee"),
             key="r", plain="退回重办"),
        Step("close", "办结", VERIFIED >> CLOSED, by=senders, another_hand_than=("feedback",), tone="good", key="e",
             plain="已办结"),
        Step("reopen", "重新办理", one_of(CLOSED) >> SIGNED, by=reopeners, asks=(REASON,),
             needs=[rules.goes_to_one], tone="grave", plain="重新办理"),
    ]  # fmt: skip


def extending(senders: Roles) -> Step:
    """Hours on the last limit, by another hand than the one that asked."""
    return Step(
        "extend", "批准延期", stays(SIGNED), by=senders, another_hand_than=("ask_extend",), does="extend", tone="grave",
        asks=(number("days", "延长几小时", least=1, most=360), REASON), plain="已批准延期",
    )  # fmt: skip


def reminders() -> list[Step]:
    """Urged at half of every limit, warned at four fifths, told of when it is missed, the unit above a day later."""
    told = (
        ("half_urge", "过半催办", 50, None, "{case}（{number}）时限已过一半，请在{due}前办。", "assignee", "remind"),
        ("late_warning", "将超期预警", 80, None, "{case}（{number}）时限将到，请在{due}前办。", "assignee", "remind"),
        ("overdue_urge", "超期通报", 0, hours(0), "{case}（{number}）已经超期，请马上办理并说明原因。", "unit", "remind"),
        ("overdue_escalate", "超期上报", 0, hours(24), "{case}（{number}）超期未办，请督促{unit}。", "above", "escalate"),
    )  # fmt: skip
    return [
        Step(code, title, stays(*LIVE), by=(SYSTEM,), does=does, when_passed=share, when_overdue=after,
             notice=Notice(words, audience=audience), plain=title)
        for code, title, share, after, words, audience, does in told
    ]  # fmt: skip


def only_for(senders: Roles, officer: Role) -> list[Step]:
    """The acts that every case allows, for nobody but those who send it; the officer may claim it and note."""
    both = {"claim", "note"}
    return [
        replace(act, by=(*senders, officer) if act.code in both else senders)
        for act in kernel_acts(STATES)
        if act.code != "extend"
    ]
