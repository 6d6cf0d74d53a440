"""`python -m bench.textbook PORT`: its table, then the same server with the same limits as ours."""

import sys

import uvicorn
from django.db import connection

from bench.textbook.asgi import application
from bench.textbook.models import Entry
from workshops.management.commands.web import LIMITS

if Entry._meta.db_table not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Entry)
uvicorn.run(application, port=int(sys.argv[1]), **LIMITS)
