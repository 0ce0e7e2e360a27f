"""The plugin under every other test: right role, fresh rows, own copies."""

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection


@pytest.mark.django_db
def test_a_test_works_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, current_setting('fsync')")
        assert cursor.fetchone() == ("onewindow_app", "off")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_commits_is_gone_for_the_next(turn: str) -> None:
    assert turn and not ContentType.objects.filter(app_label="left").exists()
    ContentType.objects.create(app_label="left", model="behind")


@pytest.mark.django_db(transaction=True)
def test_what_migrations_wrote_is_still_there_after_tests_that_commit() -> None:
    assert ContentType.objects.filter(app_label="contenttypes").exists()


def test_a_test_may_have_a_migrated_database_of_its_own(own_database: tuple[str, str]) -> None:
    app_url, owner_url = own_database
    with psycopg.connect(owner_url) as owner:
        owner.execute("create table mine (a int)")
    with psycopg.connect(app_url) as app:
        app.execute("insert into mine values (1)")
        assert app.execute("select count(*) > 0 from django_migrations").fetchone() == (True,)
