"""电子证照标识 (GB/T 36904-2018): 1.2.156.3005.2.{type}.{issuer}.{serial}.{version}.{check}.

The check is ISO 7064 MOD 37,36 over type, issuer, serial and version run together; three real
identifiers agree with it.
"""

import re
from typing import NamedTuple

from onewindow.kernel.ground.codes import credit_code
from onewindow.kernel.ground.codes.iso7064 import mod_37_36
from onewindow.kernel.ground.codes.text import compact
from onewindow.kernel.ground.refusal import Refusal

ROOT = "1.2.156.3005.2"
_SHAPE = re.compile(
    rf"{re.escape(ROOT)}\.([0-9A-Z]{{18}})([0-9]{{3}})\.([0-9A-Z]{{18}})"
    r"\.([0-9A-Z]{1,32})\.([0-9]{3})\.([0-9A-Z])"
)


class WrongShape(Refusal):
    code = "certificate_id.wrong_shape"
    words = "电子证照标识的格式不对，应以1.2.156.3005.2开头、共六段以点分隔。请重新扫描证照二维码。"


class WrongCheck(Refusal):
    code = "certificate_id.wrong_check"
    words = "电子证照标识的校验位不符，可能抄错或被改动。请重新扫描证照二维码，或向发证机关核实。"


class WrongIssuer(Refusal):
    """Facts: `issuer`."""

    code = "certificate_id.wrong_issuer"
    words = "电子证照标识里的颁发机构代码{issuer}不是有效的统一社会信用代码。请向发证机关核实。"


class Parts(NamedTuple):
    """`kind` is the owner's credit code and three digits; `version` counts from 1."""

    kind: str
    issuer: str
    serial: str
    version: int


def check(text: str) -> str:
    """The identifier in capitals; WrongShape, WrongCheck, WrongIssuer."""
    ident = compact(text, 128)
    found = parts(ident)
    if _check_of(ident) != ident[-1]:
        raise WrongCheck()
    try:
        credit_code.check(found.issuer)
    except Refusal:
        raise WrongIssuer(issuer=found.issuer) from None
    return ident


def parts(ident: str) -> Parts:
    """The segments of an identifier, unchecked but for their shape."""
    found = _SHAPE.fullmatch(ident)
    if not found:
        raise WrongShape()
    owner, number, issuer, serial, version, _ = found.groups()
    return Parts(owner + number, issuer, serial, int(version))


def compose(kind: str, issuer: str, serial: str, version: int = 1) -> str:
    """A new identifier; ValueError for parts that do not fit."""
    body = f"{kind}.{issuer}.{serial}.{version:03d}"
    ident = f"{ROOT}.{body}.{mod_37_36(body.replace('.', ''))}"
    if not _SHAPE.fullmatch(ident):
        raise ValueError(f"no certificate id for {body!r}")
    return ident


def _check_of(ident: str) -> str:
    return mod_37_36("".join(ident[len(ROOT) + 1 : -2].split(".")))
