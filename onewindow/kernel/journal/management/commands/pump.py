"""`python -m onewindow pump`: deliver what the journal has not told yet, until stopped."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from onewindow.kernel.journal.pump import Pump

PATIENCE = 3.0
"""Seconds that a delivery under way is waited for; one cut off is delivered again, under the same id."""


class Command(BaseCommand):
    help = "投递日志里还没有告知的事件：内部监听、外部订阅、打开的页面"

    def handle(self, *args: Any, **options: Any) -> None:
        stopping = threading.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stopping.set())
        Pump(timezone.now, stopping).run()
        for thread in threading.enumerate():
            if thread.name.startswith("sender"):
                thread.join(PATIENCE)
        sys.stdout.flush()
        os._exit(0)
