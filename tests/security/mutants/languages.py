"""Leaks of the interpretation: to whom it is given, of what, and who asked."""

from dataclasses import replace

from tests.rooms import test_interpretation
from tests.security import test_canary
from tests.security.mutants.leak import Mutant
from workshops.rooms import desk_page, renderings
from workshops.rooms.models import MeaningFlag, Rendering
from workshops.rooms.models.renderings import RenderingQuerySet


def renderings_by_workshop(patch):
    """Whoever interprets in the workshop has the renderings of each of its rooms."""
    patch.setattr(
        RenderingQuerySet,
        "visible_to",
        lambda self, viewer: self.filter(room__workshop=viewer.workshop_id, message__withdrawn_at=None),
    )


def of_any_wording(patch):
    """A rendering goes on being shown when its author has said it otherwise."""
    patch.setattr(Rendering, "is_of", lambda self, message: self.delivered_at is not None)


def kept_when_taken_back(patch):
    """What was made of a message stays when its author takes it back, and the desk still has it."""
    patch.setattr(renderings, "end", lambda message: None)


def drafts_to_readers(patch):
    """What an interpreter has begun is shown as if it were delivered."""
    patch.setattr(renderings, "_shown", lambda row, message, keys: renderings.Rendered(row.read(keys, "draft") or "…"))


def flagger_named(patch):
    """The desk tells who asks."""
    asked_in = desk_page.asked_in

    def named(viewer, room, keys):
        flags = MeaningFlag.objects.visible_to(viewer).select_related("seat")
        names = {flag.pk: flag.seat.open(keys, "display_name") for flag in flags}
        return [replace(it, note=f"{names[it.id]}: {it.note}") for it in asked_in(viewer, room, keys)]

    patch.setattr(desk_page, "asked_in", named)


MUTANTS = [
    Mutant("renderings of rooms one does not hear", renderings_by_workshop, test_interpretation.test_who_is_no_interpreter_of_the_room_renders_nothing),
    Mutant("a rendering of an earlier wording", of_any_wording, test_interpretation.test_another_wording_is_rendered_anew),
    Mutant("a rendering of what was taken back", kept_when_taken_back, test_interpretation.test_what_is_taken_back_is_gone_in_every_language),
    Mutant("a draft of an interpreter", drafts_to_readers, test_canary.test_each_person_sees_what_is_theirs_and_nothing_else, is_slow=True),
    Mutant("who asks what was meant", flagger_named, test_interpretation.test_nobody_is_told_who_asks),
]
