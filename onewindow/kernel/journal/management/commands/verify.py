"""`python -m onewindow verify`: recompute the journal and say what does not hold."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal import epochs, proofs
from onewindow.kernel.journal.verifying import verify
from onewindow.kernel.store.statements import tuples


class Command(BaseCommand):
    help = "核对日志：逐行重算摘要链、封存和日根；指出第一处不符"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="since", type=date.fromisoformat, metavar="DAY", help="只核对这一天起封存的")
        parser.add_argument("--days", action="store_true", help="列出各日的日摘要（供公布）")
        parser.add_argument("--proof", type=int, metavar="LINE", help="导出一行日志的证明（JSON），可离线核对")
        parser.add_argument("--with-body", action="store_true", help="证明里带上这一行的内容（含姓名）")
        parser.add_argument("--new-epoch", action="store_true", help="数据库恢复到新实例之后，让日志接着往下写")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["proof"] is not None:
                self._proof(options["proof"], options["with_body"])
            elif options["days"]:
                self._days()
            elif options["new_epoch"]:
                shift = epochs.begin(now=timezone.now())
                self.stdout.write(f"已开启新纪元：此后的交易号加 {shift}。封存和投递可以继续。")
            else:
                self._verify(options["since"])
        except Refusal as no:
            raise CommandError(no.sentence) from None

    def _verify(self, since: date | None) -> None:
        found = verify(since)
        self.stdout.write(
            f"核对 {found.lines} 行（{found.subjects} 个事项）、{found.seals} 次封存、{found.days} 个日根，"
            f"用时 {found.seconds:.1f} 秒，每秒 {found.lines / max(found.seconds, 0.001):.0f} 行；"
            f"尚未封存 {found.unsealed} 行。"
        )
        if found.faults:
            raise CommandError("日志不完整：\n" + "\n".join(found.faults))
        epochs.guard()
        self.stdout.write("日志完整，没有发现改动、缺失或调换。")

    def _proof(self, line_id: int, with_body: bool) -> None:
        self.stdout.write(json.dumps(proofs.of_line(line_id, with_body=with_body), ensure_ascii=False, indent=1))

    def _days(self) -> None:
        for day in tuples("select day, seals, lines, digest from journal_day order by day"):
            self.stdout.write(f"{day.day}  {day.digest.hex()}  封存 {day.seals} 次，{day.lines} 行")
