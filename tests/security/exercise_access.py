"""Who may do what about exercises of a workshop's own."""

from tests.security import forms
from tests.security.address import act, chairs
from tests.security.exercise_stage import making, making_unused

ADDRESSES = {
    "own_create": chairs(forms.its_name, scene=making),
    "own_import": chairs(forms.its_file, scene=making),
    "own_copy": act(scene=making),
    "own_detail": chairs(scene=making),
    "own_change": chairs(forms.its_facts, scene=making),
    "step_create": chairs(forms.its_step, scene=making),
    "step_change": chairs(forms.its_texts, scene=making),
    "step_move": act(forms.its_move, scene=making),
    "step_drop": act(forms.its_move, scene=making),
    "own_use": act(scene=making),
    "own_drop": act(scene=making_unused),
    "own_export": chairs(scene=making),
}
