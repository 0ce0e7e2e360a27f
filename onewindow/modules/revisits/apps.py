from django.apps import AppConfig


class RevisitsConfig(AppConfig):
    name = "onewindow.modules.revisits"
    label = "ow_revisits"
    default_auto_field = "django.db.models.BigAutoField"
