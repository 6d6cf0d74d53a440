"""With what each act is tried: by the name of its parameters, as they stand in the cast."""

import datetime
import uuid

from accounts.invitations import invite_staff
from accounts.models import StaffInvitation
from tests import tables
from tests.interpreting import asked_of
from tests.security.stage import (
    followed_up,
)
from workshops import clock
from workshops.exercises.making import shaping
from workshops.exercises.models import Alert, Run
from workshops.programme.actions import PartyDraft
from workshops.programme.arrival import consent_text
from workshops.programme.models import Assent, Incident, Knock, Undo
from workshops.programme.passes import issue
from workshops.records.models import Record, RecordPoint
from workshops.rooms.grouping import Chosen
from workshops.rooms.models import Message, Room, Sentence
from workshops.rules import keys_for_building

NOON = datetime.datetime(2030, 5, 6, 12)


def texts(text="Wells"):
    """A text in one language."""
    return {"en": text}


def session(cast):
    """The session as it stands now."""
    cast.session.refresh_from_db()
    return {"session": cast.session}


def last_item(cast):
    """An item that has not begun."""
    return {"item": cast.session.items.last()}


def newest_undo(cast):
    """What could be taken back, a moment ago: Ben has taken Chen out."""
    Undo.objects.update(offered_at=clock.now())
    return {"undo": Undo.objects.select_related("session").first()}


def knock(cast):
    """Somebody before a closed door."""
    entry = issue(cast.dara).entry
    return {"knock": Knock.objects.create(entry=entry, kind=Knock.Kind.EXPIRED, knocked_at=entry.created_at)}


def plan(cast):
    """When and how long."""
    return {"local": NOON, "zone": "UTC", "minutes": 90, "title": texts()}


def said_by_dara(cast):
    """What Dara has said in the plenary."""
    return {"message": Message.objects.filter(seat=cast.dara, room=cast.plenary).earliest("posted_at")}


def said_by_ben(cast):
    """What Ben has said in the plenary, with a small word for it."""
    return {"message": Message.objects.get(seat=cast.ben, room=cast.plenary), "word": "thanks", "is_given": True}


def in_plenary(**more):
    """The plenary, and more."""
    return lambda cast: {"room": cast.plenary, **more}


def in_caucus(**more):
    """The caucus of the first party, and more."""
    return lambda cast: {"room": cast.caucus(cast.first), **more}


def on_line_of_dara(**more):
    """Dara's private line, and more."""
    return lambda cast: {"room": cast.help_desk(cast.dara), **more}


def question(cast):
    """What the first party has been asked."""
    return {"assent": Assent.objects.get(held_at=None, voided_at=None), "answer": "yes"}


def agreement(cast):
    """The one agreement of the workshop."""
    return {"agreement": cast.workshop.agreements.get()}


def invitation(cast):
    """Somebody whom Ines has asked to join."""
    who = {"organisation": cast.organisation, "email": "sami@example.org", "role": "reviewer", "language": "en"}
    known = StaffInvitation.objects.filter(email=who["email"]).first()
    return {"invitation": known or invite_staff(cast.users.ines, **who)}


def its_run(**more):
    """The run of Bilal and Dara, and more."""
    return lambda cast: {"run": Run.objects.select_related("room").get(pk=cast.pair.pk), **more}


def others(cast):
    """Chen and Eli as a pair."""
    groups = [[cast.chen.pk, cast.eli.pk]]
    return {"item": cast.pair.item, "groups": groups, "first_voice": "lot"}


def alert(cast):
    """What calls for the team."""
    return {"alert": Alert.objects.get(run=cast.pair)}


def closing(cast):
    """The paperwork."""
    return session(cast) | {"welfare_by": cast.amina.pk, "hours": 48, "no_further_meeting": "Both parties."}


def paper(cast):
    """The paperwork, as the session keeps it."""
    due = cast.session.starts_at + datetime.timedelta(days=2)
    return session(cast) | {"welfare_by": cast.amina, "welfare_due_at": due, "no_further_meeting": "Both parties."}


def workshop_of(cast):
    """A new workshop of the NGO."""
    parties = [PartyDraft(texts("North"), texts("N")), PartyDraft(texts("South"), texts("S"))]
    about = dict.fromkeys(("title", "purpose", "background", "asymmetry_note"), texts())
    format_ = {"organisation": cast.organisation, "template": "reflective_conversation", "parties": parties}
    return format_ | about | {"language": "en", "zone": "UTC", "starts": NOON}


def an_incident(cast):
    """A line of the incident log that is open."""
    facts = {"kind": "hurt", "severity": 2, "happened_at": clock.now()}
    return Incident.objects.create(workshop=cast.workshop, entered_by=cast.amina, **facts)


def a_declaration():
    """An exercise that fits."""
    return shaping.blank("own_test", "X1", texts())


def own_workshop(**more):
    """The workshop, and more."""
    return lambda cast: {"workshop": cast.workshop, **more}


def colleague(cast):
    """A facilitator of the NGO without a seat here."""
    return {"workshop": cast.workshop, "user": cast.newcomer}


def consents(cast):
    """Yes to everything."""
    return {"answers": {point["point"]: True for point in consent_text()["points"]}}


def objection(cast):
    """A word against the agreement."""
    return agreement(cast) | {"is_confirmed": False, "objection": "Which others?"}


def again(cast, what):
    """A proposed line, somebody to be asked, somebody to be told: the same each time."""
    if not hasattr(cast, "again"):
        cast.again = followed_up(cast)
    return cast.again[what]


draft = PartyDraft(texts("Coast"), texts("C"))
item = {"title": texts(), "purpose": texts(), "prompt": texts(), "placement": "plenary", "minutes": 5, "floor_mode": "queue"}
someone = {"name": "Gita", "language": "en", "zone": "UTC"}
about = dict.fromkeys(("title", "purpose", "background", "asymmetry_note"), texts()) | {"zone": "UTC"}
key = {"text": "The well is dry.", "client_key": uuid.UUID(int=7)}

words = {"title": "Wells", "body": "A well for each."}
people_say = {"people_would_say": "Good.", "would_help": "A sheet."}


def card(**more):
    """The joint strategy, and more."""
    return lambda cast: {"card": cast.card, **more}


def work(cast):
    """A commitment to be made."""
    day = NOON.date()
    return {"card": cast.card, "title": "Dig", "done_when": "Water.", "start_on": day, "due_on": day}


def commitment(**more):
    """The commitment, and more."""
    return lambda cast: {"commitment": cast.commitment, **more}


def parties(cast):
    """Both."""
    return {"parties": [cast.first, cast.second]}


def record(**more):
    """The record, and more."""
    return lambda cast: {"record": Record.objects.get(), **more}


def promise(**more):
    """A point of the record that is nobody's own, and more."""
    return lambda cast: {"point": RecordPoint.objects.get(layer="agreements"), **more}


def answer_to_record(cast):
    """No, to the text as it stands."""
    return record(version=Record.objects.get().version, answer="no")(cast)


def line_of_dara(cast):
    """Dara's line in the record."""
    keys = keys_for_building(Record.objects.get())
    lines = RecordPoint.objects.filter(layer="attendance")
    return {"point": next(point for point in lines if str(cast.dara.pk) in point.open(keys, "concerns"))}


# languages
def in_hand(**more):
    """What Esi has in hand, and more."""
    return lambda cast: {"rendering": asked_of(cast.in_hand), **more}


def paced(asked_at):
    """The plenary, in which everyone has been asked to slow down at that moment, or nobody has (None)."""

    def room(cast):
        Room.objects.filter(pk=cast.plenary.pk).update(slow_asked_at=asked_at)
        return {"room": cast.plenary}

    return room
# groups
def at_table(**more):
    """The first small table, and more."""
    return lambda cast: {"room": cast.tables[0], **more}


def its_tables(**more):
    """The item at small tables, and more."""
    return lambda cast: {"item": tables.tables_item(cast), **more}


def eli_at_first(cast):
    """Eli at the first table."""
    return its_tables(places={cast.eli.pk: Chosen(1)})(cast)


def two(cast):
    """Bilal and Dara."""
    return {"workshop": cast.workshop, "seats": [cast.bilal, cast.dara]}


# long
def sentence(**more):
    """What waits in the caucus of the first party, and more."""
    return lambda cast: {"sentence": Sentence.objects.select_related("room").earliest("proposed_at"), **more}


def what_the_party_asks(cast):
    """Whether Ben may hear it instead."""
    return {"assent": Assent.objects.get(kind="caucus_change"), "answer": "yes"}
