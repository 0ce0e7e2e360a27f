from django.apps import AppConfig


class UnsolvedConfig(AppConfig):
    name = "onewindow.modules.unsolved"
    label = "ow_unsolved"
