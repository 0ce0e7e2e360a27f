"""Random days of two phones, a lossy network, reassignments and crashes: no duty is lost, none is closed twice."""

from __future__ import annotations

import contextlib
from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from onewindow.kernel.cases import actions
from onewindow.kernel.cases.duties import duties_of
from onewindow.kernel.cases.leavers import let_go_of_leavers
from onewindow.kernel.cases.tests.test_loop import MENDED, Loop
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.models import Grant
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.rounds import obeying, planning
from onewindow.modules.rounds.models import Command
from onewindow.modules.rounds.obeying import Order

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OFFICERS = ("wu", "gong")


def machine_of(beat):
    class Days(RuleBasedStateMachine):
        """What the phones show, what they keep, and what the house has done."""

        kept = Bundle("kept")

        @initialize()
        def morning(self) -> None:
            with connection.cursor() as cursor:
                cursor.execute("delete from ow_rounds_command; delete from ow_rounds_plan")
                cursor.execute("update cases_case set ended_at = now(), state = 'dismissed' where ended_at is null")
            self.now, self.loops, self.seen, self.sent = MONDAY, [], {name: [] for name in OFFICERS}, set()

        def tick(self):
            self.now += timedelta(minutes=7)
            return self.now

        @rule(rectified=st.booleans())
        def found(self, rectified: bool) -> None:
            loop = Loop(beat, now=self.tick(), item=f"第{len(self.loops)}处-{uuid4()}")
            if rectified:
                loop.then("hub", "push").then("jie", "sign").then("jie", "rectify", MENDED)
                self.now = loop.now
            self.loops.append(loop)

        @rule(name=st.sampled_from(OFFICERS))
        def list_is_loaded(self, name: str) -> None:
            self.seen[name] = duties_of(actor=beat.actor(name), now=self.tick())

        @rule(name=st.sampled_from(OFFICERS))
        def list_is_drawn_up(self, name: str) -> None:
            planning.make_anew(actor=beat.actor(name), now=self.tick())

        @rule(target=kept, name=st.sampled_from(OFFICERS), nth=st.integers(0, 20))
        def closed_out_of_reach(self, name: str, nth: int):
            if not self.seen[name]:
                return (name, None)
            duty = self.seen[name][nth % len(self.seen[name])]
            step = next(one for one in duty.steps if not one.grave)
            return (name, Order(uuid4(), duty.case_id, step.code, self.now, {}, duty.version))

        @rule(command=kept)
        def sent_but_the_answer_is_lost(self, command) -> None:
            self.send(command)

        @rule(command=consumes(kept), times=st.integers(1, 3))
        def sent(self, command, times: int) -> None:
            answers = {str(self.send(command)) for _ in range(times)}
            assert len(answers) == 1

        def send(self, command):
            name, order = command
            if order is None:
                return None
            self.sent.add(order.id)
            return obeying.obey([order], actor=beat.actor(name), now=self.tick())[0]

        @rule(command=kept)
        def killed_in_the_middle(self, command) -> None:
            name, order = command
            if order is None or order.id in self.sent:
                return
            kept, obeying._keep = obeying._keep, lambda *_: 1 / 0
            try:
                obeying.obey([order], actor=beat.actor(name), now=self.tick())
            except ZeroDivisionError:
                pass
            finally:
                obeying._keep = kept

        @rule(nth=st.integers(0, 20), name=st.sampled_from(OFFICERS))
        def claimed(self, nth: int, name: str) -> None:
            self.quietly("claim", nth, name)

        @rule(nth=st.integers(0, 20))
        def reassigned_by_the_chief(self, nth: int) -> None:
            badge = beat.accounts["gong"].badge
            self.quietly("delegate", nth, "sun", {"to_officer": badge, "reason": "换人"})

        @rule(nth=st.integers(0, 20), unit=st.sampled_from(["320402005000", "320402004000"]))
        def handed_over_to_a_unit(self, nth: int, unit: str) -> None:
            self.quietly("hand_over", nth, "sun", {"to_unit": unit, "reason": "换单位办"})

        @rule()
        def one_of_the_two_leaves_and_is_back_after_the_round(self) -> None:
            """What they had claimed is everybody's again."""
            mine = Grant.objects.filter(account=beat.accounts["gong"])
            mine.update(until=(MONDAY - timedelta(days=1)).date())
            let_go_of_leavers(now=self.tick())
            mine.update(until=None)

        def quietly(self, step: str, nth: int, name: str, given: dict | None = None) -> None:
            if not self.loops:
                return
            loop = self.loops[nth % len(self.loops)]
            with contextlib.suppress(Refusal):
                actions.take(step, case_id=loop.id, actor=beat.actor(name), now=self.tick(), given=given or {})

        @invariant()
        def nothing_is_lost(self) -> None:
            """Every open case in which it is an officer's turn is on some officer's list."""
            ids = [loop.id for loop in getattr(self, "loops", ())]
            waiting = {row["id"] for row in rows(
                "select id from cases_case where id = any(%s) and ended_at is null and state in ('found', 'rectified')",
                (ids,))}  # fmt: skip
            listed = {one.case_id for name in OFFICERS for one in duties_of(actor=beat.actor(name), now=MONDAY)}
            assert waiting <= listed

        @invariant()
        def nothing_is_done_twice_and_every_command_has_its_answer(self) -> None:
            ids = [loop.id for loop in getattr(self, "loops", ())]
            lines = rows(
                "select subject_id, act from journal_line where about = 'case' and subject_id = any(%s) "
                "and act in ('push', 'pass')", (ids,))  # fmt: skip
            assert all(times == 1 for times in Counter((line["subject_id"], line["act"]) for line in lines).values())
            assert set(Command.objects.values_list("id", flat=True)) == getattr(self, "sent", set())

    return Days


def test_no_duty_is_lost_or_closed_twice(beat):
    run_state_machine_as_test(
        machine_of(beat),
        settings=settings(
            max_examples=20, stateful_step_count=18, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
