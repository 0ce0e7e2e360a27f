"""Results by kind and unit, never without n; the file; the draw reckoned again."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client

from onewindow.kernel.faces import who
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.revisits import results
from onewindow.modules.revisits.models import Revisit, Seed
from onewindow.modules.revisits.tests.conftest import CALLED, DUE, Found

pytestmark = pytest.mark.django_db
SPAN = {"since": MONDAY - timedelta(days=1), "until": MONDAY + timedelta(days=30)}


@pytest.fixture(autouse=True)
def a_week_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(who.timezone, "now", lambda: DUE)


def copies(finding: Found, n: int, **more: object) -> None:
    one = finding.turns()[0]
    kept = {field.attname: getattr(one, field.attname) for field in Revisit._meta.fields} | {"id": None, **more}
    start = Revisit.objects.count()
    Revisit.objects.bulk_create(Revisit(**kept | {"event": f"copy-{start + nth}"}) for nth in range(n))


def outcome(finding: Found) -> results.Line:
    Revisit.objects.filter(case_id=finding.id).delete()
    return results.by_kind_and_unit(actor=finding.city.actor("xu"), **SPAN)[0]


def spread(finding: Found) -> results.Line:
    copies(finding, 199, state="reached", satisfied=1)
    copies(finding, 1, state="reached", satisfied=5, failed=True, reopened=True)
    copies(finding, 20, state="not_reached")
    copies(finding, 5, state="refused")
    copies(finding, 300, state="passed")
    Revisit.objects.filter(event__startswith="copy").update(case_id=-1)
    return outcome(finding)


def test_each_share_rests_on_what_was_counted(finding: Found) -> None:
    line = spread(finding)
    assert (line.case_type, line.unit) == (CALLED.code, "红梅派出所")
    assert (line.planned, line.drawn, line.reached, line.failed, line.reopened) == (525, 225, 200, 1, 1)
    assert line.answered == (200, 225) and line.satisfied == (199, 200) == line.first_satisfied
    share = results.Share(*line.satisfied)
    assert share.value == 99.5 and share.spread == pytest.approx((97.22, 99.91), abs=0.01)
    assert results.Share(0, 0).value is None and results.Share(0, 0).spread is None


def test_the_page_shows_no_share_without_its_n(finding: Found) -> None:
    spread(finding)
    client = Client()
    client.force_login(finding.city.accounts["xu"])
    page = client.get("/desk/revisits/results/?since=2026-03-01").content.decode()
    assert "99.5%" in page and "199 / 200" in page and "97.2–99.9" in page and "200 / 225" in page
    assert page.count("%</strong>") == page.count("95% ") - page.count("95% 区间")


def test_a_kind_opens_to_its_units(finding: Found) -> None:
    spread(finding)
    client = Client()
    client.force_login(finding.city.accounts["xu"])
    page = client.get("/desk/revisits/results/?since=2026-03-01").content.decode()
    assert "红梅派出所" not in page and f"kind={CALLED.code}#units" in page
    page = client.get(f"/desk/revisits/results/?since=2026-03-01&kind={CALLED.code}").content.decode()
    assert "红梅派出所" in page and page.count("199 / 200") >= 4


def test_the_file_says_the_same(finding: Found) -> None:
    spread(finding)
    client = Client()
    client.force_login(finding.city.accounts["sun"])
    answer = client.get("/desk/revisits/results/?since=2026-03-01&as=csv")
    _, head, row, kind, total = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert row[1] == "红梅派出所" and kind[1] == "全部单位" and row[2:] == kind[2:]
    told = dict(zip(head, row, strict=True))
    assert (told["满意"], told["打分人数"], told["满意率%"], told["应回访"]) == ("199", "200", "99.5", "525")
    assert total[0] == "合计" and total[2] == "525" and "revisits-20260301" in answer.headers["Content-Disposition"]


def test_each_reads_the_results_of_the_own_units(finding: Found, town: City) -> None:
    assert results.by_kind_and_unit(actor=town.actor("ge"), **SPAN) == []
    for name in ("song", "sun", "he", "xu", "hub"):
        assert results.by_kind_and_unit(actor=town.actor(name), **SPAN)[0].planned == 2
    client = Client()
    client.force_login(town.accounts["wang"])
    assert client.get("/desk/revisits/results/").status_code == 403


def test_the_draw_is_reckoned_again_and_a_change_is_found(finding: Found, town: City) -> None:
    [audit] = results.audits(actor=town.actor("xu"), now=DUE)
    assert (audit.planned, audit.drawn, audit.expected, audit.wrong) == (2, 2, 2.0, 0)
    assert audit.seed == "" and results.audits(actor=town.actor("xu"), now=DUE + timedelta(days=40))[0].seed
    Revisit.objects.filter(nth=1).update(state="passed")
    assert results.audits(actor=town.actor("xu"), now=DUE)[0].wrong == 1
    client = Client()
    client.force_login(town.accounts["song"])
    page = client.get("/desk/revisits/draws/").content.decode()
    assert "2026-03" in page and "月末以后公布" in page and Seed.objects.get().seed not in page
