"""The ordinary road of a matter: apply, receive, one-time correction, accept, decide, hand out.

A case type takes the states and steps it needs from here and says only what is its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onewindow.kernel.handbook.fields import Field, choices, long_text
from onewindow.kernel.handbook.law import Law
from onewindow.kernel.handbook.roles import APPLICANT, CLERK, REVIEWER
from onewindow.kernel.handbook.states import Arrow, State, WaitsOn, ending, one_of
from onewindow.kernel.handbook.steps import Document, Notice, Step

DRAFT = State("draft", "填写中", WaitsOn.APPLICANT, plain="您还没有提交。填好后点“提交”。")
RECEIVED = State("received", "待受理", plain="窗口已收到您的申请，正在核对材料。")
INCOMPLETE = State(
    "incomplete", "待补正", WaitsOn.APPLICANT, plain="有材料需要补正，请看标出的地方。补正期间办理时限暂停。"
)
ACCEPTED = State("accepted", "审查中", plain="已经受理，正在审查。")
RETURNED = State("returned", "退回受理岗", plain="审查中发现需要受理窗口再核实，仍在办理。")
WITHDRAWN = ending("withdrawn", "已撤回", "您已撤回申请。需要时可以重新申请。")
DECLINED = ending("declined", "不予受理", "这件事不归本单位办理或依法不能受理，理由和救济途径见通知书。")
REFUSED = ending("refused", "不予批准", "没有批准，理由和救济途径见决定书。")

ACCEPTING = one_of(RECEIVED, RETURNED) >> ACCEPTED

PERMIT_LAW = Law("行政许可法", "第三十二条")
REASON = long_text("reason", "理由", least=5, most=1000, plain="请写明事实和依据，申请人会看到")
CORRECTION = Document("correction", "补正材料一次性告知书", "correction", PERMIT_LAW)
RECEIPT = Document("receipt", "受理回执", "receipt", PERMIT_LAW)
RECONSIDER = "如对本决定不服，可以自收到之日起六十日内申请行政复议，或者六个月内向人民法院提起行政诉讼。"
RECONSIDER_LAW = Law("行政复议法", "第二十条")


def marked_fields() -> Field:
    """The question which answers and papers must be put right."""
    return replace(
        choices("fields", "需要改正的地方", plain="勾选有问题的栏目或材料，一次说全"), register="case.fields"
    )


def submit(arrow: Arrow = DRAFT >> RECEIVED, **more: Any) -> Step:
    """Hand the application in: papers are checked, the legal day of receipt is now."""
    own: dict[str, Any] = {
        "notice": Notice("我们收到了您的{case}，编号{number}。由{unit}办理，{due}前告诉您是否受理。"),
        "plain": "您提交了申请",
        "checks_papers": True,
        "tone": "good",
        "key": "s",
    }
    return Step("submit", "提交", arrow, by=(APPLICANT, CLERK), **{**own, **more})


def ask_papers(arrow: Arrow = RECEIVED >> INCOMPLETE, **more: Any) -> Step:
    """Tell the applicant once, in full, what must be put right."""
    own: dict[str, Any] = {
        "notice": Notice("您的{case}（{number}）需要补正：{reason}。请打开办件查看标出的地方。"),
        "issues": (CORRECTION,),
        "plain": "窗口一次性告知需要补正的内容",
        "law": PERMIT_LAW,
        "key": "b",
        "does": "ask_papers",
    }
    return Step("ask_papers", "一次性告知补正", arrow, by=(CLERK,), asks=(marked_fields(), REASON), **{**own, **more})


def supply(arrow: Arrow = INCOMPLETE >> RECEIVED, **more: Any) -> Step:
    """Put right what was asked for; the clock runs on."""
    own: dict[str, Any] = {"plain": "您补正了材料", "checks_papers": True, "tone": "good", "key": "s"}
    return Step("supply", "提交补正", arrow, by=(APPLICANT, CLERK), **{**own, **more})


def accept(arrow: Arrow = ACCEPTING, **more: Any) -> Step:
    """Accept the application; the legal span starts the next day."""
    own: dict[str, Any] = {
        "notice": Notice("您的{case}（{number}）已受理，最迟{due}前办结。"),
        "issues": (RECEIPT,),
        "plain": "窗口已受理",
        "tone": "good",
        "key": "a",
    }
    return Step("accept", "受理", arrow, by=(CLERK,), **{**own, **more})


def decline(arrow: Arrow = RECEIVED >> DECLINED, **more: Any) -> Step:
    """Refuse to accept, with reasons and remedy."""
    document = Document("declined", "不予受理通知书", "refusal", PERMIT_LAW, RECONSIDER)
    own: dict[str, Any] = {
        "notice": Notice("您的{case}（{number}）不予受理：{reason}。通知书上写明了救济途径。"),
        "issues": (document,),
        "plain": "不予受理",
        "tone": "grave",
        "law": PERMIT_LAW,
    }
    return Step("decline", "不予受理", arrow, by=(CLERK,), asks=(REASON,), **{**own, **more})


def send_back(arrow: Arrow = ACCEPTED >> RETURNED, **more: Any) -> Step:
    """Send the case back to the window for another check; no clock stops."""
    return Step(
        "send_back",
        "退回受理岗",
        arrow,
        by=(REVIEWER,),
        asks=(REASON,),
        **{"plain": "审查岗退回窗口核实", "key": "r", **more},
    )


def refuse(arrow: Arrow = ACCEPTED >> REFUSED, **more: Any) -> Step:
    """Decide against the applicant, with reasons, article and remedy."""
    document = Document(
        "refusal", "不予批准决定书", "refusal", Law("行政许可法", "第三十八条"), RECONSIDER, result=True
    )
    own: dict[str, Any] = {
        "notice": Notice("您的{case}（{number}）没有批准：{reason}。决定书上写明了复议和诉讼的途径。"),
        "issues": (document,),
        "plain": "作出不予批准的决定",
        "tone": "grave",
        "law": Law("行政许可法", "第三十八条"),
        "another_hand_than": ("accept",),
    }
    return Step("refuse", "不予批准", arrow, by=(REVIEWER,), asks=(REASON,), **{**own, **more})


def withdraw(*states: State, **more: Any) -> Step:
    """Take the application back before it is decided."""
    own: dict[str, Any] = {"plain": "您撤回了申请", "tone": "grave"}
    return Step("withdraw", "撤回", one_of(*states) >> WITHDRAWN, by=(APPLICANT, CLERK), **{**own, **more})


def reopen(*states: State, to: State = RECEIVED, **more: Any) -> Step:
    """Open a finished case again, with a reason; a new clock starts."""
    own: dict[str, Any] = {
        "notice": Notice("您的{case}（{number}）重新办理：{reason}。"),
        "plain": "重新办理",
        "tone": "grave",
    }
    return Step("reopen", "重新办理", one_of(*states) >> to, by=(REVIEWER,), asks=(REASON,), **{**own, **more})


def issue(title: str, arrow: Arrow, document: Document, **more: Any) -> Step:
    """Decide for the applicant and issue the thing they came for."""
    own: dict[str, Any] = {
        "notice": Notice("您的{case}（{number}）已办好。请在“我的办件”里查看、下载。"),
        "issues": (document,),
        "plain": "已批准并制发",
        "tone": "good",
        "key": "i",
        "another_hand_than": ("accept",),
    }
    return Step("issue", title, arrow, by=(REVIEWER,), **{**own, **more})
