from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "onewindow.kernel.documents"
    label = "ow_documents"
    default_auto_field = "django.db.models.BigAutoField"
