"""日喀则市: no passes from 2026-08-28 until further notice (国家移民管理局公告 2026年第5号)."""

from django.db import migrations

FORWARD = """
insert into ow_borderpass_switch (area, since, until, notice, url, set_by)
values ('540200', '2026-08-28', null, '国家移民管理局公告2026年第5号', '', '随系统带入；据转载，待核原件')
"""
BACK = "delete from ow_borderpass_switch where area = '540200' and since = '2026-08-28'"


class Migration(migrations.Migration):
    dependencies = [("ow_borderpass", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
