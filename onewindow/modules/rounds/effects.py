"""What the demo plants for the daily list: where communities and doors lie, invented and said to be."""

from onewindow.modules.rounds.demo import plant

DEMO = (plant,)
