"""Who may act, and how far the role reaches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Reach(Enum):
    """How far a grant of a role reaches from the unit it was given at."""

    SELF = "self"  # the person who applied, or who filed it for another
    ASSIGNEE = "assignee"  # the officer whose case it is
    UNIT = "unit"  # cases that this unit works on
    CHAIN = "chain"  # this unit and every unit below it
    PLACE = "place"  # cases about an address inside the beat
    EVERY = "every"  # the whole city


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the field, with its reach."""

    code: str
    title: str
    reach: Reach = Reach.UNIT
    duties: str = ""

    def of(self, reach: Reach) -> Role:
        """The same role with another reach."""
        return Role(self.code, self.title, reach, self.duties)


APPLICANT = Role("applicant", "申请人", Reach.SELF, "提出申请、补正、撤回、评价")
CLERK = Role("clerk", "窗口民警", Reach.UNIT, "收件、一次性告知、受理、发证")
REVIEWER = Role("reviewer", "审批民警", Reach.CHAIN, "审查、决定、退回、延期")
GUIDE = Role("guide", "引导员", Reach.UNIT, "取号、预审、引导，不看办件内容")
HALL_CHIEF = Role("hall_chief", "窗口长", Reach.UNIT, "排班、看现场、抽查服务")
COMMUNITY = Role("community", "社区民警", Reach.PLACE, "核查地址、走访、复查")
STREET = Role("street", "镇街经办人", Reach.UNIT, "签收、整改、申请复查")
HUB = Role("hub", "指挥室值班员", Reach.CHAIN, "登记警情，审核、下达和核查指令")
REVISITOR = Role("revisitor", "回访员", Reach.CHAIN, "办结后回访，看不到经办人写的话")
CHIEF = Role("chief", "所队长", Reach.CHAIN, "看本单位进度，转派、督办")
SUPERVISOR = Role("supervisor", "督察", Reach.CHAIN, "监督，只看不办")
ADMINISTRATOR = Role("administrator", "系统管理员", Reach.EVERY, "管账号和授权，看不到办件内容")
SYSTEM = Role("system", "系统", Reach.EVERY, "到期自动办理的步骤")

STAFF = (CLERK, REVIEWER, COMMUNITY, CHIEF)
ROLES = (
    APPLICANT,
    CLERK,
    REVIEWER,
    GUIDE,
    HALL_CHIEF,
    COMMUNITY,
    STREET,
    HUB,
    REVISITOR,
    CHIEF,
    SUPERVISOR,
    ADMINISTRATOR,
    SYSTEM,
)
