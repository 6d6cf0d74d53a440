"""Plain statements that give rows of our models: what the ORM reads in 600 µs they read in 60.

Only the hot path is written in them: posting, and what each room's readers ask for after it. PostgreSQL keeps them
prepared: it plans a join of five tables for longer than it reads it.
"""

import datetime
import uuid
from functools import cache, cached_property

from django.db import connection, connections
from django.db.models.base import ModelState
from django.db.transaction import TransactionManagementError

ALL = None


class Select:
    """A read of some columns of some models, each called by its name in small letters in `rest` (FROM, WHERE, …).

        Select({Room: "id head", Session: ALL}, "FROM workshops_room room LEFT JOIN … WHERE room.id = %s")

    Called with its parameters it returns one tuple of rows for each line: a row for each model, None where a join
    found nothing (so the id is always among the columns). A column that was left out is read when it is asked for.
    """

    def __init__(self, models, rest, *, is_locking=False):
        self.models, self.rest, self.is_locking = models, rest, is_locking

    def __call__(self, *parameters):
        if self.is_locking and not connection.in_atomic_block:
            raise TransactionManagementError("a lock would be gone before anybody could rely on it")
        lines = rows(self._statement, *parameters)
        return [tuple(part(line) for part in self._parts) for line in lines]

    @cached_property
    def _statement(self):
        columns = ", ".join(
            f"{model.__name__.lower()}.{field.column}"
            for model, names in self.models.items()
            for field in _fields(model, names)
        )
        lock = " FOR UPDATE" if self.is_locking and connection.features.has_select_for_update else ""
        return f"SELECT {columns} {self.rest}{lock}"

    @cached_property
    def _parts(self):
        parts, start = [], 0
        for model, names in self.models.items():
            fields = _fields(model, names)
            parts.append(_part(model, fields, start))
            start += len(fields)
        return parts


def rows(statement, *parameters):
    """The lines a statement gives, as the database gives them."""
    with _executed(statement, parameters) as cursor:
        return cursor.fetchall()


def execute(statement, *parameters):
    """Carry out a statement; returns how many rows it touched."""
    with _executed(statement, parameters) as cursor:
        return cursor.rowcount


def insert(row):
    """Store a new row whose columns hold what the database keeps as it is: ids, moments, words, numbers, envelopes."""
    execute(inserting(type(row)), *values_of(row))
    return is_stored(row)


@cache
def inserting(model):
    """The statement that stores a row of this model, to be given `values_of` it."""
    columns = [field.column for field in model._meta.concrete_fields]
    return f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"


def values_of(row):
    """What the columns of a row hold."""
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def is_stored(row):
    """From now on the ORM changes this row and does not store it a second time."""
    row._state.adding, row._state.db = False, "default"
    return row


def id_of(row_id):
    """An id as this database gives it in `rows`."""
    return row_id if _keeps_ids_whole() else row_id.hex


@cache
def _keeps_ids_whole():
    return connections["default"].features.has_native_uuid_field


def _executed(statement, parameters):
    here = connections["default"]  # asked for once: `connection` looks it up again at each touch
    cursor = _cursor(here)
    cursor.execute(statement, [_adapt(each, here) for each in parameters])
    return cursor


def _cursor(here):
    """A cursor as Django gives it; on PostgreSQL one that leaves the parameters, and the plan, to the server."""
    if here.vendor != "postgresql":
        return here.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor

    with here.wrap_database_errors:
        here.ensure_connection()
        return here._prepare_cursor(ServerBindingCursor(here.connection))


def _adapt(given, here):
    if isinstance(given, uuid.UUID):
        return given if here.features.has_native_uuid_field else given.hex
    if isinstance(given, datetime.datetime):
        return here.ops.adapt_datetimefield_value(given)
    return given


def _fields(model, names):
    fields = model._meta.concrete_fields
    return list(fields) if names is ALL else [field for field in fields if field.attname in names.split()]


def _part(model, fields, start):
    """How a row of this model is made of the columns of a line from `start` on."""
    names, end = [field.attname for field in fields], start + len(fields)
    turns = [(field.attname, turn) for field in fields if (turn := _turn(field))]

    def make(line):
        if line[start] is None:
            return None
        values = dict(zip(names, line[start:end], strict=True))
        for name, turn in turns:
            if values[name] is not None:
                values[name] = turn(values[name])
        return _row(model, values)

    return make


def _row(model, values):
    """A row as `from_db` makes it, without the signals and defaults that ours do not need."""
    row, state = model.__new__(model), ModelState()
    state.adding, state.db = False, "default"
    row.__dict__ = {"_state": state} | values
    return row


def _turn(field):
    """How a value of this field comes back from the database, or None if it is kept as it is."""
    kind = field.target_field.get_internal_type() if field.is_relation else field.get_internal_type()
    return {"UUIDField": uuid.UUID, "DateTimeField": _in_utc}.get(kind) if connection.vendor == "sqlite" else None


def _in_utc(moment):
    return moment.replace(tzinfo=datetime.UTC)
