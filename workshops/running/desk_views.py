"""Where staff begin: their desk, with what every part of the house owes."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from workshops.doors import staff_door
from workshops.followups.owed import add_owed
from workshops.programme.desk import desk_of
from workshops.running.safeguarding import alarms_for


@require_safe
@staff_door
def desk(request):
    """One's workshops, what comes next, what is owed."""
    found = desk_of(request.user)
    add_owed(found.mine)
    context = {"desk": found, "zone": request.user.zone, "alarms": len(alarms_for(request.user))}
    return render(request, "programme/desk.html", context)
