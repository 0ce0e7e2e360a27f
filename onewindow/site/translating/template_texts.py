"""Chinese texts of our templates, read from the parsed nodes rather than from their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.template import engines
from django.template.base import FilterExpression, Node, VariableNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from onewindow.site.translating.entry import Found

ROOT = Path(__file__).resolve().parents[2]


def texts() -> Iterator[Found]:
    """Every text that a template of ours translates."""
    for path in sorted(ROOT.rglob("templates/**/*.html")) + sorted(ROOT.rglob("templates/**/*.txt")):
        template: Any = engines["django"].from_string(path.read_text())
        yield from _of_nodes(_every(template.template.nodelist), path.relative_to(ROOT).as_posix())


def _of_nodes(nodes: Iterable[Node], place: str) -> Iterator[Found]:
    for node in nodes:
        if isinstance(node, TranslateNode):
            literal = node.filter_expression.var.literal  # type: ignore[union-attr]
            if literal:
                yield Found(str(literal), place, context=_context(node.message_context))
        elif isinstance(node, BlockTranslateNode):
            one, _ = node.render_token_list(node.singular)
            many = node.render_token_list(node.plural)[0] if node.plural else ""
            if node.trimmed:
                one, many = " ".join(one.split()), " ".join(many.split())
            yield Found(one, place, plural=many, context=_context(node.message_context))
        elif isinstance(node, VariableNode):
            yield from _underscored(node.filter_expression, place)


def _context(expression: FilterExpression | None) -> str:
    return str(expression.var.literal) if expression is not None else ""  # type: ignore[union-attr]


def _underscored(expression: FilterExpression, place: str) -> Iterator[Found]:
    """`{{ _("中文") }}` and `|default:_("中文")`."""
    inside: list[Any] = [expression.var]
    inside += [arg for _, args in expression.filters for _, arg in args]
    for one in inside:
        if getattr(one, "translate", False) and getattr(one, "literal", None):
            yield Found(str(one.literal), place)


def _every(nodes: Any) -> Iterator[Node]:
    """Every node of a template, those of its blocks and conditions included."""
    for node in nodes:
        yield node
        for name in ("nodelist", *getattr(node, "child_nodelists", ())):
            below = getattr(node, name, None)
            if below:
                yield from _every(below)
        for _, below in getattr(node, "conditions_nodelists", ()):
            yield from _every(below)
