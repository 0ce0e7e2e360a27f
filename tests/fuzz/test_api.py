"""Every path of the API description, fed with what fits and what does not: no fault of ours, every refusal a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from onewindow.kernel.people.models import Token
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.kernel.testing.story import Story

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
CHECKS = [not_a_server_error, content_type_conformance, status_code_conformance, response_schema_conformance]
EXAMPLES = 3
QUIET = settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
                 suppress_health_check=list(HealthCheck))  # fmt: skip


@pytest.fixture
def described(db: None) -> Iterator[Any]:
    """The description as the application gives it; the test's own transaction outlives each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_a_program_with_a_clerks_grant_meets_no_fault(described: Any, city: City, matter: str) -> None:
    every_path(described, bearer(city, "wang"), ids(city))


def test_a_resident_meets_no_fault(described: Any, city: City, matter: str) -> None:
    every_path(described, bearer(city, "li"), ids(city))


def test_nobody_is_asked_to_sign_in(described: Any, city: City) -> None:
    def only_refused(answer: Any) -> None:
        assert answer.status_code in (200, 400, 401, 404, 405, 422), answer.status_code

    every_path(described, {}, [1], only_refused, modes=[GenerationMode.POSITIVE])


def ids(city: City) -> list[int]:
    """A draft, a case handed in, one accepted."""
    return [Story(city).id, Story(city).submitted().id, Story(city).accepted().id]


def every_path(described: Any, headers: dict[str, str], ids: list[int], also: Callable[[Any], None] = lambda answer: None,
               modes: Sequence[GenerationMode] = tuple(GenerationMode)) -> None:  # fmt: skip
    """Call each operation with generated data; a real case's number now and then."""
    faults: list[str] = []
    for found in described.get_all_operations():
        operation = found.ok()
        for mode in modes:
            faults += one_path(operation, mode, headers, ids, also)
    assert not faults, "\n\n".join(faults[:10])


def one_path(operation: Any, mode: GenerationMode, headers: dict[str, str], ids: list[int],
             also: Callable[[Any], None]) -> list[str]:  # fmt: skip
    faults: list[str] = []

    @QUIET
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        if "case_id" in case.path_parameters and isinstance(case.path_parameters["case_id"], int):
            case.path_parameters["case_id"] = ids[case.path_parameters["case_id"] % len(ids)]
        answer = case.call(headers={**dict(case.headers), **headers, "Accept-Encoding": "identity"})
        also(answer)
        problem_is_a_problem(answer)
        case.validate_response(answer, checks=CHECKS, headers=headers)

    try:
        run()
    except Unsatisfiable:  # nothing to say wrongly
        return []
    except (Exception, BaseExceptionGroup) as fault:  # every path is tried before any is told
        faults.append(f"{operation.method.upper()} {operation.path} {mode.value}: {told(fault)}"[:1500])
    return faults


def told(fault: BaseException) -> str:
    """What went wrong, without the words around it."""
    return (
        "; ".join(told(one) for one in fault.exceptions)
        if isinstance(fault, BaseExceptionGroup)
        else f"{type(fault).__name__} {fault}"
    )


def problem_is_a_problem(answer: Any) -> None:
    """RFC 9457, in words, without our insides."""
    if answer.status_code >= 400 and answer.status_code != 405:
        body = answer.json()
        assert answer.headers["content-type"][0].startswith("application/problem+json"), answer.headers
        assert body["title"] and body["status"] == answer.status_code
        assert "Traceback" not in answer.text and "psycopg" not in answer.text


def bearer(city: City, name: str) -> dict[str, str]:
    """A token for this person, as a program of theirs would hold."""
    token = f"token-of-{name}"
    Token.objects.create(
        digest=sha256(token.encode()).hexdigest(), account=city.accounts[name], title="测试", since=MONDAY
    )
    return {"Authorization": f"Bearer {token}"}
