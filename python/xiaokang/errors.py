"""What is told to who reads a lake."""

import difflib


class LakeError(Exception):
    """A lake, release, table, region or indicator that cannot be read; the text says why."""


def unknown(what, name, known):
    """An error that names what is nearest to a name that is not known."""
    near = difflib.get_close_matches(str(name), [str(one) for one in known], n=3, cutoff=0.5)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    some = "" if near else f"; there are {', '.join(sorted(map(str, known))[:10])}"
    return LakeError(f"{what} '{name}' is not known{hint}{some}")
