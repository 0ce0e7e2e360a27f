"""A small matter for kernel tests: every kind of step, one deadline, one paper."""

from onewindow.kernel.handbook import (
    CLERK,
    REVIEWER,
    CaseType,
    Deadline,
    Document,
    Extension,
    Group,
    Indicator,
    Law,
    Matter,
    Module,
    Paper,
    State,
    Sure,
    address,
    choice,
    ending,
    person,
    rule,
    workdays,
)
from onewindow.kernel.handbook import flow as f

LAW = Law("测试规定", "第一条", Sure.OWN)
ISSUED = ending("issued", "已发", "已经办好。")
KIND = choice("kind", "种类", a="甲", b="乙")


@rule("乙类本年不发。", law=LAW)
def not_kind_b(matter: Matter) -> bool:
    return matter.answers.get("kind") != "b"


LIMIT = Deadline(
    "decide",
    "作出决定",
    f.ACCEPTED >> ISSUED,
    or_stops_in=[f.REFUSED, f.WITHDRAWN],
    legal=workdays(5),
    promised=workdays(3),
    law=LAW,
    pauses=[(f.INCOMPLETE, "补正")],
    extension=Extension(workdays(5), REVIEWER, LAW),
)
PROOF = Document("proof", "测试证明", "certificate", LAW, result=True)
STATES: tuple[State, ...] = (
    f.DRAFT,
    f.RECEIVED,
    f.INCOMPLETE,
    f.ACCEPTED,
    f.RETURNED,
    ISSUED,
    f.REFUSED,
    f.DECLINED,
    f.WITHDRAWN,
)
TEST_MATTER = CaseType(
    "testing.permit",
    "测试许可",
    LAW,
    "2026",
    STATES,
    steps=[
        f.submit(),
        f.ask_papers(),
        f.supply(),
        f.accept(needs=[not_kind_b]),
        f.decline(),
        f.send_back(),
        f.issue("批准", f.ACCEPTED >> ISSUED, PROOF),
        f.refuse(),
        f.withdraw(f.DRAFT, f.RECEIVED, f.INCOMPLETE, f.ACCEPTED),
        f.reopen(ISSUED, f.REFUSED),
    ],
    asks=[
        Group("who", "谁来申请", person("holder", "申请人")),
        Group("what", "申请什么", (KIND, *address("home", "住址"))),
    ],
    papers=[Paper("id_card", "居民身份证", held_by="people.citizen"), Paper("form", "表格", when=KIND.is_("b"))],
    deadlines=[LIMIT],
    indicators=[Indicator("on_time", "按期办结率", LIMIT, out_of=ISSUED)],
    unseals=[CLERK, REVIEWER],
    place_field="home",
    also=["测试"],
    summary="只在测试里出现。",
    result="测试证明",
)
TESTING = Module("onewindow.modules.testing", "测试", (TEST_MATTER,))
ANSWERS = {
    "holder_name": "李一一",
    "holder_id": "320402199001011238",
    "holder_phone": "13800000001",
    "kind": "a",
    "home": "320402004001",
    "home_detail": "花园路12号3幢501室",
}
