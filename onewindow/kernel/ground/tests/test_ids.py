import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from onewindow.kernel.ground.ids import made_at, uuid7


def test_an_id_is_a_version_seven_uuid() -> None:
    one = uuid7()
    assert one.version == 7
    assert one.variant == UUID(int=0x8 << 60).variant
    assert abs(made_at(one) - time.time()) < 1


def test_ids_of_one_process_sort_in_the_order_they_were_made() -> None:
    made = [uuid7() for _ in range(20_000)]
    assert made == sorted(made)
    assert [str(one) for one in made] == sorted(str(one) for one in made)


def test_a_clock_set_back_makes_no_earlier_id(monkeypatch: pytest.MonkeyPatch) -> None:
    before = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    assert uuid7() > before


def test_threads_never_share_an_id() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [one for batch in pool.map(lambda _: [uuid7() for _ in range(1_000)], range(4)) for one in batch]
    assert len({one.int >> 64 for one in made}) == 4_000, "time and counter alone tell them apart"


def test_another_version_carries_no_time() -> None:
    with pytest.raises(ValueError, match="carries no time"):
        made_at(uuid4())
