from django.apps import AppConfig


class SealsConfig(AppConfig):
    name = "onewindow.modules.seals"
    label = "ow_seals"
    default_auto_field = "django.db.models.BigAutoField"
