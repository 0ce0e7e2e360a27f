"""No page stands open by mistake, and no page brings script or style of its own."""

from __future__ import annotations

import re

import pytest
from django.urls import get_resolver

from onewindow.kernel.faces.gates import gate_of, views
from tests.house.tree import PRODUCT

OPEN = {"public", "signed_in", "staff_only", "administrators_only", "api", "live", "stream"}
TEMPLATES = sorted(PRODUCT.rglob("templates/**/*.html"))
INLINE = re.compile(
    r"""(?ix) <script(?![^>]*\bsrc=)(?![^>]*type="(?:application/json|speculationrules)")[^>]*>
    | <style\b | \sstyle\s*= | \son[a-z]+\s*=\s*["'] | javascript:""",
)


def test_every_address_declares_its_gate():
    bare = [path for path, view in views(get_resolver().url_patterns) if gate_of(view) is None]
    assert bare == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(PRODUCT).as_posix())
def test_no_template_brings_script_or_style_inline(template):
    assert INLINE.findall(template.read_text()) == []
