"""What a schema cannot say of an exercise: that every step and field it speaks of is among its own, and in its place."""

from django.utils.translation import gettext as _


def problems(exercise):
    """(place, reason) of everything that does not fit together in a declaration that fits its schema."""
    steps = [step for part in exercise["parts"] for step in part["steps"]]
    fields = {step["step"]: {field["field"] for field in step["enters"]} for step in steps}
    yield from _twice(steps)
    for place, step, field in _spoken_of(exercise):
        if step not in fields or (field and field not in fields[step]):
            yield place, _("there is no %(name)s") % {"name": ".".join(filter(None, (step, field)))}
    for number, part in enumerate(exercise["parts"]):
        yield from _out_of_place(part, number, exercise)
    yield from _asked_too_early(exercise, steps)
    yield from _unfit_rules(exercise)


def _twice(steps):
    names = [step["step"] for step in steps]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield f"step {number + 1}", _("there are two steps called %(name)s") % {"name": name}


def _spoken_of(exercise):
    """(place, step, field or "") of every step and field that this exercise speaks of."""
    record = exercise["record"]
    yield from (("record", record[name], "") for name in ("tells", "says_back") if name in record)
    yield from (("record", it["step"], it["field"]) for it in record.get("rates", ()))
    yield from (("record", it["step"], it["field"]) for it in [record.get("sentence")] if it)
    for keep in record.get("keeps", ()):
        yield "record.keeps", keep["step"], keep["field"]
        yield "record.keeps", keep.get("once", keep["step"]), ""
    if "asks_at" in exercise:
        yield "asks_at", exercise["asks_at"], ""
    for part in exercise["parts"]:
        if rule := part.get("again_if"):
            yield "again_if", rule["step"], rule["field"]
        for step in part["steps"]:
            yield from ((f"step {step['step']}", *it) for it in _spoken_of_in(step))


def _spoken_of_in(step):
    condition = step.get("only_if", {})
    names = [condition.get("not_accepted"), step.get("accepts", {}).get("else"), step.get("jumps", {}).get("to"), step.get("of")]
    yield from ((name, "") for name in [*names, *step.get("shows", ())] if name)
    if "step" in condition:
        yield condition["step"], condition["field"]
    if compares := step.get("compares"):
        yield from ((compares[side]["step"], compares[side]["field"]) for side in ("guess", "answer"))
    rules = [step[name] for name in ("accepts", "stops", "ends", "jumps") if name in step] + step.get("calls", []) + step.get("gives", [])
    yield from ((rule["once"], "") for rule in step.get("gives", ()) if "once" in rule)
    yield from ((step["step"], rule["field"]) for rule in rules)
    yield from ((rule["after"], "") for rule in step.get("opens", ()))
    for field in step["enters"]:
        yield from ((rule["after"], "") for rule in field.get("opens", ()))
        if "needed_below" in field:
            yield step["step"], field["needed_below"]["field"]
        yield from ((field[name]["step"], field[name]["field"]) for name in ("for_each", "choices_from", "starts_from") if name in field)


def _out_of_place(part, number, exercise):
    """Steps to which this part goes back or on lie in it; roles and fields are where they mean something."""
    names = [step["step"] for step in part["steps"]]
    if number == len(exercise["parts"]) - 1 and part["for"] != "everybody":
        yield f"part {number + 1}", _("the last part is for everybody: all look back")
    for at, step in enumerate(part["steps"]):
        place = f"step {step['step']}"
        if step["who"] in ("teller", "listener") and part["for"] != "each_telling":
            yield place, _("somebody tells and somebody listens only in a part for each telling")
        if step["who"] in ("author", "beside") and "of" not in step:
            yield place, _("it needs to be said whose step is meant")
        if "accepts" in step and step["accepts"]["else"] not in names[: at + 1]:
            yield place, _("one goes back to a step before it in the same part, not to %(name)s") % {"name": step["accepts"]["else"]}
        if "jumps" in step and step["jumps"]["to"] not in names[at + 1 :]:
            yield place, _("one goes on to a step after it in the same part, not to %(name)s") % {"name": step["jumps"]["to"]}
        yield from ((place, reason) for field in step["enters"] for reason in _of_a_field(field))
        if "told" not in step and any("summed" in field for field in step["enters"]):
            yield place, _("%(name)s has no %(need)s") % {"name": step["step"], "need": "told"}


def _asked_too_early(exercise, steps):
    """Lines are asked about after they were written, and of people who can read them by then."""
    names = [step["step"] for step in steps]
    part_of = {step["step"]: number for number, part in enumerate(exercise["parts"]) for step in part["steps"]}
    for at, step in enumerate(steps):
        place = f"step {step['step']}"
        if step.get("of") in names[at:]:
            yield place, _("%(name)s comes only later") % {"name": step["of"]}
        for source in (field.get("for_each") or field.get("choices_from") for field in step["enters"]):
            if not source or source["step"] not in names:
                continue
            if source["step"] in names[at:]:
                yield place, _("%(name)s comes only later") % {"name": source["step"]}
            elif not _is_read_by(source, steps[names.index(source["step"])], names[:at], _is_by_teller(step, source, part_of)):
                yield place, _("not everybody who is asked about %(name)s can read it by then") % {"name": source["step"]}


def _is_by_teller(step, source, part_of):
    """Whether only whoever tells is asked about it, in the same telling."""
    return step["who"] == "teller" and part_of[step["step"]] == part_of[source["step"]]


def _is_read_by(source, written, before, is_by_teller):
    """Whether the lines of a step are open to those who are asked about them, once the steps `before` are behind."""
    field = next((it for it in written["enters"] if it["field"] == source["field"]), {})
    opens = field.get("opens", () if "seen_by" in field else written.get("opens", ()))
    audiences = {field.get("seen_by", written["seen_by"]), *(rule["to"] for rule in opens if rule["after"] in before)}
    enough = {"everybody", *(["side"] if source.get("whose") == "own_side" else []), *(["teller"] if is_by_teller else [])}
    return bool(audiences & enough)


def _of_a_field(field):
    """What a field needs besides its own name."""
    name = field["field"]
    needs = {"list": ("label", "entries"), "rating": ("label", "ends"), "words": ("label",)}.get(field["as"], ())
    if field["as"] in ("several", "choice") and "choices_from" not in field:
        needs = ("choices",)
    if "tags" in field:
        needs = (*needs, "tags_label")
    yield from (_("%(name)s has no %(need)s") % {"name": name, "need": need} for need in needs if need not in field)
    if "for_each" in field and (field["as"] == "list" or "choices_from" in field):
        yield _("%(name)s asks about each line: one thing about each") % {"name": name}
    if "summed" in field and not (field["as"] == "rating" if "for_each" not in field else "choices" in field):
        yield _("%(name)s cannot be said of all together") % {"name": name}
    yield from _cannot_be_given(field)


def _cannot_be_given(field):
    """Bounds between which nothing lies."""
    name = field["field"]
    if field.get("least", 0) > field.get("most", 400):
        yield _("%(name)s asks for more words than it takes") % {"name": name}
    if field.get("from", 1) >= field.get("to", 7):
        yield _("%(name)s offers no numbers") % {"name": name}
    if field.get("at_least", 0) > field.get("entries", 9):
        yield _("%(name)s asks for more entries than it takes") % {"name": name}
    if "choices" in field and not field["choices"]:
        yield _("%(name)s offers no choices") % {"name": name}


def _unfit_rules(exercise):
    """Rules speak of boxes of their kind: a number of a rating, an entry of several."""
    steps = {step["step"]: step for part in exercise["parts"] for step in part["steps"]}
    for place, step, rule in _rules_of(exercise):
        field = next((it for it in steps.get(step, {"enters": ()})["enters"] if it["field"] == rule["field"]), None)
        if field and not _fits(rule, field):
            yield place, _("%(name)s is not a box of which this can be asked") % {"name": rule["field"]}


def _rules_of(exercise):
    """(place, step, rule) of everything that depends on an answer."""
    for part in exercise["parts"]:
        if rule := part.get("again_if"):
            yield "again_if", rule["step"], rule
        for step in part["steps"]:
            place = f"step {step['step']}"
            own = [step[name] for name in ("accepts", "stops", "ends", "jumps") if name in step] + step.get("calls", [])
            own += [{"field": it["needed_below"]["field"], "at_most": 0} for it in step["enters"] if "needed_below" in it]
            yield from ((place, step["step"], rule) for rule in own)
            if "step" in step.get("only_if", {}):
                yield place, step["only_if"]["step"], step["only_if"]
            for side in ("guess", "answer") if "compares" in step else ():
                yield place, step["compares"][side]["step"], step["compares"][side] | {"each": True}


def _fits(rule, field):
    if "each" in rule:
        return field["as"] == "rating" and "for_each" in field
    if "at_most" in rule or "at_least" in rule:
        return field["as"] == "rating" and "for_each" not in field
    return "has" not in rule or (field["as"] == "several" and "for_each" not in field)
