from django.apps import AppConfig


class LawyersConfig(AppConfig):
    name = "onewindow.modules.lawyers"
    label = "ow_lawyers"
    default_auto_field = "django.db.models.BigAutoField"
