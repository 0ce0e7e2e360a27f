from django.apps import AppConfig
from django.utils.translation import gettext_lazy as lazy


class ParametersConfig(AppConfig):
    name = "onewindow.kernel.parameters"
    label = "ow_parameters"
    verbose_name = lazy("本市参数")
    default_auto_field = "django.db.models.BigAutoField"
