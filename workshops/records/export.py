"""The released record as a file: JSON with a documented schema (docs/record-schema.json), made and handed over at once.

It lies nowhere: not in a queue, not on the disk. Each file has an id of its own, which stands in the audit.
"""

import json

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops import rules
from workshops.records import audit
from workshops.records.building import points_of
from workshops.records.layers import LAYERS
from workshops.records.material import to_the_minute
from workshops.records.models import Record

SCHEMA = "second-track/record/1"


def contents(record, keys):
    """{layer: [content of each point]} of a record, every layer there, in the order of the layers."""
    found = {layer.slug: [] for layer in LAYERS}
    for point, content in points_of(record, keys):
        found[point.layer].append(content)
    return found


@transaction.atomic
def export_record(user, *, record, reason):
    """(name of the file, its text). The audit has it before anybody has the file."""
    record = Record.objects.select_related("workshop").get(pk=record.pk)
    rules.require(rules.can_review(user, record))
    keys = rules.keys_of_released(user, record)
    entry = audit.write(record, audit.Action.EXPORTED, user=user, reason=reason)
    content = {
        "schema": SCHEMA,
        "export": {"id": str(entry.pk), "made_at": to_the_minute(entry.at)},
        "record": {
            "id": str(record.pk),
            "language": record.workshop.language,
            "version": record.version,
            "salt": record.open(keys, "salt"),
            "released_at": to_the_minute(record.released_at),
        },
        "layers": contents(record, keys),
    }
    return f"document-{str(entry.pk)[:8]}.json", json.dumps(content, ensure_ascii=False, indent=1)


def inferences(layers):
    """What somebody who means harm could conclude from this record, in sentences: read before it is taken along."""
    people, found = layers["attendance"], []
    if people:
        found.append(
            ngettext(
                "%(count)d person is in it by alias and party. In so small a circle, who knows one of them may find the others.",
                "%(count)d people are in it by alias and party. In so small a circle, who knows one of them may find the others.",
                len(people),
            )
            % {"count": len(people)}
        )
    if any(it["kind"] == "telling" for it in layers["exercises"]):
        found.append(_("It says by alias who sat with whom. Who recognises one of a pair may find the other."))
    if layers["decisions"]:
        found.append(_("Whoever knows who took part may guess how each has voted, most of all where something was blocked."))
    if layers["commitments"]:
        found.append(_("Commitments name deeds and days. Who sees such a deed done sees who does it."))
    if layers["cards"]:
        found.append(_("Cards keep the words in which people wrote them. People are known by how they write."))
    if layers["follow_ups"]:
        found.append(_("It says on which days people are to meet again. Somebody could wait for them."))
    if layers["agenda"]:
        found.append(_("Day and hours are in it. Who was away from home at these hours can be asked why."))
    if layers["agreements"]:
        found.append(_("What people promised each other shows what they were afraid of."))
    return found
