"""The pages that list what the whole house knows: matters, roles, events, refusals, parameters, laws."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import onewindow.kernel
import onewindow.modules
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.law import Law
from onewindow.kernel.handbook.roles import ROLES
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.site.drawing.guide_pages import REACHES, name_of, parameters
from onewindow.site.drawing.markdown import page, table

# `oidc` can be imported only where the bureau has a sign-in of its own; it refuses nothing.
LEFT_OUT = {"tests", "testing", "migrations", "management", "oidc"}


def pages(shelf: Shelf) -> dict[str, str]:
    """File name to text."""
    return {"index.md": index(shelf), "roles.md": roles(shelf), "events.md": events(shelf), "refusals.md": refusals(),
            "parameters.md": all_parameters(shelf), "laws.md": laws(shelf)}  # fmt: skip


def index(shelf: Shelf) -> str:
    """Every matter by chapter, and the other lists."""
    rows = []
    for module in shelf.modules:
        for entry in module.case_types:
            one = shelf.editions[entry.code][entry.edition]
            rows.append((module.title, f"[{one.title}]({name_of(shelf, one)})", one.edition, one.retired_on or "现行"))
    others = (
        "[岗位](roles.md) · [事件](events.md) · [拒绝的话](refusals.md) · [参数](parameters.md) · [依据](laws.md)\n"
    )
    return page("办事指南", ("", others), ("事项", table(("章节", "事项", "版本", "状态"), rows)))


def roles(shelf: Shelf) -> str:
    """Every role, how far it reaches, and what it may do in which matter."""
    rows = [(role.title, f"`{role.code}`", REACHES[role.reach.value], role.duties) for role in ROLES]
    sections = [("", table(("岗位", "编码", "范围", "职责"), rows))]
    for role in ROLES:
        acts = []
        for entry in shelf.current.values():
            may = [step.title for step in entry.steps if any(one.code == role.code for one in step.by)]
            if may:
                acts.append((f"[{entry.title}]({name_of(shelf, entry)})", "、".join(may)))
        if acts:
            sections.append((role.title, table(("事项", "能办的步骤"), acts)))
    return page("岗位", *sections)


def events(shelf: Shelf) -> str:
    """Every event of a chapter: who tells it, what it carries, who listens."""
    tells: dict[str, list[str]] = {}
    for entry in shelf.current.values():
        for step in entry.steps:
            if step.tells:
                tells.setdefault(step.tells, []).append(f"{entry.title}·{step.title}")
    hears: dict[str, list[str]] = {}
    for module in shelf.modules:
        for code in module.listens_to:
            hears.setdefault(code, []).append(module.title)
    rows = [(f"`{event.code}`", "、".join(f"`{one}`" for one in event.carries), "、".join(tells.get(event.code, [])),
             "、".join(hears.get(event.code, []))) for module in shelf.modules for event in module.events]  # fmt: skip
    always = "每一步都记一行日志，类型是“事项编码.步骤编码”，订阅方按类型收。下面是各章节另外发出的事件。\n"
    return page("事件", ("", always + "\n" + table(("事件", "带什么", "谁发出", "谁在听"), rows)))


def refusals() -> str:
    """Every foreseen no: code, status and words."""
    rows = [(f"`{one.code}`", one.status, one.words, f"`{one.__module__.removeprefix('onewindow.')}`")
            for one in sorted(every_refusal(), key=lambda one: (one.code, one.__module__))]  # fmt: skip
    told = "网页显示这里的话，接口另给编码和事实（RFC 9457）。花括号里的，办理时换成当时的内容。\n"
    return page("拒绝的话", ("", told + "\n" + table(("编码", "状态码", "怎么说", "在哪里"), rows)))


def every_refusal() -> list[type[Refusal]]:
    """Every subclass in the product; the modules are imported first, so that none is overlooked."""
    for house in (onewindow.kernel, onewindow.modules):
        for found in pkgutil.walk_packages(house.__path__, f"{house.__name__}."):
            if not set(found.name.split(".")) & LEFT_OUT:
                import_module(found.name)
    ours = [one for one in _below(Refusal) if not set(one.__module__.split(".")) & LEFT_OUT]
    return [one for one in {*ours} if one.__module__.startswith("onewindow.") and not inspect.isabstract(one)]


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def all_parameters(shelf: Shelf) -> str:
    """Every local value, matter by matter."""
    told = "本市可以在范围内改的值。出处没有核过原文的，注明“待核”；管理员改一个值要写明文号和启用的日子。\n"
    return page("参数", ("", told), *[(entry.title, parameters(entry)) for entry in shelf.holders])


def laws(shelf: Shelf) -> str:
    """Every law cited, where, and how sure we are of it."""
    cited: dict[tuple[str, str], tuple[Law, dict[str, None]]] = {}
    for entry in shelf.current.values():
        for law in _laws(entry):
            cited.setdefault((law.title, law.article), (law, {}))[1][entry.title] = None
    rows = [(f"《{title}》", article, law.sure.value, law.note, "、".join(where))
            for (title, article), (law, where) in sorted(cited.items())]  # fmt: skip
    return page("依据", ("", table(("法律、法规、标准", "条", "核对情况", "说明", "用在哪些事项"), rows)))


def _laws(entry: object) -> Iterator[Law]:
    """Every Law anywhere in a declaration."""
    if isinstance(entry, Law):
        yield entry
    elif isinstance(entry, (tuple, list)):
        for one in entry:
            yield from _laws(one)
    elif hasattr(entry, "__dataclass_fields__"):
        for name in entry.__dataclass_fields__:
            yield from _laws(getattr(entry, name))
