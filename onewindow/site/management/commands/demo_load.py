"""Load the demo city: units, people, registers of synthetic entries, weeks of work.  Twice is once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from onewindow.site.demo import people, tree, workload
from onewindow.site.wiring import EFFECTS


class Command(BaseCommand):
    help = "Load the demo city (idempotent)"

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        with transaction.atomic():
            tree.plant()
            people.people(now)
        made = workload.workload(now)
        for turn in ("DEMO", "DEMO_LAST"):  # the last ones look back on what the other rooms have planted
            for chapter in EFFECTS:
                for plant in getattr(chapter, turn, ()):
                    plant(now)
        self.stdout.write(f"演示城市已就绪：新增办件 {made} 件。人员和证件号码均为合成。")
