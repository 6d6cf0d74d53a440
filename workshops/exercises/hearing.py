"""Over each box of a step stands in a sentence who will see what is written there, and from when."""

from django.utils.translation import gettext as _

from workshops.languages import listed


def sentence(panel, field):
    """(who in a word for the mark beside it, the sentence, what follows later, the mark of a party) for one field."""
    opens = field.get("opens", () if "seen_by" in field else panel.step.get("opens", ()))
    if field.get("is_counted"):
        return "self", _("Only you see your own"), _("It is counted together with those of the others."), ""
    if field.get("summed") and panel.is_many:
        return "self", _("Only you see your own"), _("The others see how all of it together fell."), ""
    return AUDIENCES[field.get("seen_by", panel.step["seen_by"])](panel, opens)


def _mark_of(panel, person):
    return panel.known[person].mark


def _self(panel, opens):
    if not opens:
        return "self", _("Only you see this"), _("Nobody else here, no facilitator, no record"), ""
    return "self", _("Only you see this for now"), _then(panel, opens), ""


def _side(panel, opens):
    if not panel.is_at_table:
        return _own_side_here(panel, opens)
    facilitators = _accepted(panel)
    who = [_("your party"), *facilitators] if facilitators else [_("your party")]
    later = _then(panel, opens) if opens else _("The other party does not see it.")
    return "caucus", _("Seen by %(people)s") % {"people": listed(who)}, later, _mark_of(panel, panel.viewer.seat_id)


def _own_side_here(panel, opens):
    """Of a pair or a group: whoever else of one's party is there; mostly nobody."""
    company, me = panel.course.company, panel.viewer.seat_id
    others = [panel.called(person) for person in company.sides[company.side_of(me)] if person != me]
    if not others:
        return _self(panel, opens)
    later = _then(panel, opens) if opens else ""
    return "pair", _("Seen by %(people)s") % {"people": listed([_("you"), *others])}, later, ""


def _own_facilitator(panel, opens):
    names = _accepted(panel) or [_("nobody else")]
    later = _then(panel, opens) if opens else ""
    return "self", _("Seen by %(people)s") % {"people": listed([_("you"), *names])}, later, ""


def _teller(panel, opens):
    if panel.facilitators and not panel.is_at_table:
        return _everybody(panel, opens)
    tellers = panel.course.company.tellings[panel.place.telling].tellers
    title = _("Only %(teller)s sees this until it has been rated") % {"teller": panel.names(tellers)}
    if panel.is_at_table:
        return "caucus", title, _("Then everybody at the table."), _mark_of(panel, tellers[0])
    later = _("Then %(people)s. A facilitator only if you ask for one.") % {"people": _everybody_here(panel)}
    return "pair", title, later, ""


def _everybody(panel, opens):
    if panel.is_at_table:
        return "plenary", _("Seen by everybody at the table"), _("All parties, and the team."), ""
    detail = _("A facilitator sees it only if you ask for one.")
    if panel.facilitators:
        detail = _("A facilitator has joined you and sees it too.")
    return "pair", _("Seen by %(people)s") % {"people": _everybody_here(panel)}, detail, ""


def _everybody_here(panel):
    others = [panel.called(person) for person in panel.course.people if person != panel.viewer.seat_id]
    return listed([_("you"), *others, *panel.facilitators])


def _accepted(panel):
    side = panel.course.company.side_of(panel.viewer.seat_id)
    caucus = panel.course.company.caucus
    return [panel.called(it) for it in caucus[side]] if side is not None and side < len(caucus) else []


def _then(panel, opens):
    """To whom it opens in the end, and whether with a name."""
    who = _("everybody at the table") if panel.is_at_table else _everybody_here(panel)
    who = who if opens[-1]["to"] == "everybody" else _("your party")
    text = _("Later also: %(people)s, without your name.") if panel.is_unnamed(panel.step) else _("Later also: %(people)s.")
    return text % {"people": who}


AUDIENCES = {
    "self": _self,
    "side": _side,
    "own_facilitator": _own_facilitator,
    "teller": _teller,
    "everybody": _everybody,
}
