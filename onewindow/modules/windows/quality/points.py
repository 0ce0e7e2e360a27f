"""What a spot check looks at: declared points, each with its source.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.kernel.handbook.law import Law, Sure

CONDUCT = Law("公安机关督察条例", "第四条第八项", note="文明执勤、文明执法和遵守警容风纪规定的情况")
FIRST = Law("溧阳“综窗”公开报道", "", Sure.SECOND, "首问负责、警容风纪、服务流程订有制度5篇46条，条文没有公布")
ONCE = Law("行政许可法", "第三十二条第一款", note="申请材料不齐全的，一次告知需要补正的全部内容")
RECEIPT = Law("行政许可法", "第三十二条第二款", note="受理或者不予受理，出具盖章、注明日期的书面凭证")
SHARED = Law("国务院关于在线政务服务的若干规定", "第七条", Sure.SECOND, "能通过数据共享得到的，不得要求另行提供")
LOW = Law("无障碍环境建设法", "第四十条", note="低位服务台或者无障碍服务窗口")
RATING = Law(
    "国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见",
    "",
    Sure.SECOND,
    "评价由办事人自己做，不得强迫或者干扰",
)
OWN = Law("本系统设计", "", Sure.OWN)

SEEN = {"yes": "做到", "no": "没做到", "not_seen": "没看到"}
HOW = {"there": "现场看", "film": "看录像"}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at; `where` is the group it is printed under."""

    code: str
    title: str
    where: str
    law: Law


POINTS = (
    Point("appearance", "着装、仪容规范，台面整齐", "人和岗位", CONDUCT),
    Point("on_post", "在岗；离开时窗口写明离开和原因", "人和岗位", OWN),
    Point("polite", "用语文明，不推诿、不训斥", "人和岗位", CONDUCT),
    Point("first_asked", "第一个被问到的人负责到底，不让人自己去找别的窗口", "接待", FIRST),
    Point("priority", "老年人、残疾人、孕妇得到优先，低位服务台能用", "接待", LOW),
    Point("private", "后面的人看不到、听不到办事人的信息", "接待", OWN),
    Point("identity", "核对了本人；代办的看了委托或监护证明", "办理", OWN),
    Point("told_once", "缺什么一次说全，并给了书面告知", "办理", ONCE),
    Point("not_asked_again", "系统里查得到的材料没有再要", "办理", SHARED),
    Point("receipt", "给了回执，说清什么时候、怎样领", "收尾", RECEIPT),
    Point("returned", "证件和原件当面点清交还", "收尾", OWN),
    Point("rating", "请办事人自己评价，没有代评、没有催要好评", "收尾", RATING),
)
BY_CODE = {one.code: one for one in POINTS}
