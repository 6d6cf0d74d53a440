"""Who has a place in a workshop: people of the parties, the team, interpreters, observers."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.rules import colleagues
from workshops import clock, rules
from workshops.languages import local
from workshops.programme import assents
from workshops.programme.models import Assent, Pass, Seat, Workshop
from workshops.vault.context import compartment
from workshops.vault.keys import make_keys

Role = Seat.Role
GUESTS = (Role.PARTICIPANT, Role.INTERPRETER, Role.OBSERVER, Role.NOTE_TAKER)


def write_seat(workshop, *, role, alias, name="", party=None, user=None, language, zone):
    """The row and its keys: the person's own texts, and the salt that can end their words."""
    seat = Seat(
        workshop=workshop,
        role=role,
        party=party,
        user=user,
        language=language,
        zone=zone,
        created_at=clock.now(),
    )
    names = [compartment(kind, seat.pk) for kind in ("own", "salt")]
    make_keys(*names, organisation_id=workshop.organisation_id, workshop_id=workshop.pk)
    seat.seal(record_alias=alias, display_name=name or None).save(force_insert=True)
    return seat


def seat_staff(workshop, user):
    """A facilitator's seat for a member of staff; one who had left takes their old seat again."""
    seat = Seat.objects.filter(workshop=workshop, user=user).first()
    if seat is None:
        number = Seat.objects.filter(workshop=workshop, role=Role.FACILITATOR).count() + 1
        alias, name = f"F-{number}", user.name
        return write_seat(
            workshop,
            role=Role.FACILITATOR,
            alias=alias,
            name=name,
            user=user,
            language=user.language,
            zone=user.zone,
        )
    if seat.ended_at:
        seat.ended_at = None
        seat.save(update_fields=["ended_at"])
    return seat


@transaction.atomic
def add_seat(viewer, *, workshop, role, party=None, name="", language, zone):
    """A place for somebody who is invited. Without a name the person chooses one on arrival."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    rules.require(rules.can_prepare(viewer, workshop) and role in GUESTS)
    rules.require(party is None or party.workshop_id == workshop.pk)
    rules.require(party is not None or role != Role.PARTICIPANT, _("A participant sits with a party."))
    alias = next_alias(viewer, workshop, role, party)
    seat = write_seat(workshop, role=role, alias=alias, name=name, party=party, language=language, zone=zone)
    if role == Role.PARTICIPANT:
        assents.ask_who_comes(seat)
    elif role == Role.OBSERVER:
        assents.ask_about_observer(seat)
    return seat


def next_alias(viewer, workshop, role, party):
    """ "<Letter>-<number>": the name in records. A number is never given twice, even when its first bearer has gone."""
    keys = rules.keys_for(viewer)
    is_member = role == Role.PARTICIPANT
    letter = local(party.open(keys, "letter"), workshop.language) if is_member else role[0].upper()
    seats = Seat.objects.filter(workshop=workshop)
    taken = {seat.open(keys, "record_alias") for seat in seats}
    number = seats.filter(role=role, party=party if is_member else None).count() + 1
    while f"{letter}-{number}" in taken:
        number += 1
    return f"{letter}-{number}"


def who_could_join(workshop):
    """Facilitators of the organisation who have no seat here now."""
    seated = Seat.objects.filter(workshop=workshop, user__isnull=False, ended_at=None).values("user")
    return colleagues(workshop.organisation, Membership.Role.FACILITATOR).exclude(id__in=seated)


@transaction.atomic
def add_colleague(viewer, *, workshop, user):
    """A colleague facilitates with us from now on."""
    workshop = Workshop.objects.select_for_update().select_related("organisation").get(pk=workshop.pk)
    rules.require(rules.can_prepare(viewer, workshop))
    rules.require(who_could_join(workshop).filter(pk=user.pk).exists())
    return seat_staff(workshop, user)


@transaction.atomic
def change_seat(viewer, *, seat, name, language, zone):
    """How this person is called until they say it themselves, the language they read, their zone."""
    seat = Seat.objects.select_for_update().select_related("workshop").get(pk=seat.pk)
    rules.require(rules.can_prepare(viewer, seat.workshop) and not seat.user_id)
    seat.language, seat.zone = language, zone
    seat.seal(display_name=name or None).save(update_fields=["display_name", "language", "zone"])
    return seat


@transaction.atomic
def end_seat(viewer, *, seat):
    """This person is no longer of the workshop: every door closes at once, in every browser."""
    seat = Seat.objects.select_for_update().select_related("workshop").get(pk=seat.pk)
    rules.require(rules.can_prepare(viewer, seat.workshop))
    _keep_a_facilitator(seat)
    if seat.ended_at is None:
        seat.ended_at = clock.now()
        seat.save(update_fields=["ended_at"])
        Pass.objects.filter(seat=seat, revoked_at=None).update(revoked_at=clock.now())
        seat.raise_epoch()
        assents.void(kind=Assent.Kind.OBSERVER, subject_id=seat.pk)
    return seat


def _keep_a_facilitator(seat):
    team = Seat.objects.filter(workshop=seat.workshop, role=Role.FACILITATOR, ended_at=None).exclude(
        pk=seat.pk
    )
    is_last = seat.is_facilitator and not team.exists()
    rules.require(not is_last, _("Somebody must facilitate. Add a colleague first."))
