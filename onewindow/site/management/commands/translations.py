"""Collect every Chinese text, keep the English catalogue complete, and compile it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from onewindow.kernel.handbook.shelf import shelf
from onewindow.site.translating import catalogue


class Command(BaseCommand):
    help = "Bring locale/en up to date (--write, the default); --check finds missing, stale and broken entries"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--write", action="store_true")
        parser.add_argument("--missing", action="store_true", help="print what has no English yet")

    def handle(self, *args: Any, **options: Any) -> None:
        found = catalogue.collected(shelf())
        if options["check"]:
            faults = catalogue.faults(catalogue.load(), found)
            for fault in faults:
                self.stdout.write(fault)
            sys.exit(1 if faults else 0)
        kept = catalogue.merged(catalogue.load(), found)
        catalogue.save(kept)
        missing = catalogue.untranslated(kept)
        self.stdout.write(f"{len(kept)} texts, {len(missing)} without English.")
        for entry in missing if options["missing"] else ():
            self.stdout.write(f"  {entry.msgid}")
