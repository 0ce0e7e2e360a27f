from django.apps import AppConfig


class HazardsConfig(AppConfig):
    name = "onewindow.modules.hazards"
    label = "ow_hazards"
    default_auto_field = "django.db.models.BigAutoField"
