"""Building an actor: one statement for the account, its grants, agencies and helping cases.

A grant counts from its first day to its last, for the cases one helps with as for one's own.
"""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.people.actor import Actor, Held
from onewindow.kernel.people.fingerprint import fingerprint
from onewindow.kernel.store.statements import one

IN_FORCE = "g.since <= %(today)s and (g.until is null or g.until >= %(today)s)"
ACCOUNT = f"""
select a.id, a.kind, a.first_name as name, a.person_id, a.is_superuser,
  (select json_agg(json_build_array(g.role, u.id, u.path, u.name, g.places,
      (select array_agg(h.case_id) from people_help h where h.unit_path = u.path and h.until is null)) order by g.id)
     from people_grant g join people_unit u on u.id = g.unit_id
    where g.account_id = a.id and {IN_FORCE})::text as held,
  case when a.person_id is not null then
    (select array_agg(y.organisation_id) from people_agency y where y.agent_id = a.person_id
     and y.organisation_id is not null and y.since <= %(today)s and (y.until is null or y.until >= %(today)s)) end as firms
  {{more}}
from people_account a
"""
BY_ID = ACCOUNT.format(more="") + "where a.id = %(id)s and a.is_active"
BY_SESSION = ACCOUNT.format(more=", a.password, a.epoch") + "where a.id = %(id)s and a.is_active"
BY_TOKEN = (
    ACCOUNT.format(more="") + "join people_token t on t.account_id = a.id where t.digest = %(digest)s and a.is_active "
    "and (t.until is null or t.until > %(now)s)"
)


def actor_by_account(account_id: int, now: datetime) -> Actor | None:
    """The actor behind a signed-in account, with what it holds today."""
    return _actor(one(BY_ID, {"id": account_id, "today": local_date(now)}))


def actor_by_session(account_id: int, carried: str, now: datetime) -> Actor | None:
    """The actor behind a session, as long as the fingerprint it carries is still that of the account."""
    found = one(BY_SESSION, {"id": account_id, "today": local_date(now)})
    if found is None or not compare_digest(fingerprint(found["password"], found["epoch"]), carried):
        return None
    return _actor(found)


def actor_by_token(token: str, now: datetime) -> Actor | None:
    """The actor behind a bearer token."""
    digest = sha256(token.encode()).hexdigest()
    return _actor(one(BY_TOKEN, {"digest": digest, "now": now, "today": local_date(now)}))


def _actor(found: dict[str, Any] | None) -> Actor | None:
    if found is None:
        return None
    grants = json.loads(found["held"] or "[]")
    held = tuple(Held(role, unit, path, name, tuple(places or ())) for role, unit, path, name, places, _ in grants)
    helping = dict.fromkeys(case for *_, cases in grants for case in cases or ())
    return Actor(
        found["id"],
        found["kind"],
        found["name"],
        found["person_id"],
        tuple(found["firms"] or ()),
        held,
        tuple(helping),
        found["is_superuser"],
        held[0].unit_path if held else "",
    )
