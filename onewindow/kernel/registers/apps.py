from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "onewindow.kernel.registers"
    label = "ow_registers"
    default_auto_field = "django.db.models.BigAutoField"
