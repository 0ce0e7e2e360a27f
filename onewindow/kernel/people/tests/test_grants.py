"""Roles and keys: given with dates and a reason, never to oneself, always with a line."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people import actions
from onewindow.kernel.people.grants import NoSuchGrant, OwnGrant
from onewindow.kernel.people.lines import NotAdministrator
from onewindow.kernel.people.models import Grant, Token
from onewindow.kernel.people.queries import actor_by_account, actor_by_token
from onewindow.kernel.people.units import officer_at, officers_of
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY, City, staff

DAY = timedelta(days=1)


def lines(account_id: int) -> list[str]:
    return [
        row["act"]
        for row in rows(
            "select act from journal_line where about = 'account' and subject_id = %s order by version", (account_id,)
        )
    ]


@pytest.fixture
def newcomer(city: City) -> int:
    return actions.create_account(
        username="xin", name="新来的", kind="staff", badge="050999", actor=city.actor("admin"), now=MONDAY
    )


def give(city: City, account_id: int, **more: object) -> int:
    asked: dict[str, object] = {"role": "clerk", "unit_id": city.units["hongmei"].id, "reason": "任命〔2026〕3号"}
    return actions.grant(account_id=account_id, actor=city.actor("admin"), now=MONDAY, **{**asked, **more})  # type: ignore[arg-type]


def test_a_role_is_held_from_its_first_day_and_leaves_a_line(city: City, newcomer: int) -> None:
    give(city, newcomer, since=local_date(MONDAY + DAY), until=local_date(MONDAY + 3 * DAY))
    held = [bool(actor_by_account(newcomer, MONDAY + nth * DAY).held) for nth in range(5)]  # type: ignore[union-attr]
    assert held == [False, True, True, True, False]
    assert lines(newcomer) == ["create", "grant"]


def test_only_the_administrator_gives_roles(city: City, newcomer: int) -> None:
    for name in ("wang", "he", "xu", "li"):
        with pytest.raises(NotAdministrator):
            actions.grant(
                account_id=newcomer,
                role="clerk",
                unit_id=city.units["hongmei"].id,
                reason="想要",
                actor=city.actor(name),
                now=MONDAY,
            )
    assert not Grant.objects.filter(account_id=newcomer).exists()


def test_nobody_gives_a_role_to_himself(city: City) -> None:
    with pytest.raises(OwnGrant):
        give(city, city.accounts["admin"].id, role="reviewer")


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"role": "emperor"}, "role"),
        ({"role": "applicant"}, "role"),
        ({"role": "system"}, "role"),
        ({"reason": "  "}, "reason"),
        ({"unit_id": 10**9}, "unit"),
        ({"places": ["999999999999"]}, "places"),
        ({"until": local_date(MONDAY - DAY)}, "until"),
    ],
)
def test_a_faulty_grant_is_refused_with_the_field_to_mend(
    city: City, newcomer: int, wrong: dict[str, object], where: str
) -> None:
    with pytest.raises(BadAnswers) as refused:
        give(city, newcomer, **wrong)
    assert list(refused.value.errors) == [where]
    assert lines(newcomer) == ["create"]


def test_residents_hold_no_roles_and_the_same_role_is_not_given_twice(city: City, newcomer: int) -> None:
    with pytest.raises(BadAnswers):
        give(city, city.accounts["li"].id)
    give(city, newcomer)
    with pytest.raises(BadAnswers):
        give(city, newcomer)


def test_a_role_taken_back_is_gone_at_once_and_its_past_stays(city: City, newcomer: int) -> None:
    grant_id = give(city, newcomer)
    later = MONDAY + 10 * DAY
    actions.revoke(grant_id=grant_id, reason="调离", actor=city.actor("admin"), now=later)
    assert not actor_by_account(newcomer, later).held  # type: ignore[union-attr]
    assert actor_by_account(newcomer, later - DAY).held  # type: ignore[union-attr]
    with pytest.raises(NoSuchGrant):
        actions.revoke(grant_id=grant_id, reason="调离", actor=city.actor("admin"), now=later)
    assert lines(newcomer)[-1] == "revoke"


def test_a_role_given_by_mistake_today_is_gone_today(city: City, newcomer: int) -> None:
    grant_id = give(city, newcomer)
    actions.revoke(grant_id=grant_id, reason="点错了", actor=city.actor("admin"), now=MONDAY)
    assert not actor_by_account(newcomer, MONDAY).held  # type: ignore[union-attr]


def test_a_key_opens_until_it_is_taken_back_and_only_its_hash_is_kept(city: City) -> None:
    admin = city.actor("admin")
    program = actions.create_account(username="hotline", name="热线平台", kind="program", actor=admin, now=MONDAY)
    token_id, key = actions.issue_token(
        account_id=program, title="工单推送", actor=admin, now=MONDAY, until=MONDAY + DAY
    )
    assert key not in str(list(Token.objects.values()))
    assert actor_by_token(key, MONDAY).id == program  # type: ignore[union-attr]
    assert actor_by_token(key, MONDAY + DAY) is None
    assert actor_by_token(key + "x", MONDAY) is None
    actions.revoke_token(token_id=token_id, reason="换了", actor=admin, now=MONDAY)
    assert actor_by_token(key, MONDAY) is None
    assert lines(program) == ["create", "token", "token_end"]


def test_keys_are_for_programs_alone(city: City) -> None:
    with pytest.raises(BadAnswers):
        actions.issue_token(account_id=city.accounts["wang"].id, title="我的", actor=city.actor("admin"), now=MONDAY)
    with pytest.raises(NotAdministrator):
        actions.issue_token(account_id=city.accounts["wang"].id, title="我的", actor=city.actor("wang"), now=MONDAY)


def test_a_closed_account_and_its_keys_open_nothing(city: City) -> None:
    admin = city.actor("admin")
    program = actions.create_account(username="hotline", name="热线平台", kind="program", actor=admin, now=MONDAY)
    _, key = actions.issue_token(account_id=program, title="工单推送", actor=admin, now=MONDAY)
    actions.close_account(account_id=program, reason="停用", actor=admin, now=MONDAY)
    assert actor_by_token(key, MONDAY) is None
    assert actor_by_account(program, MONDAY) is None


def test_an_account_name_is_given_once(city: City) -> None:
    staff(city, "ning", "clerk", "hongmei")
    with pytest.raises(BadAnswers) as refused:
        actions.create_account(username="ning", name="另一位", kind="staff", actor=city.actor("admin"), now=MONDAY)
    assert "username" in refused.value.errors


def test_whose_role_has_ended_is_offered_for_no_more_work(city: City, newcomer: int) -> None:
    give(city, newcomer, until=local_date(MONDAY))
    path, today = city.units["hongmei"].path, local_date(MONDAY)
    assert officer_at("050999", path, day=today) == newcomer
    assert "050999" in {row["badge"] for row in officers_of(path, day=today)}
    assert officer_at("050999", path, day=today + DAY) is None
    assert "050999" not in {row["badge"] for row in officers_of(path, day=today + DAY)}
