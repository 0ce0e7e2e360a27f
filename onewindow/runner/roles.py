"""Two roles: one owns the tables and migrates them, one may only read and write rows."""

from pathlib import Path

from onewindow.runner.wire import Wire

DATABASE = "onewindow"
OWNER = "onewindow_owner"
APP = "onewindow_app"

CREATE_ROLE = "create role {} login nosuperuser nocreatedb nocreaterole"


def inside(owner: str = OWNER, app: str = APP) -> list[str]:
    """Run in the database: whatever the owner makes, the application may read and write, no more."""
    rows, counters = "select, insert, update, delete on", "usage, select on"
    return [
        f'alter default privileges for role "{owner}" grant {rows} tables to "{app}"',
        f'alter default privileges for role "{owner}" grant {counters} sequences to "{app}"',
        f'grant {rows} all tables in schema public to "{app}"',
        f'grant {counters} all sequences in schema public to "{app}"',
        f'grant usage on schema public to "{app}"',
        "revoke create on schema public from public",
    ]


def create_database(name: str, template: str = "template0") -> str:
    """The statement; only the owner and the application may enter."""
    return f'create database "{name}" owner {OWNER} template "{template}"'


def doors(name: str) -> list[str]:
    return [
        f'revoke all on database "{name}" from public',
        f'grant connect, temporary on database "{name}" to {APP}',
    ]


def ensure(folder: Path, name: str = DATABASE, template: str = "template0") -> None:
    """Make whatever of roles and database is missing on the server behind this socket folder."""
    with Wire(folder) as server:
        roles = {row[0] for row in server.ask("select rolname from pg_roles")}
        for role in {OWNER, APP} - roles:
            server.ask(CREATE_ROLE.format(role))
        databases = {row[0] for row in server.ask("select datname from pg_database")}
        if name not in databases:
            server.ask(create_database(name, template))
        for statement in doors(name):
            server.ask(statement)
    with Wire(folder, name) as database:
        for statement in inside():
            database.ask(statement)


def script(name: str = DATABASE) -> str:
    """What an administrator runs by hand on a server of one's own (psql, as superuser)."""
    lines = [*map(CREATE_ROLE.format, (OWNER, APP)), create_database(name), *doors(name)]
    return ";\n".join(lines) + f";\n\\connect {name}\n" + ";\n".join(inside()) + ";\n"
