"""What can be done at a window: 办理项, by department, with the papers, the time and the case each becomes.

Pure.  An item without `case_type` is done in the department's own system beside the window: the room takes the
papers, the clerk types the number back.  Minutes are the published ones (上海马桥 2019: vehicle and exit-entry
about 5; hard household matters about 30), otherwise ours: `sure` says which.
"""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.kernel.handbook.law import Law, Sure

PUBLISHED = Law("上海派出所综窗公开报道（2019）", "", Sure.SECOND, "车驾管、出入境平均5分钟，疑难户籍约半小时")
OWN = Law("本系统设计", "", Sure.OWN, "没有公开数字的，按一般件 10 分钟估")
DEPARTMENTS = {
    "household": "户政",
    "exit_entry": "出入境",
    "vehicle": "车驾管",
    "security": "治安",
    "legal": "法制",
}


@dataclass(frozen=True, slots=True)
class Needed:
    """A paper of an item; `held` names who already has it, then nobody brings it (国令第716号第七条)."""

    code: str
    title: str
    held: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the window.  Needs: `in_person`, portrait, fingerprints, a guardian for the young, a proxy allowed."""

    code: str
    title: str
    department: str
    minutes: float
    case_type: str = ""
    papers: tuple[Needed, ...] = ()
    sure: Law = OWN
    portrait: bool = False
    fingerprints: bool = False
    in_person: bool = True
    proxy: bool = False
    on_the_spot: bool = False
    also: tuple[str, ...] = ()


CARD = Needed("id_card", "居民身份证")
HOUSEHOLD_BOOK = Needed("household_book", "居民户口簿", "population")
OLD_PASSPORT = Needed("old_passport", "原护照或通行证")
LICENCE = Needed("driving_licence", "机动车驾驶证", "vehicle")
VEHICLE_LICENCE = Needed("vehicle_licence", "机动车行驶证", "vehicle")
HEALTH = Needed("health", "身体条件证明（6个月内）")
HOME = Needed("home_proof", "住址证明")
GUARDIAN = Needed("guardian", "监护人身份证和监护关系证明")

ITEMS: tuple[Item, ...] = (
    Item("idcard.renew", "居民身份证换领", "household", 8, papers=(CARD,), portrait=True, fingerprints=True,
         also=("身份证到期", "换身份证")),
    Item("idcard.lost", "居民身份证补领", "household", 8, papers=(HOUSEHOLD_BOOK,), portrait=True, fingerprints=True,
         also=("身份证丢了",)),
    Item("idcard.first", "居民身份证首次申领", "household", 10, papers=(HOUSEHOLD_BOOK, GUARDIAN), portrait=True,
         fingerprints=True, also=("小孩办身份证",)),
    Item("household.move", "户口迁移", "household", 30, papers=(CARD, HOUSEHOLD_BOOK, HOME), sure=PUBLISHED,
         also=("迁户口", "落户")),
    Item("household.birth", "出生登记", "household", 15, papers=(CARD, HOUSEHOLD_BOOK, Needed("birth", "出生医学证明",
         "health")), proxy=True, also=("报户口", "上户口")),
    Item("household.correct", "户口登记项目变更更正", "household", 30, papers=(CARD, HOUSEHOLD_BOOK), sure=PUBLISHED,
         also=("改名", "改出生日期")),
    Item("residence.permit", "居住证申领", "household", 10, "residence.permit", (CARD, HOME), portrait=True, proxy=True,
         also=("暂住证",)),
    Item("records.certificate", "无犯罪记录证明", "legal", 6, "records.certificate", (CARD,), proxy=True,
         on_the_spot=False, also=("无犯罪证明",)),
    Item("borderpass.pass", "边境管理区通行证", "exit_entry", 6, "borderpass.pass", (CARD,), also=("边防证", "边境证")),
    Item("passport.ordinary", "普通护照", "exit_entry", 5, papers=(CARD, OLD_PASSPORT), sure=PUBLISHED, portrait=True,
         fingerprints=True, also=("护照",)),
    Item("permit.hongkong", "往来港澳通行证和签注", "exit_entry", 5, papers=(CARD, OLD_PASSPORT), sure=PUBLISHED,
         portrait=True, fingerprints=True, also=("港澳通行证",)),
    Item("permit.taiwan", "往来台湾通行证和签注", "exit_entry", 5, papers=(CARD, OLD_PASSPORT), sure=PUBLISHED,
         portrait=True, fingerprints=True, also=("台湾通行证",)),
    Item("licence.renew", "驾驶证期满换证", "vehicle", 5, papers=(CARD, LICENCE, HEALTH), sure=PUBLISHED, portrait=True,
         proxy=True, on_the_spot=True, also=("换驾照",)),
    Item("licence.lost", "驾驶证补证", "vehicle", 5, papers=(CARD,), sure=PUBLISHED, portrait=True, on_the_spot=True,
         also=("驾照丢了",)),
    Item("vehicle.licence", "行驶证补领换领", "vehicle", 5, papers=(CARD, VEHICLE_LICENCE), sure=PUBLISHED, proxy=True,
         in_person=False, on_the_spot=True),
    Item("vehicle.inspection", "申领免检标志", "vehicle", 5, papers=(VEHICLE_LICENCE,), sure=PUBLISHED, proxy=True,
         in_person=False, on_the_spot=True),
    Item("seals.licence", "公章刻制业许可", "security", 15, "seals.licence", (Needed("business", "营业执照", "business"),),
         in_person=False, proxy=True, also=("刻章",)),
    Item("unsolved", "办不成事反映", "household", 15, papers=(CARD,), in_person=False, proxy=True, also=("办不成",)),
)  # fmt: skip
BY_CODE = {one.code: one for one in ITEMS}


def merged_papers(codes: list[str] | tuple[str, ...]) -> tuple[list[Needed], list[Needed]]:
    """The papers of several items once each: those to bring, and those nobody brings because we hold them."""
    bring: dict[str, Needed] = {}
    held: dict[str, Needed] = {}
    for code in codes:
        for paper in BY_CODE[code].papers:
            (held if paper.held else bring).setdefault(paper.code, paper)
    return list(bring.values()), list(held.values())
