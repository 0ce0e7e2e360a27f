"""What merging saves: reckoned both ways, the same every time, and kept as it was reckoned."""

from __future__ import annotations

import json

from onewindow.modules.rounds.management.commands.rounds_saved import BEGINS
from onewindow.modules.rounds.saved import AGAIN, SavedDay, month, summary
from onewindow.modules.rounds.savings import KEPT


def test_the_trips_kept_with_the_page_are_those_one_reckons():
    kept = json.loads(KEPT.read_text())["by_again"][str(AGAIN)]
    assert [[one.duties, one.stops] for one in month(days=2, begins=BEGINS)] == kept["days"][:2]


def test_nobody_goes_more_often_than_there_are_duties_and_the_shares_add_up():
    found = summary([SavedDay(10, 7, 9000, 6000), SavedDay(10, 8, 11000, 4000)])
    assert (found["trips_saved"], found["km_saved"], found["duties"], found["stops"]) == (25.0, 50.0, 20, 15)


def test_without_second_duties_at_a_door_hardly_a_trip_is_saved():
    found = summary(month(days=2, again=0.0, begins=BEGINS))
    assert found["trips_saved"] < 20 and found["km_saved"] > 0
