"""从业禁止: the clauses under which a unit may ask.  Laws and administrative regulations only."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.kernel.handbook import Law, Sure


@dataclass(frozen=True, slots=True)
class Ground:
    """One clause, and the posts it speaks of."""

    code: str
    law: Law
    posts: str

    @property
    def title(self) -> str:
        """As an option of the form."""
        return f"{self.law.cited}：{self.posts}"


GROUNDS = (
    Ground("minors", Law("未成年人保护法", "第六十二条", Sure.SECOND), "学校、幼儿园等密切接触未成年人的单位招聘"),
    Ground("teacher", Law("教师法", "第十四条", Sure.SECOND), "教师"),
    Ground("lawyer", Law("律师法", "第七条", note="颁发律师执业证书时由司法行政部门审核"), "律师执业"),
    Ground(
        "network",
        Law("网络安全法", "第六十三条", note="2016年文本的条号，2025年修正后条号有后移，引用时请核对"),
        "网络安全管理和网络运营关键岗位",
    ),
    Ground("guard", Law("保安服务管理条例", "第十七条", Sure.COMMON), "保安员"),
    Ground("school_bus", Law("校车安全管理条例", "第二十三条", Sure.COMMON), "校车驾驶人"),
    Ground(
        "accounting", Law("会计法", "第四十条", Sure.COMMON, "2024年修正前后条号可能不同，引用时请核对"), "会计工作"
    ),
)
NOT_ENOUGH = "none"
OTHER = "other"


def options() -> dict[str, str]:
    """The options of the form: each clause, another clause, and the honest no."""
    listed = {one.code: one.title for one in GROUNDS}
    return listed | {
        OTHER: "其他法律或行政法规的条文（请写明）",
        NOT_ENOUGH: "没有这样的条文（部门规章、地方规定、行业惯例或单位自己的要求）",
    }
