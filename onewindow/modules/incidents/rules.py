"""Rules of calls: what stays with the police, what may go to 12345, what is void.  Pure."""

from __future__ import annotations

from onewindow.kernel.handbook import OWN, Matter, rule
from onewindow.modules.incidents.dictionary import LINK_12345


@rule("有人有生命危险，或者还说不清有没有，不能转走。请先派警；处置以后再转。", law=LINK_12345)
def danger_stays(matter: Matter) -> bool:
    return matter.answers.get("danger") == "no"


@rule("这一件归公安办，不转 12345。归属填错了的，请先写备注、改派。", law=LINK_12345)
def is_not_for_police_alone(matter: Matter) -> bool:
    return matter.answers.get("belongs") in ("city", "both")


@rule("两边都有的事先由公安处置、反馈，再转 12345。", law=OWN)
def police_come_first(matter: Matter) -> bool:
    return matter.answers.get("belongs") != "both" or bool(matter.answers.get("done"))


@rule("有人有生命危险，或者还说不清有没有，不能在电话里办结，也不能作无效处理。请先派警。", law=OWN)
def danger_is_seen_to(matter: Matter) -> bool:
    return matter.answers.get("danger") == "no" or bool(matter.answers.get("result"))


@rule("处警情况太像报警内容，没有写到场看到什么。请写实际情况。", law=OWN)
def feedback_is_not_copied(matter: Matter) -> bool:
    told, done = (str(matter.answers.get(code) or "").strip() for code in ("content", "done"))
    return done != told
