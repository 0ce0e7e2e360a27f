"""Prove the reform anew: ten windows by department against five combined ones.  Needs no database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from onewindow.kernel.ground.local_time import local_date
from onewindow.modules.windows.simulation import proof


class Command(BaseCommand):
    help = "Simulate the hall before and after the reform and keep the figures for the page; some minutes"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=proof.SEED)
        parser.add_argument("--days", type=int, default=proof.DAYS, help="simulated days of each arrangement")
        parser.add_argument("--to", type=Path, default=proof.KEPT)

    def handle(self, *args: Any, **options: Any) -> None:
        found = proof.proof(seed=options["seed"], days=max(2, options["days"]), made_on=local_date(timezone.now()))
        options["to"].parent.mkdir(parents=True, exist_ok=True)
        options["to"].write_text(proof.text(found))
        for row in found["capacity"]:
            self.stdout.write(
                "{mix:<10} {setup:<15} {bears:>5.0f}/day  x{times}".format(
                    **row, bears=row["per_day"][0], times=row["against_s433"][0]
                )
            )
