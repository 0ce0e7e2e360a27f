"""What the worker does for the room, gathered here because the worker looks for tasks in an app's own `tasks`."""

from onewindow.modules.windows.booking import tasks as booking
from onewindow.modules.windows.parcels import tasks as parcels

__all__ = ["booking", "parcels"]
