"""Times as people say them: an hour on the clock of a place. Some hours do not exist, some come twice."""

import datetime
from zoneinfo import ZoneInfo, available_timezones

FORM = "%Y-%m-%dT%H:%M"


def zones():
    """Every zone, by name, as choices of a form."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]


def readings(local, zone):
    """The moments this hour can mean there: none if the clock jumps over it, two if it comes twice.

    An hour exists when it comes back unchanged from UTC (PEP 495).
    """
    moments = []
    for fold in (0, 1):
        moment = local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(datetime.UTC)
        back = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if back == local.replace(fold=0) and moment not in moments:
            moments.append(moment)
    return moments


def neighbours(local, zone):
    """The hours on either side of a gap in which the clock jumps over this one."""
    beside = [local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(datetime.UTC) for fold in (0, 1)]
    return sorted(moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for moment in beside)


def moment_of(local, zone, fold=0):
    """The moment of an hour that exists; of one that does not, the later neighbour."""
    found = readings(local, zone)
    if not found:
        return neighbours(local, zone)[1].replace(tzinfo=ZoneInfo(zone)).astimezone(datetime.UTC)
    return found[min(fold, len(found) - 1)]


def written(local):
    """The hour as it is stored: "2026-04-16T09:00"."""
    return local.strftime(FORM)


def read(text):
    """The hour as it was stored."""
    return datetime.datetime.strptime(text, FORM)
