"""The floors hold: contracts, migrations, and the packages the page of the floors draws."""

from __future__ import annotations

import subprocess

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from onewindow.site.drawing import floors
from tests.house.tree import BIN, PRODUCT, ROOT, environment


def test_every_import_contract_is_kept(tmp_path):
    done = subprocess.run(
        [BIN / "lint-imports", "--no-logo", "--no-cache"], cwd=ROOT, env=environment(ROOT, tmp_path), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_migrations_refer_to_the_kernel_and_to_their_own_room_only():
    labels = {config.label: config.name for config in apps.get_app_configs()}
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    for (label, name), node in graph.node_map.items():
        if not labels.get(label, "").startswith("onewindow.modules."):
            continue
        for parent in node.parents:
            other = labels[parent.key[0]]
            assert other == labels[label] or not other.startswith("onewindow.modules."), (
                f"{label}.{name} → {parent.key}"
            )


def test_the_page_of_the_floors_names_every_package_of_the_kernel():
    page = floors.page(ROOT)
    packages = {path.name for path in (PRODUCT / "kernel").iterdir() if (path / "__init__.py").exists()}
    assert all(f"| `{name}` |" in page for name in packages)
    assert packages <= set(floors.SAYS), "say what the new package is"
