from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "onewindow.kernel.files"
    label = "ow_files"
    default_auto_field = "django.db.models.BigAutoField"
