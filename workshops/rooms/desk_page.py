"""What an interpreter's desk shows: what waits, oldest first; the one in hand; what readers ask about."""

from dataclasses import dataclass
from uuid import UUID

from workshops import rules
from workshops.programme import glossary
from workshops.programme.models import Term
from workshops.rooms import interpreters
from workshops.rooms.interpretation_forms import RenderingForm
from workshops.rooms.models import MeaningFlag, Rendering

DONE_SHOWN = 20


@dataclass(frozen=True)
class Task:
    """One message to render, as one interpreter sees it."""

    id: UUID
    said: str
    source: str
    language: str
    by: str
    asked_at: object
    state: str  # waits, mine, taken, delivered
    colleague: str
    text: str
    note: str
    draft: str

    @property
    def beginning(self):
        """The first words, for a list."""
        return self.said if len(self.said) <= 140 else f"{self.said[:140].rstrip()}…"


@dataclass(frozen=True)
class Asked:
    """A reader's question about a statement: nothing here says whose it is."""

    id: UUID
    said: str
    source: str
    note: str
    language: str
    rendering_id: UUID | None


def desk_of(viewer, room):
    """{"waiting", "done", "asked"} of a room, for one interpreter of it (of facilitators: what is asked)."""
    keys = rules.keys_for(viewer)
    pairs = interpreters.pairs_of(viewer.seat_id)
    rows = Rendering.objects.visible_to(viewer).filter(room=room, message__held_at=None)
    rows = rows.select_related("message", "spoken_by", "interpreter").order_by("asked_at", "language")
    tasks = [task_of(viewer, row, keys) for row in rows if (row.message.language, row.language) in pairs]
    tasks = [task for task in tasks if task.said]  # of some the author's words have ended
    return {
        "waiting": [task for task in tasks if task.state != "delivered"],
        "done": [task for task in tasks if task.state == "delivered"][::-1][:DONE_SHOWN],
        "asked": asked_in(viewer, room, keys),
    }


def task_of(viewer, row, keys):
    """One row as a task."""
    is_mine = row.interpreter_id == viewer.seat_id
    is_taken = interpreters.is_taken(row, viewer)
    state = "delivered" if row.is_of(row.message) else "mine" if is_mine else "taken" if is_taken else "waits"
    return Task(
        row.pk,
        row.message.said(keys) or "",
        row.message.language,
        row.language,
        row.spoken_by.open(keys, "display_name"),
        row.asked_at,
        state,
        row.interpreter.open(keys, "display_name") if is_taken else "",
        row.read(keys, "text"),
        row.read(keys, "note"),
        row.read(keys, "draft") if is_mine else "",
    )


def asked_in(viewer, room, keys):
    """What readers of the room ask about and nobody has answered, the oldest first."""
    flags = MeaningFlag.objects.visible_to(viewer).filter(room=room, answered_at=None, message__withdrawn_at=None)
    made = {(row.message_id, row.language): row.pk for row in Rendering.objects.visible_to(viewer).filter(room=room)}
    return [
        Asked(
            flag.pk,
            flag.message.said(keys) or "",
            flag.message.language,
            flag.read(keys, "note"),
            flag.language,
            made.get((flag.message_id, flag.language)),
        )
        for flag in flags.select_related("message").order_by("raised_at")
    ]


def form_of(task, data=None):
    """The form of one task: what was begun, else what stands."""
    return RenderingForm(data, language=task.language, initial={"text": task.draft or task.text, "note": task.note})


def terms_in(viewer, task, room):
    """The terms of the glossary that stand in the original: (word there, word in the language of the rendering)."""
    keys = rules.keys_for(viewer)
    found = glossary.found_in(task.said, task.source, Term.objects.filter(workshop_id=room.workshop_id, kept_at__isnull=False), keys)
    return [
        {
            "source": words.get(task.source, ""),
            "target": words.get(task.language, ""),
            "is_contested": term.contested_at is not None,
            "hearings": [(row.open(keys, "text"), row.language) for row in term.hearings.all()],
        }
        for term, words in found
    ]
