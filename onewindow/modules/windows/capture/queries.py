"""What a visit has captured, what it still lacks, and the confirmed values that fill its forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onewindow.kernel.ground.ages import as_day, born
from onewindow.kernel.store.vault import unseal_text
from onewindow.modules.windows.items import BY_CODE, CARD, Item, merged_papers
from onewindow.modules.windows.models import Matter, Piece, Ticket, Value

SOURCES = {"card": "读卡", "ocr": "文字识别", "typed": "手工填写"}
KINDS = {"card": "证件信息", "portrait": "照片", "scan": "材料", "signature": "签字", "fingerprint": "指纹"}


@dataclass(frozen=True, slots=True)
class Needed:
    """One thing the matters of the visit want from a person; `piece` is what there is, `usable` whether it serves."""

    kind: str  # portrait | scan | signature | fingerprint
    title: str
    paper: str = ""
    piece: Piece | None = None

    @property
    def usable(self) -> bool:
        """Good, or kept by a clerk who gave a reason."""
        return self.piece is not None and (self.piece.good or bool(self.piece.kept_anyway))


def text_of(value: Value) -> str:
    """The text of a value."""
    return unseal_text(value.sealed, f"capture:{value.piece_id}:{value.field}")


def pieces_of(ticket_id: int, person_id: int | None) -> list[Piece]:
    """What nothing has replaced, oldest first."""
    return list(
        Piece.objects.filter(bundle__ticket_id=ticket_id, person_id=person_id, replaced_at__isnull=True)
        .select_related("bundle")
        .prefetch_related("values")
        .order_by("id")
    )


def prefill(ticket_id: int, person_id: int | None) -> dict[str, str]:
    """Confirmed values by field, the one confirmed last of each; nothing that nobody has looked at.

    The caller is a clerk's act on the visit's cases and leaves its own line of reading.
    """
    return {value.field: text_of(value) for value in _confirmed(ticket_id, person_id)}


def sources(ticket_id: int, person_id: int | None) -> dict[str, str]:
    """Where each value of `prefill` came from: card | ocr | typed."""
    return {value.field: value.source for value in _confirmed(ticket_id, person_id)}


def papers(ticket_id: int, person_id: int | None) -> dict[str, list[str]]:
    """File ids of the usable scans by code of the paper, as a case takes them."""
    found: dict[str, list[str]] = {}
    for piece in pieces_of(ticket_id, person_id):
        if piece.kind == "scan" and piece.file_id and (piece.good or piece.kept_anyway):
            found.setdefault(piece.title, []).append(piece.file_id)
    return found


def portrait(ticket_id: int, person_id: int | None) -> str:
    """File id of the usable portrait; empty when there is none or an earlier one is used again."""
    usable = [
        one for one in pieces_of(ticket_id, person_id) if one.kind == "portrait" and (one.good or one.kept_anyway)
    ]
    return usable[-1].file_id if usable else ""


def portrait_source(ticket_id: int, person_id: int | None) -> int | None:
    """The piece with the last picture as it came, which can be marked (again)."""
    taken = Piece.objects.filter(bundle__ticket_id=ticket_id, person_id=person_id, kind="portrait")
    return taken.filter(quality__has_key="marked").order_by("-id").values_list("id", flat=True).first()


def items_of(ticket: Ticket, person_id: int | None) -> list[Item]:
    """What the visit does for this person: the matters entered for them.

    What the ticket was taken for and nobody has been entered for yet counts for the one who took it, or, while
    nothing at all is entered, for everybody.
    """
    entered = list(Matter.objects.filter(ticket=ticket).values_list("item", "person_id"))
    codes = [item for item, person in entered if person == person_id]
    if not entered or person_id in (None, ticket.person_id):
        there = {item for item, _ in entered}
        codes += [one for one in ticket.items if one not in there]
    return [BY_CODE[code] for code in dict.fromkeys(codes) if code in BY_CODE]


def wanted(ticket: Ticket, person_id: int | None) -> list[Needed]:
    """What the matters of this person want, with what there is."""
    held = {(one.kind, one.title if one.kind == "scan" else ""): one for one in pieces_of(ticket.id, person_id)}
    items = items_of(ticket, person_id)
    read = {CARD.code: held[("card", "")]} if ("card", "") in held else {}  # a card that was read need not be scanned
    found = [
        Needed("scan", paper.title, paper.code, held.get(("scan", paper.code)) or read.get(paper.code))
        for paper in merged_papers([one.code for one in items])[0]
    ]
    if any(one.portrait for one in items):
        found.append(Needed("portrait", KINDS["portrait"], piece=held.get(("portrait", ""))))
    if any(one.fingerprints for one in items):
        found.append(Needed("fingerprint", KINDS["fingerprint"], piece=held.get(("fingerprint", ""))))
    found.append(Needed("signature", KINDS["signature"], piece=held.get(("signature", ""))))
    return found


def missing(ticket: Ticket, person_id: int | None) -> list[str]:
    """Titles of what is still wanted, for the slip of a visit that is put on hold."""
    return [one.title for one in wanted(ticket, person_id) if not one.usable]


def confirmed_birth(ticket_id: int, person_id: int | None) -> date | None:
    """The birthday that somebody confirmed, itself or inside the number."""
    values = prefill(ticket_id, person_id)
    return as_day(values["birth"]) if values.get("birth") else born(values.get("id_no"))


def _confirmed(ticket_id: int, person_id: int | None) -> list[Value]:
    return list(
        Value.objects.filter(
            piece__bundle__ticket_id=ticket_id,
            piece__person_id=person_id,
            piece__replaced_at__isnull=True,
            confirmed_at__isnull=False,
        )
        .exclude(field="signature")
        .order_by("confirmed_at", "id")
    )
