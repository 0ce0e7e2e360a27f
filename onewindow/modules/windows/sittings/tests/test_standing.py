"""For whom one may act, by age and by paper."""

from __future__ import annotations

import pytest

from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.sittings.standing import (
    MustCome,
    NeedsPaper,
    WrongRelation,
    check_relation,
    check_standing,
)

PERMIT, CARD = BY_CODE["residence.permit"], BY_CODE["idcard.renew"]


@pytest.mark.parametrize(("relation", "age"), [("self", 15), ("kin", 0), ("child", 18), ("neighbour", 40)])
def test_a_relation_that_the_age_contradicts_is_refused(relation, age):
    with pytest.raises(WrongRelation):
        check_relation(relation, age)


@pytest.mark.parametrize(("relation", "age"), [("self", 16), ("child", 17), ("child", 0), ("ward", 80), ("kin", None)])
def test_a_relation_that_fits_is_let_through(relation, age):
    check_relation(relation, age)


def test_a_proxy_may_do_what_the_handbook_lets_a_proxy_do_and_shows_the_paper():
    check_standing(PERMIT, "principal", paper=True)
    with pytest.raises(NeedsPaper) as refused:
        check_standing(PERMIT, "principal", paper=False)
    assert "授权委托书" in refused.value.sentence


def test_nobody_has_a_card_made_for_a_grown_up_who_stayed_at_home():
    with pytest.raises(MustCome):
        check_standing(CARD, "principal", paper=True)


def test_a_child_comes_with_a_guardian_who_proves_it():
    with pytest.raises(NeedsPaper):
        check_standing(CARD, "child", paper=False)
    check_standing(CARD, "child", paper=True)
    check_standing(CARD, "kin", paper=False)
