"""The outside registers this house may ask, and the shape of their answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outside:
    """One register: its own name, the key it is asked by, the fields of an answer."""

    code: str
    title: str
    key: str
    answers: dict[str, str]


STAND_IN = "合成数据登记库（本地替身）"

POPULATION = Outside(
    "population",
    "人口信息库",
    "公民身份号码（18位）",
    {
        "name": "姓名",
        "former_names": "曾用名",
        "sex": "性别",
        "nation": "民族",
        "birth": "出生日期",
        "id_no": "公民身份号码",
        "household_area": "户籍县级代码（6位）",
        "household_address": "户籍地址",
        "household_unit": "户籍登记机关",
        "household_status": "户籍状态",
    },
)
POPULATION_INDEX = Outside(
    "population_index", "人口信息库（姓名检索）", "姓名|出生年份|户籍县级代码", {"numbers": "符合条件的身份号码"}
)
RESIDENCE = Outside(
    "residence_registration",
    "居住登记库",
    "公民身份号码（18位）",
    {
        "name": "姓名",
        "since": "首次登记日",
        "valid_until": "登记有效期至",
        "place_code": "居住社区代码（12位）",
        "address": "居住地址",
        "permit_number": "居住证编号",
        "issued_on": "发证日",
    },
)
CRIMINAL = Outside(
    "criminal_records",
    "全国犯罪记录信息系统",
    "公民身份号码（18位或旧15位）",
    {
        "name": "姓名",
        "convictions": "生效裁判：final、offence_on、offence_until、months",
        "incomplete": "信息不完整",
        "conflict": "与以前的结果冲突",
    },
)
CREDIT = Outside(
    "credit",
    "公共信用信息库",
    "统一社会信用代码",
    {
        "bad_record": "较严重不良信用记录",
        "untrue_promise": "曾作虚假承诺",
        "repaired": "信用已修复",
        "barred_until": "限制申请至",
    },
)
BUSINESS = Outside(
    "business",
    "市场主体登记库",
    "统一社会信用代码",
    {"name": "名称", "status": "登记状态", "address": "住所", "legal_name": "法定代表人"},
)

REGISTERS = {one.code: one for one in (POPULATION, POPULATION_INDEX, RESIDENCE, CRIMINAL, CREDIT, BUSINESS)}
