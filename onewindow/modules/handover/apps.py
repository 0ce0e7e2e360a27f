from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "onewindow.modules.handover"
    label = "ow_handover"
    default_auto_field = "django.db.models.BigAutoField"
