import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.sealing import OVERHEAD, Sealer, Unsealable

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
SEALER = Sealer(OLD)
ABOUT = b"person:7:id_no"


@given(st.binary(max_size=600), st.binary(max_size=40))
def test_what_is_sealed_can_be_unsealed(content: bytes, about: bytes) -> None:
    sealed = SEALER.seal(content, about)
    assert SEALER.unseal(sealed, about) == content
    assert len(sealed) == len(content) + OVERHEAD


@given(st.binary(max_size=60), st.data())
def test_one_changed_bit_anywhere_opens_nothing(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(SEALER.seal(content, ABOUT))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Unsealable):
        SEALER.unseal(bytes(sealed), ABOUT)


def test_a_value_moved_to_another_row_does_not_open() -> None:
    with pytest.raises(Unsealable):
        SEALER.unseal(SEALER.seal(b"320402", ABOUT), b"person:8:id_no")


@pytest.mark.parametrize("size", range(OVERHEAD + 2))
def test_a_truncated_value_does_not_open(size: int) -> None:
    with pytest.raises(Unsealable):
        SEALER.unseal(SEALER.seal(b"320402", ABOUT)[:size], ABOUT)


def test_the_same_value_is_never_sealed_twice_alike() -> None:
    assert len({SEALER.seal(b"x", ABOUT) for _ in range(100)}) == 100


def test_a_refusal_names_no_data() -> None:
    with pytest.raises(Unsealable) as refused:
        SEALER.unseal(SEALER.seal(b"13812345678", ABOUT)[:-1] + b"\x00", ABOUT)
    assert "138" not in str(refused.value) + str(refused.value.facts)
    assert "系统管理员" in refused.value.sentence


def test_a_new_key_in_front_still_reads_what_the_old_one_sealed() -> None:
    rotated = Sealer(NEW, OLD)
    old = SEALER.seal(b"x", ABOUT)
    assert rotated.unseal(old, ABOUT) == b"x"
    assert not rotated.is_current(old)
    assert rotated.is_current(rotated.seal(b"x", ABOUT))
    assert rotated.key_id == Sealer(NEW).key_id != SEALER.key_id


def test_a_rotation_finds_everything_that_was_hashed_before() -> None:
    assert Sealer(NEW, OLD).search_hash("id", "x") == SEALER.search_hash("id", "x")


def test_without_its_key_a_value_stays_shut() -> None:
    with pytest.raises(Unsealable, match="unsealable"):
        Sealer(NEW).unseal(SEALER.seal(b"x", ABOUT), ABOUT)


def test_a_hash_depends_on_key_kind_and_value() -> None:
    hashes = {
        SEALER.search_hash("id", "1"),
        SEALER.search_hash("id", "2"),
        SEALER.search_hash("phone", "1"),
        SEALER.search_hash("i", "d1"),
        Sealer(NEW).search_hash("id", "1"),
    }
    assert len(hashes) == 5
    assert all(len(one) == 64 for one in hashes)


@pytest.mark.parametrize("keys", [(), (b"short",), (OLD, OLD)])
def test_a_sealer_is_not_built_on_sand(keys: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="key"):
        Sealer(*keys)


def test_a_sealer_does_not_print_its_keys() -> None:
    assert OLD.hex() not in repr(SEALER) + repr(vars(SEALER))
