"""Pictures of a case to lie beside its fields: the photo first, then the papers."""

from __future__ import annotations

from django.urls import reverse

from onewindow.kernel.cases.attachments import ids_in
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.words import words
from onewindow.kernel.files.queries import named

MOST = 4
"""Pictures drawn at once; the others are links among the papers."""


def scans(row: CaseRow) -> list[dict[str, str]]:
    """For `parts/scan.html`; each look at one is a reading of its own."""
    given = ids_in(row.entry, row.answers, row.papers)
    kept = named(list(given))
    titles = {field.code: field.title for field in (*row.entry.fields.values(), *row.entry.kept.values())}
    titles |= {f"paper_{paper.code}": paper.title for paper in row.entry.papers}
    found = []
    for one, code in given.items():
        url = reverse("file", args=[row.number, one])
        if one in kept and kept[one]["type"].startswith("image/"):
            found.append({"title": words(titles[code]), "url": url, "preview_url": url, "note": ""})
    return found[:MOST]
