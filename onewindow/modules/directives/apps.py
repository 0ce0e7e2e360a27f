from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "onewindow.modules.directives"
    label = "ow_directives"
    default_auto_field = "django.db.models.BigAutoField"
