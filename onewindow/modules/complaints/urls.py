"""Addresses."""

from django.urls import path

from onewindow.modules.complaints.imports import pages as imports
from onewindow.modules.complaints.pairs import pages as pairs
from onewindow.modules.complaints.weekly import pages as weekly

urlpatterns = [
    path("desk/complaints/import/", imports.home, name="complaints-imports"),
    path("desk/complaints/import/template.csv", imports.template, name="complaints-template"),
    path("desk/complaints/import/<int:batch_id>/", imports.batch, name="complaints-batch"),
    path("desk/complaints/import/row/<int:row_id>/", imports.row, name="complaints-row"),
    path("desk/complaints/import/row/<int:row_id>/drop/", imports.drop, name="complaints-drop"),
    path("desk/complaints/same/", pairs.home, name="complaints-pairs"),
    path("desk/complaints/same/<int:pair_id>/", pairs.decide, name="complaints-decide"),
    path("desk/complaints/weekly/", weekly.home, name="complaints-weekly"),
]
