"""One page a matter: 办事指南 with its state diagram, clocks, papers, roles, parameters and refusals."""

from __future__ import annotations

from onewindow.kernel.faces import guide
from onewindow.kernel.faces.diagrams import main_way, mermaid
from onewindow.kernel.ground.spans import END_ROLL_WORDS, START_WORDS, Span
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.deadlines import Dated, Deadline, Length
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.kernel.handbook.parameters import Parameter, Policy
from onewindow.kernel.handbook.roles import SYSTEM
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.kernel.handbook.states import State
from onewindow.kernel.people.reach import BLIND
from onewindow.site.drawing.markdown import bullets, page, table

OPENED = {"applicant": "申请人提出", "staff": "民警依职权发起", "system": "系统自动开出"}
REACHES = {
    "self": "本人的",
    "assignee": "自己承办的",
    "unit": "本单位的",
    "chain": "本单位和下级的",
    "place": "责任区里的",
    "every": "全市的",
}


def pages(shelf: Shelf) -> dict[str, str]:
    """File name to text: the edition in force under the matter's code, older ones beside it."""
    return {name_of(shelf, entry): matter(entry) for of in shelf.editions.values() for entry in of.values()}


def name_of(shelf: Shelf, entry: CaseType) -> str:
    """The file of this edition."""
    old = "" if shelf.current[entry.code] is entry else f"-{entry.edition}"
    return f"{entry.code}{old}.md"


def matter(entry: CaseType) -> str:
    """The page of one edition of one matter."""
    retired = f"**{entry.retired_on} 起停止受理，本页供查阅。**\n\n" if entry.retired_on else ""
    return page(
        entry.title,
        ("", retired + entry.summary + "\n"),
        ("一览", facts(entry)),
        ("怎么办", way(entry)),
        ("状态图", f"```mermaid\n{mermaid(entry)}```\n"),
        ("步骤和岗位", steps(entry)),
        ("时限", clocks(entry)),
        ("材料", papers(entry)),
        ("要填的", questions(entry)),
        ("不符合会这样告诉您", unmet(entry)),
        ("指标", indicators(entry)),
        ("本市可以设定的参数", parameters(entry)),
        ("不服怎么办", entry.remedy + "\n" if entry.remedy else ""),
        ("依据", bullets(_law(law) for law in {law.cited: law for law in (entry.law, *entry.bases)}.values())),
    )


def facts(entry: CaseType) -> str:
    """For whom, where, how much, what one gets."""
    channels = "、".join(guide.CHANNELS.get(one, one) for one in entry.channels)
    sees = [role for role in entry.roles if role.code not in (SYSTEM.code, *BLIND)]
    seen = "、".join(
        f"{role.title}（{REACHES[role.reach.value]}）" for role in sorted(sees, key=lambda r: (r.code, r.reach.value))
    )
    rows = [("事项编码", f"`{entry.code}`"), ("版本", entry.edition), ("谁来办", guide.AUDIENCE[entry.audience]),
            ("怎么提出", OPENED[entry.opened_by]), ("渠道", channels), ("由谁办理", guide.DESKS[entry.handled_at]),
            ("费用", entry.fee), ("拿到什么", entry.result), ("谁看得到", seen),
            ("能看证件号码的岗位（须写明用途）", "、".join(role.title for role in entry.unseals))]  # fmt: skip
    return table(("", ""), [row for row in rows if row[1]])


def way(entry: CaseType) -> str:
    """The ordinary way, numbered."""
    return "".join(
        f"{at}. {'、'.join(role.title for role in step.by)}：**{step.title}**\n"
        for at, step in enumerate(main_way(entry), 1)
    )


def steps(entry: CaseType) -> str:
    """Every step: from where to where, by whom, on what conditions, with what papers."""
    rows = []
    for step in entry.steps:
        if step.retired:
            continue
        sources = "、".join(state.title for state in step.arrow.sources)
        target = step.arrow.target.title if step.arrow.target else "（不变）"
        who = "、".join(role.title for role in step.by)
        if step.another_hand_than:
            who += f"（不能是办“{'、'.join(entry.step[one].title for one in step.another_hand_than)}”的同一人）"
        rows.append((f"{step.title} `{step.code}`", sources, target, who, "、".join(one.title for one in step.issues),
                     _law(step.law)))  # fmt: skip
    return table(("步骤", "从", "到", "谁办", "文书", "依据"), rows)


def clocks(entry: CaseType) -> str:
    """Every deadline, with its spans, what starts and stops it, and the article."""
    rows = [(one.title, length(one, one.legal), length(one, one.promised), length(one, one.internal), _runs(entry, one),
             _longer(one), _law(one.law)) for one in entry.deadlines]  # fmt: skip
    return table(("期限", "法定", "承诺", "内部", "怎么算", "延长", "依据"), rows)


def length(deadline: Deadline, of: Length | None) -> str:
    """A span, its history, or its kinds."""
    if of is None:
        return ""
    if isinstance(of, Span):
        return guide.span_words(of)
    if isinstance(of, Dated):
        return "；".join(f"{day} 起 {guide.span_words(span)}" for day, span in of.since)
    titles = {one.code: one.title for one in deadline.by.choices} if deadline.by else {}
    return "；".join(f"{titles.get(key, key)}：{guide.span_words(span)}" for key, span in of.items())


def _runs(entry: CaseType, deadline: Deadline) -> str:
    def named(codes: frozenset[str]) -> str:
        return "、".join(state.title for state in entry.states if state.code in codes)

    said = [f"从“{named(deadline.starts)}”到“{named(deadline.stops)}”", START_WORDS[deadline.start],
            END_ROLL_WORDS[deadline.roll]]  # fmt: skip
    said += [f"“{state.title}”期间停算（{why}）" for state, why in deadline.pauses]
    return "；".join(said)


def _longer(deadline: Deadline) -> str:
    if deadline.extension is None:
        return f"最长 {deadline.at_most}" if deadline.at_most else ""
    more = deadline.extension
    return f"最多 {more.at_most}，{more.approver.title}批准 {_law(more.law)}"


def papers(entry: CaseType) -> str:
    """Every paper, when it is wanted, and who has it already."""
    rows = [(one.title, one.why, guide.needed_when(entry, one.when) or ("必交" if one.required else "有就交"),
             f"`{one.held_by}` 里有的免交" if one.held_by else "", _law(one.law)) for one in entry.papers]  # fmt: skip
    return table(("材料", "说明", "什么时候要", "免交", "依据"), rows)


def questions(entry: CaseType) -> str:
    """Every question of the form."""
    rows = [(group.title, one.title, f"`{one.kind}`", _wanted(entry, one), "加密" if one.sealed else "")
            for group in entry.asks for one in group.fields]  # fmt: skip
    return table(("组", "栏目", "类型", "", "保存"), rows)


def _wanted(entry: CaseType, field: Field) -> str:
    when = guide.needed_when(entry, field.when)
    return ("必填" if field.required else "选填") + (f"；{when}" if when else "")


def unmet(entry: CaseType) -> str:
    """The words of every rule, where it is held, and its article."""
    held: dict[str, list[str]] = {}
    rules = {rule.code: rule for rule in entry.conditions}
    for step in entry.steps:
        for rule in step.needs:
            rules[rule.code] = rule
            held.setdefault(rule.code, []).append(step.title)
    rows = [(rule.words, "、".join(held.get(code, [])), _law(rule.law), f"`{code}`") for code, rule in rules.items()]
    return table(("告诉申请人的话", "在哪一步核对", "依据", "规则"), rows)


def indicators(entry: CaseType) -> str:
    """Every figure, with what it counts out of what."""
    rows = [(one.title, _counted(one.counts), _counted(one.out_of), f"{one.target:.0%}" if one.target else "", one.note)
            for one in entry.indicators]  # fmt: skip
    return table(("指标", "分子", "分母", "目标", "说明"), rows)


def _counted(what: State | Deadline | Field | str) -> str:
    if isinstance(what, Field):
        return f"填了“{what.title}”的"
    if isinstance(what, State):
        return f"到了“{what.title}”的"
    if isinstance(what, Deadline):
        return f"“{what.title}”没有超期的"
    return {"submitted": "提交的", "online": "网上提交的"}.get(what, f"`{what}`")


def parameters(entry: CaseType | Policy) -> str:
    """Every local value with its bounds, its source, and how sure the source is."""
    rows = [(one.title, f"`{one.code}`", _shown(one), _bounds(one.least, one.most), _law(one.law))
            for one in entry.parameters]  # fmt: skip
    return table(("参数", "编码", "缺省", "范围", "出处"), rows) if rows else ""


def _shown(one: Parameter) -> str:
    if isinstance(one.default, bool):
        return "是" if one.default else "否"
    return f"{one.default} {one.unit}"


def _bounds(least: float | None, most: float | None) -> str:
    return f"{'' if least is None else least}—{'' if most is None else most}" if (least, most) != (None, None) else ""


def _law(law: Law | None) -> str:
    """The citation, how sure we are when the original was not read, and what is to be known about it."""
    return guide.cited(law) + (f"：{law.note}" if law and law.note and law.sure not in (Sure.READ, Sure.OWN) else "")
