"""Where a team makes exercises of its own: a new one, a copy, one from a file; its facts, its steps, its versions."""

import json
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops import catalogue, rules
from workshops.doors import refusals, workshop_door
from workshops.exercises.making import actions, shaping, wording
from workshops.exercises.making.forms import FactsForm, FileForm, NameForm
from workshops.exercises.making.page import MakingPage
from workshops.exercises.making.step_forms import NewStepForm, StepChangeForm
from workshops.languages import local
from workshops.programme import offer
from workshops.programme.forms.texts import languages_of
from workshops.programme.models import OwnExercise

either = require_http_methods(["GET", "HEAD", "POST"])


def own_door(view):
    """For facilitators of the workshop whose own exercise is in the address: `view(request, viewer, own, ...)`."""

    @wraps(view)
    def behind(request, viewer, workshop, own, *args, **kwargs):
        own = get_object_or_404(OwnExercise.objects.select_related("workshop"), workshop=workshop, slug=own)
        return view(request, viewer, own, *args, **kwargs)

    return workshop_door(behind)


@either
@workshop_door
def own_create(request, viewer, workshop):
    """A new exercise, by its name."""
    form = NameForm(request.POST or None, languages=languages_of(workshop))
    if form.is_valid():
        with refusals(request):
            return _to(actions.make_exercise(viewer, workshop=workshop, name=form.written()["name"]))
    return _show(request, viewer, workshop, "own_create", form=form)


@require_POST
@workshop_door
def own_copy(request, viewer, workshop, kind):
    """A copy of an exercise there is."""
    declaration = offer.by_slug(workshop.pk, kind, rules.keys_for(viewer))
    if declaration is None:
        raise Http404
    with refusals(request):
        return _to(actions.copy_exercise(viewer, workshop=workshop, declaration=declaration))
    return redirect("exercise_list", workshop.pk)


@either
@workshop_door
def own_import(request, viewer, workshop):
    """One from a file; what does not fit in it is said at the field."""
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals(request):
            try:
                return _to(actions.import_exercise(viewer, workshop=workshop, declaration=form.cleaned_data["file"]))
            except ValidationError as error:
                form.add_error("file", error)
    return _show(request, viewer, workshop, "own_import", form=form)


@require_safe
@own_door
def own_detail(request, viewer, own):
    """Its parts and steps, and whether it can be used as it is."""
    return _show(request, viewer, own.workshop, "own", **MakingPage(viewer, own).context)


@either
@own_door
def own_change(request, viewer, own):
    """What it is called, what it is for, with whom, how long."""
    declaration = own.open(rules.keys_for(viewer), "draft")
    texts, facts = FactsForm.initial_of(declaration)
    languages = languages_of(own.workshop, *texts.values())
    form = FactsForm(request.POST or None, languages=languages, opened=texts, initial=facts | {"revision": own.revision})
    if form.is_valid() and _store(request, viewer, own, form, form.applied(declaration)):
        return _to(own)
    return _show(request, viewer, own.workshop, "own_change", own=own, form=form)


@either
@own_door
def step_create(request, viewer, own, step_kind):
    """One more step of a kind."""
    if step_kind not in catalogue.step_kinds():
        raise Http404
    declaration, declared = own.open(rules.keys_for(viewer), "draft"), catalogue.step_kinds()[step_kind]
    form = NewStepForm(
        request.POST or None,
        kind=step_kind,
        declaration=declaration,
        languages=languages_of(own.workshop),
        opened={"title": declared["step"]["title"]},
        initial={"revision": own.revision},
    )
    if form.is_valid():
        changed, number = form.applied()
        if _store(request, viewer, own, form, changed):
            return redirect("step_change", own.workshop_id, own.slug, number)
    words = {name: local(declared[name], viewer.language) for name in ("name", "about")}
    return _show(request, viewer, own.workshop, "step_create", own=own, form=form, kind=words)


@either
@own_door
def step_change(request, viewer, own, number):
    """All that can be said of one step."""
    declaration = own.open(rules.keys_for(viewer), "draft")
    steps = shaping.steps_of(declaration)
    if not 1 <= number <= len(steps):
        raise Http404
    languages = languages_of(own.workshop, *wording.read(steps[number - 1]).values())
    form = StepChangeForm(
        request.POST or None, declaration=declaration, number=number, languages=languages, initial={"revision": own.revision}
    )
    if form.is_valid() and _store(request, viewer, own, form, form.applied()):
        return _to(own)
    return _show(request, viewer, own.workshop, "step_change", own=own, form=form, number=number, count=len(steps))


@require_POST
@own_door
def step_move(request, viewer, own, number):
    """Up or down by one."""
    return _reshape(request, viewer, own, lambda it: shaping.moved_step(it, number, request.POST.get("way") == "up"))


@require_POST
@own_door
def step_drop(request, viewer, own, number):
    """Take it out."""
    return _reshape(request, viewer, own, lambda it: shaping.without_step(it, number))


def _reshape(request, viewer, own, change):
    try:
        declaration = change(own.open(rules.keys_for(viewer), "draft"))
        revision = int(request.POST.get("revision", 0))
    except (IndexError, ValueError):
        raise Http404 from None
    with refusals(request):
        try:
            actions.change_exercise(viewer, own=own, revision=revision, declaration=declaration)
        except actions.Changed:
            messages.error(request, _("A colleague has changed this exercise meanwhile. Look at it, then try again."))
    return _to(own)


@require_POST
@own_door
def own_use(request, viewer, own):
    """From now on it can be put on agendas."""
    with refusals(request):
        version = actions.use_exercise(viewer, own=own)
        messages.success(request, _("Version %(number)d is in use. It can be put on an agenda now.") % {"number": version.number})
    return _to(own)


@require_POST
@own_door
def own_drop(request, viewer, own):
    """Throw away what was never in use."""
    with refusals(request):
        actions.drop_exercise(viewer, own=own)
        messages.success(request, _("The exercise is thrown away."))
        return redirect("exercise_list", own.workshop_id)
    return _to(own)


@require_safe
@own_door
def own_export(request, viewer, own):
    """The version in use as a file, or what there is of it; the file's name says nothing of it."""
    keys, version = rules.keys_for(viewer), own.versions.last()
    content = version.open(keys, "content") if version else own.open(keys, "draft")
    text = json.dumps(content, ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": 'attachment; filename="exercise.json"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


def _store(request, viewer, own, form, declaration):
    """Whether it was stored; else the form says that somebody was quicker."""
    with refusals(request):
        try:
            actions.change_exercise(viewer, own=own, revision=form.cleaned_data["revision"], declaration=declaration)
        except actions.Changed:
            form.was_changed(own.revision)
        else:
            messages.success(request, _("Stored."))
            return True
    return False


def _to(own):
    return redirect("own_detail", own.workshop_id, own.slug)


def _show(request, viewer, workshop, page, **context):
    title = workshop.open(rules.keys_for(viewer), "title")
    status = 422 if "form" in context and context["form"].errors else 200
    parts = {"workshop": workshop, "workshop_title": title, "viewer": viewer, "tab": "exercises"}
    return render(request, f"exercises/making/{page}.html", parts | context, status=status)
