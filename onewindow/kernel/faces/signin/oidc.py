"""The bureau's own sign-in by OpenID Connect: the library speaks the protocol, the house decides who comes in.

The library's own sign-up, sign-in, e-mail and session pages are not mounted: its answer is turned
into one account that exists already, and from there on it is our way in, second factor included.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from requests.exceptions import RequestException

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public
from onewindow.kernel.faces.signin import halfway
from onewindow.kernel.faces.signin.entering import first_factor
from onewindow.kernel.people.models import Account


class Door(DefaultSocialAccountAdapter):
    """Ends the library's part as soon as it knows who it is."""

    def pre_social_login(self, request: Asked, sociallogin: Any) -> None:
        """The account of this claim, or the sign-in page with a sentence; never a new account."""
        told = sociallogin.account.extra_data
        claims = {**told.get("id_token", {}), **told.get("userinfo", {})} or told
        named = str(claims.get(settings.OIDC["claim"], ""))[:150].replace("\x00", "")
        account = Account.objects.filter(username=named, kind="staff", is_active=True).first() if named else None
        if account is None:
            raise ImmediateHttpResponse(
                _back(request, gettext("统一认证里的这个账号还没有在本系统开通。请联系本单位系统管理员。"))
            )
        to = halfway.safe_next(request, str(sociallogin.state.get("next", "")))
        halfway.forget(request)
        halfway.keep(request, next=to)
        raise ImmediateHttpResponse(first_factor(request, account.pk, "oidc"))

    def on_authentication_error(
        self, request: Asked, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Cancelled, expired or refused on the other side: back to our page."""
        raise ImmediateHttpResponse(_back(request, gettext("统一认证没有完成。请再试一次，或用账号和口令登录。")))


@public
def out(request: Asked, provider_id: str) -> HttpResponse:
    """To the bureau's sign-in; back to ours, with a sentence, when it does not answer."""
    try:
        answer: HttpResponse = views.login(request, provider_id)
    except (RequestException, ValueError, KeyError):
        return _back(request, gettext("统一认证现在连不上。请稍后再试，或用账号和口令登录。"))
    return answer


@public
def back(request: Asked, provider_id: str) -> HttpResponse:
    """From the bureau's sign-in, with its answer."""
    answer: HttpResponse = views.callback(request, provider_id)
    return answer


def _back(request: Asked, words: str) -> HttpResponseRedirect:
    messages.error(request, words)
    return HttpResponseRedirect(reverse("sign-in-staff"))
