"""Door keys: made, shown once, claimed by pressing a button, renewed, revoked. Only hashes are stored."""

import datetime
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.programme.models import Knock, Pass, Seat
from workshops.viewer import hash_of, new_secret

LONGEST_LIFE = datetime.timedelta(days=30)
CODE_LIFE = datetime.timedelta(minutes=30)
CODE_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: nothing that is misread aloud


@dataclass(frozen=True)
class FreshPass:
    """A pass with what can open it, known only now."""

    entry: Pass
    secret: str
    code: str

    @property
    def url(self):
        """The personal link: the secret is in the fragment, which no server, proxy or log sees."""
        return f"{settings.BASE_URL}/j#{self.secret}"


@transaction.atomic
def make_pass(viewer, *, seat, purpose=Pass.Purpose.JOIN, life=LONGEST_LIFE):
    """A fresh pass for a seat. Unused older ones are revoked; a browser that is already in stays in."""
    rules.require(rules.can_prepare(viewer, seat.workshop) and seat.ended_at is None)
    rules.require(seat.user_id is None, _("Staff sign in; a link would go past their second factor."))
    Pass.objects.filter(seat=seat, used_at=None, revoked_at=None).update(revoked_at=clock.now())
    return issue(seat, purpose=purpose, life=life)


def issue(seat, *, purpose=Pass.Purpose.JOIN, life=LONGEST_LIFE):
    """The row and its secrets; who may ask for it is the caller's to decide."""
    secret, code = new_secret(), "".join(secrets.choice(CODE_SIGNS) for _ in range(10))
    now = clock.now()
    entry = Pass.objects.create(
        seat=seat,
        purpose=purpose,
        secret_hash=hash_of(secret),
        code_hash=hash_of(code),
        code_expires_at=now + CODE_LIFE,
        created_at=now,
        expires_at=now + min(life, LONGEST_LIFE),
    )
    return FreshPass(entry, secret, f"{code[:5]}-{code[5:]}")


@transaction.atomic
def revoke_pass(viewer, *, entry):
    """The link, and the browser bound to it, open nothing from now on."""
    rules.require(rules.can_prepare(viewer, entry.seat.workshop))
    if entry.revoked_at is None:
        entry.revoked_at = clock.now()
        entry.save(update_fields=["revoked_at"])
        entry.seat.raise_epoch()
    return entry


def find(secret):
    """The pass this secret belongs to, or None."""
    return Pass.objects.filter(secret_hash=hash_of(secret.strip())).select_related("seat__workshop").first()


def find_by_code(code):
    """The pass a typed code belongs to, or None. A code is 50 random bits and lives for half an hour; the page
    that takes it slows guesses down rather than kill the code, so that nobody locks another person out by guessing.
    """
    spoken = code.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    alive = Pass.objects.filter(
        code_hash=hash_of(spoken), code_expires_at__gt=clock.now(), used_at=None, revoked_at=None
    )
    return alive.select_related("seat__workshop").first()


@transaction.atomic
def claim(entry, *, device_secret="", language=""):
    """Bind a pass to this browser by pressing the button; returns the secret the browser keeps, or None.

    None means the door stays shut. Used in another browser: the team is told. Over (`is_over`): the person may tell
    it by one more press. A seat is held by one browser: claiming a fresh pass ends the older ones. The seat goes on
    in the language in which the person read the page with the button.
    """
    entry = Pass.objects.select_for_update(of=("self",)).select_related("seat__workshop").get(pk=entry.pk)
    if is_over(entry):
        return None
    if entry.used_at:
        if device_secret and bytes(entry.device_hash) == hash_of(device_secret):
            return device_secret
        knock(entry, Knock.Kind.SECOND_CLAIM)
        return None
    secret = new_secret()
    entry.used_at, entry.device_hash, entry.code_hash = clock.now(), hash_of(secret), None
    entry.save(update_fields=["used_at", "device_hash", "code_hash"])
    older = Pass.objects.filter(seat=entry.seat, revoked_at=None).exclude(pk=entry.pk)
    if older.update(revoked_at=clock.now()):
        entry.seat.raise_epoch()
    if language:
        Seat.objects.filter(pk=entry.seat_id).update(language=language)
    return secret


def is_over(entry):
    """Whether this pass opens nothing any more: its time is up, it was revoked, or its person has left."""
    return entry.revoked_at is not None or entry.expires_at <= clock.now() or entry.seat.ended_at is not None


def knock(entry, kind):
    """Write down that somebody stands before a closed door, once until it is answered."""
    Knock.objects.get_or_create(entry=entry, kind=kind, answered_at=None, defaults={"knocked_at": clock.now()})


@transaction.atomic
def answer_knock(viewer, *, knock, is_welcome):
    """The facilitator decides: a fresh pass for that seat (to hand over by a safe way), or nothing."""
    rules.require(rules.can_prepare(viewer, knock.entry.seat.workshop))
    Knock.objects.filter(pk=knock.pk).update(answered_at=clock.now())
    return make_pass(viewer, seat=knock.entry.seat, purpose=Pass.Purpose.RETURN) if is_welcome else None


@transaction.atomic
def leave_device(seat, device_secret):
    """Quick exit or "not my device": this browser's pass ends, open sockets close."""
    Pass.objects.filter(seat=seat, device_hash=hash_of(device_secret)).update(revoked_at=clock.now())
    seat.raise_epoch()

