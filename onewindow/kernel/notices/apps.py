from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "onewindow.kernel.notices"
    label = "ow_notices"
    default_auto_field = "django.db.models.BigAutoField"
