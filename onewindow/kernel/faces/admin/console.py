"""The system administrator's console: Django's admin, with our door and our actions behind its forms.

It manages accounts, grants, units, keys, local values and holds.  It registers no case, no person
and no file, so nothing of what people filed can be seen here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as lazy

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.signin.entering import leave
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor


def administers(actor: Actor) -> bool:
    """True for those who hold the administrator's role today."""
    return actor.holds("administrator") or actor.superuser


class Console(AdminSite):
    """One door: ours.  The library's own sign-in, sign-out and password pages lead to our pages."""

    gate = "administrators_only"
    site_header = lazy("一窗 · 系统管理")
    site_title = lazy("系统管理")
    index_title = lazy("账号、授权、单位、参数")
    site_url = None
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Only a grant opens the console, whatever flags an account carries."""
        return administers(cast(Asked, request).actor)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """To our sign-in page; somebody signed in without the grant is told so."""
        if cast(Asked, request).actor.id > 0:
            return render(request, "faces/signin/turned_away.html", {"title": gettext("这一页不对您开放")}, status=403)
        wanted = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
        return HttpResponseRedirect(f"{reverse('sign-in-staff')}?{wanted}")

    login.gate = "public"  # type: ignore[attr-defined]

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Out, as everywhere in the house."""
        if request.method == "POST":
            leave(cast(Asked, request))
        return HttpResponseRedirect(reverse("sign-in-staff"))

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Our own page asks for the present password first."""
        return HttpResponseRedirect(reverse("new-password"))


console = Console(name="admin")


class ActForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose save is one of the house's actions; a refusal becomes the form's faults.

    The action runs when every field is clean, inside the transaction of the page; it raises
    nothing half-done, so a refused form leaves no trace.
    """

    request: Asked
    asks_for: ClassVar[Mapping[str, str]] = {}  # code of a fault -> name of the field it belongs to

    def act(self, data: dict[str, Any]) -> int:
        """Do it; the primary key of the row to show."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Act when nothing is wrong so far."""
        data = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.instance = self._meta.model._default_manager.get(pk=self.act(data))
            except BadAnswers as refusal:
                for code, words in refusal.errors.items():
                    field = self.asks_for.get(code, code)
                    self.add_error(field if field in self.fields else None, gettext(words))
            except Refusal as refusal:
                self.add_error(None, refusal.sentence)
        return data

    def _post_clean(self) -> None:
        """The action has written the row; nothing is built from the fields."""


class Ledger(ModelAdmin):  # type: ignore[type-arg]
    """A list with an add form and, at most, one act on a row; nothing is edited in place or deleted."""

    add_form: type[ActForm] | None = None
    change_form: type[ActForm] | None = None
    shown: tuple[str, ...] = ()
    list_per_page = 50
    show_full_result_count = False
    actions: Any = None

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        """The add form, the change form, or none at all."""
        form = self.change_form if obj else self.add_form
        return type("Form", (form or _nothing(self.model),), {"request": request})

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """What is shown, then what is asked."""
        return [*(self.shown if obj else ()), *self.get_form(request, obj).base_fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Whatever is shown of a row stays as it is."""
        return self.shown if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The form has acted already."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """With an add form, for those whom the door lets in."""
        return self.add_form is not None and self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """With a change form, for those whom the door lets in."""
        return self.change_form is not None and self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """For those whom the door lets in."""
        return self.admin_site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """For those whom the door lets in."""
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted: it ends, and its past stays."""
        return False


def _nothing(model: type[Model]) -> type[ActForm]:
    meta = type("Meta", (), {"model": model, "fields": ()})
    return type("Nothing", (ActForm,), {"Meta": meta})


def once(request: HttpRequest, title: str, words: str, secret: str, back: str) -> HttpResponse:
    """A secret on a page of its own: shown now, stored nowhere, cached nowhere."""
    answer = render(
        request,
        "faces/admin/once.html",
        {**console.each_context(request), "title": title, "words": words, "secret": secret, "back": back},
    )
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
