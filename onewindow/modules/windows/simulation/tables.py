"""Tables of the page: rows of words from the proof and from what was tried."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from onewindow.modules.windows.simulation import saying
from onewindow.modules.windows.simulation.chart import Series, chart
from onewindow.modules.windows.simulation.measures import Estimate
from onewindow.modules.windows.simulation.proof import BASES, MIXES, PER_DAY, SETUPS, STAFFED
from onewindow.modules.windows.simulation.shifts import PATTERNS, SLOTS, Staffing, clock
from onewindow.modules.windows.simulation.trying import Tried

DRAWN = ("s433", "s622", "c5slow", "c5", "c5device60")
MOST_DRAWN = 60.0


def proved(proof: dict[str, Any]) -> dict[str, Any]:
    """Everything the page draws of the proof."""
    return {
        "chart": wait_chart(proof),
        "halved": halved(proof),
        "throughput": throughput(proof),
        "questions": questions(proof),
        "staffings": staffings(proof),
        "validation": validation(proof),
    }


def wait_chart(proof: dict[str, Any]) -> dict[str, Any]:
    """Mean wait against visitors a day, with Changzhou's mix."""
    titles = saying.setup_titles()
    series = []
    for code in DRAWN:
        rows = [saying.waits(proof, "changzhou", code, per_day) for per_day in PER_DAY]
        series.append(Series(titles[code], [row["mean"][0] for row in rows], [row["mean"][1] for row in rows]))
    return chart(
        "waits",
        gettext("平均等候和每天人数（常州2024年构成）"),
        xs=[str(one) for one in PER_DAY],
        x_title=gettext("平均每天人数"),
        y_title=gettext("平均等候（分钟）"),
        series=series,
        most=MOST_DRAWN,
    )


def halved(proof: dict[str, Any]) -> list[dict[str, Any]]:
    """For each arrangement before and each mix: where the wait fell by half."""
    titles, mixes = saying.setup_titles(), saying.mix_titles()
    found = []
    for base in BASES:
        for mix in MIXES:
            heads = [saying.waits(proof, mix, base, per_day)["mean"] for per_day in PER_DAY]
            rows = [
                {"title": titles[code], "cells": [_verdict(proof, mix, code, base, per_day) for per_day in PER_DAY]}
                for code in SETUPS
                if code not in BASES
            ]
            found.append(
                {
                    "title": gettext("原来是{base}；{mix}").format(base=titles[base], mix=mixes[mix]),
                    "heads": [
                        {"per_day": per_day, "wait": f"{one[0]:.1f}"}
                        for per_day, one in zip(PER_DAY, heads, strict=True)
                    ],
                    "rows": rows,
                }
            )
    return found


def _verdict(proof: dict[str, Any], mix: str, code: str, base: str, per_day: int) -> dict[str, str]:
    row = saying.waits(proof, mix, code, per_day)
    tone, word = saying.halved(saying.waits(proof, mix, base, per_day)["mean"], row[f"against_{base}"])
    value = saying.percent(row[f"against_{base}"]) if tone != "none" else f"{row['mean'][0]:.1f}" + gettext("分钟")
    return {"value": value, "tone": tone, "word": word}


def throughput(proof: dict[str, Any]) -> list[dict[str, Any]]:
    """What every arrangement bears, and how many times what was borne before."""
    titles, mixes = saying.setup_titles(), saying.mix_titles()
    return [
        {
            "title": mixes[mix],
            "rows": [
                {
                    "title": titles[code],
                    "per_day": f"{row['per_day'][0]:.0f} ± {row['per_day'][1]:.0f}",
                    "times": [_times(row, base) for base in BASES],
                    "closed": f"{row['closed_s433']:g}",
                }
                for code in SETUPS
                for row in [saying.bears(proof, mix, code)]
            ],
        }
        for mix in MIXES
    ]


def _times(row: dict[str, Any], base: str) -> dict[str, str]:
    pair = row[f"against_{base}"]
    tone, word = ("", "") if row["setup"] in BASES else saying.doubled(pair)
    return {"value": saying.times(pair), "tone": tone, "word": word}


def validation(proof: dict[str, Any]) -> list[dict[str, Any]]:
    """Simulated beside Erlang C, hall by hall."""
    return [
        {
            "title": gettext("{n}个窗口，忙{load:.0%}").format(n=row["windows"], load=row["load"]),
            "cells": [
                {"found": pair(row[code], times), "told": f"{row[f'{code}_expected'] * times:.1f}"}
                for code, times in (("mean", 1), ("p90", 1), ("delayed", 100))
            ],
            "n": f"{row['visits']:,}",
        }
        for row in proof["validation"]
    ]


def questions(proof: dict[str, Any]) -> list[dict[str, str]]:
    """The questions and their answers."""
    titles = saying.question_titles()
    return [
        {
            "title": titles[row["question"]],
            "before": pair(row["before"]["mean"]),
            "after": pair(row["after"]["mean"]),
            "p90": f"{row['before']['p90'][0]:.1f} → {row['after']['p90'][0]:.1f}",
            "change": saying.percent(row["change"]),
        }
        for row in proof["questions"]
    ]


def staffings(proof: dict[str, Any]) -> list[dict[str, Any]]:
    """The cheapest staffing for the arrivals of the proof."""
    rows = {row["per_day"]: row for row in proof["staffing"]}
    known = {one.code: one.words for one in PATTERNS}
    return [
        {
            "title": gettext("平均每天{n}人，九成等候不超过{target}分钟").format(
                n=per_day, target=rows[per_day]["target"]
            ),
            "hours": f"{rows[per_day]['hours']:g}",
            "people": rows[per_day]["people"],
            "p90": pair(rows[per_day]["p90"]),
            "met": rows[per_day]["met"],
            "searched": True,
            "shifts": [f"{known[code]} × {count}" for code, count in rows[per_day]["shifts"]],
            "slots": slots(rows[per_day]["by_slot"]),
        }
        for per_day in STAFFED
    ]


def staffing(found: Staffing, target: int) -> dict[str, Any]:
    """One staffing that was just found."""
    return {
        "title": gettext("九成等候不超过{target}分钟的最省排班").format(target=target),
        "hours": f"{found.hours:g}",
        "people": found.people,
        "p90": plus_minus(found.p90),
        "met": found.met,
        "searched": found.searched,
        "shifts": [f"{one.words} × {count}" for one, count in found.counts],
        "slots": slots(found.by_slot),
    }


def slots(counts: list[int]) -> list[dict[str, Any]]:
    """Officers by half hour."""
    return [{"at": clock(slot), "n": counts[slot]} for slot in range(SLOTS)]


def tried(found: Tried) -> list[dict[str, str]]:
    """The figures of both, side by side."""
    rows = (
        ("mean", gettext("平均等候（分钟）"), 1),
        ("p90", gettext("九成群众等候不超过（分钟）"), 1),
        ("prompt", gettext("15分钟内叫到的（%）"), 100),
        ("peak", gettext("最忙一小时办完（人）"), 1),
        ("busy", gettext("窗口在办时间占在岗时间（%）"), 100),
        ("overtime", gettext("下班后还要办（人·分钟）"), 1),
        ("unserved", gettext("没有窗口能办的（人）"), 1),
    )
    return [
        {
            "title": title,
            "before": plus_minus(found.before[code], times),
            "after": plus_minus(found.after[code], times),
        }
        for code, title, times in rows
    ]


def tried_chart(found: Tried, titles: tuple[str, str]) -> dict[str, Any]:
    """The wait through the day."""
    return chart(
        "tried",
        gettext("各时段来的人，九成等候不超过"),
        xs=[clock(slot) for slot in range(SLOTS)],
        x_title=gettext("到大厅的时刻"),
        y_title=gettext("分钟"),
        series=[Series(title, values) for title, values in zip(titles, found.by_half_hour, strict=True)],
        most=240,
    )


def pair(one: list[float], times: float = 1) -> str:
    """[mean, half] as words."""
    return f"{one[0] * times:.1f}" + (f" ± {one[1] * times:.1f}" if len(one) > 1 else "")


def plus_minus(one: Estimate, times: float = 1) -> str:
    """An estimate as words."""
    return f"{one.mean * times:.1f}" + (f" ± {one.half * times:.1f}" if one.half != float("inf") else "")
