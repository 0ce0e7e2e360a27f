"""模拟设备: a reader that invents the card of a synthetic person, a camera and a scanner that draw.

Nothing here is a person's: names and numbers are synthetic, a portrait is an oval on white.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from onewindow.kernel.ground.ages import years_after
from onewindow.kernel.ground.codes import citizen_id
from onewindow.modules.windows.capture.devices import Card, NoCard
from onewindow.modules.windows.capture.portrait import Marks

FONT = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"
CARD_SIZE = (1012, 638)  # 85.6 × 54 mm at 300 dpi
GROUND, CARD_COLOUR, INK, LABEL = (70, 78, 88), (214, 224, 230), (30, 34, 40), (60, 96, 140)
PORTRAIT_SIZE = (900, 1200)
PORTRAIT_MARKS = Marks(crown=260, left=300, right=600, eyes=440, chin=660)


@dataclass(frozen=True, slots=True)
class Holder:
    """The synthetic person who is imagined to lay a card on the reader."""

    name: str
    id_no: str
    address: str


@dataclass(frozen=True, slots=True)
class SimulatedReader:
    """模拟读卡器.  Without a holder there is no card on it."""

    holder: Holder | None
    today: date
    name: ClassVar[str] = "模拟读卡器"
    stand_in: ClassVar[bool] = True

    def read(self) -> Card:
        """The card of the holder, issued two years ago for twenty (居民身份证法 第五条: 26 to 45)."""
        if self.holder is None:
            raise NoCard(why="模拟读卡器上没有合成人员的卡")
        number = self.holder.id_no
        since = years_after(self.today, -2)
        return Card(
            name=self.holder.name,
            sex=citizen_id.sex(number),
            nation="汉",
            birth=citizen_id.birth_date(number),
            address=self.holder.address or "合成市合成区样本路1号",
            id_no=number,
            issuer="合成市公安局",
            valid_from=since,
            valid_until=years_after(since, 20) if citizen_id.age_on(number, self.today) < 46 else None,
        )


def stranger(seed: int) -> Holder:
    """A synthetic person whom nobody knows yet: the same one for the same seed."""
    seventeen = f"320402{1960 + seed % 45}{1 + seed % 12:02}{1 + seed % 28:02}{seed % 1000:03}"
    surname, given = "林周吴郑冯陈褚卫"[seed % 8], ("合成", "样本", "虚构", "示例")[seed // 8 % 4]
    return Holder(
        surname + given, seventeen + citizen_id.check_digit(seventeen), f"常州市天宁区样本路{seed % 200 + 1}号"
    )


def drawn_card(card: Card, *, margin: int = 90) -> Image.Image:
    """模拟扫描仪: the front of a card lying on a dark desk; it says 样本."""
    picture = Image.new("RGB", (CARD_SIZE[0] + 2 * margin, CARD_SIZE[1] + 2 * margin), GROUND)
    face = Image.new("RGB", CARD_SIZE, CARD_COLOUR)
    pen = ImageDraw.Draw(face)
    birth = card.birth
    rows = (
        ((60, 60), (("姓名", card.name),)),
        ((60, 140), (("性别", card.sex), ("民族", card.nation))),
        ((60, 220), (("出生", f"{birth.year} 年 {birth.month} 月 {birth.day} 日"),)),
        ((60, 300), (("住址", card.address[:11]),)),
        ((60, 356), (("", card.address[11:22]),)),
        ((60, 530), (("公民身份号码", card.id_no),)),
    )
    for (x, y), pairs in rows:
        for label, value in pairs:
            pen.text((x, y + 6), label, LABEL, _font(32))
            wide = 110 if len(label) < 3 else 260
            pen.text((x + wide, y), value, INK, _font(42 if wide == 110 else 50))
            x += 240
    face.paste(_head().resize((240, 320)), (710, 90))
    pen.text((760, 420), "样本", (176, 32, 43), _font(60))
    picture.paste(face, (margin, margin))
    return picture


def drawn_portrait() -> Image.Image:
    """模拟相机: a head on white; `PORTRAIT_MARKS` fit it."""
    return _head()


def as_jpeg(picture: Image.Image) -> bytes:
    """The bytes a camera would send."""
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()


def _head() -> Image.Image:
    picture = Image.new("RGB", PORTRAIT_SIZE, (250, 250, 251))
    pen = ImageDraw.Draw(picture)
    m = PORTRAIT_MARKS
    pen.ellipse((m.left - 190, m.chin + 30, m.right + 190, PORTRAIT_SIZE[1] + 400), (58, 74, 104))
    pen.rectangle((410, m.chin - 60, 490, m.chin + 80), (226, 190, 164))
    pen.ellipse((m.left, m.crown, m.right, m.chin), (232, 198, 172))
    pen.chord((m.left, m.crown, m.right, m.chin), 200, 340, (34, 30, 30))
    for x in (385, 515):
        pen.ellipse((x - 26, m.eyes - 12, x + 26, m.eyes + 12), (252, 252, 252), (30, 24, 22), 3)
        pen.ellipse((x - 11, m.eyes - 11, x + 11, m.eyes + 11), (30, 24, 22))
        pen.line((x - 40, m.eyes - 44, x + 40, m.eyes - 44), (34, 30, 30), 9)
    pen.line((450, 470, 440, 540, 462, 542), (188, 146, 120), 5)
    pen.chord((400, 570, 500, 614), 0, 180, (176, 84, 84))
    for n in range(8):
        pen.line((300 + n * 40, 900, 250 + n * 58, 1200), (38, 50, 76), 4)
    return picture


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)
