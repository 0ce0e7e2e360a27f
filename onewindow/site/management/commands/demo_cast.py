"""Print the demo's cast: who they are and how they sign in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from onewindow.site.demo.cast import CAST


class Command(BaseCommand):
    help = "Print the demo accounts"

    def handle(self, *args: Any, **options: Any) -> None:
        for player in CAST:
            how = (
                f"手机 {player.phone}（验证码见 /demo/sms/）"
                if player.phone
                else f"{player.username} / {player.password}"
            )
            self.stdout.write(f"  {player.role}　{player.name}　{how}")
