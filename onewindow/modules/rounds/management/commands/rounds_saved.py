"""Reckon the synthetic month again and keep it for the page."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand

from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.modules.rounds.saved import AGAIN, SEED, month, summary
from onewindow.modules.rounds.savings import KEPT

BEGINS = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)


class Command(BaseCommand):
    help = "Reckon what merging saves over a synthetic month (about 20 s)"

    def handle(self, *args: Any, **options: Any) -> None:
        found = {
            str(again): {"summary": summary(days), "days": [[one.duties, one.stops] for one in days]}
            for again in (0.15, AGAIN, 0.5)
            for days in [month(again=again, begins=BEGINS)]
        }
        KEPT.write_text(json.dumps({"seed": SEED, "by_again": found}, indent=1) + "\n")
        self.stdout.write(json.dumps({again: one["summary"] for again, one in found.items()}))
