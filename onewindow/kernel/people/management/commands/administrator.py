"""The first administrator of an installation; everybody after that is made at the console."""

from __future__ import annotations

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people import actions
from onewindow.kernel.people.accounts import account_named
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.units import whole_city


class Command(BaseCommand):
    help = "Make an administrator: account, password (asked for), grant at the bureau"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name")
        parser.add_argument("--reason", default="系统初装")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            bureau = whole_city()
        except LookupError:
            raise CommandError("还没有单位：请先导入本市的机构，再建系统管理员。") from None
        password = getpass("口令（至少 10 个字符）：")
        if password != getpass("再输入一遍："):
            raise CommandError("两次输入的口令不一样。")
        try:
            with transaction.atomic():
                account = account_named(options["username"]) or actions.create_account(
                    username=options["username"], name=options["name"], kind="staff", actor=SYSTEM_ACTOR, now=now
                )
                actions.change_password(account_id=account, password=password, actor=SYSTEM_ACTOR, now=now)
                actions.grant(
                    account_id=account,
                    role="administrator",
                    unit_id=bureau.id,
                    reason=options["reason"],
                    actor=SYSTEM_ACTOR,
                    now=now,
                )
        except BadAnswers as refusal:
            raise CommandError("；".join(refusal.errors.values())) from None
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"{options['username']} 已是{bureau.name}的系统管理员。")
