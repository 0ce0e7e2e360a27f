"""The page of ratings: four shares with numerator, denominator and range; by unit, in the order of the tree."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from onewindow.kernel.cases.rated import Rated, rated
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.indicators.declared import reckoned
from onewindow.kernel.parameters.queries import in_force
from onewindow.kernel.people.units import unit_named
from onewindow.modules.feedback.bad_rating import BAD_RATING
from onewindow.modules.feedback.definition import MODULE
from onewindow.modules.feedback.definitions import ON_TIME
from onewindow.modules.feedback.figures import Share, shares, together

PERIODS = ("30", "90", "365")
ROLES = ("hall_chief", "chief", "supervisor")


class NotYourFigures(Refusal):
    """Whoever is rated does not look through others' ratings."""

    code = "not_your_ratings"
    status = 403
    words = "好差评的数由窗口长、所队长和督察看。您自己的办件怎样，请看工作台。"


@staff_only
@require_safe
def home(request: Asked) -> HttpResponse:
    """Shares of everything within reach, then of each unit."""
    actor = request.actor
    if not any(actor.holds(role) for role in ROLES):
        raise NotYourFigures()
    days = request.GET.get("days", "90")
    days = days if days in PERIODS else "90"
    since, until = _span(request.now, int(days))
    values = in_force(MODULE.policy, local_date(request.now))
    units = rated(
        actor=actor,
        since=since,
        until=until,
        too_soon=values["too_soon_seconds"],
        same_device=values["same_device_people"],
        struck_by=BAD_RATING.code,
    )
    few, whole = values["few"], together(units)
    figures = [_told(one) for one in [*shares(whole, few), _on_time(request, since, until, few)]]
    context = {
        "title": gettext("好差评"),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("好差评"), "")),
        "periods": [
            {"title": gettext("近 {n} 天").format(n=one), "url": f"?days={one}", "current": one == days}
            for one in PERIODS
        ],
        "figures": figures,
        "whole": whole,
        "unrated": whole.ended - whole.rated,
        "few": few,
        "units": [_unit(one, few) for one in units],
        "loop": reverse("desk-loop", args=[BAD_RATING.code]),
        "todo": f"{reverse('desk-home')}?list=todo&type={BAD_RATING.code}",
        "empty": {"why": gettext("这些天没有办结的件。"), "what_to_do": gettext("换一段日子看看。")},
    }
    return render(request, "feedback/home.html", context)


def _span(now: datetime, days: int) -> tuple[datetime, datetime]:
    today = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days - 1), today + timedelta(days=1)


def _on_time(request: Asked, since: datetime, until: datetime, few: int) -> Share:
    found = reckoned(BAD_RATING, actor=request.actor, since=since, until=until)
    one = next(one for one in found if one.of.code == "on_time")
    return Share(ON_TIME, one.numerator, one.denominator, one.denominator < few)


def _told(one: Share) -> dict[str, Any]:
    spread = one.range
    return {
        "title": words(one.of.title),
        "value": "—" if one.value is None else f"{one.value:.1f}",
        "share": f"{one.numerator} / {one.denominator}",
        "spread": f"{spread[0]:.1f}–{spread[1]:.1f}%" if spread else "—",
        "n": one.denominator,
        "few": one.few,
        "of": words(one.of.numerator),
        "out_of": words(one.of.denominator),
    }


def _unit(one: Rated, few: int) -> dict[str, Any]:
    return {
        "title": unit_named(one.unit_id) or gettext("没有单位"),
        "shares": [_told(share) for share in shares(one, few)],
        "flagged": one.flagged,
        "struck": one.struck,
    }
