"""The journal only grows: the database itself refuses to change, delete or empty it."""

from django.db import migrations

FORWARD = """
create function journal_refuse() returns trigger language plpgsql as $$
begin raise exception 'the journal only grows: % on %', tg_op, tg_table_name using errcode = 'restrict_violation'; end $$;
create trigger journal_line_grows before update or delete on journal_line
  for each statement execute function journal_refuse();
create trigger journal_line_kept before truncate on journal_line
  for each statement execute function journal_refuse();
create trigger journal_reading_grows before delete on journal_reading
  for each statement execute function journal_refuse();
create trigger journal_reading_kept before truncate on journal_reading
  for each statement execute function journal_refuse();
"""
BACK = """
drop trigger journal_line_grows on journal_line;
drop trigger journal_line_kept on journal_line;
drop trigger journal_reading_grows on journal_reading;
drop trigger journal_reading_kept on journal_reading;
drop function journal_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
