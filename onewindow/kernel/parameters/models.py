"""Local values in force from a day on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as lazy


class Value(models.Model):
    """A parameter set by the city: from which day, by whom, on what ground."""

    case_type = models.TextField(verbose_name=lazy("事项"))
    code = models.TextField(verbose_name=lazy("参数"))
    value = models.JSONField(verbose_name=lazy("值"))
    since = models.DateField(verbose_name=lazy("起"))
    set_by = models.TextField(verbose_name=lazy("设定人"))
    ground = models.TextField(verbose_name=lazy("依据"))
    at = models.DateTimeField(verbose_name=lazy("设定时间"))

    class Meta:
        verbose_name = verbose_name_plural = lazy("参数")
        constraints = [models.UniqueConstraint(fields=["case_type", "code", "since"], name="parameters_value_day")]
