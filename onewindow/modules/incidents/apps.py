from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "onewindow.modules.incidents"
    label = "ow_incidents"
    default_auto_field = "django.db.models.BigAutoField"
