from django.apps import AppConfig


class WindowsConfig(AppConfig):
    name = "onewindow.modules.windows"
    label = "ow_windows"
    default_auto_field = "django.db.models.BigAutoField"
