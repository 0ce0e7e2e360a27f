"""Lanes of a hall, and which of them each kind of window serves first."""

from __future__ import annotations

LANES = {
    "unsolved": "办不成事",
    "expedited": "加急",
    "priority": "优先",
    "elder": "敬老",
    "green": "绿色通道",
    "enterprise": "对企服务",
    "booked": "预约",
    "ordinary": "普通",
}
PRIVILEGED = frozenset({"expedited", "priority", "elder", "green", "booked"})
"""Lanes that go before the ordinary one, up to their share."""

REASONS = {
    "elderly": "老年人",
    "disabled": "残疾人",
    "pregnant": "孕产妇",
    "serviceman": "现役军人、退役军人",
    "urgent_abroad": "紧急出境",
    "key_project": "重大项目、重点企业",
}
"""Why somebody goes before others.  Green is the channel for key projects, not for every enterprise."""

FIRST = {
    "combined": ("expedited", "priority", "elder", "green", "booked", "enterprise", "ordinary"),
    "exit_entry": ("expedited", "priority", "elder", "green", "booked", "ordinary"),
    "enterprise": ("green", "enterprise"),
    "elder": ("elder", "priority"),
    "unsolved": ("unsolved",),
}
"""Order of lanes by kind of window; a special window that finds its own empty helps with the others."""
HELPS = frozenset({"enterprise", "elder"})


def lane_for(
    *, items: tuple[str, ...], reason: str, booked: bool, enterprise: bool, age: int | None, elder_from: int
) -> str:
    """The lane a ticket goes to: the first that fits, from the most particular."""
    if "unsolved" in items:
        return "unsolved"
    if reason == "urgent_abroad":
        return "expedited"
    if reason in ("disabled", "pregnant", "serviceman"):
        return "priority"
    if reason == "key_project":
        return "green"
    if reason == "elderly" or (age is not None and age >= elder_from):
        return "elder"
    if enterprise:
        return "enterprise"
    return "booked" if booked else "ordinary"
