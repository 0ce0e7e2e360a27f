from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "onewindow.modules.disputes"
    label = "ow_disputes"
    default_auto_field = "django.db.models.BigAutoField"
