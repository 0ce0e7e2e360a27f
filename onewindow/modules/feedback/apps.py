from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "onewindow.modules.feedback"
    label = "ow_feedback"
