from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "onewindow.modules.rounds"
    label = "ow_rounds"
    default_auto_field = "django.db.models.BigAutoField"
