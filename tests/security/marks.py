"""Marked texts, one for each compartment, and who may ever see each."""

import secrets

from tests import pairs, tables
from tests.board import table as board
from tests.cast import viewer
from tests.interpreting import asked_of, make_interpreter, render
from tests.live.scenario import say
from tests.security.address import CHAIRS, HEARS, MEMBERS, SEATED
from tests.security.stage import deciding
from workshops.board.actions import answer_reality
from workshops.exercises import actions as exercises
from workshops.exercises.making import actions as own_exercises
from workshops.exercises.making import shaping
from workshops.programme.arrival import answer_agreement
from workshops.programme.glossary import propose_term, write_hearing
from workshops.programme.models import Seat
from workshops.rooms import actions as rooms
from workshops.rooms import attaching, broadcasting, interpreting, letting_out
from workshops.rooms.meaning import flag_meaning
from workshops.rooms.models import Message

TABLE = HEARS["plenary"]
READERS = tuple(name for name in MEMBERS if name != "eli")  # he objects to an agreement: the board is closed to him
# While all talk, after Chen has been taken out; the desk's private line is Dara's, the held message is Bilal's.
MAY_SEE = {
    "plenary": TABLE,
    "first": HEARS["first"],
    "second": HEARS["second"],
    "staff": HEARS["staff"],
    "desk": HEARS["desk"],
    "held": (*CHAIRS, "bilal"),
    "withdrawn": (),
    "draft": ("dara",),
    "told": ("bilal", "dara"),
    "step draft": ("dara",),
    "small table": ("bilal", "dara"),
    "to all": TABLE,
    "objection": CHAIRS,
    "contact": ("dara",),
    "name": MEMBERS,  # Chen, who was taken out, reads on the board who has taken something on
    "alias": CHAIRS,
    "asymmetry": CHAIRS,
    "title": (*CHAIRS, *SEATED, "ines"),  # whoever administers the NGO knows what it convenes
    "purpose": (*CHAIRS, *SEATED),
    "background": (*CHAIRS, *SEATED),
    "party": (*CHAIRS, *SEATED),
    "agreement": (*CHAIRS, *SEATED),
    "session": CHAIRS,
    "item": TABLE,
    "prompt": TABLE,
    "other title": ("farid", "ines"),
    "own exercise": CHAIRS,
    "own draft": CHAIRS,
    # long
    "proposal": HEARS["first"],
    "let out": TABLE,
    "call": HEARS["second"],
    # languages
    "rendering": TABLE,  # who reads the original finds it on the page on which one asks
    "gloss": TABLE,
    "rendering draft": ("esi",),
    "meaning note": (*CHAIRS, "esi"),
    "term": READERS,
    "hearing": READERS,
    # the board
    "card": READERS,
    "draft card": ("dara",),
    "answer": READERS,
    "ballot": ("dara",),
    "commitment": READERS,
}


def new_marks():
    """{compartment: a text that stands nowhere else}."""
    return {name: f"canary{secrets.token_hex(6)}" for name in MAY_SEE}


def mark(cast, marks):
    """Put each mark where it belongs, by the acts of people as far as there are such, in the scene where all talk."""
    seal(cast.workshop, title=marks["title"], purpose=marks["purpose"], background=marks["background"])
    seal(cast.workshop, asymmetry_note=marks["asymmetry"])
    seal(cast.other_workshop, title=marks["other title"])
    seal(cast.second, name=marks["party"])
    seal(cast.session, title=marks["session"])
    seal(cast.session.items.get(floor_mode="queue"), title=marks["item"], prompt=marks["prompt"])
    agreement = cast.workshop.agreements.get()
    seal(agreement, text=marks["agreement"])
    cast.dara.seal(display_name=marks["name"], record_alias=marks["alias"], contact=marks["contact"]).save()
    deciding(cast)
    mark_board(cast, marks)
    Seat.objects.filter(pk=cast.dara.pk).update(channel=Seat.Channel.MAIL)
    table = cast.plenary
    said = {"first": cast.caucus(cast.first), "second": cast.caucus(cast.second), "staff": cast.staff_room}
    for name, room in ({"plenary": table} | said).items():
        say(cast.ben if name in ("second", "staff") else cast.amina, room, f"{marks[name]} is what we need.")
    say(cast.dara, cast.help_desk(cast.dara), marks["desk"])
    withdrawn = say(cast.ben, table, marks["withdrawn"])
    rooms.withdraw_message(viewer(cast.ben), message=withdrawn)
    rooms.hold_messages(viewer(cast.amina), room=table, is_holding=True)
    say(cast.bilal, table, marks["held"])
    rooms.hold_messages(viewer(cast.amina), room=table, is_holding=False)
    rooms.save_draft(viewer(cast.dara), room=table, text=marks["draft"])
    answer_agreement(viewer(cast.eli), agreement=agreement, is_confirmed=False, objection=marks["objection"])
    mark_own_exercise(cast, marks)
    mark_languages(cast, marks)
    mark_what_leaves(cast, marks)
    assert Message.objects.filter(held_at__isnull=False).count() == 2
    mark_pair(cast, marks)


def mark_pair(cast, marks):
    """Bilal tells Dara, she begins a question and calls for a facilitator; then the session goes on as it was."""
    (cast.pair,) = pairs.start(cast, [cast.bilal, cast.dara])
    pairs.give(cast.bilal, text=f"{marks['told']} {pairs.TOLD}")
    draft = {"questions_0": marks["step draft"]}
    exercises.save_step_draft(viewer(cast.dara), run=cast.pair, at="0.ask.1", content=draft)
    exercises.call_facilitator(viewer(cast.dara), run=cast.pair)
    mark_small_table(cast, marks)
    cast.start("plenary", "queue")
    for seat in (cast.bilal, cast.eli):
        rooms.raise_hand(viewer(seat), room=cast.plenary)
    broadcasting.say_to_all(viewer(cast.ben), session=cast.session, text=marks["to all"], minutes=2)


def mark_own_exercise(cast, marks):
    """Amina has made an exercise that is in use; since then she has changed it."""
    hers = viewer(cast.amina)
    cast.own = own_exercises.make_exercise(hers, workshop=cast.workshop, name={"en": marks["own exercise"]})
    own_exercises.use_exercise(hers, own=cast.own)
    declaration = shaping.blank(cast.own.slug, "X1", {"en": marks["own draft"]})
    cast.own = own_exercises.change_exercise(hers, own=cast.own, revision=1, declaration=declaration)


# groups
def mark_small_table(cast, marks):
    """Bilal says something at a small table, where Dara hears it."""
    cast.tables = tables.start(cast, [cast.bilal, cast.dara], [cast.eli])
    say(cast.bilal, cast.tables[0], marks["small table"])


# the board
def mark_board(cast, marks):
    """A card, a draft, an answer in the reality test, a ballot in a poll that is open, a commitment."""
    board.write(cast, "chen", title=marks["card"])
    board.write(cast, "eli", "needs_limits", marks["draft card"], cast.second, is_draft=True)
    said = {"people_would_say": marks["answer"], "would_help": marks["answer"]}
    answer_reality(viewer(cast.bilal), card=cast.card, **said)
    board.vote(cast, "dara", cast.poll, 3, reason=marks["ballot"])
    board.committed(cast, card=cast.card, title=marks["commitment"])


# long
def mark_what_leaves(cast, marks):
    """Bilal proposes a sentence; Dara and Eli have let one out; beside their caucus stands a call."""
    propose = letting_out.propose_sentence
    propose(viewer(cast.bilal), room=cast.caucus(cast.first), text=marks["proposal"])
    sentence = propose(viewer(cast.dara), room=cast.caucus(cast.second), text=marks["let out"])
    for seat in (cast.dara, cast.eli):
        letting_out.answer_sentence(viewer(seat), sentence=sentence, version=1, answer="yes")
    letting_out.release_sentence(viewer(cast.eli), sentence=sentence, version=1)
    address = f"https://meet.example.org/{marks['call']}"
    attaching.attach_link(viewer(cast.ben), room=cast.caucus(cast.second), url=address, name="Voice")


# languages
def mark_languages(cast, marks):
    """Esi has rendered one thing, is about to render another; Dara asks about the first; a word of the glossary."""
    make_interpreter(cast.esi)
    cast.rendered, cast.in_hand = (say(cast.ben, cast.plenary, text) for text in ("It rose.", "It fell."))
    render(cast.esi, cast.rendered, marks["rendering"], marks["gloss"])
    hers, draft = viewer(cast.esi), marks["rendering draft"]
    rendering = interpreting.claim_rendering(hers, rendering=asked_of(cast.in_hand))
    interpreting.save_rendering_draft(hers, rendering=rendering, text=draft)
    cast.flag = flag_meaning(viewer(cast.dara), message=cast.rendered, note=marks["meaning note"])
    cast.term = propose_term(viewer(cast.ben), workshop=cast.workshop, words={"en": marks["term"], "ar": "بئر"})
    write_hearing(viewer(cast.bilal), term=cast.term, text=marks["hearing"])


def seal(row, **texts):
    """Store these texts, in every language the same."""
    row.seal(**{field: {"en": text, "ar": text} for field, text in texts.items()}).save()
