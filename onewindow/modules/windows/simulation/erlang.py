"""Closed forms of M/M/c, to hold the simulator against and to start the search for a staffing.  Pure.

Rates per minute.  A. K. Erlang 1917; the distribution of the wait is exponential beyond its atom at zero.
"""

from __future__ import annotations

import math


def delayed(load: float, windows: int) -> float:
    """Erlang C: the chance to wait at all, under `load` = arrival rate × mean service time."""
    if load >= windows:
        return 1.0
    blocked = 1.0
    for count in range(1, windows + 1):
        blocked = load * blocked / (count + load * blocked)
    return blocked / (1 - load / windows * (1 - blocked))


def mean_wait(rate: float, minutes: float, windows: int) -> float:
    """Mean wait in minutes; infinite when more comes than can be served."""
    spare = windows / minutes - rate
    return delayed(rate * minutes, windows) / spare if spare > 0 else math.inf


def quantile(rate: float, minutes: float, windows: int, share: float) -> float:
    """The wait that `share` of the visitors do not exceed."""
    spare = windows / minutes - rate
    if spare <= 0:
        return math.inf
    over = delayed(rate * minutes, windows)
    return max(0.0, math.log(over / (1 - share)) / spare) if over > 0 else 0.0


def windows_for(rate: float, minutes: float, wait: float, share: float = 0.9) -> int:
    """The fewest windows with which `share` of the visitors wait no longer than `wait`; at least one."""
    windows = 1
    while quantile(rate, minutes, windows, share) > wait:
        windows += 1
    return windows
