"""The log of a Delta table: which files a version has, and what its columns are.

Format: "Delta Transaction Log Protocol". Commits are read from the latest checkpoint on that is
not past the version (classic ones, in one part or several, and those of version 2 with sidecars),
so that logs whose older entries were removed are read too.
"""

import json
import os
import re
from urllib.parse import unquote, urlparse

from xiaokang import engines
from xiaokang.deletion import deleted_rows, unique_id
from xiaokang.errors import LakeError

_COMMIT = re.compile(r"(\d{20})\.json")
_CHECKPOINT = re.compile(r"(\d{20})\.checkpoint(?:\.(\d{10})\.(\d{10})|\.([0-9a-f-]{36}))?\.(parquet|json)")
_KNOWN_FEATURES = {
    "deletionVectors",
    "timestampNtz",
    "v2Checkpoint",
    "vacuumProtocolCheck",
    "appendOnly",
    "clustering",
    "domainMetadata",
    "invariants",
}


def local(folder, path):
    """The path on this machine of a file that a log names, relative or as a URI."""
    parsed = urlparse(path)
    if parsed.scheme in ("", "file"):
        return os.path.join(folder, unquote(parsed.path))
    raise LakeError(f"{path} is on another file system; this package reads lakes on disks")


class File:
    """A Parquet file of a table, and which of its rows are deleted."""

    def __init__(self, folder, add):
        self.path = local(folder, add["path"])
        self._folder = folder
        self._descriptor = add.get("deletionVector")

    def deleted(self):
        """Numbers of the rows that are no longer there, from 0."""
        return deleted_rows(self._folder, self._descriptor) if self._descriptor else []


class Snapshot:
    """A version of a table."""

    def __init__(self, folder, version, files, fields):
        self.folder = folder
        self.version = version
        self.files = files
        self.fields = fields
        """The columns: name, type as the log has it, nullable, metadata with the comment."""


def snapshot(folder, version=None):
    """A version of the table in a folder; the newest where none is asked for."""
    log = os.path.join(folder, "_delta_log")
    try:
        names = sorted(os.listdir(log))
    except OSError as error:
        raise LakeError(f"there is no Delta table in {folder}: {error}") from error
    commits = {int(m[1]): m[0] for m in map(_COMMIT.fullmatch, names) if m}
    start, checkpoint = _checkpoint(names, version)
    newest = max([*commits, -1 if start is None else start], default=-1)
    wanted = newest if version is None else version
    first = 0 if start is None else start + 1
    missing = [number for number in range(first, wanted + 1) if number not in commits]
    if wanted < 0 or missing:
        raise LakeError(
            f"{folder} has no version {wanted} any more: its log misses entry {missing[:1]}; "
            "maintenance removes what no kept release needs"
        )
    state = _State(folder)
    for name in checkpoint:
        state.take(_actions(log, name))
    for number in range(first, wanted + 1):
        state.take(_lines(os.path.join(log, commits[number])))
    return state.snapshot(wanted)


def _checkpoint(names, version):
    """The latest whole checkpoint not past the version: its version and the names of its files."""
    found = {}
    for match in map(_CHECKPOINT.fullmatch, names):
        if match and (version is None or int(match[1]) <= version):
            parts = int(match[3]) if match[3] else 1
            kind = (int(match[1]), parts, match[4] or "")
            found.setdefault(kind, []).append(match[0])
    whole = [kind for kind, files in found.items() if len(files) == kind[1]]
    return (max(whole)[0], found[max(whole)]) if whole else (None, [])


def _lines(path):
    try:
        with open(path, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.strip()]
    except (OSError, ValueError) as error:
        raise LakeError(f"cannot read {path}: {error}") from error


def _actions(log, name):
    path = os.path.join(log, name)
    top = _lines(path) if name.endswith(".json") else engines.rows_of(path)
    for action in top:
        yield action
        sidecar = action.get("sidecar")
        if sidecar:
            yield from engines.rows_of(os.path.join(log, "_sidecars", unquote(sidecar["path"])))


class _State:
    """What the actions of a log come to (protocol, section "Action Reconciliation")."""

    def __init__(self, folder):
        self._folder = folder
        self._files = {}
        self._metadata = None

    def take(self, actions):
        added = {}
        for action in actions:
            add, remove = action.get("add"), action.get("remove")
            if add:
                added[(add["path"], unique_id(add.get("deletionVector")))] = add
            elif remove:
                self._files.pop((remove["path"], unique_id(remove.get("deletionVector"))), None)
            elif action.get("metaData"):
                self._metadata = action["metaData"]
            elif action.get("protocol"):
                self._require_readable(action["protocol"])
        self._files.update(added)

    def _require_readable(self, protocol):
        unknown = set(protocol.get("readerFeatures") or []) - _KNOWN_FEATURES
        if unknown or protocol["minReaderVersion"] == 2:
            raise LakeError(
                f"{self._folder} needs {', '.join(sorted(unknown)) or 'column mapping'}, "
                "which this package does not know; jobs/query may"
            )

    def snapshot(self, version):
        if self._metadata is None:
            raise LakeError(f"the log of {self._folder} describes no table")
        fields = json.loads(self._metadata["schemaString"])["fields"]
        files = [File(self._folder, add) for _, add in sorted(self._files.items(), key=str)]
        return Snapshot(self._folder, version, files, fields)
