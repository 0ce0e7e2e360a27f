"""A browser without scripts: reads the form of a page as it stands, types, presses a button."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onewindow.kernel.testing.city import City
from onewindow.kernel.testing.filing import picture


class Page(HTMLParser):
    """Forms with their fields and values, links, ids and plain text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.links: dict[str, str] = {}
        self.text = ""
        self._select = self._area = self._link = ""
        self._multiple = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        one = dict(attrs)
        if tag == "form":
            self.forms.append(
                {
                    "action": one.get("action") or "",
                    "method": one.get("method", "get"),
                    "values": {},
                    "files": [],
                    "buttons": set(),
                }
            )
        if tag == "a":
            self._link = one.get("href") or ""
        values = self.forms[-1]["values"] if self.forms else {}
        name = one.get("name") or ""
        if tag == "input" and one.get("type") == "file":
            self.forms[-1]["files"].append(name)
        elif tag == "input" and one.get("type") in ("checkbox", "radio"):
            if "checked" in one:
                values.setdefault(name, []).append(one.get("value", "on"))
        elif tag == "input" and name:
            values[name] = one.get("value", "")
        elif tag == "select":
            self._select = name
            values.setdefault(name, "")
        elif tag == "option" and "selected" in one:
            values[self._select] = one.get("value", "")
        elif tag == "textarea":
            self._area = name
            values[name] = ""
        elif tag == "button" and name:
            self.forms[-1]["buttons"].add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1]["values"][self._area] += data
        if self._link:
            self.links[data.strip()] = self._link
        self.text += data


class Browser:
    """One person at one browser.  `html` and `page` are what is on the screen."""

    def __init__(self, city: City | None = None, name: str = "") -> None:
        self.client = Client(enforce_csrf_checks=True)
        if city and name:
            self.client.force_login(city.accounts[name])
        self.url, self.html, self.status, self.page = "", "", 0, Page("")

    @classmethod
    def nobody(cls) -> Browser:
        """Somebody who has not signed in."""
        return cls()

    def open(self, url: str) -> Browser:
        """Follow a link, redirects and all."""
        return self._shown(self.client.get(url, follow=True), url)

    def form(self, having: str = "") -> dict[str, Any]:
        """The form that has this field, or leads to this address; the last of the page when nothing is said."""
        fitting = [
            one
            for one in self.page.forms
            if not having
            or having in one["values"]
            or having in one["files"]
            or having in one["buttons"]
            or having in one["action"]
        ]
        return fitting[-1]

    def send(self, having: str = "", **typed: Any) -> Browser:
        """Fill in and press; `go` and the like name the button."""
        form = self.form(having)
        values = {**form["values"], **typed}
        url = form["action"] or self.url
        return self._shown(self.client.post(url, values, follow=True), url)

    def _shown(self, answer: Any, url: str) -> Browser:
        chain = getattr(answer, "redirect_chain", [])
        self.url = (chain[-1][0] if chain else url).split("#")[0]
        self.status = answer.status_code
        self.html = answer.content.decode() if "text" in answer.headers["Content-Type"] else ""
        self.page = Page(self.html)
        return self


def photo(name: str = "照片.png") -> SimpleUploadedFile:
    """A small picture as a phone would send it."""
    return SimpleUploadedFile(name, picture(), "image/png")
