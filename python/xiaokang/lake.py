"""A lake, its releases, and what analysts take from one: tables and indicators."""

import datetime
import os

from xiaokang import engines
from xiaokang.deltalog import local, snapshot
from xiaokang.errors import LakeError, unknown
from xiaokang.frames import Rows

RELEASES = "releases"


def open_lake(path="lake", release=None, as_of=None):
    """Opens a release of the lake in a folder.

    path      the folder of the Delta tables
    release   the id of a release, also one that was held back; by default the one readers see
    as_of     a day ("2026-11-22") or a datetime in UTC: the release that readers saw then
    Raises LakeError where there is no lake, no such release, or it was let go.
    """
    folder = os.path.abspath(local("", os.fspath(path)))
    if not os.path.isdir(os.path.join(folder, RELEASES, "_delta_log")):
        raise LakeError(f"there is no lake in {folder}: it has no table '{RELEASES}'")
    entries = Rows(snapshot(os.path.join(folder, RELEASES))).rows()
    return Lake(folder, _chosen(entries, release, as_of, folder))


def _chosen(entries, release, as_of, folder):
    kept = [entry for entry in entries if entry.get("expired_at") is None]
    if release is not None:
        named = [entry for entry in kept if entry["release_id"] == release]
        if not named:
            raise unknown("release", release, [entry["release_id"] for entry in kept])
        return named[0]
    moment = _moment(as_of)
    seen = [
        entry
        for entry in kept
        if entry["status"] == "published" and (moment is None or _visible(entry) <= moment)
    ]
    if not seen:
        when = f" that readers saw on {as_of}" if as_of is not None else ""
        raise LakeError(f"the lake in {folder} has no published release{when}")
    return max(seen, key=lambda entry: (entry["finished_at"], entry["release_id"]))


def _visible(entry):
    return entry.get("published_at") or entry["finished_at"]


def _moment(as_of):
    if as_of is None or isinstance(as_of, datetime.datetime):
        return as_of
    day = as_of if isinstance(as_of, datetime.date) else datetime.date.fromisoformat(as_of)
    return datetime.datetime.combine(day, datetime.time.max)


class Lake:
    """One release of a lake. It does not change, whatever later runs write."""

    def __init__(self, folder, entry):
        self.folder = folder
        self.release = entry["release_id"]
        self._versions = entry["tables"]
        self._names = {}

    def __repr__(self):
        return f"<release {self.release} of {self.folder}, {len(self._versions)} tables>"

    @property
    def tables(self):
        """The names of the tables."""
        return sorted(self._versions)

    def table(self, name):
        """A table of the release; "releases" is the list of all of them as it is now."""
        if name == RELEASES:
            return Table(self.folder, name, None)
        if name not in self._versions:
            raise unknown("table", name, self._versions)
        return Table(self.folder, name, self._versions[name])

    def sql(self, query):
        """What DuckDB answers, as a relation: .df(), .pl(), .fetchall(). The tables are views."""
        return self.connect().sql(query)

    def connect(self):
        """A DuckDB connection with the tables of the release as views."""
        connection = engines.library("duckdb").connect()
        for name in self.tables:
            self.table(name).duckdb(connection).create_view(name)
        return connection

    def indicator(self, name):
        """An indicator, by its id or its English or Chinese name."""
        return Indicator(self, self._code("indicator_catalogue", "indicator", "indicator", name))

    def region(self, name):
        """The code of a region, by its code or its English or Chinese name."""
        return self._code("regions", "ref_area", "region", name)

    def _code(self, table, column, what, name):
        known = self._names.get(table)
        if known is None:
            known = {}
            for row in self.table(table).rows():
                for spelling in (row.get("name"), row.get("name_zh"), row.get("name_en")):
                    if spelling:
                        known.setdefault(spelling, set()).add(row[column])
                known[row[column]] = {row[column]}
            self._names[table] = known
        codes = known.get(str(name))
        if not codes:
            raise unknown(what, name, known)
        if len(codes) > 1:
            raise LakeError(f"{what} '{name}' may be {' or '.join(sorted(codes))}; say which code")
        return next(iter(codes))


class Table:
    """A table of a release."""

    def __init__(self, folder, name, version):
        self.name = name
        self._snapshot = snapshot(os.path.join(folder, name), version)
        self.version = self._snapshot.version

    def __repr__(self):
        return f"<table {self.name}, version {self.version}>"

    @property
    def columns(self):
        """What each column is: its comment by its name."""
        return {
            one["name"]: one.get("metadata", {}).get("comment", "") for one in self._snapshot.fields
        }

    def where(self, **values):
        """Only rows whose columns have one of some texts: where(ref_area=["419001"])."""
        for column in values:
            if column not in self.columns:
                raise unknown(f"column of {self.name}", column, self.columns)
        return Rows(self._snapshot, {name: _texts(these) for name, these in values.items()})

    def pandas(self):
        """A pandas frame; decimals may become floats."""
        return self.where().pandas()

    def polars(self):
        """A Polars frame."""
        return self.where().polars()

    def arrow(self):
        """A pyarrow table."""
        return self.where().arrow()

    def duckdb(self, connection=None):
        """A DuckDB relation."""
        return self.where().duckdb(connection)

    def rows(self):
        """The rows as dictionaries."""
        return self.where().rows()


def _texts(values):
    return {values} if isinstance(values, str) else set(values)


class Indicator:
    """Values of one indicator. Each method narrows a copy; a frame is made at the end."""

    def __init__(self, lake, code, wanted=None, since=None, until=None):
        self._lake = lake
        self._wanted = {"indicator": {code}, **(wanted or {})}
        self._since = since
        self._until = until

    def _with(self, since=None, until=None, **wanted):
        (code,) = self._wanted["indicator"]
        return Indicator(
            self._lake,
            code,
            {**self._wanted, **wanted},
            since or self._since,
            until or self._until,
        )

    def regions(self, *names):
        """Of some regions, by code or name."""
        return self._with(panel_area={self._series(name) for name in names})

    def _series(self, name):
        code = self._lake.region(name)
        spells = self._lake.table("regions").where(ref_area=code).rows()
        return spells[-1]["panel_area"]

    def level(self, level):
        """Of the regions of a level: county, prefecture, province ..."""
        rows = self._lake.table("regions").where(level=level).rows()
        if not rows:
            levels = {row["level"] for row in self._lake.table("regions").rows()}
            raise unknown("level", level, levels)
        return self._with(ref_area={row["ref_area"] for row in rows})

    def scope(self, scope):
        """Of one breakdown; "all" is the whole."""
        return self._with(scope={scope})

    def origin(self, origin):
        """reported: from the region's own figures; aggregated: from those of the regions below."""
        return self._with(origin={origin})

    def since(self, year):
        """Of periods that end in a year or later."""
        return self._with(since=datetime.date(int(year), 1, 1))

    def until(self, year):
        """Of periods that end in a year or earlier."""
        return self._with(until=datetime.date(int(year), 12, 31))

    def rows(self):
        """The rows of the table indicators as dictionaries, by region and time."""
        found = self._lake.table("indicators").where(**self._wanted).rows()
        kept = [row for row in found if self._is_wanted(row["period_end"])]
        return sorted(kept, key=_order)

    def _is_wanted(self, end):
        if end is None:
            return self._since is None and self._until is None
        return (self._since is None or end >= self._since) and (
            self._until is None or end <= self._until
        )

    def pandas(self):
        """A pandas frame of the rows, by region and time."""
        return engines.library("pandas").DataFrame(self.rows(), columns=self._columns())

    def polars(self):
        """A Polars frame of the rows, by region and time."""
        polars = engines.library("polars")
        frame = self._lake.table("indicators").where(**self._wanted).polars()
        if self._since is not None:
            frame = frame.filter(polars.col("period_end") >= self._since)
        if self._until is not None:
            frame = frame.filter(polars.col("period_end") <= self._until)
        return frame.sort("ref_area", "scope", "origin", "time_period")

    def _columns(self):
        return list(self._lake.table("indicators").columns)


def _order(row):
    return row["ref_area"], row["scope"], row["origin"], row["time_period"]
