from django.apps import AppConfig


class BorderpassConfig(AppConfig):
    name = "onewindow.modules.borderpass"
    label = "ow_borderpass"
    default_auto_field = "django.db.models.BigAutoField"
