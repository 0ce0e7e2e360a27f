"""Local values in force from a day on."""

from __future__ import annotations

from django.db import models


class Value(models.Model):
    """A parameter set by the city: from which day, by whom, on what ground."""

    case_type = models.TextField(verbose_name="事项")
    code = models.TextField(verbose_name="参数")
    value = models.JSONField(verbose_name="值")
    since = models.DateField(verbose_name="起")
    set_by = models.TextField(verbose_name="设定人")
    ground = models.TextField(verbose_name="依据")
    at = models.DateTimeField(verbose_name="设定时间")

    class Meta:
        verbose_name = verbose_name_plural = "参数"
        constraints = [models.UniqueConstraint(fields=["case_type", "code", "since"], name="parameters_value_day")]
