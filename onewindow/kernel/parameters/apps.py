from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "onewindow.kernel.parameters"
    label = "ow_parameters"
    verbose_name = "本市参数"
    default_auto_field = "django.db.models.BigAutoField"
