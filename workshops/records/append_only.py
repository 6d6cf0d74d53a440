"""The walls of the audit: the database itself refuses to change, to delete or to empty what was written.

An operator with all rights can lift them, as the migration and the tests do; then the chain still tells (`audit.py`).
"""

from contextlib import contextmanager

TABLE = "workshops_auditentry"
SQLITE = [
    f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON {TABLE}"
    " BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
    for verb in ("UPDATE", "DELETE")
]
SQLITE_LIFT = [f"DROP TRIGGER IF EXISTS audit_no_{verb}" for verb in ("update", "delete")]
POSTGRES = [
    "CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$",
    f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE}"
    " FOR EACH ROW EXECUTE FUNCTION audit_refuses()",
    f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE}"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()",
]
POSTGRES_LIFT = [f"DROP TRIGGER IF EXISTS audit_no_{verb} ON {TABLE}" for verb in ("change", "truncate")]


def raise_walls(connection):
    """From now on entries only come to it."""
    _run(connection, {"sqlite": SQLITE, "postgresql": POSTGRES})


def lift_walls(connection):
    """As if it were any table."""
    _run(connection, {"sqlite": SQLITE_LIFT, "postgresql": POSTGRES_LIFT})


@contextmanager
def lifted(connection):
    """For a while."""
    lift_walls(connection)
    yield
    raise_walls(connection)


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
