"""The rows of a version of a table, as frames of the library that is asked for."""

import datetime

from xiaokang import engines

_DUCK = {
    "string": "VARCHAR",
    "long": "BIGINT",
    "integer": "INTEGER",
    "short": "SMALLINT",
    "byte": "TINYINT",
    "double": "DOUBLE",
    "float": "FLOAT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMPTZ",
    "timestamp_ntz": "TIMESTAMP",
    "binary": "BLOB",
}


def duck_type(kind):
    """The DuckDB type of a column, by its type in the log."""
    if isinstance(kind, dict):
        if kind["type"] == "array":
            return duck_type(kind["elementType"]) + "[]"
        if kind["type"] == "map":
            return f"MAP({duck_type(kind['keyType'])}, {duck_type(kind['valueType'])})"
        parts = (f"{_name(one['name'])} {duck_type(one['type'])}" for one in kind["fields"])
        return f"STRUCT({', '.join(parts)})"
    return kind.upper() if kind.startswith("decimal") else _DUCK[kind]


def _name(text):
    return '"' + text.replace('"', '""') + '"'


def _text(text):
    return "'" + text.replace("'", "''") + "'"


class Rows:
    """Rows of a version of a table; those whose columns have other values can be left out."""

    def __init__(self, snapshot, wanted=None):
        self._snapshot = snapshot
        self._wanted = wanted or {}

    # ---- DuckDB ----

    def duckdb(self, connection=None):
        """A DuckDB relation; decimals keep every digit, times are in UTC."""
        duck = engines.library("duckdb")
        connection = connection or duck.connect()
        connection.execute("SET TimeZone = 'UTC'")
        return connection.sql(self._select(connection))

    def _select(self, connection):
        files = self._snapshot.files
        if not files:
            columns = ", ".join(
                f"NULL::{duck_type(one['type'])} AS {_name(one['name'])}"
                for one in self._snapshot.fields
            )
            return f"SELECT {columns} WHERE false"
        paths = "[" + ", ".join(_text(file.path) for file in files) + "]"
        read = f"read_parquet({paths}, union_by_name = true, filename = 'xk_file', file_row_number = true)"
        present = {
            row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()
        }
        columns = ", ".join(self._column(one, present) for one in self._snapshot.fields)
        conditions = self._conditions(present)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"SELECT {columns} FROM {read}{where}"

    @staticmethod
    def _column(field, present):
        name, kind = _name(field["name"]), duck_type(field["type"])
        return f"{name}::{kind} AS {name}" if field["name"] in present else f"NULL::{kind} AS {name}"

    def _conditions(self, present):
        conditions = []
        for column, values in self._wanted.items():
            listed = ", ".join(_text(value) for value in sorted(values)) or "NULL"
            conditions.append(f"{_name(column)} IN ({listed})" if column in present else "false")
        for file in self._snapshot.files:
            rows = file.deleted()
            if rows:
                numbers = ", ".join(map(str, rows))
                conditions.append(
                    f"NOT (xk_file = {_text(file.path)} AND file_row_number IN ({numbers}))"
                )
        return conditions

    # ---- Arrow ----

    def arrow(self):
        """A pyarrow table; decimals keep every digit, times are in UTC."""
        arrow = engines.library("pyarrow")
        parquet = engines.library("pyarrow.parquet")
        schema = arrow.schema(
            [arrow.field(one["name"], self._arrow_type(arrow, one["type"])) for one in self._snapshot.fields]
        )
        tables = []
        for file in self._snapshot.files:
            table = parquet.ParquetFile(file.path).read()
            gone = set(file.deleted())
            if gone:
                table = table.filter(arrow.array([row not in gone for row in range(table.num_rows)]))
            tables.append(self._fitted(arrow, table, schema))
        whole = arrow.concat_tables(tables) if tables else schema.empty_table()
        compute = engines.library("pyarrow.compute")
        for column, values in self._wanted.items():
            listed = arrow.array(sorted(values), arrow.string())
            whole = whole.filter(compute.is_in(whole[column], listed))
        return whole

    @staticmethod
    def _fitted(arrow, table, schema):
        columns = [
            table[one.name].cast(one.type)
            if one.name in table.column_names
            else arrow.nulls(table.num_rows, one.type)
            for one in schema
        ]
        return arrow.Table.from_arrays(columns, schema=schema)

    def _arrow_type(self, arrow, kind):
        if isinstance(kind, dict):
            if kind["type"] == "array":
                return arrow.list_(self._arrow_type(arrow, kind["elementType"]))
            if kind["type"] == "map":
                return arrow.map_(
                    self._arrow_type(arrow, kind["keyType"]), self._arrow_type(arrow, kind["valueType"])
                )
            return arrow.struct(
                [arrow.field(one["name"], self._arrow_type(arrow, one["type"])) for one in kind["fields"]]
            )
        if kind.startswith("decimal"):
            precision, scale = kind[8:-1].split(",")
            return arrow.decimal128(int(precision), int(scale))
        return {
            "string": arrow.string(),
            "long": arrow.int64(),
            "integer": arrow.int32(),
            "short": arrow.int16(),
            "byte": arrow.int8(),
            "double": arrow.float64(),
            "float": arrow.float32(),
            "boolean": arrow.bool_(),
            "date": arrow.date32(),
            "timestamp": arrow.timestamp("us", "UTC"),
            "timestamp_ntz": arrow.timestamp("us"),
            "binary": arrow.binary(),
        }[kind]

    # ---- frames ----

    def pandas(self):
        """A pandas frame. Decimals stay Decimal where pyarrow is there; DuckDB makes them floats."""
        engines.library("pandas")
        return self.arrow().to_pandas() if engines.is_there("pyarrow") else self.duckdb().df()

    def polars(self):
        """A Polars frame; every type as it is in the table."""
        polars = engines.library("polars")
        if engines.is_there("pyarrow"):
            return polars.from_arrow(self.arrow())
        return self._polars_alone(polars)

    def _polars_alone(self, polars):
        names = [one["name"] for one in self._snapshot.fields]
        frames = []
        for file in self._snapshot.files:
            frame = polars.read_parquet(file.path)
            gone = file.deleted()
            if gone:
                frame = frame.with_row_index("xk_row").filter(
                    ~polars.col("xk_row").is_in(gone)
                )
            frame = frame.with_columns(
                polars.lit(None).alias(name) for name in names if name not in frame.columns
            ).select(names)
            for column, values in self._wanted.items():
                frame = frame.filter(polars.col(column).is_in(sorted(values)))
            frames.append(frame)
        if not frames:
            kinds = {one["name"]: one["type"] for one in self._snapshot.fields}
            return polars.DataFrame(
                schema={name: _polars_type(polars, kind) for name, kind in kinds.items()}
            )
        return polars.concat(frames, how="vertical_relaxed")

    def rows(self):
        """The rows as dictionaries: Decimal, date and datetime in UTC where the table has them."""
        if engines.is_there("pyarrow"):
            found = self.arrow().to_pylist()
        elif engines.is_there("duckdb"):
            relation = self._without_zone(self.duckdb())
            found = [dict(zip(relation.columns, row)) for row in relation.fetchall()]
        else:
            found = self.polars().to_dicts()
        kinds = {one["name"]: one["type"] for one in self._snapshot.fields}
        return [{name: _plain(value, kinds[name]) for name, value in row.items()} for row in found]

    def _without_zone(self, found):
        """DuckDB asks for another library where a time has a zone."""
        zoned = {one["name"] for one in self._snapshot.fields if one["type"] == "timestamp"}
        return found.project(
            ", ".join(
                f"{_name(name)}::TIMESTAMP AS {_name(name)}" if name in zoned else _name(name)
                for name in found.columns
            )
        )


def _polars_type(polars, kind):
    if isinstance(kind, dict):
        if kind["type"] == "array":
            return polars.List(_polars_type(polars, kind["elementType"]))
        parts = (
            {"key": kind["keyType"], "value": kind["valueType"]}
            if kind["type"] == "map"
            else {one["name"]: one["type"] for one in kind["fields"]}
        )
        struct = polars.Struct({name: _polars_type(polars, one) for name, one in parts.items()})
        return polars.List(struct) if kind["type"] == "map" else struct
    if kind.startswith("decimal"):
        precision, scale = kind[8:-1].split(",")
        return polars.Decimal(int(precision), int(scale))
    return {
        "string": polars.String,
        "long": polars.Int64,
        "integer": polars.Int32,
        "short": polars.Int16,
        "byte": polars.Int8,
        "double": polars.Float64,
        "float": polars.Float32,
        "boolean": polars.Boolean,
        "date": polars.Date,
        "timestamp": polars.Datetime("us", "UTC"),
        "timestamp_ntz": polars.Datetime("us"),
        "binary": polars.Binary,
    }[kind]


def _plain(value, kind):
    """One spelling whichever library read it: maps as dictionaries, times in UTC without a zone."""
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    if value is None or not isinstance(kind, dict):
        return value
    if kind["type"] == "array":
        return [_plain(one, kind["elementType"]) for one in value]
    if kind["type"] == "map":
        return {key: _plain(one, kind["valueType"]) for key, one in _pairs(value)}
    return {one["name"]: _plain(value.get(one["name"]), one["type"]) for one in kind["fields"]}


def _pairs(entries):
    """The entries of a map: DuckDB gives a dictionary, pyarrow pairs, Polars structs."""
    if isinstance(entries, dict):
        return entries.items()
    return [(one["key"], one["value"]) if isinstance(one, dict) else one for one in entries]
