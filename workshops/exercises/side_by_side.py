"""What the parties have given about the same lines, in columns side by side: never one alone, never one after the other."""

from dataclasses import replace


def laid(entries):
    """[Told] in which those of one step that are about lines, of several parties, have become one."""
    found, done = [], set()
    for entry in entries:
        step = entry.key.split(".")[1]
        beside = [it for it in entries if it.key.split(".")[1] == step and _is_about_lines(it)]
        if not _is_about_lines(entry) or len({it.by.party_id for it in beside}) < 2:
            found.append(entry)
        elif step not in done:
            done.add(step)
            found.append(_in_columns(beside))
    return found


def _is_about_lines(entry):
    return bool(entry.about) and entry.by is not None and not (entry.texts or entry.ratings or entry.ticked)


def _in_columns(entries):
    """The lines in the order in which they are first met; of each, what everybody has said to it, or nothing."""
    entries = sorted(entries, key=lambda it: it.key)
    said = [dict(it.about) for it in entries]
    lines = dict.fromkeys(line for each in said for line in each)
    rows = [(line, [(it.by, it.language, each.get(line, "")) for it, each in zip(entries, said, strict=True)]) for line in lines]
    return replace(entries[0], by=None, about=[], columns=rows, is_open=any(it.is_open for it in entries))
