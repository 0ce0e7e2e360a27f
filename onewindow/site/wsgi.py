"""Django as WSGI: what a large bureau runs behind its own server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onewindow.site.settings")
application = get_wsgi_application()

from onewindow.kernel.journal.epochs import guard_at_start  # noqa: E402  needs Django awake

guard_at_start()

# What is loaded now stays for good: the collector need not walk it at every turn.
gc.collect()
gc.freeze()
