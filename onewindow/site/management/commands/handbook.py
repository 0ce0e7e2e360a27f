"""Write handbook.lock.json, or say how the handbook differs from it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from onewindow.kernel.handbook import lock
from onewindow.kernel.handbook.shelf import shelf
from onewindow.site.drawing.committed import REPOSITORY
from onewindow.site.drawing.locking import compare


class Command(BaseCommand):
    help = "Write handbook.lock.json; with --check, compare it with the handbook"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = REPOSITORY / "handbook.lock.json"
        now = lock.text(shelf().modules)
        before = path.read_text() if path.exists() else "{}\n"
        said = compare(before, now)
        for line in (*said.vanished, *said.diff):
            self.stdout.write(line)
        if said.vanished:
            self.stderr.write("Codes are for ever: keep what vanished and mark it retired.")
            sys.exit(1)
        if options["check"]:
            sys.exit(1 if said.diff else 0)
        path.write_text(now)
