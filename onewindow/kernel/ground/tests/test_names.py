import pytest

from onewindow.kernel.ground.codes import names
from onewindow.kernel.ground.refusal import Refusal


@pytest.mark.parametrize(("typed", "name"), [
    ("张三丰", "张三丰"),
    ("张 三", "张三"),
    ("　张三　", "张三"),
    ("阿依古丽•买买提", "阿依古丽·买买提"),
    ("阿依古丽．买买提", "阿依古丽·买买提"),
    ("阿依古丽・买买提", "阿依古丽·买买提"),
    ("阿依古丽.买买提", "阿依古丽·买买提"),
    ("·阿依古丽··买买提·", "阿依古丽·买买提"),
    ("⼩⽟", "小玉"),
    ("John  Smith", "JOHN SMITH"),
    ("ｏ'ｂｒｉｅｎ, ann-marie", "O'BRIEN, ANN-MARIE"),
    ("王𬍛", "王𬍛"),
    ("李𫖯", "李𫖯"),
    ("赵〇", "赵〇"),
])  # fmt: skip
def test_one_spelling_for_every_way_of_typing(typed: str, name: str) -> None:
    assert names.check(typed) == name


@pytest.mark.parametrize(("typed", "refusal", "said"), [
    ("张", names.WrongLength, "1个字"),
    ("张" * 51, names.WrongLength, "51个字"),
    ("张\ue863", names.PrivateCharacter, "U+E863"),
    ("张?", names.Placeholder, "“?”"),
    ("张□", names.Placeholder, "“□”"),
    ("张三1", names.WrongCharacters, "“1”"),
    ("张三A", names.WrongCharacters, "“A”"),
    ("<b>张三</b>", names.WrongCharacters, "“<”"),
    ("John2", names.WrongCharacters, "“2”"),
    ("- -", names.WrongCharacters, "“- -”"),
])  # fmt: skip
def test_what_is_no_name_is_told_why(typed: str, refusal: type[Refusal], said: str) -> None:
    with pytest.raises(refusal) as refused:
        names.check(typed)
    assert said in refused.value.sentence
