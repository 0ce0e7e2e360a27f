"""Two roles: one owns the tables and migrates them, one may only read and write rows."""

from pathlib import Path

from onewindow.runner.wire import Wire


DATABASE = "onewindow"
OWNER = "onewindow_owner"
APP = "onewindow_app"

CREATE_ROLE = "create role {} login nosuperuser nocreatedb nocreaterole"
INSIDE = [
    f"alter default privileges for role {OWNER} grant select, insert, update, delete on tables to {APP}",
    f"alter default privileges for role {OWNER} grant usage, select on sequences to {APP}",
    f"grant select, insert, update, delete on all tables in schema public to {APP}",
    f"grant usage, select on all sequences in schema public to {APP}",
    f"grant usage on schema public to {APP}",
    "revoke create on schema public from public",
]


def create_database(name: str, template: str = "template0") -> str:
    """The statement; only the owner and the application may enter."""
    return f'create database "{name}" owner {OWNER} template "{template}" strategy file_copy'


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
    with Wire(folder, name) as inside:
        for statement in INSIDE:
            inside.ask(statement)


def script(name: str = DATABASE) -> str:
    """What an administrator runs by hand on a server of one's own (psql, as superuser)."""
    lines = [*map(CREATE_ROLE.format, (OWNER, APP)), create_database(name).replace(" strategy file_copy", ""), *doors(name)]
    return ";\n".join(lines) + f";\n\\connect {name}\n" + ";\n".join(INSIDE) + ";\n"
