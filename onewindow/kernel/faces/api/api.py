"""The API: one door, bearer token or session, problems by RFC 9457."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from onewindow.kernel.faces.api import bulk, cases, matters
from onewindow.kernel.faces.api.described import Described
from onewindow.kernel.faces.problems import problem
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor


class SignInFirst(Refusal):
    """No actor."""

    code = "sign_in_first"
    status = 401
    words = "请先登录，或在 Authorization 里带上有效的令牌。"


class Malformed(Refusal):
    """The request cannot be read."""

    code = "malformed"
    status = 400
    words = "请求读不懂：{detail}。请对照接口说明改正后再发。"


def signed_in_actor(request: Any) -> Actor | None:
    """The actor the middleware built in one statement, when there is one."""
    actor = actor_of(request)
    return actor if actor.id > 0 else None


class Bearer(HttpBearer):
    """A token of an account; the actor was built by the middleware in one statement."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return signed_in_actor(request)


class Session(SessionAuth):
    """A signed-in person, with CSRF."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return signed_in_actor(request)


api = Described(
    title="OneWindow 一窗",
    version="1",
    urls_namespace="api",
    auth=[Bearer(), Session()],
    description="一个手册，一道门：网页能做的，接口都能做；每一步都要授权、都留痕。",
    docs_url="/docs",
)
api.add_router("/matters", matters.router)
api.add_router("/cases", cases.router)
api.add_router("/bulk", bulk.router)


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problem(refusal)


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, exc: AuthenticationError) -> HttpResponse:
    return problem(SignInFirst())


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    errors = {".".join(str(part) for part in one["loc"][1:]): _plain(one["type"]) for one in exc.errors}
    return problem(BadAnswers(errors))


@api.exception_handler(HttpError)
def _malformed(request: HttpRequest, exc: HttpError) -> JsonResponse:
    return problem(Malformed(detail=words("不是有效的 JSON") if exc.status_code == 400 else exc.message[:100]))


PLAIN = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "int_parsing": "这里要填整数",
    "string_too_long": "太长了",
    "string_pattern_mismatch": "有不允许的字符",
    "greater_than_equal": "太小了",
    "less_than_equal": "太大了",
    "value_error": "内容不合规定：可能含有空字符，或太长、太深",
}


def _plain(kind: str) -> str:
    return words(PLAIN.get(kind, "填写不正确"))
