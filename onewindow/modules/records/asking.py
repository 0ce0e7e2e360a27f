"""What is asked of who wants a criminal-record inquiry, and which papers.  Pure."""

from __future__ import annotations

from dataclasses import replace

from onewindow.kernel.handbook import Group, Paper, choice, credit_code, day, name, optional, person, place, text, tick
from onewindow.modules.records import grounds, rules

WHO = choice(
    "who",
    "谁来查",
    person="本人查自己的",
    agent="受本人委托代查",
    employer="用人单位查在职或拟招录人员",
    authority="行政机关办许可、授资格，或公证处办公证",
)
UNIT = WHO.is_("employer", "authority")
HANDLER = name("handler_name", "经办人姓名", when=UNIT)
CLAUSE = choice(
    "clause", "从业禁止的依据", plain="哪一条法律或行政法规要求这个岗位没有犯罪记录？", when=UNIT, **grounds.options()
)
PURPOSE = choice(
    "purpose",
    "用来做什么",
    job="求职、入职",
    abroad="出国、移民、留学",
    notary="办公证",
    qualify="考取资格、办许可",
    adopt="收养",
    other="其他",
)
AGENT = [replace(one, when=WHO.is_("agent")) for one in person("agent", "受托人")]
CLAUSE_CHECKED = optional(
    tick("clause_checked", "已核对条文", help="单位自己写明的条文：是法律或行政法规，且是从业禁止")
)


ASKS = [
    Group(
        "who",
        "谁来查",
        (
            WHO,
            HANDLER,
            place(
                "station_place",
                "由哪里的派出所办",
                help="本人户籍地或居住地；受托代查的，填委托人的；单位查的，填单位住所地",
            ),
        ),
    ),
    Group(
        "subject",
        "被查询人",
        (
            person("subject", "被查询人"),
            optional(text("former", "曾用名", sealed=True, help="没有就不填；多个用顿号隔开")),
        ),
    ),
    Group("agent", "受托人", AGENT),
    Group(
        "unit",
        "查询单位",
        (
            text("unit_name", "单位名称", when=UNIT),
            credit_code("unit_code", "统一社会信用代码", when=UNIT),
            text("post", "岗位或资格", when=UNIT, example="幼儿园教师"),
            CLAUSE,
            text(
                "clause_text",
                "条文名称和条号",
                when=CLAUSE.is_(grounds.OTHER),
                example="《保安服务管理条例》第十七条",
            ),
        ),
    ),
    Group(
        "use",
        "用途",
        (
            PURPOSE,
            text("used_at", "交给哪个单位", required=False),
            optional(day("since", "从哪天查起", most=0, help="不填就是从平台有记录起")),
        ),
    ),
]
PAPERS = [
    Paper("id_card", "居民身份证", "核对身份", held_by="people.citizen", law=rules.WHERE),
    Paper("mandate", "委托书", "写明委托谁、查什么，双方签名", when=WHO.is_("agent"), law=rules.WHO),
    Paper("unit_letter", "单位介绍信", "写明被查询人、岗位和依据的条文", when=UNIT, law=rules.WHO),
    Paper("employment", "在职或拟招录的材料", "劳动合同、录用通知或报名表，有一样就行", when=UNIT, law=rules.WHO),
]
