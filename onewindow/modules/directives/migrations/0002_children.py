"""Tasks of one directive are found by it; feedback by its words."""

from django.db import migrations

FORWARD = """
create index ow_directives_children on cases_case (parent_id) where parent_id is not null;
create index ow_directives_words on cases_case ((facts->>'fed_words')) where facts ? 'fed_words';
"""
BACK = "drop index ow_directives_children; drop index ow_directives_words"


class Migration(migrations.Migration):
    dependencies = [("ow_directives", "0001_initial"), ("cases", "0002_covering_indexes")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
