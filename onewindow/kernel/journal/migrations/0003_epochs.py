"""Where the finished transactions end, and how a restored database goes on counting.

`journal_horizon()`: every transaction below it is finished and, if it committed, seen by the
calling statement.  `journal_new_epoch()` runs as the tables' owner, so that the application, which
owns no table, can ask for exactly this one change.  `journal_shift()` is inlined by the planner:
a line costs no call.
"""

from django.db import migrations, models

FORWARD = """
create function journal_shift() returns bigint language sql stable parallel safe as $$ select 0::bigint $$;

create function journal_horizon() returns bigint language sql stable parallel safe
  as $$ select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + journal_shift() $$;

create function journal_next() returns bigint language sql stable parallel safe
  as $$ select pg_snapshot_xmax(pg_current_snapshot())::text::bigint + journal_shift() $$;

create function journal_highest() returns bigint language sql stable as $$
  select greatest((select max(txid) from journal_line), (select max(before_txid) - 1 from journal_seal),
                  (select max(txid) from journal_cursor), 0) $$;

create function journal_new_epoch() returns bigint language plpgsql security definer
  set search_path = public, pg_temp as $$
declare shift bigint;
begin
  lock table journal_line in access exclusive mode;
  shift := journal_highest() + 1;
  if shift <= journal_next() then
    raise exception 'transaction numbers have not started again: no new epoch'
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  execute format('create or replace function journal_shift() returns bigint language sql stable parallel safe '
                 'as $f$ select %s::bigint $f$', shift);
  insert into journal_epoch (at, shift) values (clock_timestamp(), shift);
  return shift;
end $$;
"""
BACK = """
drop function journal_new_epoch();
drop function journal_highest();
drop function journal_next();
drop function journal_horizon();
drop function journal_shift();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="Epoch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("shift", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL("set check_function_bodies = off;" + FORWARD + "reset check_function_bodies;", BACK),
        migrations.AlterField(
            model_name="line", name="txid",
            field=models.BigIntegerField(
                db_default=models.Func(template="(pg_current_xact_id()::text::bigint + journal_shift())"))),
        migrations.RemoveField(model_name="reading", name="hidden_ground"),
        migrations.RemoveField(model_name="reading", name="hidden_until"),
    ]
