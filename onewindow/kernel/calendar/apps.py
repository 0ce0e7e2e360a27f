from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "onewindow.kernel.calendar"
    label = "ow_calendar"
    default_auto_field = "django.db.models.BigAutoField"
