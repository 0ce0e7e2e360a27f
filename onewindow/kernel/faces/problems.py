"""How a refusal reaches a person (a page) or a program (RFC 9457)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from onewindow.kernel.faces.words import filled, words
from onewindow.kernel.ground.refusal import BadAnswers, Refusal


def sentence(refusal: Refusal) -> str:
    """The refusal's sentence in the reader's language."""
    return filled(refusal.words, **refusal.facts)


def problem(refusal: Refusal) -> JsonResponse:
    """application/problem+json: type, title, status, the faults by field; never internals."""
    body: dict[str, object] = {
        "type": f"about:refusal/{refusal.code}",
        "title": sentence(refusal),
        "status": refusal.status,
        "code": refusal.code,
    }
    if isinstance(refusal, BadAnswers):
        body["errors"] = {code: words(text) for code, text in refusal.errors.items()}
    return JsonResponse(
        body, status=refusal.status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


class PageTooOld(Refusal):
    """The form's token does not fit: the page was open across a sign-in, or came from elsewhere."""

    code = "page_too_old"
    status = 403
    words = "这一页打开得太久，或者中间重新登录过，为了安全没有提交。请返回上一页、刷新，再提交一次；填好的草稿还在。"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's page: what happened and what to do."""
    return problem(PageTooOld()) if request.path.startswith("/api/") else refused(request, PageTooOld())


class NoSuchPage(Refusal):
    """Nothing is kept at this address."""

    code = "no_such_page"
    status = 404
    words = "没有这个地址，可能是链接旧了或抄错了。请回到上一页，或者从首页重新找。"


class Broken(Refusal):
    """Our own fault."""

    code = "broken"
    status = 500
    words = "系统出了错，这一步没有办成，已经记下来了。请过几分钟再试；着急的请打咨询电话，或者到窗口办。"


def no_such_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Instead of Django's page: an address that leads nowhere."""
    return problem(NoSuchPage()) if request.path.startswith("/api/") else refused(request, NoSuchPage())


def broken(request: HttpRequest) -> HttpResponse:
    """Instead of Django's page for our own faults; asks nobody anything, for the database may be what broke."""
    if request.path.startswith("/api/"):
        return problem(Broken())
    return HttpResponse(render_to_string("faces/broken.html", {"words": sentence(Broken())}), status=500)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a refusal, in the face the reader is in."""
    errors = [
        {"field": code, "id": code, "words": words(text)} for code, text in getattr(refusal, "errors", {}).items()
    ]
    staff = getattr(getattr(request, "actor", None), "staff", False)
    told = {
        "title": gettext("没有办成"),
        "words": sentence(refusal),
        "actions": [{"title": gettext("回到上一页"), "url": _back(request), "main": True}],
    }
    base = "faces/desk/base.html" if staff else "faces/hall/base.html"
    context = {"base": base, "refusal": told, "errors": errors}
    return render(request, "faces/refused.html", context, status=refusal.status)


class RefusalMiddleware:
    """Turns a Refusal that reaches the edge into a page that says what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> None:
        """No row of any table has a name with NUL in it, and PostgreSQL will not even be asked for one."""
        if any("\0" in str(value) for value in kwargs.values()):
            raise Http404

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        """A page for a Refusal; anything else stays a bug."""
        if not isinstance(refusal, Refusal):
            return None
        if request.path.startswith("/api/"):
            return problem(refusal)
        return refused(request, refusal)


def _back(request: HttpRequest) -> str:
    """The page before on this site; its front page when there is none."""
    before = urlsplit(request.headers.get("Referer", ""))
    here = before.netloc == request.get_host() and before.path != request.path
    return (before.path or "/") if here else "/"
