"""`python -m onewindow gaps`: what was not told, to whom, and what holds the outbox up."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from onewindow.kernel.journal.gaps import Gap, of_subscriber, report


class Command(BaseCommand):
    help = "投递缺口：哪些事件没有告知到，告知给谁，为什么"

    def handle(self, *args: Any, **options: Any) -> None:
        found = report(timezone.now())
        for gap in found.listeners:
            self.stdout.write(f"内部监听 {gap.whom}：{_words(gap)}")
        for each in found.subscribers:
            self.stdout.write(
                f"订阅方 {each['name']}：等待 {each['waiting']} 条，放弃 {each['given_up']} 条"
                + ("" if each["active"] else "，已停用")
            )
            for gap in of_subscriber(each["id"]) if each["given_up"] else ():
                self.stdout.write(f"  {_words(gap)}")
        for each in found.holders:
            self.stdout.write(
                f"事务开着太久，挡住了投递：进程 {each['pid']}（{each['application_name']}），{each['age']}"
            )
        if not found.whole:
            raise CommandError(f"有缺口，或者投递落后 {found.behind}。")
        self.stdout.write("没有缺口。")


def _words(gap: Gap) -> str:
    state = {"waiting": "等待重试", "stuck": "已停下，待人工处理", "given_up": "已放弃"}[gap.state]
    return f"{gap.event} {gap.subject}（{gap.event_id}），试了 {gap.attempts} 次，{state}：{gap.words}"
