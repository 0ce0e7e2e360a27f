from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "onewindow.kernel.parameters"
    label = "ow_parameters"
    default_auto_field = "django.db.models.BigAutoField"
