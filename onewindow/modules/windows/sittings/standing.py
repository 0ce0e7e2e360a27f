"""For whom one may act at a window, and on what paper.  Pure."""

from __future__ import annotations

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.modules.windows.items import Item

RELATIONS = {
    "self": "本人",
    "child": "未成年子女",
    "ward": "被监护人",
    "kin": "同来的家人",
    "principal": "委托人（本人没来）",
}
WITH_PAPER = {"child": "监护关系证明", "ward": "监护关系证明", "principal": "授权委托书"}
"""Relations that stand on a paper, which stays with the visit."""

OF_AGE, WITHOUT_GUARDIAN = 18, 16
GUARDIAN = Law("居民身份证法", "第七条", note="未满十六周岁的公民，由监护人代为申请领取")
PROXY = Law("民法典", "第一百六十五条", Sure.COMMON, "书面授权写明代理人、事项、权限和期限，由本人签名或者盖章")
MAJORITY = Law("民法典", "第十七条、第十八条", Sure.COMMON)


class WrongRelation(Refusal):
    """The relation does not fit the age, or there is none of that name."""

    code = "wrong_relation"
    status = 422
    words = "{words}"


class NeedsPaper(Refusal):
    """A guardian or a proxy has shown no paper."""

    code = "standing_needs_paper"
    status = 422
    words = "“{relation}”要先收{paper}，再办事项。请在家人这一栏拍照或上传。"


class MustCome(Refusal):
    """The item wants the person at the window."""

    code = "must_come_in_person"
    status = 422
    words = "“{item}”要本人到场，不能凭委托书代办。请约本人来，或者改办可以代办的事项。"


def check_relation(relation: str, age: int | None) -> None:
    """Refuse a relation that the age contradicts; an unknown age contradicts nothing."""
    if relation not in RELATIONS:
        raise WrongRelation(words="请选择这个人与来办事的人是什么关系。")
    if age is None:
        return
    if relation == "child" and age >= OF_AGE:
        raise WrongRelation(
            words=f"这个人已满{OF_AGE}周岁，不再由父母代办；本人来了的请选“同来的家人”（{MAJORITY.cited}）。"
        )
    if relation in ("self", "kin") and age < WITHOUT_GUARDIAN:
        raise WrongRelation(
            words=f"未满{WITHOUT_GUARDIAN}周岁要由监护人代办，请选“未成年子女”或“被监护人”（{GUARDIAN.cited}）。"
        )


def check_standing(item: Item, relation: str, *, paper: bool) -> None:
    """Refuse an item that nobody may do for another, or that lacks the paper one acts on."""
    if relation == "principal" and item.in_person and not item.proxy:
        raise MustCome(item=item.title)
    if relation in WITH_PAPER and not paper:
        raise NeedsPaper(relation=RELATIONS[relation], paper=WITH_PAPER[relation])
