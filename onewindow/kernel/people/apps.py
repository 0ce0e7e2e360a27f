from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "onewindow.kernel.people"
    label = "people"
    verbose_name = "人员与单位"
    default_auto_field = "django.db.models.BigAutoField"
