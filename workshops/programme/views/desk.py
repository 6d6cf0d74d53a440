"""Where a workshop begins: the formats to choose from, a rehearsal, a new workshop."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops import catalogue
from workshops.doors import staff_door
from workshops.programme import actions, rehearsal
from workshops.programme.desk import desk_of
from workshops.programme.forms.workshop import LanguagesForm, NewWorkshopForm


@require_POST
@staff_door
def rehearsal_create(request):
    """An invented workshop, to try everything once."""
    workshop = rehearsal.begin_rehearsal(request.user, organisation=_organisation(request))
    messages.success(
        request, _("The rehearsal is ready. Make a pass for a seat and open it in another browser.")
    )
    return redirect("workshop_detail", workshop.pk)


@require_safe
@staff_door
def template_list(request):
    """The formats, side by side, to choose from."""
    _organisation(request)
    formats = [with_sums(template) for template in catalogue.templates().values()]
    return render(request, "programme/template_list.html", {"formats": formats})


@require_safe
@staff_door
def template_detail(request, slug):
    """One format: what it is for, where it comes from, what it goes through; and in which languages to begin."""
    _organisation(request)
    own = request.user.language
    languages = LanguagesForm(
        initial={"language": own, "also": [code for code, _ in settings.LANGUAGES if code != own]}
    )
    context = {"format": with_sums(_template(slug)), "form": languages}
    return render(request, "programme/template_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door
def workshop_create(request, slug):
    """A new workshop in one format. The languages come with the address, so that the form has their fields."""
    template, organisation = _template(slug), _organisation(request)
    languages = _languages(request)
    form = NewWorkshopForm(request.POST or None, languages=languages, initial={"zone": request.user.zone})
    if request.method == "POST" and form.is_valid():
        workshop = actions.create_workshop(
            request.user,
            organisation=organisation,
            template=slug,
            **form.about(),
            language=languages[0],
            languages=languages,
            zone=form.cleaned_data["zone"],
            parties=form.drafts(),
            starts=form.local,
            fold=form.when()["fold"],
        )
        messages.success(request, _("The workshop is begun. Next: the people."))
        return redirect("workshop_detail", workshop.pk)
    context = {
        "format": with_sums(template),
        "form": form,
        "languages": languages,
        "organisation": organisation,
    }
    return render(request, "programme/workshop_create.html", context)


def with_sums(template):
    """A format, with the minutes and the number of its phases counted."""
    phases = [phase for session in template["sessions"] for phase in session["phases"]]
    return template | {
        "minutes": [session["minutes"] for session in template["sessions"]],
        "phases": len(phases),
    }


def _template(slug):
    template = catalogue.templates().get(slug)
    if template is None:
        raise Http404
    return template


def _languages(request):
    form = LanguagesForm(request.GET)
    known = [code for code, _ in settings.LANGUAGES]
    return form.chosen() if form.is_valid() else sorted(known, key=lambda code: code != request.user.language)


def _organisation(request):
    """The organisation for which this person begins a workshop: the one named, else the only one."""
    convenes = desk_of(request.user).convenes
    asked = request.POST.get("organisation") or request.GET.get("organisation")
    for organisation in convenes:
        if asked in (None, "", str(organisation.pk)):
            return organisation
    raise Http404
