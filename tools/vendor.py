"""Copy the browser's libraries out of vendor/node_modules, with hashes and licences, for `make vendor`.

    python tools/vendor.py           write the files and their manifest
    python tools/vendor.py --check   compare the committed files with the manifest; needs no npm

The same lock gives the same bytes: maps are cut off, nothing carries a date.
"""

import argparse
import base64
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "vendor" / "node_modules"
TARGET = ROOT / "onewindow" / "kernel" / "faces" / "static" / "vendor"
FILES = {
    "htmx.org": {
        "dist/htmx.min.js": "htmx/htmx.min.js",
        "dist/ext/hx-sse.min.js": "htmx/hx-sse.min.js",
    },
    "echarts": {"dist/echarts.min.js": "echarts/echarts.min.js"},
}
"""Package -> file inside it -> path in our static folder."""
INSIDE = {"echarts": ("zrender", "tslib")}
"""Packages bundled into another's file: their licences travel with it."""
LICENCES = re.compile(r"(licen[cs]e|notice|copying)", re.IGNORECASE)
MAP = re.compile(rb"\n?//[#@] sourceMappingURL=\S+\s*$")


def write() -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    entries = []
    for package, files in sorted(FILES.items()):
        about = json.loads((MODULES / package / "package.json").read_text())
        folder = Path(next(iter(files.values()))).parent
        notices = [n for p in (package, *INSIDE.get(package, ())) for n in _copy_licences(p, folder)]
        for source, name in sorted(files.items()):
            content = MAP.sub(b"", (MODULES / package / source).read_bytes()) + b"\n"
            (TARGET / name).write_bytes(content)
            entries.append(_entry(name, content, about, source, notices))
    text = json.dumps({"files": entries}, indent=2, ensure_ascii=False) + "\n"
    (TARGET / "manifest.json").write_text(text)
    print(f"{len(entries)} files; manifest {hashlib.sha256(text.encode()).hexdigest()[:16]}")


def check() -> list[str]:
    """What differs, as sentences."""
    manifest = json.loads((TARGET / "manifest.json").read_text())["files"]
    locked = json.loads((ROOT / "vendor" / "package-lock.json").read_text())["packages"]
    faults, named = [], {"manifest.json"}
    for entry in manifest:
        named |= {entry["file"], *entry["licence_files"]}
        path = TARGET / entry["file"]
        if not path.exists() or _integrity(path.read_bytes()) != entry["integrity"]:
            faults.append(f"{entry['file']} is not what the manifest says; run `make vendor`.")
        if locked[f"node_modules/{entry['package']}"]["version"] != entry["version"]:
            faults.append(f"{entry['package']} is locked at another version than {entry['version']}.")
    present = {str(path.relative_to(TARGET)) for path in TARGET.rglob("*") if path.is_file()}
    faults += [f"{name} is in the folder, but not in the manifest." for name in sorted(present - named)]
    faults += [f"{name} is in the manifest, but not in the folder." for name in sorted(named - present)]
    if "resolved" in (ROOT / "vendor" / "package-lock.json").read_text():
        faults.append("vendor/package-lock.json names a host.")
    return faults


def _copy_licences(package: str, folder: Path) -> list[str]:
    (TARGET / folder).mkdir(parents=True, exist_ok=True)
    names = []
    found = [path for path in (MODULES / package).rglob("*") if path.is_file() and LICENCES.search(path.stem)]
    for path in sorted(found):
        if "node_modules" in path.relative_to(MODULES / package).parts or path.suffix in (".js", ".ts"):
            continue
        name = str(folder / f"{package}.{path.stem}.txt")
        (TARGET / name).write_bytes(path.read_bytes())
        names.append(name)
    if not names:
        sys.exit(f"{package} carries no licence text")
    return names


def _entry(name: str, content: bytes, about: dict[str, str], source: str, notices: list[str]) -> dict[str, object]:
    return {
        "file": name,
        "package": about["name"],
        "version": about["version"],
        "licence": about["license"],
        "licence_files": notices,
        "source": source,
        "bytes": len(content),
        "integrity": _integrity(content),
    }


def _integrity(content: bytes) -> str:
    """The value of an `integrity` attribute."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        found = check()
        print("\n".join(found) or "vendored files: as the manifest says")
        sys.exit(bool(found))
    write()
