"""The way in, one task a screen: invitation, name, consent, agreements, the questions of one's party."""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language

from workshops import rules
from workshops.doors import refusals, seat_door
from workshops.languages import local
from workshops.programme import arrival, assents
from workshops.programme import reading as reads
from workshops.programme.forms.glossary import AlsoReadsForm
from workshops.programme.models import Assent, Seat
from workshops.running import arrival_forms as forms
from workshops.running import questions, way_in
from workshops.running.invitation import Invitation

ASKS = {
    Assent.Kind.CAUCUS_CHANGE: gettext_lazy("May %(name)s hear what your party says among itself, and nobody else of the team?"),
    Assent.Kind.CAUCUS_DOOR: gettext_lazy("May %(name)s hear what your party says among itself?"),
    Assent.Kind.OBSERVER: gettext_lazy("May %(name)s look on at the long table, reading without ever writing?"),
    Assent.Kind.INTERPRETER: gettext_lazy("May %(name)s interpret what is said, for all parties?"),
}
ASKS_OF_NOBODY = {
    Assent.Kind.CAUCUS_CHANGE: gettext_lazy("Shall nobody of the team hear what your party says among itself?"),
    Assent.Kind.REOPENING: gettext_lazy("This workshop was suspended. May it go on?"),
}


def arriving(view):
    """For whoever comes by invitation: `view(request, viewer, seat)`. Staff have their own way in."""

    @seat_door
    @wraps(view)
    def behind(request, viewer, seat):
        if seat.is_facilitator:
            raise Http404
        return view(request, viewer, seat)

    return behind


@require_safe
@arriving
def arrival_next(request, viewer, seat):
    """To the first step that waits, else to the lobby."""
    step = way_in.next_step(seat)
    return redirect(f"arrival_{step}" if step else "lobby")


@require_safe
@arriving
def invitation(request, viewer, seat):
    """Who asks you to what, before anything is asked of you."""
    return _step(request, seat, "invitation", invitation=Invitation(viewer, seat))


@require_http_methods(["GET", "HEAD", "POST"])
@arriving
def name(request, viewer, seat):
    """Name, language, clock."""
    keys = rules.keys_for(viewer)
    team = Seat.objects.filter(workshop_id=seat.workshop_id, role=Seat.Role.FACILITATOR)
    form = forms.NameForm(
        request.POST or None,
        team=[member.open(keys, "display_name") for member in team],
        initial={"name": seat.open(keys, "display_name"), "language": seat.language, "zone": seat.zone},
    )
    if not form.is_valid():
        return _step(request, seat, "name", form=form, is_new=seat.arrived_at is None)
    with refusals(request):
        arrival.introduce(viewer, **form.cleaned_data)
    answer = redirect("arrival" if "take_part" in rules.consents_of(seat) else "arrival_consent")
    return _remember_language(answer, form.cleaned_data["language"])


@require_http_methods(["GET", "HEAD", "POST"])
@arriving
def consent(request, viewer, seat):
    """What you allow, point by point; later the page on which answers are changed."""
    if not seat.open(rules.keys_for(viewer), "display_name"):
        return redirect("arrival_name")
    given = rules.consents_of(seat)
    form = forms.ConsentForm(request.POST or None, language=viewer.language, given=given)
    if request.method != "POST" or not form.is_valid():
        return _step(request, seat, "consent", form=form, given=given, version=arrival.consent_text()["version"])
    with refusals(request):
        way_in.answer_consent(viewer, answers=form.cleaned_data)
        way_in.go_on(viewer)
    return redirect("arrival")


@require_http_methods(["GET", "HEAD", "POST"])
@arriving
def agreements(request, viewer, seat):
    """What everyone promises each other, one by one."""
    asked = _agreement_forms(request, viewer, seat)
    is_valid = [form.is_valid() for form in asked]
    if request.method != "POST" or not all(is_valid):
        return _step(request, seat, "agreements", forms=asked)
    with refusals(request):
        for form in asked:
            _answer(viewer, form)
        way_in.go_on(viewer)
    return redirect("arrival")


def _agreement_forms(request, viewer, seat):
    keys = rules.keys_for(viewer)
    return [
        forms.AgreementForm(
            request.POST if request.method == "POST" else None,
            agreement=agreement,
            answer=answer,
            text=local(agreement.open(keys, "text"), viewer.language, seat.workshop.language),
        )
        for agreement, answer in way_in.agreements_of(seat)
    ]


def _answer(viewer, form):
    answer, was_confirmed = form.cleaned_data, form.answer and form.answer.is_confirmed
    if answer["objection"] or (answer["is_confirmed"] and not was_confirmed):
        way_in.answer_agreement(viewer, agreement=form.agreement, **answer)


@require_http_methods(["GET", "HEAD", "POST"])
@arriving
def caucus(request, viewer, seat):
    """What one's party is asked: may this facilitator hear its caucus? Each answers alone."""
    asked = _question_forms(request, viewer, seat)
    given = [form for form in asked if not form.stays_as_it_is]
    is_valid = [form.is_valid() for form in given]
    if request.method != "POST" or not all(is_valid):
        return _step(request, seat, "caucus", forms=asked)
    with refusals(request):
        for form in given:
            questions.answer_question(viewer, assent=form.question, answer=form.cleaned_data["answer"])
        way_in.go_on(viewer)
    return redirect("arrival")


def _question_forms(request, viewer, seat):
    keys = rules.keys_for(viewer)
    shown = []
    for own in assents.questions_to(seat):
        who = Seat.objects.filter(pk=own.assent.subject_id, workshop_id=seat.workshop_id).first()
        label = _asks(own.assent.kind, who, keys)
        form = forms.QuestionForm(
            request.POST if request.method == "POST" else None, question=own.assent, own=own, label=label
        )
        form.may_change = own.assent.kind in Assent.TAKEN_BACK
        form.others = own.assent.answers.filter(seat__ended_at=None).count() - 1
        shown.append(form)
    return shown


def _asks(kind, who, keys):
    """The question in words; `who` is the seat it is about, if it is about a person."""
    if who is None:
        return ASKS_OF_NOBODY[kind]
    name = who.open(keys, "display_name") or who.open(keys, "record_alias")
    return ASKS[kind] % {"name": f"\u2068{name}\u2069"}


@require_http_methods(["GET", "HEAD", "POST"])
@arriving
def reading(request, viewer, seat):
    """Another language at once, and what one reads beside it."""
    form = AlsoReadsForm(request.POST if request.method == "POST" else None, initial={"languages": seat.also_reads})
    if form.is_valid():
        with refusals(request):
            reads.choose_also_reads(viewer, languages=form.cleaned_data["languages"])
        return redirect("arrival")
    return render(request, "arrival/reading.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@seat_door
def language_choose(request, viewer, seat):
    """Another language, from any page of the person."""
    if request.POST.get("language") in dict(settings.LANGUAGES):
        arrival.change_language(viewer, language=request.POST["language"])
    return set_language(request)


def _remember_language(response, language):
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response


def _step(request, seat, step, **context):
    steps = way_in.steps_of(seat)
    place = {"number": steps.index(step) + 1 if step in steps else 0, "of": len(steps), "has_arrived": seat.arrived_at}
    return render(request, f"arrival/{step}.html", context | {"step": place, "is_wrong": request.method == "POST"})
