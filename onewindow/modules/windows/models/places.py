"""Halls, their windows, and who sits there now."""

from __future__ import annotations

from django.db import models


class Hall(models.Model):
    """A service hall of a unit: one queue, several windows.  `opens` maps a weekday 1–7 to [["09:00", "12:00"], …]."""

    unit_id = models.BigIntegerField(unique=True)
    unit_path = models.TextField(db_collation="C")
    code = models.TextField(unique=True)  # in addresses: letters and digits
    name = models.TextField()
    prefix = models.TextField()  # of its ticket numbers, one or two capitals
    address = models.TextField(default="")
    opens = models.JSONField(default=dict)
    after_hours = models.JSONField(default=dict)  # the same, for delayed and weekend service; never statutory days
    access = models.TextField(default="")  # what there is for people who see, hear or walk badly
    active = models.BooleanField(default=True)


class Window(models.Model):
    """One window.  `kind` says which lanes it serves first: see `line.lanes`."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="windows")
    number = models.SmallIntegerField()
    kind = models.TextField(default="combined")  # combined | exit_entry | enterprise | elder | unsolved
    name = models.TextField(default="")
    low = models.BooleanField(default=False)  # a low counter (无障碍环境建设法 第四十条)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "number"], name="ow_windows_window_number")]


class Seat(models.Model):
    """Who is at a window since when, and why it does not call now; one row a window."""

    window = models.OneToOneField(Window, on_delete=models.PROTECT, related_name="seat")
    account_id = models.BigIntegerField(null=True, unique=True)  # nobody sits at two windows
    account_name = models.TextField(default="")
    since = models.DateTimeField(null=True)
    state = models.TextField(default="closed")  # open | away | closed
    why = models.TextField(default="")  # of being away: lunch, meeting, system, other


class HallDay(models.Model):
    """How many numbers a hall has given on one day.  Its row is held only while one number is taken."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    taken = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "day"], name="ow_windows_hall_day")]


class HallCalls(models.Model):
    """The calls of a hall on one day.  Whoever calls holds the row: one ticket goes to one window, in order.

    Apart from `HallDay`, so that those who take a number and those who call do not wait for each other.
    """

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    calls = models.IntegerField(default=0)
    lanes = models.JSONField(default=dict)  # of each window's last calls, oldest first, as many as the rules look at

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "day"], name="ow_windows_hall_calls")]

    @property
    def called(self) -> dict[int, list[str]]:
        """The lanes by window, as the dispatcher takes them."""
        return {int(window): lanes for window, lanes in self.lanes.items()}
