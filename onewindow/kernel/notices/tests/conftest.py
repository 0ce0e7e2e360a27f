"""The outbox in small: tell what happened, carry what waits."""

from __future__ import annotations

from datetime import datetime

import pytest

from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.journal.models import Line
from onewindow.kernel.notices.telling import tell


@pytest.fixture(autouse=True)
def demo(settings) -> None:
    settings.DEMO, settings.CITY, settings.SMS_GATEWAY, settings.WECHAT_GATEWAY = True, "常州市公安局", "", ""


def told(*, now: datetime | None = None) -> None:
    """Tell every line of the journal, as the outbox does after the commit."""
    for line in Line.objects.order_by("id"):
        tell(
            Told(
                str(line.id),
                line.id,
                line.event,
                line.at,
                line.about,
                line.subject_id,
                line.version,
                line.kind,
                line.act,
                line.from_state,
                line.to_state,
                line.actor_id,
                line.unit_path,
                line.facts,
                now or line.at,
            )
        )
