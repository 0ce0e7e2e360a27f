from django.apps import AppConfig


class ResidenceConfig(AppConfig):
    name = "onewindow.modules.residence"
    label = "ow_residence"
    default_auto_field = "django.db.models.BigAutoField"
