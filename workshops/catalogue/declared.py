"""What a schema cannot say of an exercise: that every step and field it speaks of is among its own, and in its place."""


def problems(exercise):
    """(place, reason) of everything that does not fit together in a declaration that fits its schema."""
    steps = [step for part in exercise["parts"] for step in part["steps"]]
    fields = {step["step"]: {field["field"] for field in step["enters"]} for step in steps}
    yield from _twice(steps)
    for place, step, field in _spoken_of(exercise):
        if step not in fields or (field and field not in fields[step]):
            yield place, f"there is no {'.'.join(filter(None, (step, field)))}"
    for number, part in enumerate(exercise["parts"]):
        yield from _out_of_place(part, number, exercise)


def _twice(steps):
    names = [step["step"] for step in steps]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield f"step {number + 1}", f"there are two steps called {name}"


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
    rules = [step[name] for name in ("accepts", "stops", "ends", "jumps", "gives") if name in step] + step.get("calls", [])
    yield from ((step["step"], rule["field"]) for rule in rules)
    yield from ((rule["after"], "") for rule in step.get("opens", ()))
    for field in step["enters"]:
        yield from ((rule["after"], "") for rule in field.get("opens", ()))
        if "needed_below" in field:
            yield step["step"], field["needed_below"]["field"]
        yield from ((field[name]["step"], field[name]["field"]) for name in ("for_each", "choices_from") if name in field)


def _out_of_place(part, number, exercise):
    """Steps to which this part goes back or on lie in it; roles and fields are where they mean something."""
    names = [step["step"] for step in part["steps"]]
    if number == len(exercise["parts"]) - 1 and part["for"] != "everybody":
        yield f"part {number + 1}", "the last part is for everybody: all look back"
    for at, step in enumerate(part["steps"]):
        place = f"step {step['step']}"
        if step["who"] in ("teller", "listener") and part["for"] != "each_telling":
            yield place, f"there is a {step['who']} only in a part for each telling"
        if step["who"] in ("author", "beside") and "of" not in step:
            yield place, f"of which step the {step['who']} is meant is said by “of”"
        if "accepts" in step and step["accepts"]["else"] not in names[: at + 1]:
            yield place, f"one goes back to a step before it in the same part, not to {step['accepts']['else']}"
        if "jumps" in step and step["jumps"]["to"] not in names[at + 1 :]:
            yield place, f"one goes on to a step after it in the same part, not to {step['jumps']['to']}"
        yield from ((place, reason) for field in step["enters"] for reason in _of_a_field(field))


def _of_a_field(field):
    """What a field needs besides its own name."""
    name = field["field"]
    needs = {"list": ("entries",), "rating": ("label", "ends")}.get(field["as"], ())
    if field["as"] in ("several", "choice") and "choices_from" not in field:
        needs = ("choices",)
    if "tags" in field:
        needs = (*needs, "tags_label")
    yield from (f"{name} has no {need}" for need in needs if need not in field)
    if "for_each" in field and (field["as"] == "list" or "choices_from" in field):
        yield f"{name} asks about each line: one thing about each"
