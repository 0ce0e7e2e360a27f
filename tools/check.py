"""The half of `make check` that needs Django awake: settings, migrations, templates, generated files.

Each check is a management command; those in GENERATED compare committed files with what the code
would write now, when called with --check.
"""

import io
import os
import sys
import warnings

import django
from django.core.management import call_command, get_commands
from django.template import TemplateSyntaxError, engines
from django.template.utils import get_app_template_dirs

GENERATED = ("handbook", "translations", "docs")


def settings_and_models() -> str:
    """Django's own system checks, and the handbook's soundness with them."""
    call_command("check", fail_level="WARNING", stdout=io.StringIO())
    return ""


def migrations() -> str:
    """Every change of a model has its migration."""
    said = io.StringIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # no database is running here, and none is needed
        try:
            call_command("makemigrations", check_changes=True, dry_run=True, stdout=said, stderr=said)
        except SystemExit:
            return "models without a migration:\n" + said.getvalue()
    return ""


def templates() -> str:
    """Every template of ours can be parsed."""
    faults = []
    for folder in get_app_template_dirs("templates"):
        if "onewindow" not in folder.parts or "site-packages" in folder.parts:
            continue
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".html", ".txt")):
            try:
                engines["django"].from_string(path.read_text())
            except TemplateSyntaxError as error:
                faults.append(f"{path}: {error}")
    return "\n".join(faults)


def generated(command: str) -> str:
    """The committed files are what the code would write."""
    if command not in get_commands():
        print(f"  {command}: no such command yet, passed over")
        return ""
    try:
        call_command(command, "--check")
    except SystemExit as ending:
        return f"run `make {command}` and look at the difference" if ending.code else ""
    return ""


def main() -> int:
    faults = 0
    checks = [settings_and_models, migrations, templates, *(lambda c=c: generated(c) for c in GENERATED)]
    for name, check in zip(["settings", "migrations", "templates", *GENERATED], checks, strict=True):
        try:
            said = check()
        except Exception as error:  # a check that breaks is a fault of its own, and the next still runs
            said = f"{type(error).__name__}: {error}"
        faults += bool(said)
        print(f"{name}: {said or 'ok'}")
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onewindow.site.settings")
    os.environ.setdefault("ONEWINDOW_SECRET_KEY", "checks need no secret")
    os.environ.setdefault("ONEWINDOW_SEALING_KEY", "0" * 64)
    sys.path.insert(0, os.getcwd())
    django.setup()
    sys.exit(main())
