from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "onewindow.kernel.indicators"
    label = "ow_indicators"
    default_auto_field = "django.db.models.BigAutoField"
