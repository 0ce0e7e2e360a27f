"""Local values in force from a day on."""

from __future__ import annotations

from django.db import models


class Value(models.Model):
    """A parameter set by the city: from which day, by whom, on what ground."""

    case_type = models.TextField()
    code = models.TextField()
    value = models.JSONField()
    since = models.DateField()
    set_by = models.TextField()
    ground = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "参数"
        constraints = [models.UniqueConstraint(fields=["case_type", "code", "since"], name="parameters_value_day")]
