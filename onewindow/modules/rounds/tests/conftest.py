"""A beat with two officers, on the shelf with the test loop."""

from __future__ import annotations

import pytest

from onewindow.kernel.cases.tests.test_loop import town  # noqa: F401
from onewindow.kernel.testing.city import City


@pytest.fixture
def beat(town: City) -> City:  # noqa: F811
    """The city of the loop's tests: 吴 and 龚 walk one beat."""
    return town
