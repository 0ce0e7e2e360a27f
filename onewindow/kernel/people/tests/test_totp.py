"""The second factor: RFC 6238's own numbers, each code good for once, paper for a lost phone."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from onewindow.kernel.people import totp
from onewindow.kernel.people.lines import NotAdministrator
from onewindow.kernel.people.models import RecoveryCode, Totp
from onewindow.kernel.testing.city import MONDAY, City

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
STEP = timedelta(seconds=30)


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_digits_are_those_of_the_standard(seconds: int, digits: str) -> None:
    assert totp.digits_at(RFC_SECRET, seconds // 30) == digits
    assert totp.matching_step(RFC_SECRET, digits, datetime.fromtimestamp(seconds, UTC)) == seconds // 30


@pytest.fixture
def wang(city: City) -> tuple[int, str, list[str]]:
    """Wang's account, secret and paper codes, the second factor switched on."""
    account = city.accounts["wang"].id
    secret = totp.begin(account_id=account, now=MONDAY)
    assert totp.begin(account_id=account, now=MONDAY) == secret
    papers = totp.confirm(account_id=account, code=code(secret, MONDAY), actor=city.actor("wang"), now=MONDAY)
    return account, secret, papers


def code(secret: str, at: datetime) -> str:
    return totp.digits_at(secret, int(at.timestamp()) // 30)


def test_a_code_is_good_for_once_and_for_one_step_of_drift(wang: tuple[int, str, list[str]]) -> None:
    account, secret, _ = wang
    later = MONDAY + timedelta(hours=1)
    for wrong in (MONDAY, later - 2 * STEP, later + 2 * STEP):
        with pytest.raises(totp.WrongCode):
            totp.check(account_id=account, code=code(secret, wrong), now=later)
    totp.check(account_id=account, code=code(secret, later - STEP), now=later)
    totp.check(account_id=account, code=code(secret, later), now=later)
    for used in (later - STEP, later):
        with pytest.raises(totp.WrongCode):
            totp.check(account_id=account, code=code(secret, used), now=later)


def test_the_code_that_switched_it_on_does_not_sign_in_again(wang: tuple[int, str, list[str]]) -> None:
    account, secret, _ = wang
    with pytest.raises(totp.WrongCode):
        totp.check(account_id=account, code=code(secret, MONDAY), now=MONDAY)


def test_a_paper_code_is_good_for_once_with_or_without_its_hyphen(wang: tuple[int, str, list[str]]) -> None:
    account, _, papers = wang
    assert len(set(papers)) == 10 == totp.papers_left(account)
    totp.check(account_id=account, code=papers[0].replace("-", " "), now=MONDAY)
    with pytest.raises(totp.WrongCode):
        totp.check(account_id=account, code=papers[0], now=MONDAY)
    assert totp.papers_left(account) == 9


@pytest.mark.parametrize("typed", ["", "abc", "12345", "１２３４５６", "000000", "9" * 50, "\x00"])
def test_rubbish_is_a_wrong_code(wang: tuple[int, str, list[str]], typed: str) -> None:
    with pytest.raises(totp.WrongCode):
        totp.check(account_id=wang[0], code=typed, now=MONDAY)


def test_neither_secret_nor_paper_lies_in_the_clear(wang: tuple[int, str, list[str]]) -> None:
    account, secret, papers = wang
    assert secret.encode() not in bytes(Totp.objects.get(account_id=account).secret_sealed)
    assert not any(paper in str(list(RecoveryCode.objects.values())) for paper in papers)


def test_a_secret_is_not_shown_again_and_somebody_elses_factor_not_taken_away(
    city: City, wang: tuple[int, str, list[str]]
) -> None:
    with pytest.raises(totp.AlreadyOn):
        totp.begin(account_id=wang[0], now=MONDAY)
    with pytest.raises(NotAdministrator):
        totp.remove(account_id=wang[0], actor=city.actor("zhao"), now=MONDAY)
    totp.remove(account_id=wang[0], actor=city.actor("admin"), now=MONDAY)
    assert not totp.has_totp(wang[0]) and totp.papers_left(wang[0]) == 0


def test_the_code_for_the_app_names_account_and_issuer() -> None:
    told = totp.uri("ABC", "wang", "一窗")
    assert told == "otpauth://totp/%E4%B8%80%E7%AA%97%3Awang?secret=ABC&issuer=%E4%B8%80%E7%AA%97"
