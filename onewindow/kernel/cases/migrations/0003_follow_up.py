"""A rating may be followed up once; what it came from and how soon are kept, so that others' ratings stand out."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_covering_indexes")]
    operations = [
        migrations.AddField("rating", "follow_up", models.BooleanField(default=False)),
        migrations.AddField("rating", "seconds_after", models.IntegerField(default=0)),
        migrations.AddField("rating", "device", models.TextField(default="")),
        migrations.AlterField(
            "rating",
            "case",
            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
        ),
        migrations.AddConstraint(
            "rating", models.UniqueConstraint(fields=("case", "follow_up"), name="cases_rating_once")
        ),
        migrations.AddIndex(
            "rating",
            models.Index(fields=["device", "at"], name="cases_rating_device", condition=~models.Q(device="")),
        ),
    ]
