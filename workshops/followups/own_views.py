"""What a person sees of the meetings ahead, takes into their own calendar, and says about being reached."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock, rules
from workshops.doors import members_door, refusals, seat_door
from workshops.followups import calendar
from workshops.followups.channel import name_channel
from workshops.followups.forms import Channel, ChannelForm
from workshops.programme.models import Session, Workshop

OVER = (Session.State.STOPPED, Session.State.CLOSED)


def meetings_ahead(workshop_id):
    """The meetings whose end is still to come, the next one first. One that runs is among them: whoever waits in the
    lobby must not learn here how far it is."""
    ahead = Session.objects.filter(workshop_id=workshop_id).exclude(state__in=OVER)
    return [session for session in ahead.order_by("starts_at") if ends_at(session) > clock.now()]


def ends_at(session):
    """The end of what is booked."""
    return session.starts_at + session.minutes * calendar.MINUTE


@require_safe
@members_door("workshop_id", Workshop.objects.all())
def appointment_list(request, viewer, workshop):
    """The next appointments, by one's own clock. No titles: this page may lie open beside other people."""
    meetings = meetings_ahead(workshop.pk)
    here, there = ZoneInfo(viewer.zone), ZoneInfo(workshop.zone)
    context = {
        "workshop": workshop,
        "meetings": [
            (session, session.starts_at.astimezone(here).utcoffset() != session.starts_at.astimezone(there).utcoffset())
            for session in meetings
        ],
        "viewer_zone": viewer.zone,
        "is_guest": not viewer.is_facilitator,
    }
    return render(request, "followups/appointments.html", context)


@require_safe
@members_door("session_id", Session.objects.all())
def appointment_calendar(request, viewer, session):
    """One appointment as a file for one's own calendar: when, and nothing else."""
    content = calendar.calendar_file(
        method=calendar.KEEP,
        subject_id=session.pk,
        revision=session.revision,
        starts_at=session.starts_at,
        minutes=session.minutes,
        stamp=clock.now(),
        zone=viewer.zone,
        language=viewer.language,
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{calendar.NAME}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@seat_door
def channel(request, viewer, seat):
    """How the team may reach this person; "not safe" is one press."""
    if seat.is_facilitator:
        raise Http404
    if request.method == "POST" and request.POST.get("channel") == Channel.UNSAFE:
        return _named(request, viewer, channel=Channel.UNSAFE)
    address = seat.open(rules.keys_for(viewer), "contact")
    form = ChannelForm(request.POST if request.method == "POST" else None, initial={"channel": seat.channel, "address": address})
    if form.is_valid():
        return _named(request, viewer, **form.said())
    context = {"form": form, "seat": seat, "may_be_reached": rules.can_be_reached(seat)}
    return render(request, "followups/channel.html", context, status=422 if form.is_bound else 200)


def _named(request, viewer, **said):
    with refusals(request):
        name_channel(viewer, **said)
        if said["channel"] == Channel.UNSAFE:
            messages.success(request, _("Nothing more is sent to you, and nobody calls."))
        else:
            messages.success(request, _("Stored."))
    return redirect("lobby")
