"""The page that says what merging saves, from the month kept with the room."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only

KEPT = Path(__file__).parent / "data" / "saved.json"


@lru_cache(maxsize=1)
def kept() -> dict[str, Any]:
    """The month as it was reckoned."""
    return dict(json.loads(KEPT.read_text()))


@staff_only
@require_GET
def page(request: Asked) -> HttpResponse:
    """Trips and kilometres both ways, for three beats that differ in how often one door has several duties."""
    month = kept()
    rows = [{"again": f"{100 * float(again):.0f}%", **one["summary"]} for again, one in month["by_again"].items()]
    middle = list(month["by_again"].values())[1]
    most = max(duties for duties, _ in middle["days"])
    return render(
        request,
        "rounds/saved.html",
        {
            "title": gettext("合并走访省了多少"),
            "rows": rows,
            "seed": month["seed"],
            "bars": {
                "id": "saved",
                "title": gettext("每天：一件一趟，还是一处一趟"),
                "note": gettext("数字是“趟数 / 件数”。合成数据：一个责任区 22 天，没有城市公布过这样的数。"),
                "rows": [
                    {
                        "title": gettext("第 {n} 天").format(n=nth),
                        "value": stops,
                        "words": f"{stops} / {duties}",
                        "width": round(100 * stops / most),
                    }
                    for nth, (duties, stops) in enumerate(middle["days"], start=1)
                ],
            },
        },
    )
