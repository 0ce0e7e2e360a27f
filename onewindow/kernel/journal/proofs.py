"""A proof for one line that a stranger checks offline, with nothing but SM3 and the published day."""

from __future__ import annotations

import json
from typing import Any

from onewindow.kernel.ground.chain import Proof, proof
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.actions import body_of
from onewindow.kernel.journal.seals import DIGESTS, day_header, seal_header
from onewindow.kernel.store.statements import tuples

FORM = "onewindow-line-proof-1"


class NotSealed(Refusal):
    """The line is not there, or not sealed yet."""

    code = "not_sealed"
    status = 404
    words = "没有编号为 {line} 的日志行，或者它还没有封存。每分钟封存一次，请稍后再试。"


def of_line(line_id: int, *, with_body: bool = False) -> dict[str, Any]:
    """The proof of one sealed line, ready for JSON; `with_body` adds its text, which names persons.

    `day` is None until the day is over: then only the seal is proved.
    """
    found = tuples("select *, facts::text as facts_text from journal_line where id = %s", (line_id,))
    seals = tuples(
        "select s.* from journal_seal s, journal_line l where l.id = %s and l.txid >= s.after_txid "
        "and l.txid < s.before_txid",
        (line_id,),
    )
    if not found or not seals:
        raise NotSealed(line=line_id)
    line, seal = found[0], seals[0]
    told: dict[str, Any] = {"id": line.id, "digest": line.digest.hex(), "previous": line.previous.hex()}
    if with_body:
        told["body"] = body_of(line, json.loads(line.facts_text)).decode()
    digests = [bytes(row.digest) for row in tuples(DIGESTS, (seal.after_txid, seal.before_txid))]
    header = seal_header(seal.day, seal.after_txid, seal.before_txid, seal.lines, bytes(seal.root))
    return {
        "form": FORM,
        "line": told,
        "day": _day(seal),
        "seal": _rung(header, seal, proof(digests, digests.index(bytes(line.digest)))),
    }


def _day(seal: Any) -> dict[str, Any] | None:
    days = tuples("select * from journal_day where day = %s", (seal.day,))
    if not days:
        return None
    day = days[0]
    seals = tuples("select id, digest from journal_seal where day = %s order by id", (seal.day,))
    at = [row.id for row in seals].index(seal.id)
    header = day_header(day.day, day.seals, day.lines, bytes(day.root))
    return _rung(header, day, proof([bytes(row.digest) for row in seals], at))


def _rung(header: bytes, row: Any, path: Proof) -> dict[str, Any]:
    return {
        "header": header.decode(),
        "previous": row.previous.hex(),
        "digest": row.digest.hex(),
        "path": [["left" if is_left else "right", beside.hex()] for is_left, beside in path],
    }
