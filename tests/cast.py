"""The named cast. Amina facilitates and is accepted in the first party's caucus, Ben co-facilitates and is accepted
in the second's; Bilal and Chen sit with the first party, Dara and Eli (who reads Arabic) with the second; Esi observes;
Farid is outside, in another workshop of the same NGO; Ines administers that NGO, Noor reviews for it; Zoe administers another.
"""

from types import SimpleNamespace

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from accounts.models import Membership, Organisation, User
from workshops import clock
from workshops.programme import assents, declaring, passes
from workshops.programme.models import (
    Admission,
    AgendaItem,
    Agreement,
    AgreementAnswer,
    Assent,
    AssentAnswer,
    ConsentAnswer,
    Party,
    Placement,
    Seat,
    Session,
    Workshop,
)
from workshops.rooms.models import FloorMode, Room
from workshops.running import actions, closing, door, questions
from workshops.vault.context import compartment
from workshops.vault.keyfile import make_organisation_key
from workshops.vault.keys import make_keys
from workshops.viewer import viewer_of

STATES = list(Session.State)
ITEMS = [  # placement, floor mode
    (Placement.PLENARY, FloorMode.OPEN_SLOW),
    (Placement.CAUCUS, FloorMode.OPEN_SLOW),
    (Placement.PLENARY, FloorMode.ROUND),
    (Placement.PLENARY, FloorMode.QUEUE),
    (Placement.PLENARY, FloorMode.FACILITATOR_ONLY),
]


def make_organisation(name):
    """An organisation with its key."""
    organisation = Organisation.objects.create(name=name)
    make_organisation_key(organisation.pk)
    return organisation


def make_user(name, organisation, *roles):
    """A member of staff with a second factor and these roles."""
    user = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "unused"})
    for role in roles:
        Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


def make_workshop(organisation, title="Water"):
    """A workshop with its keys and one agreement."""
    workshop = Workshop(organisation=organisation, template="reflective_conversation", created_at=clock.now())
    kinds = ("programme", "roster", "board", "staff", "record")
    names = [compartment(kind, workshop.pk) for kind in kinds]
    make_keys(*names, organisation_id=organisation.pk, workshop_id=workshop.pk)
    workshop.seal(title={"en": title}, asymmetry_note={"en": "Note"}).save(force_insert=True)
    promise = Agreement(workshop=workshop, position=0, made_at=clock.now())
    promise.seal(text={"en": "We let each other finish."}).save(force_insert=True)
    return workshop


def make_party(workshop, position, name):
    """A party of a workshop."""
    party = Party(workshop=workshop, position=position, mark="ul"[position])
    party.seal(name={"en": name}, letter={"en": name[0]}).save(force_insert=True)
    return party


def make_seat(workshop, name, role=Seat.Role.PARTICIPANT, *, party=None, user=None, language="en"):
    """A seat with its keys."""
    seat = Seat(workshop=workshop, role=role, party=party, user=user, language=language, created_at=clock.now())
    names = [compartment(kind, seat.pk) for kind in ("own", "salt")]
    make_keys(*names, organisation_id=workshop.organisation_id, workshop_id=workshop.pk)
    seat.seal(display_name=name, record_alias=f"Alias {name}", contact=f"{name.lower()}@contact.example")
    seat.save(force_insert=True)
    return seat


def make_session(workshop, position=0):
    """A session that would begin now, with one agenda item of each kind in ITEMS."""
    start = clock.now().replace(second=0, microsecond=0)
    session = Session(workshop=workshop, position=position, tzid="UTC", minutes=90, starts_at=start)
    session.local_start = start.strftime("%Y-%m-%dT%H:%M")
    session.seal(title={"en": f"Meeting {position + 1}"}).save(force_insert=True)
    for place, (placement, mode) in enumerate(ITEMS):
        item = AgendaItem(session=session, position=place, placement=placement, floor_mode=mode, minutes=10)
        item.seal(title={"en": f"Item {place + 1}"}, prompt={"en": "What did you hear?"}).save(force_insert=True)
    return session


def arrive(seat):
    """The person has read, consented and confirmed."""
    now = clock.now()
    ConsentAnswer.objects.create(
        seat=seat, point="take_part", is_given=True, text_hash="0" * 64, language=seat.language, answered_at=now
    )
    for agreement in Agreement.objects.filter(workshop_id=seat.workshop_id, replaced_at=None):
        AgreementAnswer.objects.create(agreement=agreement, seat=seat, is_confirmed=True, answered_at=now)
    seat.arrived_at = now
    seat.save(update_fields=["arrived_at"])


def viewer(seat):
    """This seat as a viewer, as it stands in the database now."""
    return viewer_of(Seat.objects.select_related("workshop").get(pk=seat.pk))


def client_of(seat):
    """A browser that has claimed a pass of this seat."""
    browser = Client()
    browser.cookies[settings.SEAT_COOKIE_NAME] = passes.claim(passes.issue(seat).entry)
    return browser


def client_of_staff(user):
    """A browser in which this member of staff has signed in a moment ago."""
    browser = Client()
    browser.force_login(user)
    session = browser.session
    record_authentication(SimpleNamespace(session=session), user, "password")
    session.save()
    return browser


class Cast:
    """Everyone, and the workshop around whose table they sit. `people` are the seats at that table by name."""

    def __init__(self):
        role = Membership.Role
        self.organisation, self.elsewhere = make_organisation("Bridges"), make_organisation("Elsewhere")
        self.users = SimpleNamespace(
            ines=make_user("Ines", self.organisation, role.ADMIN),
            amina=make_user("Amina", self.organisation, role.FACILITATOR),
            ben=make_user("Ben", self.organisation, role.FACILITATOR),
            noor=make_user("Noor", self.organisation, role.REVIEWER),
            zoe=make_user("Zoe", self.elsewhere, role.ADMIN, role.FACILITATOR),
        )
        self.workshop = make_workshop(self.organisation)
        self.first, self.second = (make_party(self.workshop, *it) for it in enumerate(("Upstream", "Lowland")))
        self._seat_everyone()
        self.session = make_session(self.workshop)
        declaring.sign_note(viewer(self.amina), workshop=self.workshop, affinity=str(self.first.pk))
        declaring.sign_note(viewer(self.ben), workshop=self.workshop, affinity=str(self.second.pk))
        self.accept(self.first, self.amina)
        self.accept(self.second, self.ben)
        self.let_look_on(self.esi)
        self.other_workshop = make_workshop(self.organisation, "Forest")
        outside = make_party(self.other_workshop, 0, "Woods")
        self.farid = make_seat(self.other_workshop, "Farid", party=outside)
        arrive(self.farid)

    def _seat_everyone(self):
        chair, seat = Seat.Role.FACILITATOR, make_seat
        self.amina = seat(self.workshop, "Amina", chair, user=self.users.amina)
        self.ben = seat(self.workshop, "Ben", chair, user=self.users.ben)
        self.bilal = seat(self.workshop, "Bilal", party=self.first)
        self.chen = seat(self.workshop, "Chen", party=self.first)
        self.dara = seat(self.workshop, "Dara", party=self.second)
        self.eli = seat(self.workshop, "Eli", party=self.second, language="ar")
        self.esi = seat(self.workshop, "Esi", Seat.Role.OBSERVER)
        for guest in self.guests.values():
            arrive(guest)

    def accept(self, party, facilitator):
        """Every member of the party says yes to this facilitator in its caucus."""
        assent = assents.ask_caucus_door(viewer(self.amina), party=party, facilitator=facilitator)
        for answer in assent.answers.all():
            questions.answer_question(viewer(answer.seat), assent=assent, answer="yes")

    def let_look_on(self, observer):
        """Every member of every party says yes to this observer."""
        assents.ask_about_observer(observer)
        for answer in AssentAnswer.objects.filter(assent__kind=Assent.Kind.OBSERVER, assent__subject_id=observer.pk):
            questions.answer_question(viewer(answer.seat), assent=answer.assent, answer="yes")

    @property
    def guests(self):
        """Who comes by invitation, by name."""
        return {name: getattr(self, name) for name in ("bilal", "chen", "dara", "eli", "esi")}

    @property
    def people(self):
        """Everyone at the table, by name."""
        return {"amina": self.amina, "ben": self.ben} | self.guests

    @property
    def chairs(self):
        """The facilitators, by name."""
        return {"amina": self.amina, "ben": self.ben}

    @property
    def plenary(self):
        """The plenary of the session as it stands now."""
        return Room.objects.get(session=self.session, kind=Room.Kind.PLENARY)

    def caucus(self, party):
        """The caucus of a party as it stands now."""
        return Room.objects.get(session=self.session, party=party)

    @property
    def staff_room(self):
        """The team's own room."""
        return Room.objects.get(workshop=self.workshop, kind=Room.Kind.STAFF)

    def help_desk(self, seat):
        """The private line between a seat and the team."""
        return Room.objects.get(seat=seat, kind=Room.Kind.HELP_DESK)

    def item(self, placement, mode):
        """The agenda item with this placement and floor mode."""
        return self.session.items.get(placement=placement, floor_mode=mode)

    def start(self, placement, mode, **room_changes):
        """Go on to that item; returns the room it takes place in (in a caucus: the first party's)."""
        actions.start_item(viewer(self.amina), item=self.item(placement, mode))
        room = self.plenary if placement == Placement.PLENARY else self.caucus(self.first)
        Room.objects.filter(pk=room.pk).update(**room_changes)
        room.refresh_from_db()
        return room

    def admit(self, *seats):
        """These people ask to come in, and Amina lets them."""
        for seat in seats:
            door.ask_admission(viewer(seat), session=self._fresh())
            door.admit(viewer(self.amina), admission=Admission.objects.get(session=self.session, seat=seat))

    def session_in(self, state):
        """The session in this state, brought there by the real acts, with everyone admitted."""
        chair, state = viewer(self.amina), Session.State(state)
        path = STATES[: STATES.index(state) + 1]
        if state != Session.State.PAUSED and Session.State.PAUSED in path:
            path.remove(Session.State.PAUSED)
        for step in path[1:]:
            self._step(chair, step)
        return self._fresh()

    def end_session(self):
        """The session that is on is stopped and closed."""
        for step in (Session.State.STOPPED, Session.State.CLOSED):
            self._step(viewer(self.amina), step)
        return self._fresh()

    def _step(self, chair, state):
        if state == Session.State.LOBBY:
            actions.open_lobby(chair, session=self._fresh())
            self.admit(*self.guests.values())
        elif state == Session.State.CLOSED:
            paper = {"welfare_by": self.amina.pk, "hours": 48, "no_further_meeting": "Both parties."}
            closing.close(chair, session=self._fresh(), **paper)
        else:
            act = {"live": actions.open_session, "paused": actions.pause_session, "stopped": actions.stop_session}
            act[state.value](chair, session=self._fresh())

    def _fresh(self):
        self.session.refresh_from_db()
        return self.session
