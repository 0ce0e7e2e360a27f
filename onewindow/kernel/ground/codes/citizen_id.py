"""公民身份号码 (GB 11643-1999) and its relatives of the same eighteen places.

The first six digits name the county of first registration, often one long abolished: only the
province is checked, never today's table.
"""

from datetime import date
from enum import Enum

from onewindow.kernel.ground import ages
from onewindow.kernel.ground.codes.text import compact
from onewindow.kernel.ground.refusal import Refusal

LENGTH, OLD_LENGTH = 18, 15
OLDEST = 130
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
# Province codes by their first digit; 71 is 台湾, 81 82 83 stand on the residence permits of 港澳台.
_REGIONS = {"1": "12345", "2": "123", "3": "1234567", "4": "123456", "5": "01234", "6": "12345", "7": "1", "8": "123"}
_PROVINCES = frozenset(region + place for region, places in _REGIONS.items() for place in places)


class Kind(Enum):
    CITIZEN = "citizen"
    HONG_KONG = "hong_kong"
    MACAO = "macao"
    TAIWAN = "taiwan"
    FOREIGNER = "foreigner"


_RESIDENCE_PERMITS = {"810000": Kind.HONG_KONG, "820000": Kind.MACAO, "830000": Kind.TAIWAN}


class WrongLength(Refusal):
    """Facts: `length`."""

    code = "citizen_id.wrong_length"
    words = "身份号码应为18位，现在是{length}位。请对照证件逐位核对，看是否漏填或多填。"


class OldNumber(Refusal):
    """Facts: `converted`, the eighteen digits the rule of 1999 makes of it."""

    code = "citizen_id.old_number"
    words = "这是15位的旧号码。请改填18位号码；按升位规则应为{converted}，请与现用身份证核对后填写。"


class WrongCharacters(Refusal):
    code = "citizen_id.wrong_characters"
    words = "身份号码前17位只能是数字，最后一位是数字或X。请检查是否误填了字母或符号。"


class WrongArea(Refusal):
    """Facts: `area`."""

    code = "citizen_id.wrong_area"
    words = "身份号码开头的{area}不是任何省份的代码。请核对前两位。"


class ImpossibleDate(Refusal):
    """Facts: `written`, eight digits."""

    code = "citizen_id.impossible_date"
    words = "身份号码第7至14位{written}不是真实的日期。请核对出生年月日。"


class FutureDate(Refusal):
    """Facts: `written`."""

    code = "citizen_id.future_date"
    words = "身份号码里的出生日期{written}还没有到。请核对第7至14位。"


class TooOld(Refusal):
    """Facts: `written`, `most`."""

    code = "citizen_id.too_old"
    words = "身份号码里的出生日期{written}距今超过{most}年。请核对第7至10位的年份。"


class WrongCheckDigit(Refusal):
    code = "citizen_id.wrong_check_digit"
    words = "身份号码的校验位不符，有一位或几位填错了。请对照证件逐位核对。"


class ForeignersNumber(Refusal):
    code = "citizen_id.foreigner"
    words = (
        "这是外国人永久居留身份证的号码，不是公民身份号码。请把证件类型改为“外国人永久居留身份证”；"
        "没有这一选项的事项，请持证件到窗口办理。"
    )


class NotAForeignersNumber(Refusal):
    code = "citizen_id.not_a_foreigner"
    words = "外国人永久居留身份证号码以9开头。请核对号码，或改选证件类型。"


def check(text: str, today: date) -> str:
    """The eighteen characters of a citizen, or of a 港澳台居民居住证; else the precise refusal."""
    number = _shaped(text)
    if number[0] == "9":
        raise ForeignersNumber()
    if number[:2] not in _PROVINCES:
        raise WrongArea(area=number[:2])
    return _sound(number, today)


def check_foreigner(text: str, today: date) -> str:
    """The eighteen digits of an 外国人永久居留身份证 of 2023; same dates, same check digit."""
    number = _shaped(text)
    if number[0] != "9":
        raise NotAForeignersNumber()
    return _sound(number, today)


def kind(number: str) -> Kind:
    """Whose number a checked number is."""
    if number[0] == "9":
        return Kind.FOREIGNER
    return _RESIDENCE_PERMITS.get(number[:6], Kind.CITIZEN)


def birth_date(number: str) -> date:
    """The birthday in a checked number."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex(number: str) -> str:
    """男 or 女, by the seventeenth digit of a checked number."""
    return ages.sex_of(number)


def age_on(number: str, day: date) -> int:
    """Full years of the holder of a checked number on that day."""
    return ages.age_on(birth_date(number), day)


def check_digit(seventeen: str) -> str:
    """The last place of the number that begins with these seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def converted(fifteen: str) -> str:
    """The eighteen places of a fifteen-digit number: the century goes in, the check goes on."""
    seventeen = fifteen[:6] + "19" + fifteen[6:]
    return seventeen + check_digit(seventeen)


def _shaped(text: str) -> str:
    number = compact(text)
    if len(number) == OLD_LENGTH and _digits(number):
        longer = converted(number)
        _born(longer)
        raise OldNumber(converted=longer)
    if len(number) != LENGTH:
        raise WrongLength(length=len(number))
    if not (_digits(number[:-1]) and number[-1] in _CHECKS):
        raise WrongCharacters()
    return number


def _sound(number: str, today: date) -> str:
    born = _born(number)
    if born > today:
        raise FutureDate(written=number[6:14])
    if ages.age_on(born, today) > OLDEST:
        raise TooOld(written=number[6:14], most=OLDEST)
    if check_digit(number[:-1]) != number[-1]:
        raise WrongCheckDigit()
    return number


def _born(number: str) -> date:
    try:
        return birth_date(number)
    except ValueError:
        raise ImpossibleDate(written=number[6:14]) from None


def _digits(text: str) -> bool:
    # str.isdigit alone would let other scripts' digits through.
    return text.isascii() and text.isdigit()
