"""Accounts of the demo: the cast, staff for every station and district, synthetic residents and a firm."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

from django.contrib.auth.hashers import make_password

from onewindow.kernel.ground.codes.credit_code import check_digit, organisation_check_digit
from onewindow.kernel.people import accounts, actions, grants
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.models import Account, Grant, Organisation, Place, Unit
from onewindow.kernel.registers.actions import load
from onewindow.site.demo.cast import CAST, Player
from onewindow.site.demo.names import birth_day, full_name, identity_number

SINCE = date(2026, 1, 1)
SEED = 20241
FIRM, FIRM_AREA, FIRM_BODY = "常州示例印章有限公司", "91320402", "MA00DEM0"
OUTSIDE = "341221"  # a county of another province, as the household area of newcomers
RESIDENTS, HOME = 60, "320402004001"


def people(now: datetime) -> None:
    """Everybody; nothing when they are there."""
    if Account.objects.filter(username="li").exists():
        return
    for order, player in enumerate(CAST):
        if player.phone:
            _resident(player, order, now)
        else:
            _staff(player, now)
    _offices(Random(SEED))
    _firm(now)
    _newcomers(Random(SEED + 1), now)


def _resident(player: Player, order: int, now: datetime) -> None:
    number = identity_number(player.birth, order + 1)
    person = actions.create_person(
        name=player.name,
        id_no=number,
        phone=player.phone,
        synthetic=True,
        proof="register",
        address="花园路12号3幢501室",
        place=HOME,
        actor=SYSTEM_ACTOR,
        now=now,
    )
    accounts.create_account(
        username=player.username,
        name=player.name,
        kind="resident",
        person_id=person,
        phone=player.phone,
        elder=player.username == "zhou",
        actor=SYSTEM_ACTOR,
        now=now,
    )
    _registered(number, player.name, player.birth, now)


def _registered(number: str, name: str, birth: str, now: datetime, place: str = "") -> None:
    day = f"{birth[:4]}-{birth[4:6]}-{birth[6:]}"
    load(
        "population",
        [
            (
                number,
                {
                    "name": name,
                    "former_names": "",
                    "sex": "男" if int(number[16]) % 2 else "女",
                    "nation": "汉族",
                    "birth": day,
                    "id_no": number,
                    "household_area": OUTSIDE,
                    "household_address": "（合成）某省某县某镇一组",
                    "household_unit": "（合成）某派出所",
                    "household_status": "正常",
                },
            )
        ],
        now=now,
    )
    load(
        "residence_registration",
        [
            (
                number,
                {
                    "name": name,
                    "since": "2024-03-01",
                    "valid_until": "2027-03-01",
                    "place_code": place or HOME,
                    "address": "花园路12号3幢501室",
                },
            )
        ],
        now=now,
    )
    load(
        "criminal_records",
        [(number, {"name": name, "convictions": [], "incomplete": False, "conflict": False})],
        now=now,
    )


def _staff(player: Player, now: datetime) -> None:
    account = accounts.create_account(
        username=player.username,
        name=player.name,
        kind="staff",
        password=player.password,
        badge=f"0500{len(player.username)}{ord(player.username[0])}",
        actor=SYSTEM_ACTOR,
        now=now,
    )
    unit = Unit.objects.get(code=player.unit, until__isnull=True)
    beat = (
        list(Place.objects.filter(unit=unit).order_by("code").values_list("code", flat=True)[:4])
        if player.grant == "community"
        else []
    )
    grants.grant(
        account_id=account,
        role=player.grant,
        unit_id=unit.id,
        reason="演示账号",
        places=beat,
        since=SINCE,
        actor=SYSTEM_ACTOR,
        now=now,
    )
    if player.grant == "administrator":
        Account.objects.filter(id=account).update(is_staff=True, is_superuser=True)


def _offices(draw: Random) -> None:
    """Clerks and a chief for every station; a clerk, two reviewers and a chief for every district.

    Nobody signs in as them.
    """
    posts = []
    for unit in Unit.objects.filter(kind__in=("station", "district"), until__isnull=True).order_by("path"):
        roles = ("clerk", "clerk", "chief") if unit.kind == "station" else ("clerk", "reviewer", "reviewer", "chief")
        posts += [(unit, role, nth) for nth, role in enumerate(roles)]
    locked = make_password(None)
    made = Account.objects.bulk_create(
        [
            Account(
                username=f"{role}-{unit.code}-{nth}",
                first_name=full_name(draw),
                kind="staff",
                password=locked,
                badge=f"{unit.code[2:9]}{nth}",
            )
            for unit, role, nth in posts
        ],
        batch_size=500,
    )
    Grant.objects.bulk_create(
        [
            Grant(account=account, role=role, unit=unit, since=SINCE, reason="演示编制")
            for account, (unit, role, _) in zip(made, posts, strict=True)
        ],
        batch_size=500,
    )


def _firm(now: datetime) -> None:
    firm = Organisation.objects.create(
        name=FIRM, credit_code=firm_code(), place_code=HOME, address="花园路100号", synthetic=True
    )
    agent = Account.objects.get(username="qian")
    assert agent.person_id is not None
    actions.give_agency(
        agent_id=agent.person_id, organisation_id=firm.id, ground="单位授权（演示）", actor=SYSTEM_ACTOR, now=now
    )
    load(
        "business",
        [(firm.credit_code, {"name": FIRM, "status": "存续", "address": "花园路100号", "legal_name": "钱立诚"})],
        now=now,
    )
    load("credit", [(firm.credit_code, {"bad_record": False, "untrue_promise": False})], now=now)


def firm_code() -> str:
    """A code that holds by both check characters and belongs to nobody."""
    first = f"{FIRM_AREA}{FIRM_BODY}{organisation_check_digit(FIRM_BODY)}"
    return first + check_digit(first)


def _newcomers(draw: Random, now: datetime) -> None:
    """Synthetic residents with an account, so that the city has work of every station."""
    places = list(Place.objects.order_by("code").values_list("code", flat=True))
    for order in range(RESIDENTS):
        birth, name = birth_day(draw), full_name(draw)
        number, phone = identity_number(birth, 100 + order), f"1390001{order:04d}"
        place = HOME if order % 6 == 0 else draw.choice(places)
        person = actions.create_person(
            name=name,
            id_no=number,
            phone=phone,
            synthetic=True,
            proof="register",
            address="解放路88号2幢301室",
            place=place,
            actor=SYSTEM_ACTOR,
            now=now,
        )
        accounts.create_account(
            username=f"resident-{order:03d}",
            name=name,
            kind="resident",
            person_id=person,
            phone=phone,
            actor=SYSTEM_ACTOR,
            now=now,
        )
        _registered(number, name, birth, now, place)
