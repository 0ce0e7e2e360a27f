"""What is asked about a dispute, at its start and at its turns."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    Group,
    address,
    choice,
    choices,
    day,
    long_text,
    money,
    name,
    number,
    optional,
    phone,
    text,
    tick,
)
from onewindow.modules.disputes.dictionary import CHARGES, FORCES, GRADES, TYPES
from onewindow.modules.disputes.rules import FOUR

TYPE = choice("type", "哪一类纠纷", **TYPES)
GRADE = choice(
    "grade", "等级", **GRADES, help="看这件事牵涉多少人、多少钱、有没有人受伤或被威胁、是不是又起；不给人打分、不列名单"
)
FORCE = optional(choices("force", "有没有这些情形", **FORCES))
SCALE = choice("scale", "个体还是群体", single="个体", group="群体")
GROUPS = [
    Group("where", "在哪里", address("where", "纠纷")),
    Group(
        "what",
        "争什么",
        (
            choice("source", "怎么知道的", call="警情", visit="走访", told="群众反映", handed="其他平台转来"),
            TYPE,
            text("parties", "当事双方", example="3幢501室—3幢401室", help="写门牌、单位或称呼，不写姓名", most=100),
            long_text("matter", "争的是什么", least=5, most=1000),
            SCALE,
            number("people", "涉及多少人", least=2, most=100_000),
            optional(money("amount", "涉及多少钱", least=0)),
            FORCE,
            GRADE,
            optional(text("about", "上一件的编号", help="同样的双方以前有过，就填那一件的编号，两件会连在一起")),
        ),
    ),
    Group(
        "who",
        "双方怎么联系（可以不填）",
        (
            optional(name("one_name", "一方姓名")),
            optional(phone("one_phone", "一方电话")),
            optional(name("other_name", "另一方姓名")),
            optional(phone("other_phone", "另一方电话")),
        ),
    ),
]
IN_CHARGE = text("in_charge", "包案负责人", example="孙涛，所长", help="写姓名和职务", most=60)
CHARGE_LEVEL = choice("charge_level", "负责人的层级", **CHARGES)
PLAN = long_text("plan", "化解方案", least=10, most=2000, help="谁去做、怎么做、什么时候做完")
FRONT_TAGS = choices("fronts", "方案的“四前”", **FOUR)
GRADE_WHY = long_text("grade_why", "为什么这样定级", least=5, most=500, help="写事，不写对人的评价")
MEDIATOR = text("mediator", "谁主持调解", example="红梅街道人民调解委员会", most=100)
RECORD = long_text("record", "调解情况", least=10, most=2000)
REFUSED = choice("refused_by", "谁明确拒绝调解", one="一方", other="另一方", both="双方")
WILLING = choice("refused_by", "现在的意愿", nobody="双方都愿意调解")
WAYS_TOLD = choices(
    "ways_told", "告知了哪些途径", arbitration="仲裁", administrative="行政处理", court="向人民法院起诉"
)
FORM = choice("form", "协议形式", written="书面", oral="口头，记录在下面")
SIGNED_BY = optional(
    choices(
        "signed_by", "书面协议的签章", parties="各方当事人签名、盖章或者按指印", mediator="人民调解员签名",
        seal="人民调解委员会印章",
    )
)  # fmt: skip
AGREED_ON = day("agreed_on", "协议哪天生效", most=0, help="书面的从签齐盖章那天起，口头的从谈成那天起")
FACTS = long_text("facts", "主要事实、争议事项和各方责任", least=10, most=2000)
TERMS = long_text("terms", "协议内容", least=5, most=2000)
HOW = text("perform_how", "怎么履行", most=200)
BY_WHEN = day("perform_by", "履行到哪天", least=0)
COURT = text("court", "向哪个法院", example="常州市天宁区人民法院", most=100)
APPLIED_ON = day("applied_on", "哪天共同申请的", most=0)
BOTH_TOLD = tick("both_told", "已经告诉双方：三十日内可以共同申请司法确认，双方都说不申请")
PERFORMED = long_text("performed", "履行情况", least=4, most=1000)
SETTLED = long_text("settled", "怎么化解的", least=5, most=1000)
RECEIVER = text("receiver", "移交给谁", example="天宁区人民法院立案庭", most=100)
RECEIVER_NUMBER = optional(text("receiver_number", "对方的回执号", most=60, help="没有拿到就先空着"))
