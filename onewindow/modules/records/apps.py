from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "onewindow.modules.records"
    label = "ow_records"
    default_auto_field = "django.db.models.BigAutoField"
