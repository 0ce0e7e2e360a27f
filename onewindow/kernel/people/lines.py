"""Who may write about people, and the journal line that every such act leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor


class NotAdministrator(Refusal):
    """Accounts and grants are the administrator's."""

    code = "not_administrator"
    status = 403
    words = "账号和授权由系统管理员办理。请把要做的事和理由告诉本单位的系统管理员。"


class NotStaff(Refusal):
    """The register of persons is written by staff."""

    code = "not_staff"
    status = 403
    words = "这项登记要由工作人员办理。请到就近的窗口，或者拨打咨询电话。"


def must_administer(actor: Actor) -> None:
    """Refuse everybody but the administrator and the system itself."""
    if not (actor.kind == "system" or actor.superuser or actor.holds("administrator")):
        raise NotAdministrator()


def must_be_staff(actor: Actor) -> None:
    """Refuse those who hold no role today."""
    if not (actor.kind == "system" or actor.superuser or actor.staff):
        raise NotStaff()


def add_line(about: str, subject_id: int, act: str, *, actor: Actor, now: datetime, **facts: Any) -> None:
    """One journal line about an account, a person or an organisation, in the caller's transaction."""
    write(
        Entry(
            at=now,
            about=about,
            subject_id=subject_id,
            act=act,
            actor_id=actor.id,
            actor_name=actor.name,
            unit_path=actor.home,
            facts=facts,
        )
    )
