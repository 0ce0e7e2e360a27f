from django.apps import AppConfig


class FacesConfig(AppConfig):
    name = "onewindow.kernel.faces"
    label = "ow_faces"
    default_auto_field = "django.db.models.BigAutoField"
