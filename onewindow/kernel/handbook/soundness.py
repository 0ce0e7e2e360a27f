"""Faults of a handbook, as sentences: a faulty handbook does not start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from onewindow.kernel.ground.spans import not_longer
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.deadlines import Deadline
from onewindow.kernel.handbook.module import Module
from onewindow.kernel.handbook.revisits import Revisit
from onewindow.kernel.handbook.roles import SYSTEM
from onewindow.kernel.handbook.states import State

DOES = frozenset(
    {
        "",
        "claim",
        "delegate",
        "hand_over",
        "countersign",
        "countersigned",
        "urge",
        "extend",
        "move_edition",
        "note",
        "ask_papers",
        "pass_on",
        "remind",
        "escalate",
    }
)


def faults(modules: Iterable[Module]) -> list[str]:
    """Every fault of these chapters; an empty list means sound."""
    modules = list(modules)
    found: list[str] = []
    told = {event.code: set(event.carries) for module in modules for event in module.events}
    prefixes = {module.code for module in modules}
    seen = Counter((entry.code, entry.edition) for module in modules for entry in module.case_types)
    found += [f"{code}（{edition}）写了两次" for (code, edition), times in seen.items() if times > 1]
    for module in modules:
        for entry in module.case_types:
            found += [f"{entry.code}（{entry.edition}）：{words}" for words in of_case_type(entry, told)]
        for event, wanted in module.listens_to.items():
            room = event.split(".", 1)[0]
            if room in prefixes and event not in told:
                found.append(f"{module.code} 等待事件 {event}，但没有章节会发出它")
            elif event in told and not set(wanted) <= told[event]:
                found.append(f"{module.code} 要求事件 {event} 带有 {sorted(set(wanted) - told[event])}，它没有")
    return found


def of_case_type(entry: CaseType, told: dict[str, set[str]]) -> list[str]:
    """The faults of one entry."""
    return [*_twice(entry), *_graph(entry), *_steps(entry, told), *_deadlines(entry), *_form(entry)]


def _twice(entry: CaseType) -> Iterator[str]:
    for kind, codes in (
        ("状态", [s.code for s in entry.states]),
        ("步骤", [s.code for s in entry.steps]),
        ("期限", [d.code for d in entry.deadlines]),
        ("材料", [p.code for p in entry.papers]),
        ("栏目", [f.code for g in entry.asks for f in g.fields]),
    ):
        for code, times in Counter(codes).items():
            if times > 1:
                yield f"{kind} {code} 写了两次"


def _graph(entry: CaseType) -> Iterator[str]:
    known = {s.code for s in entry.states}
    used: set[State] = set()
    for step in entry.steps:
        used |= set(step.arrow.sources) | ({step.arrow.target} if step.arrow.target else set())
    yield from (f"步骤用到的状态 {s.code} 没有列入" for s in used if s.code not in known)
    arrows = [
        (s.code, step.arrow.target.code)
        for step in entry.steps
        if step.arrow.target and not step.retired
        for s in step.arrow.sources
    ]
    reached = _closure({entry.first.code}, arrows)
    for state in entry.states:
        if state.retired:
            continue
        if state.code not in reached:
            yield f"走不到状态 {state.code}"
        ends = {s.code for s in entry.states if s.ends}
        if not state.ends and not (_closure({state.code}, arrows) & ends):
            yield f"从状态 {state.code} 走不到结束"
        if not state.plain and state is not entry.first:
            yield f"状态 {state.code} 没有给申请人看的话"
    if not any(s.ends for s in entry.states):
        yield "没有结束状态"


def _closure(start: set[str], arrows: list[tuple[str, str]]) -> set[str]:
    reached, grew = set(start), True
    while grew:
        more = {target for source, target in arrows if source in reached} - reached
        reached |= more
        grew = bool(more)
    return reached


def _steps(entry: CaseType, told: dict[str, set[str]]) -> Iterator[str]:
    codes = {s.code for s in entry.steps}
    keys: dict[str, list[str]] = {}
    for step in entry.steps:
        if not step.by:
            yield f"步骤 {step.code} 没有人能办"
        if step.does not in DOES:
            yield f"步骤 {step.code} 的动作 {step.does} 不存在"
        timed = step.when_overdue is not None or step.when_passed
        if timed and (step.arrow.target is not None or step.asks or step.by != (SYSTEM,)):
            yield f"步骤 {step.code} 由系统到期自动办：不能换状态，不能有栏目，也不能由别人办"
        if step.tells and step.tells not in told:
            yield f"步骤 {step.code} 发出的事件 {step.tells} 没有声明"
        for code in step.keeps:
            if code not in {one.code for one in step.asks}:
                yield f"步骤 {step.code} 要留下 {code}，但没有问这一栏"
        if step.lifts and step.lifts[0] not in entry.fields:
            yield f"步骤 {step.code} 要提一级的栏目 {step.lifts[0]} 不在表里"
        for other in step.another_hand_than:
            if other not in codes:
                yield f"步骤 {step.code} 要求与 {other} 不同人，但没有这一步"
        for document in step.issues:
            if document.template == "refusal" and not document.remedy:
                yield f"文书 {document.code} 没有救济途径"
        for state in step.arrow.sources if step.key else ():
            keys.setdefault(f"{state.code}:{step.key}", []).append(step.code)
    yield from (f"快捷键 {key} 有两步在用：{both}" for key, both in keys.items() if len(both) > 1)


def _deadlines(entry: CaseType) -> Iterator[str]:
    known = {s.code for s in entry.states}
    for deadline in entry.deadlines:
        if not deadline.law.title:
            yield f"期限 {deadline.code} 没有依据"
        for code in deadline.starts | deadline.stops | {s.code for s, _ in deadline.pauses}:
            if code not in known:
                yield f"期限 {deadline.code} 用到的状态 {code} 没有列入"
        yield from _ordered(deadline)


def _ordered(deadline: Deadline) -> Iterator[str]:
    for shorter, longer in (("promised", "legal"), ("internal", "promised"), ("internal", "legal")):
        a, b = getattr(deadline, shorter), getattr(deadline, longer)
        if a is None or b is None or type(a) is not type(b) or not hasattr(a, "unit"):
            continue
        if not not_longer(a, b):
            yield f"期限 {deadline.code}：{shorter}（{a}）长于 {longer}（{b}）"


def _form(entry: CaseType) -> Iterator[str]:
    codes = set(entry.fields)
    for one in entry.fields.values():
        if one.when and one.when.field not in codes:
            yield f"栏目 {one.code} 的条件用到没有的栏目 {one.when.field}"
        if one.kind in ("choice", "choices") and not one.choices and not one.register:
            yield f"栏目 {one.code} 没有选项"
    for paper in entry.papers:
        if paper.when and paper.when.field not in codes:
            yield f"材料 {paper.code} 的条件用到没有的栏目 {paper.when.field}"
    for extra in (entry.place_field, entry.title_of, entry.about_case, *entry.same_when):
        if extra and extra not in codes:
            yield f"没有栏目 {extra}"
    if entry.opened_by == "applicant" and not entry.asks:
        yield "申请人要填的栏目一个也没有"
    if entry.relapse_within and not entry.same_when:
        yield "写了多久算反弹，没有写哪些栏目相同才算同一件事"
    if entry.revisit:
        yield from _revisit(entry, entry.revisit)


def _revisit(entry: CaseType, revisit: Revisit) -> Iterator[str]:
    if not 0 < revisit.share <= 1:
        yield "回访比例要大于 0，不超过 1"
    if revisit.failing not in {code for code, _ in revisit.script}:
        yield f"回访话术里没有 {revisit.failing} 这一问"
    step = entry.step.get(revisit.reopens)
    if step is None or not all(state.ends for state in step.arrow.sources):
        yield f"回访不满意要重新办理，但没有从办结出发的步骤 {revisit.reopens}"
    elif SYSTEM not in step.by:
        yield f"步骤 {revisit.reopens} 要让系统也能办"
    elif {one.code for one in step.asks if one.required} - {"reason"}:
        yield f"步骤 {revisit.reopens} 除了理由还有必填的栏目，回访时答不出来"
    asked = entry.fields.get(revisit.asks)
    if revisit.asks != "applicant" and (asked is None or asked.kind != "phone"):
        yield f"回访要打的电话 {revisit.asks} 不是这张表里的电话栏目"
