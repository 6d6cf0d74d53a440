"""Every act × every person: who may is as declared, and whoever may not changes nothing."""

import importlib
import inspect
import pkgutil
from dataclasses import replace

import pytest

import accounts
import workshops
from accounts import rules as staff_rules
from tests.cast import make_user, viewer
from tests.security import acts, stage
from tests.security.act import SEATS
from workshops import rules

ROOMS = ("migrations", "management", "templatetags", "demo", "models", "forms", "rules", "page")  # no acts in these
BOOKKEEPING = {"account_emailaddress"}


def modules():
    """Every module of ours in which acts may live."""
    for part in (workshops, accounts):
        for found in pkgutil.walk_packages(part.__path__, part.__name__ + "."):
            names = found.name.split(".")
            if not set(names) & set(ROOMS) and "views" not in found.name:
                yield importlib.import_module(found.name)


def is_act(function):
    """The first parameter is who acts, all others go by name."""
    first, *rest = [*inspect.signature(function).parameters.values(), None][:-1] or [None]
    kinds = {parameter.kind for parameter in rest}
    by_name = {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
    return first is not None and first.name in ("viewer", "user") and kinds <= by_name


def all_acts():
    """{full name: function}."""
    return {
        f"{module.__name__}.{name}": function
        for module in modules()
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
        if is_act(function)
    }


def test_every_act_is_declared():
    assert sorted({*acts.ACTS, *acts.NO_ACTS}) == sorted(all_acts())


def actors(cast, function):
    """{name: who acts}: users for acts of staff, else viewers, and among them one whose rights have changed since."""
    if "user" in list(inspect.signature(function).parameters)[:1]:
        return {name: getattr(cast.users, name) for name in stage.STAFF}
    viewers = {name: viewer(getattr(cast, name)) for name in SEATS}
    return viewers | {"ben as he was": replace(viewers["ben"], epoch=99)}


def does(function, who, things):
    """Whether this act does anything: writes a row or, if it only reads, finds something."""
    with stage.undone(), stage.written() as tables:
        try:
            result = function(who, **things)
        except (rules.NotAllowed, staff_rules.NotAllowed):
            assert tables == set(), "a refusal changes nothing"
            return False
        return bool(tables - BOOKKEEPING) or (isinstance(result, list) and result != [])


SCENES = sorted({act.scene for act in acts.ACTS.values()}, key=lambda scene: scene.__name__)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_acts_are_as_declared(cast, scene):
    cast.newcomer = make_user("Hadi", cast.organisation, "facilitator")
    scene(cast)
    found = {}
    for name, function in all_acts().items():
        act = acts.ACTS.get(name)
        if act and act.scene is scene:
            everybody = actors(cast, function).items()
            found[name] = {who for who, actor in everybody if does(function, actor, act.things(cast))}
    declared = {name: set(acts.ACTS[name].who) for name in found}
    assert {name: who for name, who in found.items() if who != declared[name]} == {}
