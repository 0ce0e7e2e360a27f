from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.chain import canonical, check_proof, digest, link, proof, root

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab常", max_size=5), inner, max_size=3),
    max_leaves=5,
)
records = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40)


def test_sm3_is_the_sm3_of_the_standard() -> None:
    assert digest(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digest(b"a", b"bc") == digest(b"abc")


def test_a_value_has_one_text() -> None:
    assert canonical({"b": [1, None, True], "a": "常州"}) == '{"a":"常州","b":[1,null,true]}'.encode()


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), plain))
def test_the_order_of_keys_does_not_matter(value: dict[str, Any]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize("value", [1.5, float("nan"), {"a": {"b": 0.1}}, [b"x"], {1: "a"}, {None: 1}, {1, 2}, object()])
def test_what_has_several_texts_is_not_written(value: Any) -> None:
    with pytest.raises(TypeError, match="canonical form"):
        canonical(value)


def test_a_chain_tells_the_first_link_from_the_rest() -> None:
    first = link(b"", b"one")
    assert link(first, b"two") != link(b"", first + b"two")
    assert len(first) == 32


def test_a_chain_does_not_take_half_a_digest() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        link(b"x" * 31, b"one")


@given(st.lists(st.binary(max_size=20), min_size=2, max_size=8), st.data())
def test_one_changed_record_changes_every_later_link(bodies: list[bytes], data: st.DataObject) -> None:
    def head(of: list[bytes]) -> bytes:
        at = b""
        for body in of:
            at = link(at, body)
        return at

    place = data.draw(st.integers(0, len(bodies) - 1))
    changed = [*bodies[:place], bodies[place] + b"!", *bodies[place + 1 :]]
    assert head(changed) != head(bodies)


@given(records, st.data())
def test_every_record_can_be_proved_to_a_third_party(digests: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(digests) - 1))
    path = proof(digests, place)
    assert check_proof(digests[place], path, root(digests))
    assert len(path) <= len(digests).bit_length()


@given(records, st.data())
def test_no_other_record_is_proved_by_it(digests: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(digests) - 1))
    other = digest(digests[place])
    assert not check_proof(other, proof(digests, place), root(digests))


@given(records)
def test_a_root_notices_a_record_added_dropped_or_doubled(digests: list[bytes]) -> None:
    whole = root(digests)
    assert root([*digests, digests[-1]]) != whole
    assert root(digests[:-1]) != whole


def test_a_node_cannot_pose_as_a_record() -> None:
    a, b = digest(b"a"), digest(b"b")
    assert root([root([a]) + root([b])]) != root([a, b])


def test_a_record_that_is_not_there_has_no_proof() -> None:
    for place in (-1, 1):
        with pytest.raises(IndexError):
            proof([digest(b"a")], place)


def test_nothing_has_a_root_too() -> None:
    assert root([]) == digest()
