"""Draw every component with sample data, photograph it, and ask axe.

    python tools/style_preview.py [--out DIR] [--only hall_home,desk_case] [--lang en] [--no-axe]

Needs Chromium (CHROMIUM names it, /usr/bin/chromium otherwise). Exits 1 on an axe finding, a
sideways scroll, a script error or a breach of the page's content security policy.
"""

import argparse
import functools
import http.server
import json
import os
import sys
import threading
from pathlib import Path

import django
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path
from django.utils import translation
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FACES = ROOT / "onewindow/kernel/faces"
SAMPLES = ROOT / "tools/style_samples"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
NAMES = [
    "hall-home",
    "hall-matters",
    "hall-mine",
    "hall-sign-in",
    "hall-inbox",
    "hall-readings",
    "desk-home",
    "board-home",
    "sign-out",
    "set-language",
    "set-elder",
]
PHONE, DESK, WALL, LONG_WALL = (390, 844), (1366, 860), (1920, 1080), (3840, 1080)
HALL = ["hall_home", "hall_guide", "hall_form", "hall_fields", "hall_status", "hall_parts"]

urlpatterns = [path(f"{name}/", lambda _: HttpResponse(), name=name) for name in NAMES]


def shots():
    """Every picture as (file name, template, sample, extra context, size)."""
    for page in HALL:
        yield f"{page}_phone", page, "hall", {}, PHONE
        yield f"{page}_elder", page, "hall", {"elder": True}, PHONE
        yield f"{page}_desk", page, "hall", {}, DESK
    for page in ("desk_list", "desk_case", "desk_form"):
        yield f"{page}_desk", page, "desk", {}, DESK
        yield f"{page}_phone", page, "desk", {}, PHONE
        yield f"{page}_elder", page, "desk", {"elder": True}, DESK
    yield "board_desk", "board", "board", {}, DESK
    yield "board_phone", "board", "board", {}, PHONE
    yield "wall", "board", "board", {"wall": True}, WALL
    yield "wall_long", "board", "board", {"wall": True}, LONG_WALL


def set_up():
    settings.configure(
        DEBUG=True,
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        SECRET_KEY="preview",
        STATIC_URL="/static/",
        LANGUAGE_CODE="zh-hans",
        LOCALE_PATHS=[ROOT / "onewindow/site/locale"],
        INSTALLED_APPS=["django.contrib.staticfiles"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [SAMPLES, FACES / "templates"],
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
    )
    django.setup()


class Site(http.server.SimpleHTTPRequestHandler):
    """Pages from the output folder, static files from the repository, our policy on both."""

    def translate_path(self, path):
        plain = path.split("?")[0].split("#")[0]
        if plain.startswith("/static/"):
            return str(FACES / "static" / plain.removeprefix("/static/"))
        return str(Path(self.directory) / plain.lstrip("/"))

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


def draw(out, lang):
    """Write the pages as HTML into `out`."""
    samples = json.loads((SAMPLES / "sample.json").read_text())
    samples["desk"] = samples["hall"] | samples["desk"]
    samples["board"] = samples["desk"] | samples["board"]
    (out / "sample-scan.svg").write_text((SAMPLES / "scan.svg").read_text())
    request = RequestFactory().get("/")
    with translation.override(lang):
        for name, page, sample, extra, _ in shots():
            text = render_to_string(f"{page}.html", samples[sample] | extra, request)
            (out / f"{name}.html").write_text(text)


def findings(page, shot, with_axe):
    """Sentences about what is wrong with the page now open."""
    said = []
    spare = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if spare > 0:
        said.append(f"{shot}: scrolls sideways by {spare}px")
    if with_axe:
        for rule in Axe().run(page).response["violations"]:
            for node in rule["nodes"]:
                why = (node.get("failureSummary") or "").replace("\n", " ")
                said.append(f"{shot}: {rule['id']}: {node['html'][:140]} :: {why[:240]}")
    return said


def listen(page, shot, said):
    """Keep what the browser complains of; a missing neighbour's file is not our finding."""

    def on_console(line):
        if line.type == "error" and "404" not in line.text:
            said.append(f"{shot}: {line.text[:200]}")

    page.on("console", on_console)
    page.on("pageerror", lambda fault: said.append(f"{shot}: {fault}"))


def photograph(out, only, with_axe):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Site, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    said = []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=BROWSER_ARGS
        )
        for name, _, _, extra, (width, height) in shots():
            if only and not any(name.startswith(part) for part in only):
                continue
            page = browser.new_page(locale="zh-CN", viewport={"width": width, "height": height})
            listen(page, name, said)
            page.goto(f"http://127.0.0.1:{server.server_port}/{name}.html")
            said += findings(page, name, with_axe)
            page.screenshot(path=out / f"{name}.png", full_page="wall" not in extra)
            page.close()
        browser.close()
    server.shutdown()
    return said


def main():
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--out", type=Path, default=Path("/tmp/onewindow-style"))
    wishes.add_argument("--only", default="")
    wishes.add_argument("--lang", default="zh-hans")
    wishes.add_argument("--no-axe", action="store_true")
    given = wishes.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    set_up()
    draw(given.out, given.lang)
    said = photograph(given.out, given.only.split(",") if given.only else [], not given.no_axe)
    print("\n".join(said) or "no findings", f"\npictures in {given.out}")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
