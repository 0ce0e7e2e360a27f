"""No licence on a promise without its after-check: the database refuses to commit one.

Deferred, because licence case, after-check and promise are written one after the other in a single
transaction; at its end all three are there or none is.
"""

from django.db import migrations

FORWARD = """
create function ow_seals_lacks_check(licence_case bigint) returns boolean
language sql stable set search_path from current as $$
  select exists (select from cases_case c
                  where c.id = licence_case and c.case_type = 'seals.licence' and c.state = 'granted_on_promise')
     and not exists (select from ow_seals_promise p join cases_case a on a.id = p.aftercheck_id
                      where p.case_id = licence_case and a.case_type = 'seals.aftercheck')
$$;

create function ow_seals_refuse(licence_case bigint) returns void
language plpgsql as $$
begin
  raise exception 'case %: a licence on a promise needs its after-check', licence_case
    using errcode = 'check_violation', constraint = 'ow_seals_granted_with_its_check',
          hint = 'open seals.aftercheck and write ow_seals_promise in the same transaction';
end $$;

create function ow_seals_case_kept() returns trigger
language plpgsql set search_path from current as $$
begin
  if ow_seals_lacks_check(new.id) then perform ow_seals_refuse(new.id); end if;
  return null;
end $$;

create function ow_seals_promise_kept() returns trigger
language plpgsql set search_path from current as $$
begin
  if ow_seals_lacks_check(old.case_id) then perform ow_seals_refuse(old.case_id); end if;
  return null;
end $$;

create function ow_seals_aftercheck_kept() returns trigger
language plpgsql set search_path from current as $$
declare licence_case bigint;
begin
  select case_id into licence_case from ow_seals_promise where aftercheck_id = old.id;
  if found and ow_seals_lacks_check(licence_case) then perform ow_seals_refuse(licence_case); end if;
  return null;
end $$;

create constraint trigger ow_seals_granted_with_its_check
  after insert or update of state, case_type on cases_case
  deferrable initially deferred for each row
  when (new.case_type = 'seals.licence' and new.state = 'granted_on_promise')
  execute function ow_seals_case_kept();

create constraint trigger ow_seals_aftercheck_stays
  after update of case_type on cases_case
  deferrable initially deferred for each row
  when (old.case_type = 'seals.aftercheck' and new.case_type <> 'seals.aftercheck')
  execute function ow_seals_aftercheck_kept();

create constraint trigger ow_seals_promise_stays
  after update or delete on ow_seals_promise
  deferrable initially deferred for each row
  execute function ow_seals_promise_kept();
"""
BACK = """
drop trigger ow_seals_promise_stays on ow_seals_promise;
drop trigger ow_seals_aftercheck_stays on cases_case;
drop trigger ow_seals_granted_with_its_check on cases_case;
drop function ow_seals_aftercheck_kept();
drop function ow_seals_promise_kept();
drop function ow_seals_case_kept();
drop function ow_seals_refuse(bigint);
drop function ow_seals_lacks_check(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("ow_seals", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
