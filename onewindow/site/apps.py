from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The last app to wake: puts the handbook on the shelf and the effects in place."""

    name = "onewindow.site"
    label = "onewindow_site"

    def ready(self) -> None:
        from onewindow.kernel.cases import effects
        from onewindow.kernel.handbook.shelf import Shelf, put
        from onewindow.kernel.notices.policy import POLICY as NOTICES
        from onewindow.site import listening
        from onewindow.site.modules import MODULES
        from onewindow.site.wiring import EFFECTS

        shelf = Shelf(MODULES, (NOTICES,))
        shelf.check()
        put(shelf)
        effects.install(EFFECTS)
        listening.install(shelf, EFFECTS)
