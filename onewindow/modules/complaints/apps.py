from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "onewindow.modules.complaints"
    label = "ow_complaints"
    default_auto_field = "django.db.models.BigAutoField"
