"""`python -m tests.faults.ledger ROOM`: what the house has written of a room, in the order of its log."""

import json
import sys

import django


def written(room_id):
    """[(id of the message's element, its client key)]"""
    from workshops.live.log import Event
    from workshops.rooms.models import Message

    keys = dict(Message.objects.filter(room_id=room_id).values_list("pk", "client_key"))
    said = Event.objects.filter(room_id=room_id, kind="message.posted").order_by("seq").values_list("subject_id", flat=True)
    return [(f"message-{pk}", str(keys.pop(pk))) for pk in said], [str(key) for key in keys.values()]


if __name__ == "__main__":
    django.setup()
    json.dump(written(sys.argv[1]), sys.stdout)
