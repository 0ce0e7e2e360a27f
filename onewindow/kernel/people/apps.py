from django.apps import AppConfig
from django.utils.translation import gettext_lazy as lazy


class PeopleConfig(AppConfig):
    name = "onewindow.kernel.people"
    label = "people"
    verbose_name = lazy("人员与单位")
    default_auto_field = "django.db.models.BigAutoField"
