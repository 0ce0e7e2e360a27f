"""Nothing open is ever without an owner: through random handovers, reassignments, leavers and newcomers."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from onewindow.kernel.cases import actions as cases
from onewindow.kernel.cases.leavers import let_go_of_leavers
from onewindow.kernel.cases.tests.test_loop import Loop
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.models import Account, Grant
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY, SINCE
from onewindow.modules.handover import actions, items, queries
from onewindow.modules.handover.models import Handover, Item, Shift
from onewindow.modules.handover.tests.conftest import account, unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PEOPLE = ("sun", "wu", "gong", "hub")
ORPHANS = """
select c.number from cases_case c left join people_unit u on u.id = c.unit_id and u.until is null
where c.submitted_at is not null and c.ended_at is null and (u.id is null or (c.assignee_id is not null and not exists (
  select 1 from people_grant g join people_unit w on w.id = g.unit_id join people_account a on a.id = g.account_id
  where g.account_id = c.assignee_id and a.is_active and starts_with(c.unit_path, w.path) and g.since <= %s
  and (g.until is null or g.until >= %s))))
"""


def machine_of(town):
    class Weeks(RuleBasedStateMachine):
        """What four people of one station do to each other."""

        @initialize()
        def morning(self) -> None:
            with connection.cursor() as cursor:
                cursor.execute(
                    "delete from ow_handover_item; delete from ow_handover_handover; delete from ow_handover_shift"
                )
                cursor.execute("update cases_case set ended_at = now(), state = 'dismissed' where ended_at is null")
            Grant.objects.filter(account__username__in=PEOPLE).update(since=SINCE, until=None)
            Account.objects.filter(username__in=PEOPLE).update(is_active=True)
            self.now, self.loops = MONDAY, []
            for name in ("wu", "gong"):
                self.found()
                self.quietly(cases.take, name, "claim", case_id=self.loops[-1].id)
            self.quietly(actions.begin, "sun", unit(town))
            self.thing_written("sun")

        def tick(self):
            self.now += timedelta(minutes=11)
            return self.now

        def actor(self, name: str):
            return actor_by_account(account(town, name), self.now)

        def quietly(self, act, who: str, /, *words, **given) -> None:
            """Done, or refused; nothing in between."""
            now = self.tick()
            if actor := self.actor(who):
                with contextlib.suppress(Refusal):
                    act(*words, actor=actor, now=now, **given)

        @rule()
        def found(self) -> None:
            self.tick()
            loop = Loop(town, "system", now=self.now, item=f"第{len(self.loops)}处-{uuid4()}")
            self.loops.append(loop)

        @rule(nth=st.integers(0, 9), name=st.sampled_from(PEOPLE), step=st.sampled_from(("claim", "push", "dismiss")))
        def worked_on(self, nth: int, name: str, step: str) -> None:
            if self.loops:
                given = {"reason": "看过了，没有这回事"} if step == "dismiss" else {}
                self.quietly(cases.take, name, step, case_id=self.loops[nth % len(self.loops)].id, given=given)

        @rule(nth=st.integers(0, 9), to=st.sampled_from(PEOPLE))
        def given_to(self, nth: int, to: str) -> None:
            if self.loops:
                given = {"to_officer": town.accounts[to].badge, "reason": "换人"}
                self.quietly(cases.take, "sun", "delegate", case_id=self.loops[nth % len(self.loops)].id, given=given)

        @rule(nth=st.integers(0, 9), to=st.sampled_from(("320402005000", "320402004000")))
        def sent_next_door(self, nth: int, to: str) -> None:
            if self.loops:
                given = {"to_unit": to, "reason": "归那边办"}
                self.quietly(cases.take, "sun", "hand_over", case_id=self.loops[nth % len(self.loops)].id, given=given)

        @rule(name=st.sampled_from(PEOPLE))
        def shift_begun(self, name: str) -> None:
            self.quietly(actions.begin, name, unit(town))

        @rule(name=st.sampled_from(("", *PEOPLE)), to=st.sampled_from(PEOPLE))
        def shift_offered(self, name: str, to: str) -> None:
            """Mostly by whoever has it, now and then by somebody else."""
            name = name if name == to else self.named(queries.running(unit(town)).account_id)
            self.quietly(actions.offer, name, unit(town), to=account(town, to), name=town.accounts[name].first_name)

        @rule(name=st.sampled_from(("", "", *PEOPLE)), back=st.integers(0, 3))
        def shift_signed_or_withdrawn(self, name: str, back: int) -> None:
            """Mostly by the one who is to sign."""
            one = queries.offered(queries.running(unit(town)))
            if one is None:
                return
            if back == 0:
                self.quietly(actions.withdraw, name or self.named(one.out_id), one.pk)
                return
            name = name or self.named(one.in_id)
            self.quietly(actions.sign, name, one.pk, name=town.accounts[name].first_name)

        def named(self, account_id: int) -> str:
            return next(name for name in PEOPLE if account(town, name) == account_id)

        @rule(name=st.sampled_from(PEOPLE))
        def thing_written(self, name: str) -> None:
            given = {"kind": "task", "content": "转告早班", "in_charge": "值班的", "limit_at": None}
            self.quietly(items.add, name, unit(town), **given)

        @rule(name=st.sampled_from(PEOPLE), closed=st.booleans())
        def somebody_leaves(self, name: str, closed: bool) -> None:
            if closed:
                Account.objects.filter(username=name).update(is_active=False)
            else:
                Grant.objects.filter(account__username=name).update(until=MONDAY.date() - timedelta(days=1))

        @rule(name=st.sampled_from(PEOPLE))
        def somebody_comes_back(self, name: str) -> None:
            Account.objects.filter(username=name).update(is_active=True)
            Grant.objects.filter(account__username=name).update(until=None)

        @invariant()
        def every_open_case_has_an_owner(self) -> None:
            let_go_of_leavers(now=self.now)
            assert rows(ORPHANS, (self.now.date(), self.now.date())) == []

        @invariant()
        def every_undone_thing_lies_with_the_one_shift_that_runs(self) -> None:
            open_shifts = list(Shift.objects.filter(unit_id=unit(town), ended_at=None))
            assert len(open_shifts) == (1 if Shift.objects.filter(unit_id=unit(town)).exists() else 0)
            assert not Item.objects.filter(done_at=None, shift__ended_at__isnull=False).exists()

        @invariant()
        def nobody_signed_for_himself_and_every_second_signature_ended_a_shift(self) -> None:
            for one in Handover.objects.filter(in_at__isnull=False).select_related("shift"):
                assert one.out_id != one.in_id and one.shift.ended_at == one.in_at

        @invariant()
        def whoever_comes_sees_everything_that_is_open(self) -> None:
            if chief := self.actor("sun"):
                if not chief.held:
                    return
                held = queries.unit_of(chief)
                seen = {one.case_id for one in queries.cases_of(held, actor=chief, now=self.now)}
                here = rows("select id from cases_case where ended_at is null and submitted_at is not null and "
                            "waits_on = 'us' and unit_path = %s", (held.unit_path,))  # fmt: skip
                assert seen == {one["id"] for one in here}

    return Weeks


def test_nothing_open_is_ever_without_an_owner(town):
    run_state_machine_as_test(
        machine_of(town),
        settings=settings(
            max_examples=20, stateful_step_count=30, deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )  # fmt: skip
