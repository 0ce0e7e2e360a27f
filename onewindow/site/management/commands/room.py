"""Write a new room: its folder, its lines in the site, and what is generated from it."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from onewindow.site.drawing import room
from onewindow.site.drawing.committed import REPOSITORY
from onewindow.site.translating import catalogue

THEN = ("handbook", "docs", "translations")


class Command(BaseCommand):
    help = "Write a new room (make room NAME=dogs)"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = room.write(options["name"], timezone.localdate().year, REPOSITORY)
        except room.Unfit as unfit:
            raise CommandError(str(unfit)) from None
        for path in written:
            self.stdout.write(str(path.relative_to(REPOSITORY)))
        for command in THEN:  # a process each, since this one does not know the new room
            subprocess.run([sys.executable, "-m", "onewindow", command], cwd=REPOSITORY, check=True)
        catalogue.save(catalogue.filled(catalogue.load(), room.english(options["name"])))
        self.stdout.write("Texts without English are listed by: python -m onewindow translations --missing")
