"""The organisation: its name, its people and their roles, and who has been asked to join."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts import actions, invitations, rules, tasks
from accounts.forms import InvitationForm, OrganisationForm, RoleForm
from accounts.models import Membership, StaffInvitation


def for_members(view):
    """Signed in, and the organisation is one's own; otherwise it does not exist."""

    @login_required
    @wraps(view)
    def wrapped(request, organisation_id, **address):
        organisation = get_object_or_404(rules.organisations_of(request.user), id=organisation_id)
        return view(request, organisation, **address)

    return wrapped


def for_admins(view):
    """As for members, and one administers it. What an action refuses under its lock is not there either."""

    @for_members
    @wraps(view)
    def wrapped(request, organisation, **address):
        if not rules.is_admin(request.user, organisation):
            raise Http404
        try:
            return view(request, organisation, **address)
        except rules.NotAllowed:
            raise Http404 from None

    return wrapped


def by_post(view):
    """Something to be made, not a page: whoever only looks is led to the organisation."""

    @wraps(view)
    def wrapped(request, organisation, **address):
        if request.method != "POST":
            return redirect("organisation_show", organisation.id)
        return view(request, organisation, **address)

    return wrapped


@login_required
def organisation_choose(request):
    """The organisations one works for; with one, straight there."""
    organisations = list(rules.organisations_of(request.user))
    if len(organisations) == 1:
        return redirect("organisation_show", organisations[0].id)
    return render(request, "accounts/organisation_choose.html", {"organisations": organisations})


@for_members
def organisation_show(request, organisation):
    """The people and, for administrators, what can be done."""
    return _page(request, organisation)


@for_admins
def organisation_rename(request, organisation):
    """Another name."""
    form = OrganisationForm(request.POST or None, instance=organisation)
    if form.is_valid():
        actions.rename_organisation(request.user, organisation=organisation, name=form.cleaned_data["name"])
        return _back(request, organisation, _("The name is changed."))
    return render(request, "accounts/organisation_rename.html", {"organisation": organisation, "form": form})


@for_admins
@by_post
@reauthentication_required
def invitation_create(request, organisation):
    """Ask somebody to join."""
    form = InvitationForm(request.POST)
    if form.is_valid():
        try:
            invitation = invitations.invite_staff(
                request.user, organisation=organisation, **form.cleaned_data
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            tasks.ask_for_sending(invitation)
            return _back(request, organisation, _("The invitation is on its way."))
    return _page(request, organisation, form)


@for_admins
@by_post
def invitation_renew(request, organisation, invitation_id):
    """Send it again, with a fresh link."""
    invitation = get_object_or_404(StaffInvitation, id=invitation_id, organisation=organisation)
    tasks.ask_for_sending(invitations.renew_invitation(request.user, invitation=invitation))
    return _back(
        request, organisation, _("A fresh invitation is on its way. The link before it no longer opens.")
    )


@for_admins
@by_post
def invitation_revoke(request, organisation, invitation_id):
    """Withdraw it."""
    invitation = get_object_or_404(StaffInvitation, id=invitation_id, organisation=organisation)
    invitations.revoke_invitation(request.user, invitation=invitation)
    return _back(request, organisation, _("The invitation is withdrawn. Its link no longer opens."))


@for_admins
def person_show(request, organisation, person_id):
    """One person and their roles."""
    return _person_page(request, organisation, _colleague(organisation, person_id))


@for_admins
@by_post
@reauthentication_required
def role_give(request, organisation, person_id):
    """One more role."""
    person = _colleague(organisation, person_id)
    form = RoleForm(request.POST, held=rules.roles_of(person, organisation))
    if not form.is_valid():
        return _person_page(request, organisation, person, form)
    actions.give_role(request.user, organisation=organisation, person=person, role=form.cleaned_data["role"])
    messages.success(request, _("The role is given."))
    return redirect("person_show", organisation.id, person.id)


@for_admins
@reauthentication_required
def role_end(request, organisation, person_id, role):
    """Asked once, then done."""
    person = _colleague(organisation, person_id)
    membership = get_object_or_404(
        Membership.objects.current(), organisation=organisation, user=person, role=role
    )
    context = {"organisation": organisation, "person": person, "membership": membership}
    if request.method == "POST":
        try:
            actions.end_membership(request.user, membership=membership)
        except ValidationError as problem:
            context["problem"] = problem.messages[0]
        else:
            return _back(request, organisation, _("The role has ended."))
    return render(request, "accounts/role_end.html", context)


def _colleague(organisation, person_id):
    return get_object_or_404(rules.colleagues(organisation), id=person_id)


def _back(request, organisation, message):
    messages.success(request, message)
    if not rules.is_member(request.user, organisation):
        return redirect("organisation")
    return redirect("organisation_show", organisation.id)


def _page(request, organisation, form=None):
    context = {
        "organisation": organisation,
        "people": _people(organisation),
        "is_admin": rules.is_admin(request.user, organisation),
    }
    if context["is_admin"]:
        context["form"] = form or InvitationForm(initial={"language": request.LANGUAGE_CODE})
        context["invitations"] = organisation.invitations.open().order_by("created_at")
    return render(request, "accounts/organisation.html", context)


def _people(organisation):
    """(person, their roles in words), administrators first, then by name."""
    rank = list(Membership.Role)
    people = {}
    for membership in Membership.objects.current().filter(organisation=organisation).select_related("user"):
        people.setdefault(membership.user, []).append(Membership.Role(membership.role))
    rows = [(person, sorted(roles, key=rank.index)) for person, roles in people.items()]
    return sorted(rows, key=lambda row: (rank.index(row[1][0]), row[0].name.casefold(), row[0].email))


def _person_page(request, organisation, person, form=None):
    held = sorted(map(Membership.Role, rules.roles_of(person, organisation)), key=list(Membership.Role).index)
    form = form or RoleForm(held=held)
    context = {"organisation": organisation, "person": person, "held": held, "form": form}
    return render(request, "accounts/person.html", context)
