"""The proof in words: sentences whose every figure is read from the proof, so that they cannot say anything else."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from onewindow.modules.windows.simulation.arrivals import Demand
from onewindow.modules.windows.simulation.experiments import saturated_ratio
from onewindow.modules.windows.simulation.proof import BASES, MIXES, PER_DAY, SETUPS

LITTLE = 1.0
"""Minutes of mean wait below which there is nothing to halve."""
HALF = -0.5
TWICE = 2.0


def setup_titles() -> dict[str, str]:
    """The arrangements, by code."""
    return {
        "s433": gettext("10个专窗：户政4、出入境3、车驾管3"),
        "s622": gettext("10个专窗：户政6、出入境2、车驾管2"),
        "c5": gettext("5个综窗，办得一样快"),
        "c5slow": gettext("5个综窗，慢15%"),
        "c5self": gettext("5个综窗，三成去自助"),
        "c5device40": gettext("5个综窗，四成时间由设备缩到三分之一"),
        "c5device60": gettext("5个综窗，六成时间由设备缩到三分之一"),
        "c5slowdevice60": gettext("5个综窗，慢15%，六成时间由设备缩到三分之一"),
        "c5all": gettext("5个综窗，六成时间由设备缩到三分之一，两成去自助"),
    }


def mix_titles() -> dict[str, str]:
    """The mixes, by code."""
    return {
        "changzhou": gettext("常州2024年综窗的构成：户政84%、车驾管8%、出入境8%"),
        "even": gettext("三类差不多多：户政40%、车驾管30%、出入境30%"),
    }


def question_titles() -> dict[str, str]:
    """The questions, by code."""
    return {
        "vehicle": gettext("车驾管只有1个窗口（7/2/1，每天200人，三类差不多多），再授权2人办车驾管"),
        "household": gettext("4/3/3分窗，每天200人，再授权2个出入境窗口办户政"),
        "lunch_staggered": gettext("5个综窗（慢15%，每天140人），中午分两班各休1小时"),
        "lunch_closed": gettext("5个综窗（慢15%，每天140人），中午一起休1小时"),
        "monday_specialised": gettext("周一（比平均多三成）：4/3/3专窗改成5个一样快的综窗"),
        "monday_slow": gettext("周一（比平均多三成）：4/3/3专窗改成5个慢15%的综窗"),
    }


def waits(proof: dict[str, Any], mix: str, setup: str, per_day: int) -> dict[str, Any]:
    """One row of the proof."""
    rows = [row for row in proof["waits"] if (row["mix"], row["setup"], row["per_day"]) == (mix, setup, per_day)]
    return dict(rows[0])


def bears(proof: dict[str, Any], mix: str, setup: str) -> dict[str, Any]:
    """What an arrangement bears a day."""
    return dict(next(row for row in proof["capacity"] if (row["mix"], row["setup"]) == (mix, setup)))


def halved(base: list[float], change: list[float]) -> tuple[str, str]:
    """Whether a wait fell by half, as a tone and a word; the whole interval decides."""
    if base[0] < LITTLE:
        return "none", gettext("本来不用等")
    if change[0] + change[1] <= HALF:
        return "done", gettext("成立")
    if change[0] - change[1] > HALF:
        return "refused", gettext("不成立")
    return "due_soon", gettext("说不准")


def percent(change: list[float]) -> str:
    """A relative change with its interval: −52%±6%."""
    sign = "−" if change[0] < 0 else "+"
    return f"{sign}{abs(change[0]):.0%}" + (f"±{change[1]:.0%}" if len(change) > 1 else "")


def needed_cut() -> float:
    """By what share the time at the window must fall for twice the throughput, after 4/3/3 and with Changzhou's mix."""
    return 1 - saturated_ratio(SETUPS["s433"], SETUPS["c5"], Demand()) / TWICE


def doubled(times: list[float]) -> tuple[str, str]:
    """Whether a hall bears twice as many, as a tone and a word; the whole interval decides."""
    half = times[1] if len(times) > 1 else 0.0
    if times[0] - half >= TWICE:
        return "done", gettext("成立")
    if times[0] + half < TWICE:
        return "refused", gettext("不成立")
    return "due_soon", gettext("说不准")


def times(pair: list[float]) -> str:
    """So many times, with its interval: 1.12±0.03."""
    return f"{pair[0]:.2f}" + (f"±{pair[1]:.2f}" if len(pair) > 1 and pair[1] else "")


def verdicts(proof: dict[str, Any], mix: str, setup: str, base: str) -> str:
    """Whether the wait is halved, by visitors a day: 成立：100；说不准：140、170；…"""
    found: dict[str, list[str]] = {}
    for per_day in PER_DAY:
        before = waits(proof, mix, base, per_day)["mean"]
        word = halved(before, waits(proof, mix, setup, per_day)[f"against_{base}"])[1]
        found.setdefault(word, []).append(str(per_day))
    told = [gettext("{word}：{days}").format(word=word, days=" / ".join(days)) for word, days in found.items()]
    return gettext("；").join(told)


def answer(proof: dict[str, Any]) -> list[str]:
    """The answer, sentence by sentence."""
    before = waits(proof, "changzhou", "s433", 140)
    same = waits(proof, "changzhou", "c5", 140)
    slow = waits(proof, "changzhou", "c5slow", 140)
    device = waits(proof, "changzhou", "c5slowdevice60", 140)
    other = waits(proof, "changzhou", "s622", 140)
    return [
        gettext(
            "等候减半，只合窗时要看原来怎么分。业务以户政为主、原来只有4个户政窗口（4/3/3），五个综窗办得一样快，"
            "每天人数不同结果不同——{found}。每天140人时，平均等候从{before:.1f}分钟变成{same:.1f}分钟（{change}）；"
            "240人时5个综窗自己也排长队，只有{late}。"
        ).format(
            found=verdicts(proof, "changzhou", "c5", "s433"),
            before=before["mean"][0],
            same=same["mean"][0],
            change=percent(same["against_s433"]),
            late=percent(waits(proof, "changzhou", "c5", 240)["against_s433"]),
        ),
        gettext(
            "全科窗口只要比专窗慢15%，合窗就不再缩短等候（{change}）；办理时间有六成由采集设备缩到三分之一，才又减半（{device}）。"
        ).format(change=percent(slow["against_s433"]), device=percent(device["against_s433"])),
        gettext(
            "原来的10个窗口要是按6/2/2分，每天140人平均只等{other:.1f}分钟；合成5个反而要等{same:.1f}分钟。"
            "三类业务差不多多时也一样：窗口少一半，等候更长。"
        ).format(other=other["mean"][0], same=same["mean"][0]),
        gettext(
            "吞吐翻倍，单靠合窗不成立：最多受得住的人数是原来4/3/3的{pooled}倍（平均等候不超过15分钟）；六成办理时间由设备缩到"
            "三分之一是{device}倍，再有两成去自助是{whole}倍。按算式，要到2倍，窗口上的时间须缩短约{cut:.0%}。"
        ).format(
            pooled=times(bears(proof, "changzhou", "c5")["against_s433"]),
            device=times(bears(proof, "changzhou", "c5device60")["against_s433"]),
            whole=times(bears(proof, "changzhou", "c5all")["against_s433"]),
            cut=needed_cut(),
        ),
        gettext("三类业务差不多多时，合窗后只有原来的{pooled}倍，设备和自助都用上也只到{whole}倍，翻倍不成立。").format(
            pooled=times(bears(proof, "even", "c5")["against_s433"]),
            whole=times(bears(proof, "even", "c5all")["against_s433"]),
        ),
        both(proof),
    ]


def both(proof: dict[str, Any], per_day: int = 140) -> str:
    """Under which of the arrangements tried both words of the report hold."""
    titles, mixes, tried, found = setup_titles(), mix_titles(), 0, []
    for mix in MIXES:
        for base in BASES:
            before = waits(proof, mix, base, per_day)["mean"]
            for code in (one for one in SETUPS if one not in BASES):
                tried += 1
                less = halved(before, waits(proof, mix, code, per_day)[f"against_{base}"])[0]
                if (less, doubled(bears(proof, mix, code)[f"against_{base}"])[0]) == ("done", "done"):
                    found.append(
                        gettext("原来{base}、后来{code}（{mix}）").format(
                            base=titles[base], code=titles[code], mix=mixes[mix]
                        )
                    )
    if not found:
        return gettext("两句话同时成立的：每天{n}人，算过的{tried}种情况里一种也没有。").format(n=per_day, tried=tried)
    return gettext(
        "两句话同时成立的：每天{n}人，算过的{tried}种情况里有{many}种——{found}。只并窗口能省人手，翻倍的吞吐要靠设备和自助。"
    ).format(n=per_day, tried=tried, many=len(found), found=gettext("；").join(found))
