"""Should have been told and was not: the handbook against the messages.  An empty list is the aim."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.notices.audiences import declared
from onewindow.kernel.store.statements import rows

GRACE = timedelta(minutes=15)  # the outbox and the job have had their time
WAITING = timedelta(days=1)  # a night, a gateway's bad day
UNTOLD = """
with wanted as (select * from unnest(%(types)s::text[], %(editions)s::text[], %(acts)s::text[], %(audiences)s::text[])
  as w(kind, edition, act, audience))
select l.id as line_id, l.at, l.kind, l.act, w.audience, c.id as case_id, c.number, c.title, c.unit_path,
  case when not exists (select 1 from ow_notices_message m where m.line_id = l.id and m.audience = w.audience)
    then 'no_message' else 'no_channel' end as why
from journal_line l join cases_case c on c.id = l.subject_id
  join wanted w on w.kind = l.kind and w.edition = c.edition and w.act = l.act
where l.about = 'case' and l.id > %(after)s and l.at >= %(since)s and l.at < %(until)s
  and not exists (select 1 from ow_notices_message m where m.line_id = l.id and m.audience = w.audience
    and (m.state = 'delivered' or (m.state = 'waiting' and m.at > %(waiting)s)))
order by l.id desc limit %(limit)s
"""
# Lines older than the last message before `since` are older than `since`: their ids grow with time.
FIRST = "select line_id from ow_notices_message where line_id is not null and at < %s order by at desc limit 1"
WHY = {"no_message": "没有生成消息", "no_channel": "各种方式都没有送到，请打电话告知"}


def untold(*, now: datetime, since: datetime | None = None, limit: int = 200) -> list[dict[str, Any]]:
    """Steps of the last thirty days (or since then) whose audience has not been reached, newest first.

    Each: line_id, at, kind, act, audience, case_id, number, title, unit_path, why, why_words.
    """
    since = since or now - timedelta(days=30)
    before = rows(FIRST, (since,))
    wanted = declared()
    found = rows(
        UNTOLD,
        {
            "types": [one[0] for one in wanted],
            "editions": [one[1] for one in wanted],
            "acts": [one[2] for one in wanted],
            "audiences": [one[3] for one in wanted],
            "after": before[0]["line_id"] if before else 0,
            "since": since,
            "until": now - GRACE,
            "waiting": now - WAITING,
            "limit": limit,
        },
    )
    return [{**row, "why_words": WHY[row["why"]]} for row in found]


def tally(*, now: datetime, since: datetime | None = None) -> list[dict[str, Any]]:
    """How the messages of the last thirty days ended, by channel: channel, state, n."""
    return rows(
        "select channel, state, count(*) as n from ow_notices_message where at >= %s group by channel, state "
        "order by channel, state",
        (since or now - timedelta(days=30),),
    )
