from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "onewindow.kernel.store"
    label = "ow_store"
    default_auto_field = "django.db.models.BigAutoField"
