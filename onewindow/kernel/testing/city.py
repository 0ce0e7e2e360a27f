"""A small city for tests: one bureau, two districts, three stations, four communities."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.models import Account, Grant, Person, Place, Unit
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.people.tree import add_unit
from onewindow.kernel.store.vault import seal_text, search_hash

SHANGHAI = ZoneInfo("Asia/Shanghai")
SINCE = date(2020, 1, 1)
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)  # an ordinary Monday, no holiday near
XINHUA_PLACE, HONGMEI_PLACE, XINBEI_PLACE = "320402004001", "320402005001", "320411002001"
LI_ID, ZHOU_ID = "320402199001011239", "320402195501011237"


@dataclass
class City:
    """The units by their short names, and the people by theirs."""

    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def actor(self, name: str, now: datetime = MONDAY) -> Actor:
        """Who acts: read again from the database, with the grants of that day."""
        found = actor_by_account(self.accounts[name].id, now)
        assert found is not None
        return found


def valid_id(first17: str) -> str:
    """An identity number with its check digit; for synthetic persons only."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first17 + "10X98765432"[sum(int(d) * w for d, w in zip(first17, weights, strict=True)) % 11]


def small_city() -> City:
    """Build it in the current database."""
    city = City()
    bureau = add_unit("320400000000", "常州市公安局", "bureau", parent=None, since=SINCE)
    tianning = add_unit("320402000000", "天宁分局", "district", parent=bureau, since=SINCE, area_code="320402")
    xinbei = add_unit("320411000000", "新北分局", "district", parent=bureau, since=SINCE, area_code="320411")
    units = {
        "bureau": bureau,
        "tianning": tianning,
        "xinbei": xinbei,
        "hongmei": add_unit("320402004000", "红梅派出所", "station", parent=tianning, since=SINCE),
        "tianning_street": add_unit("320402005000", "天宁派出所", "station", parent=tianning, since=SINCE),
        "sanjing": add_unit("320411002000", "三井派出所", "station", parent=xinbei, since=SINCE),
    }
    city.units = units
    for code, unit, street in (
        (XINHUA_PLACE, "hongmei", "红梅街道"),
        (HONGMEI_PLACE, "tianning_street", "天宁街道"),
        (XINBEI_PLACE, "sanjing", "三井街道"),
    ):
        Place.objects.create(
            code=code,
            name=f"{street}第一社区居委会",
            street_code=code[:9],
            street_name=street,
            district_code=code[:6],
            district_name="",
            unit=units[unit],
        )
    for name, role, unit in CAST:
        staff(city, name, role, unit)
    for name, number, phone in (("li", LI_ID, "13800000001"), ("zhou", ZHOU_ID, "13800000002")):
        resident(city, name, valid_id(number[:17]), phone)
    return city


CAST = (
    ("wang", "clerk", "hongmei"),
    ("zhao", "clerk", "tianning_street"),
    ("qian", "clerk", "sanjing"),
    ("chen", "reviewer", "tianning"),
    ("gu", "reviewer", "xinbei"),
    ("sun", "chief", "hongmei"),
    ("he", "chief", "bureau"),
    ("xu", "supervisor", "bureau"),
    ("admin", "administrator", "bureau"),
)
NAMES = {
    "li": "李一一",
    "zhou": "周大爷",
    "wang": "王窗口",
    "zhao": "赵邻所",
    "qian": "钱新北",
    "chen": "陈审批",
    "gu": "顾审批",
    "sun": "孙所长",
    "he": "何局长",
    "xu": "徐督察",
    "admin": "管理员",
}


def staff(city: City, name: str, role: str, unit: str) -> Account:
    """A member of staff with one role at one unit."""
    account = Account.objects.create_user(
        name, kind="staff", first_name=NAMES.get(name, name), badge=f"05{len(city.accounts):04d}"
    )
    Grant.objects.create(account=account, role=role, unit=city.units[unit], since=SINCE, reason="测试")
    city.accounts[name] = account
    return account


def resident(city: City, name: str, id_no: str, phone: str) -> Account:
    """A synthetic resident whose identity number, phone and address are sealed."""
    person = Person.objects.create(
        name=NAMES.get(name, name),
        synthetic=True,
        since=MONDAY,
        id_hash=search_hash("id", id_no),
        phone_hash=search_hash("phone", phone),
    )
    Person.objects.filter(id=person.id).update(
        id_sealed=seal_text(id_no, f"person:{person.id}:id"), phone_sealed=seal_text(phone, f"person:{person.id}:phone")
    )
    account = Account.objects.create_user(name, kind="resident", first_name=person.name, person=person)
    city.accounts[name] = account
    return account
