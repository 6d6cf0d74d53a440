"""What a person would fill in at each address: valid, so that whoever may act does act."""

import json
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.interpreting import asked_of
from workshops import catalogue, clock
from workshops.exercises.models import Alert
from workshops.followups.models import Asking
from workshops.programme.models import Agreement, Assent, Incident, Seat, Undo
from workshops.programme.passes import issue
from workshops.records.models import Record
from workshops.rooms.models import FloorMode, Message, Sentence

BOTH = ("en", "ar")


def empty(cast, name):
    """Nothing but the press of the button."""
    return {}


def always(**fields):
    """The same for everybody."""
    return lambda cast, name: fields


def in_both(**texts):
    """Texts in the languages of the workshop."""
    return {f"{name}_{code}": text for name, text in texts.items() for code in BOTH}


def claim(cast, name):
    """The secret of a fresh link for Dara."""
    return {"secret": issue(cast.dara).secret}


def knock(cast, name):
    """The secret of a link of Dara's that no longer opens."""
    fresh = issue(cast.dara)
    fresh.entry.revoked_at = fresh.entry.created_at
    fresh.entry.save()
    return {"secret": fresh.secret}


def objection(cast, name):
    """A word against every agreement there is."""
    return {f"a{each.pk.hex[:8]}-objection": "Which others?" for each in Agreement.objects.all()}


def yes(cast, name):
    """Yes to every question there is."""
    return {f"q{each.pk.hex[:8]}-answer": "yes" for each in Assent.objects.all()}


def invite(cast, name):
    """A colleague nobody has asked yet."""
    return {"email": "hana@example.org", "role": "facilitator", "language": "en"}


def workshop(cast, name):
    """A new workshop of an organisation this person convenes for."""
    organisation = cast.elsewhere if name == "zoe" else cast.organisation
    parties = {"party1_name": "North", "party2_name": "South"}
    about = in_both(title="Fields", purpose="To share the harvest.", **parties)
    return about | when | {"zone": "UTC", "organisation": str(organisation.pk)}


def the_run(cast, name):
    """The run in question."""
    return {"run": str(cast.pair.pk)}


def its_name(cast, name):
    """A new exercise."""
    return in_both(name="Stillness")


def its_file(cast, name):
    """An exercise as a file."""
    return {"file": SimpleUploadedFile("any.json", json.dumps(catalogue.exercises()["onion"]).encode())}


def its_facts(cast, name):
    """Other words for an exercise of the workshop's own, of which the third draft has been read."""
    facts = {"occasion": "cold", "company": ["pairs"], "least": "20", "most": "30", "first_voice": "lot", "level": "none"}
    return in_both(name="Stillness", about="Quiet.", credit="Ours.") | facts | {"revision": "3"}


def its_step(cast, name):
    """One step more of it."""
    return in_both(title="Be quiet.") | {"part": "everybody", "who": "each", "revision": "3"}


def its_texts(cast, name):
    """Other words for its first step."""
    texts = in_both(title="Wishes", button="Give it", short="Wishes", waiting="Wait.", box1_label="A wish")
    numbers = {"box1_most": "20", "box1_entries": "2", "minutes": "3"}
    return texts | numbers | {"who": "each", "seen_by": "everybody", "opens": "", "kept": "", "revision": "3"}


def its_move(cast, name):
    """Its first step after the second."""
    return {"way": "down", "revision": "3"}


def caucus(cast, name):
    """Amina for the first party's caucus."""
    return {f"caucus-{cast.first.mark}-facilitator": str(cast.amina.pk)}


def colleague(cast, name):
    """Somebody who facilitates for the NGO and has no seat here yet."""
    return {"user": str(cast.newcomer.pk)}


def seat(cast, name):
    """One more participant of the first party."""
    return {"role": Seat.Role.PARTICIPANT, "party": str(cast.first.pk), "name": "Gita", "language": "en", "zone": "UTC"}


def seat_of(person):
    """This person's seat."""
    return lambda cast, name: {"seat": str(getattr(cast, person).pk)}


def words(cast, name):
    """Something to say."""
    return {"text": "The well is dry.", "client_key": str(uuid.uuid4())}


def message_of(person):
    """The first message of this person in the plenary."""
    return lambda cast, name: {
        "message": str(Message.objects.filter(seat=getattr(cast, person), room=cast.plenary).earliest("posted_at").pk)
    }


def other_words(cast, name):
    """What Dara has said, in other words."""
    return message_of("dara")(cast, name) | {"text": "The spring is dry."}


def thanks_to_ben(cast, name):
    """A small word to what Ben has said."""
    return {"thanks": message_of("ben")(cast, name)["message"]}


def on_the_telephone(cast, name):
    """Bilal is."""
    return {"seat": str(cast.bilal.pk), "is_on": "yes"}


def held(cast, name):
    """The message that is held in the plenary."""
    return {"message": str(Message.objects.filter(held_at__isnull=False).earliest("posted_at").pk)}


def other_words_for_held(cast, name):
    """What its author might say instead."""
    return held(cast, name) | {"text": "I am afraid for the well."}


def undo(cast, name):
    """The act that can be taken back, done a moment ago."""
    Undo.objects.update(offered_at=clock.now())
    newest = Undo.objects.first()
    return {"undo": str(newest.pk)} if newest else {}


def mute(cast, name):
    """Dara reads for a while."""
    return {"seat": str(cast.dara.pk), "is_muted": "on"}


def closing(cast, name):
    """The paperwork: no further meeting."""
    return {"welfare_by": str(cast.amina.pk), "hours": "48", "next": "none", "decided_by": "Both parties."}


def told(cast, name):
    """What Dara would give at the step that is on: no question."""
    return {"at": "0.ask.1", "pass": "1"}


def draft_of_question(cast, name):
    """A question that is not yet asked."""
    return {"at": "0.ask.1", "questions_0": "When was"}


def chosen_pair(cast, name):
    """Chen with Eli."""
    people = {f"pair_{seat.pk.hex}": "1" for seat in (cast.chen, cast.eli)}
    return people | {"first_voice": "lot"}


def run(cast, name):
    """The run of Bilal and Dara."""
    return {"run": str(cast.pair.pk)}


def run_of_second(cast, name):
    """What the second party gathers by itself."""
    return run(cast, name) | {"at": "1.solo.1"}


def first_party(cast, name):
    """The first party tells first."""
    return {"first_party": str(cast.first.pk)}


def alert(cast, name):
    """What calls for the team."""
    return {"alert": str(Alert.objects.latest("raised_at").pk)}


# the board
def first_need(cast, name):
    """The need that is there, tied."""
    return {"to": str(cast.need.pk), "is_linked": "on"}


def both_parties(cast, name):
    """Both parties must consent."""
    return {"parties": [str(cast.first.pk), str(cast.second.pk)]}


def second_party(cast, name):
    """The second party."""
    return {"party": str(cast.second.pk)}


def no_to_the_record(cast, name):
    """No, to the text as it stands."""
    return {"version": Record.objects.get().version, "answer": "no"} if Record.objects.exists() else {}


# groups
def places(cast, name):
    """Eli at the first table, as one tap does it."""
    return {"seat": str(cast.eli.pk), "table": "1"}


def apart(cast, name):
    """Bilal and Dara."""
    return {"one": str(cast.bilal.pk), "other": str(cast.dara.pk)}


def move(cast, name):
    """Eli to the first table."""
    return {"seat": str(cast.eli.pk), "to": "table-1"}


def circle(cast, name):
    """The second party."""
    return {"who": str(cast.second.pk)}


to_all = always(text="Two more minutes.", minutes="2")
reason = always(reason="The yearly report to the donor.")
promise = always(text_en="We let everyone finish.")
# meeting again (followups)


def meeting(cast, name):
    """The hour of a follow-up."""
    return when | {"zone": "UTC"}


def asked(cast, name):
    """The person of the asking at hand was asked."""
    return {"asking": str(Asking.objects.earliest("pk").pk), "what": "asked"}


def address(cast, name):
    """Another safe address."""
    return {"channel": "mail", "address": f"{name}-again@example.org"}


when = {"date": "2030-05-06", "time": "09:00", "minutes": "90"}
name = always(name="Salma", language="en", zone="Asia/Amman")
consent = always(take_part="on")
language = always(language="ar", next="/")
profile = always(name="Renamed", language="en", zone="UTC")
rename = always(name="Bridges Trust")
role = always(role="reviewer")
about = always(**in_both(title="Wells", purpose="To drink."), zone="UTC")
party = always(**in_both(name="Coast", letter="C"), zone="UTC")
agreement = always(**in_both(text="We begin on time."))
days = always(days="7")
welcome = always(answer="welcome")
session = always(**in_both(title="Once more"), **when, zone="UTC")
item = always(**in_both(title="Tea"), placement="plenary", floor_mode=FloorMode.QUEUE, minutes="15")
up = always(way="up")
minutes = always(minutes="5")
search = always(words="well")
floor = always(mode=FloorMode.FACILITATOR_ONLY)
hold = always(is_holding="on")
# the console
minutes_of_pause = always(minutes="10")
next_item = always(title="Tea", minutes="10", placement="plenary", floor_mode=FloorMode.ROUND)
# the board
card = always(party="all", kind="option", title="Wells", body="A well for each.")
wording = always(title="Wells", body="A well for each.", version="1")
place = always(column="option", moved="2")
one_sided = always(is_one_sided="on")
people_say = always(people_would_say="Good.", would_help="A sheet.")
answer_yes = always(answer="yes")
ballot = always(level="1", reason="Yes.")
work = always(title="Dig", done_when="Water.", start_on="2030-01-01", due_on="2030-02-01")
taken = always(is_taken="yes")
on_track = always(status="on_track", note="Four sheets.")
# languages


def in_hand(cast, name):
    """A rendering of what Esi has in hand."""
    return {"rendering": str(asked_of(cast.in_hand).pk), "text": "هبط.", "note": ""}


def incident_steps(cast, name):
    """What was done about the incident that is open."""
    return {f"{Incident.objects.get().pk.hex[:8]}-steps": ["talked"]}


def flag(cast, name):
    """What Dara asks about."""
    return {"flag": str(cast.flag.pk)}


note = always(note="Rose?")
pairs = always(pairs=["en-ar"])
reading = always(languages=["en", "ar"])
term = always(words_en="tap", words_ar="حنفية")
heard = always(text="Of a store.")


# long
def sentence(**more):
    """What waits in the caucus of the first party."""
    return lambda cast, name: {"sentence": str(Sentence.objects.earliest("proposed_at").pk), "version": "1"} | more


nobody_hears = always(facilitator="nobody")
call = always(name="Voice", address="https://meet.example.org/9f2c")
