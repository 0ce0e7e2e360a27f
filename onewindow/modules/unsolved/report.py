"""办不成事反映: what should have been accepted or done and was not; looked into by somebody who had no hand in it."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    CHIEF,
    CLERK,
    OWN,
    REVIEWER,
    Clocks,
    Deadline,
    Extension,
    Group,
    Indicator,
    Notice,
    Revisit,
    Step,
    choice,
    closing_loop,
    days,
    long_text,
    name,
    number,
    one_of,
    optional,
    phone,
    place,
    ref,
    stays,
    text,
    workdays,
)
from onewindow.kernel.handbook.loop import states_of
from onewindow.modules.unsolved.policy import COMMON, PROVINCE, REPEAT_DAYS
from onewindow.modules.unsolved.turns import TURNS

CATEGORY = choice(
    "category",
    "哪一类",
    plain="是怎么没办成的？",
    **{
        "01": "该受理的不受理",
        "02": "该办成的没办成",
        "03": "超过时限",
        "04": "让多跑了几趟",
        "05": "态度、作风",
        "06": "跨省通办没有落实",
        "07": "政策有障碍",
        "99": "其他",
    },
)
MATTER = choice(
    "matter",
    "什么事项",
    household="户口",
    idcard="居民身份证",
    residence="居住证",
    exit="出入境证件",
    driver="驾驶证",
    vehicle="机动车",
    record="无犯罪记录证明",
    permit="许可、备案",
    other="其他",
)
S = states_of(TURNS)
ANSWER = Deadline(
    "answer",
    "形成办理意见并反馈",
    one_of(S["found"], S["signed"]) >> S["rectified"],
    workdays(15),
    PROVINCE,
    or_stops_in=(S["dismissed"], S["handed_on"]),
    extension=Extension(workdays(15), CHIEF, PROVINCE),
    # A warning is said on the morning after so many are left: the third and the first working day before.
    warn=(workdays(4), workdays(2)),
)
EXTEND = Step(
    "extend",
    "主动沟通延期",
    stays(S["found"], S["pushed"], S["signed"]),
    by=(CHIEF,),
    asks=(
        number("days", "延长几个工作日", least=1, most=15),
        choice("contacted", "怎么和反映人沟通的", phone="电话说明", face="当面说明", none="没有留下联系方式"),
        long_text("reason", "理由和新的办结时间", least=5, most=500),
    ),
    does="extend",
    tone="grave",
    law=PROVINCE,
    help="到期以前先和反映人沟通，说明理由和办结期限",
    plain="已经和您沟通延期",
    notice=Notice("您的{case}（{number}）不能按期办完，理由：{reason}。最迟{due}前反馈。"),
)


REPORT = closing_loop(
    "unsolved.report",
    "办不成事反映",
    turns=TURNS,
    clocks=Clocks(push=workdays(1), sign=workdays(1), rectify=None, check=workdays(3), law=COMMON),
    groups=[
        Group(
            "what",
            "什么事没办成",
            (
                MATTER,
                CATEGORY,
                long_text("story", "经过", plain="经过是怎样的？请不要写别人的证件号码", least=5, most=1000),
                optional(long_text("hope", "希望怎样解决", most=500)),
            ),
        ),
        Group(
            "where",
            "在哪里遇到的",
            (
                choice("met", "在哪里遇到的", window="窗口", online="网上", phone="电话"),
                place("where", "哪里的窗口（按所在社区选；网上的选您住的社区）"),
                optional(text("original", "哪个窗口、什么时候", help="不用写经办人的姓名")),
                optional(
                    ref(
                        "about",
                        "办件编号",
                        register="cases.case",
                        help="有编号的，原经办人就不会来办这件反映；不知道可以不填",
                    )
                ),
            ),
        ),
        Group(
            "who",
            "怎么联系您",
            (
                optional(
                    name("reporter_name", "您的姓名", prefill="applicant.name", help="不留姓名电话也受理，但没法回访")
                ),
                optional(phone("reporter_phone", "联系电话", prefill="applicant.phone")),
            ),
        ),
    ],
    law=PROVINCE,
    edition="2026",
    pushes_to_unit=True,
    opened_by="applicant",
    place_field="where",
    title_of="category",
    about_case="about",
    same_when=("reporter_phone", "matter", "category"),
    relapse_within=days(REPEAT_DAYS),
    unseals=(CLERK, REVIEWER, CHIEF),
    more_steps=[EXTEND],
    more_deadlines=[ANSWER],
    more_indicators=[
        Indicator("on_time", "按期反馈率", ANSWER, out_of=S["found"], target=1.0, note="15 个工作日，延期的按新期限"),
        Indicator("declined", "不予受理", S["dismissed"], unit="件", note="都写明了救济途径"),
    ],
    revisit=Revisit(
        1.0,
        (workdays(3),),
        (
            ("solved", "您反映的事办成了吗？"),
            ("told", "有人向您说明了办理意见吗？"),
            ("satisfied", "您满意吗？"),
        ),
        COMMON,
        asks="reporter_phone",
    ),
    also=("办不成", "不给办", "不受理", "多跑腿", "推诿", "没办成"),
    bases=(PROVINCE, COMMON, OWN),
    result="办理意见",
    remedy="对办理意见不满意的，可以申请行政复议、提起行政诉讼、依法信访，或者打 12389、12345。",
    summary="该受理没受理、该办成没办成、让您多跑了，都可以反映。由没有经手的人来办，15 个工作日内给办理意见；不归我们管的，说明理由和该找谁。",
)
