"""What facilitators do about pairs: look at the proposal, change it, start it; come in when called, close, see to a flag."""

import hashlib
import uuid
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workshops import catalogue, rules
from workshops.doors import item_door, refusals, session_door
from workshops.exercises import actions, pairing, pairs
from workshops.exercises.forms import PairsForm
from workshops.exercises.models import Alert, Run
from workshops.languages import local
from workshops.live import regions
from workshops.programme.models import Party
from workshops.rules import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@item_door
def pairs_start(request, viewer, item):
    """The proposed pairs, in words; changed by lists; started by a button. Nothing starts that was not read before."""
    if not pairs.is_for_pairs(item):
        raise Http404
    page = PairsPage(viewer, item)
    if request.method != "POST":
        return page.shown(request, page.form())
    form = page.form(request.POST)
    if not form.is_valid():
        return page.shown(request, form, status=422)
    groups = form.groups
    is_new = page.says_back_often(groups, form) and form.cleaned_data["seen"] != page.digest(groups, form)
    if "look" in request.POST or is_new:
        return page.shown(request, page.form(with_seen(form.data, page.digest(groups, form))))
    chosen = [[member.id for member in group] for group in groups]
    try:
        pairs.start_pairs(viewer, item=item, groups=chosen, first_voice=page.first_voice(form))
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return page.shown(request, form, status=422)
    return redirect("session_console", session_id=item.session_id)


class PairsPage:
    """The proposal for one item as a facilitator sees it."""

    def __init__(self, viewer, item):
        self.viewer, self.item = viewer, item
        self.session = item.session
        self.keys = rules.keys_for(viewer)
        self.free = pairs.free_for(item)
        self.known = regions.people(self.session.workshop_id, self.keys)
        parties = {member.party for member in self.free.members}
        self.parties = [party for party in Party.objects.filter(workshop=self.session.workshop) if party.pk in parties]

    def form(self, data=None):
        """The lists, with the proposal or with what was chosen."""
        fresh = [member for member in self.free.members if member.id not in self.free.again]
        groups = pairing.propose(fresh, self.item.pk)
        places = {
            PairsForm.name_of(member.id): str(number)
            for number, group in enumerate(groups, 1)
            for member in group
        }
        initial = places | {"first_voice": catalogue.exercises()[self.item.exercise]["first_voice"]}
        form = PairsForm(
            data,
            members=self.free.members,
            names={member.id: self.known[member.id].name for member in self.free.members},
            count=max(1, len(self.free.members) // 2),
            firsts=self.firsts,
            initial=initial,
        )
        form.proposed = groups
        return form

    @property
    def firsts(self):
        """Who may tell first: a party everywhere, by lot, or by turns."""
        names = [(str(party.pk), _("%(party)s") % {"party": self._name(party)}) for party in self.parties]
        return [("alternate", _("By turns, from pair to pair")), ("lot", _("By lot")), *names]

    def first_voice(self, form):
        """As chosen: the id of a party, or a word."""
        chosen = form.cleaned_data["first_voice"]
        return next((party.pk for party in self.parties if str(party.pk) == chosen), chosen)

    def _tellings(self, groups, first_voice):
        firsts = pairing.first_parties(groups, first_voice, self.item.pk)
        return [pairing.tellings(group, first) for group, first in zip(groups, firsts, strict=True)]

    def says_back_often(self, groups, form):
        """Whether somebody would say back more than once."""
        return any(map(pairing.says_back_often, self._tellings(groups, self.first_voice(form))))

    def digest(self, groups, form):
        """What stands for exactly these groups: that their consequences have been read."""
        tellings = self._tellings(groups, self.first_voice(form))
        return hashlib.sha256(repr(tellings).encode()).hexdigest()[:16]

    def shown(self, request, form, status=200):
        """The page."""
        is_bound = form.is_bound
        groups = form.groups if is_bound and form.is_valid() else form.proposed
        first_voice = self.first_voice(form) if is_bound and form.is_valid() else form.initial["first_voice"]
        rows = [self._row(roles) for roles in self._tellings(groups, first_voice)]
        if not is_bound:
            form.initial["seen"] = hashlib.sha256(repr(self._tellings(groups, first_voice)).encode()).hexdigest()[:16]
        context = {
            "form": form,
            "rows": rows,
            "again": [self.known[it].name for it in self.free.again if it in self.known],
            "item": self.item,
            "item_title": local(self.item.open(self.keys, "title"), self.viewer.language),
            "session": self.session,
            "workshop": self.session.workshop,
            "workshop_title": self.session.workshop.open(self.keys, "title"),
            "places": [(self.known[member.id], bound) for member, bound in form.places],
            "tab": "sessions",
            "viewer": self.viewer,
            "is_on": self.session.current_item_id == self.item.pk and self.session.is_running,
        }
        return render(request, "exercises/pairs.html", context, status=status)

    def _row(self, roles):
        told = [(self.known[it.teller], self.known[it.listener]) for it in roles]
        often = [(self.known[person].name, count) for person, count in pairing.says_back_often(roles).items()]
        return {"told": told, "often": often, "is_pair": len(roles) == 2}

    def _name(self, party):
        return local(party.open(self.keys, "name"), self.viewer.language, self.session.workshop.language)


@require_POST
@session_door
def run_join(request, viewer, session):
    """A facilitator comes into the room of a pair that has called."""
    run = _run_of_post(request, session)
    with refusals(request):
        actions.join_run(viewer, run=run)
        return redirect("pair_detail", room_id=run.room_id)
    return redirect("session_console", session_id=session.pk)


@require_POST
@session_door
def run_close(request, viewer, session):
    """A facilitator ends a run where it stands."""
    return _act(request, session, partial(actions.close_run, viewer, run=_run_of_post(request, session)))


@require_POST
@session_door
def alert_answer(request, viewer, session):
    """Somebody of the team sees to it."""
    alerts = Alert.objects.select_related("run__room__workshop", "run__item__session")
    alert = get_object_or_404(alerts, pk=_id(request, "alert"), run__item__session=session)
    return _act(request, session, partial(actions.answer_alert, viewer, alert=alert))


def _act(request, session, act):
    with refusals(request):
        act()
    return redirect("session_console", session_id=session.pk)


def _run_of_post(request, session):
    return get_object_or_404(Run.objects.select_related("room"), pk=_id(request, "run"), item__session=session)


def _id(request, name):
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None


def with_seen(data, digest):
    """What was posted, with the mark that its consequences now stand on the page."""
    data = data.copy()
    data["seen"] = digest
    return data
