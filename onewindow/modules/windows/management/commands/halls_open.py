"""Open a hall, or change one, by a file: hall, hours and windows.  With --check the file is only read."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from onewindow.kernel.ground.refusal import Refusal
from onewindow.modules.windows.managing.opening import open_hall
from onewindow.modules.windows.managing.plan import BadPlan, read


class Command(BaseCommand):
    help = "Open or change the hall that the TOML file describes; see docs/how-to/run-a-hall.md"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="read the file, change nothing; needs no database")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = read(options["file"].read_text())
        except (BadPlan, OSError) as wrong:
            raise CommandError(str(wrong)) from wrong
        if not options["check"]:
            try:
                open_hall(plan, now=timezone.now())
            except Refusal as refusal:
                raise CommandError(refusal.sentence) from refusal
        for path in ("", "screen/", "kiosk/"):
            self.stdout.write(f"/halls/{plan.code}/{path}")
