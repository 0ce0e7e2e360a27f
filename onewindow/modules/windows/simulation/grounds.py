"""Where the numbers of the proof come from: published, or ours; the minutes are read from the items themselves."""

from __future__ import annotations

from django.utils.translation import gettext

from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.modules.windows.items import BY_CODE, DEPARTMENTS, PUBLISHED
from onewindow.modules.windows.simulation.arrivals import LANES, MONDAY, SPREAD
from onewindow.modules.windows.simulation.proof import MIXES

OURS = Law("本系统设计", "", Sure.OWN)
NEWS = Law("溧阳市公安局公开报道", "", Sure.SECOND)
SHARES = Law("常州日报 2024 年报道", "", Sure.SECOND)


def grounds() -> list[dict[str, str]]:
    """What is assumed, its value, whose it is, and how sure."""
    codes = dict.fromkeys(code for mix in MIXES.values() for code, _ in mix)
    minutes = [
        (
            gettext("{item}（{department}）要几分钟").format(
                item=words(BY_CODE[code].title), department=words(DEPARTMENTS[BY_CODE[code].department])
            ),
            f"{BY_CODE[code].minutes:g}",
            BY_CODE[code].sure,
        )
        for code in codes
    ]
    lanes = sum(share for _, share in LANES)
    rows = [
        (gettext("10个分类窗口改成5个综窗，排队压缩50%，高峰吞吐提升2倍"), gettext("要检验的话"), NEWS),
        (gettext("一个派出所每天多少人"), gettext("约140，另算100到320"), PUBLISHED),
        *minutes,
        (gettext("户政、车驾管、出入境各占多少"), "84% / 8% / 8%", SHARES),
        (gettext("户政里疑难的占多少"), "15%", OURS),
        (gettext("原来10个窗口怎么分"), "4/3/3、6/2/2", OURS),
        (gettext("每件时间的离散（对数正态σ）"), f"{SPREAD:g}", OURS),
        (gettext("一天里的到达：9点到17点，头一小时最多，中午最少"), gettext("按半小时的比例"), OURS),
        (gettext("周一比平均多"), f"{MONDAY - 1:.0%}", OURS),
        (gettext("走敬老、优先的占多少"), f"{lanes:.0%}", OURS),
        (gettext("全科窗口比专窗慢多少、设备省多少、多少人去自助"), gettext("分几档都算"), OURS),
    ]
    return [
        {"title": title, "value": value, "source": words(law.title), "sure": words(law.sure.value), "tone": _tone(law)}
        for title, value, law in rows
    ]


def _tone(law: Law) -> str:
    return "none" if law.sure is Sure.OWN else "due_soon"
