"""The centre's list and its figures do not read the cases of other rooms."""

from django.db import migrations

OURS = "case_type in ('directives.directive', 'directives.secret')"
FORWARD = f"""
create index ow_directives_whole on cases_case (id) where parent_id is null and {OURS};
create index ow_directives_when on cases_case (submitted_at) where {OURS};
"""
BACK = "drop index ow_directives_whole; drop index ow_directives_when"


class Migration(migrations.Migration):
    dependencies = [("ow_directives", "0002_children")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
