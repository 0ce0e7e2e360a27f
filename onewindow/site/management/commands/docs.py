"""Draw docs/guide/ from the handbook, or say which pages are not what it would draw."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from onewindow.kernel.handbook.shelf import shelf
from onewindow.site.drawing import committed, floors, guide_pages, list_pages


class Command(BaseCommand):
    help = "Draw the generated pages of docs/; with --check, compare them with the committed ones"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = committed.REPOSITORY / "docs" / "guide"
        with translation.override("zh-hans"):
            pages = guide_pages.pages(shelf()) | list_pages.pages(shelf())
        house = {"floors.md": floors.page(committed.REPOSITORY)}
        if not options["check"]:
            committed.write(pages, folder)
            (folder.parent / "floors.md").write_text(house["floors.md"])
            return
        faults = committed.differing(pages, folder)
        faults += [one for one in committed.differing(house, folder.parent) if "left over" not in one]
        for fault in faults:
            self.stdout.write(f"docs: {fault}")
        sys.exit(1 if faults else 0)
