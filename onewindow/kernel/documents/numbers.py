"""文号: which unit, which kind, which year, which number; and the code by which anybody may check a document."""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass
from functools import cached_property

from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.store.vault import search_hash

WORDS = {
    "receipt": "受",
    "correction": "补",
    "refusal": "决",
    "decision": "决",
    "permit": "许",
    "licence": "许",
    "certificate": "证",
    "letter": "函",
    "result": "查",
}
OTHER = "文"
CODE_LETTERS = 16


@dataclass(frozen=True)
class Issuer:
    """The unit in whose name a document goes out: names from the bureau down to the unit."""

    path: str
    names: tuple[str, ...]

    @cached_property
    def name(self) -> str:
        """常州市公安局天宁分局红梅派出所: the names one after another, none said twice."""
        full = ""
        for name in self.names:
            whole = name.startswith(full) or name.endswith("公安局")  # 溧阳市公安局 stands by itself
            full = name if whole else full + name
        return full

    @cached_property
    def short(self) -> str:
        """常公（红梅所）: as 文号 abbreviates it."""
        city, own = self.names[0].removesuffix("市公安局"), self.names[-1]
        head = f"{city[:1]}公"
        if len(self.names) == 1:
            return head
        above = max((name for name in self.names[:-1] if own.startswith(name)), key=len, default="")
        own = own.removeprefix(above)
        return f"{head}（{own.replace('派出所', '所').removesuffix('分局').removesuffix('市公安局')}）"


def issuer(unit_path: str, *, high: bool) -> Issuer:
    """The unit of this path, or with `high` the district or county bureau above it.

    A police station may receive and certify; a decision on a permit is the county-level bureau's.
    """
    found = rows(
        "select path, name, kind from people_unit where %s like path || '%%' and until is null order by length(path)",
        (unit_path,),
    )
    if not found:
        return Issuer(unit_path, ("公安机关",))
    upto = next((i for i, unit in enumerate(found) if unit["kind"] == "district"), len(found) - 1) if high else None
    chain = found[: upto + 1] if upto is not None else found
    return Issuer(chain[-1]["path"], tuple(unit["name"] for unit in chain))


def next_number(unit: Issuer, template: str, year: int) -> str:
    """常公（红梅所）受字〔2026〕第000123号.  The row is held until the caller's transaction ends: no gaps."""
    word = WORDS.get(template, OTHER)
    row = one(
        "insert into ow_documents_serial as s (issuer, word, year, last) values (%s, %s, %s, 1) "
        "on conflict (issuer, word, year) do update set last = s.last + 1 returning last",
        (unit.short, word, year),
    )
    assert row is not None
    return f"{unit.short}{word}字〔{year}〕第{row['last']:06d}号"


def check_code(case_id: int, line_id: int, code: str) -> str:
    """Sixteen letters and digits that nobody can guess; the same document gets the same code again."""
    secret = bytes.fromhex(search_hash("document", f"{case_id}:{line_id}:{code}"))
    return b32encode(secret)[:CODE_LETTERS].decode()


def in_groups(code: str) -> str:
    """ABCD EFGH JKLM NPQR: as it is printed."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def as_typed(text: str) -> str:
    """A code as somebody types it from paper: everything else gone, 0 and 1 read as the letters they look like."""
    plain = "".join(letter for letter in text[:64].upper() if letter.isascii() and letter.isalnum())
    return plain.translate(str.maketrans("018", "OIB"))
