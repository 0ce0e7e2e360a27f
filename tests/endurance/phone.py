"""An officer's phone at work while everything dies: each command is sent until it is answered, and done once."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

CSRF = "p" * 32
FINDINGS = 60
MAKE = """
from datetime import timedelta
from onewindow.kernel.cases.many import file_many
from onewindow.kernel.faces.live.tests.listening_in import signed_in
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.modules.hazards.demo import BY_CODE, OTHERS, filing
wu = Account.objects.get(username="wu")
place = actor_by_account(wu.id, now).held[0].places[0]
filed = file_many([filing(place, f"耐久路{{nth}}号", OTHERS[nth % len(OTHERS)], nth, "found", now - timedelta(hours=1), {{}}, now)
                   for nth in range({findings})], actor=SYSTEM_ACTOR, now=now, reason="endurance", act="bring_in")
leads = [BY_CODE[OTHERS[nth % len(OTHERS)]].leads[0] for nth in range({findings})]
print("PHONE" + json.dumps({{"session": signed_in(wu, now), "cases": filed.ids, "leads": leads}}))
"""


@dataclass
class Phone:
    """One command after another; a command that was answered is never sent under another number."""

    url: str
    session: str
    cases: list[int]
    leads: list[str]
    until: float = 0
    done: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def work(self) -> None:
        cookies = {"sessionid": self.session, "csrftoken": CSRF}
        with httpx.Client(base_url=self.url, timeout=8, cookies=cookies, headers={"X-CSRFToken": CSRF}) as line:
            for case, lead in zip(self.cases, self.leads, strict=True):
                if time.monotonic() > self.until:
                    return
                self.send(line, case, lead)
                time.sleep(0.3)

    def send(self, line: httpx.Client, case: int, lead: str) -> None:
        command: dict[str, Any] = {"id": str(uuid4()), "case": case, "step": "push", "given": {"lead": lead}}
        command["device_at"] = "2026-03-02T09:00:00+08:00"
        give_up = time.monotonic() + 120
        while time.monotonic() < give_up:
            try:
                answer = line.post("/desk/rounds/commands/", json={"commands": [command]})
            except httpx.HTTPError:
                time.sleep(0.1)
                continue
            if answer.status_code >= 500:
                time.sleep(0.1)
                continue
            told = answer.json()["told"][0] if answer.status_code == 200 else {"result": answer.text[:200]}
            (self.done.append(case) if told["result"] == "done" else self.refused.append(str(told)))
            return
        self.refused.append(f"{case}: no answer")
