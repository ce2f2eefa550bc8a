"""Libraries that read Parquet files, whichever is installed: duckdb, pyarrow or polars."""

import importlib
import importlib.util

from xiaokang.errors import LakeError

NAMES = ("duckdb", "pyarrow", "polars")


def is_there(name):
    """Whether a library is installed."""
    return importlib.util.find_spec(name) is not None


def library(name):
    """A library; an error that says what to do where it is missing."""
    if not is_there(name):
        raise LakeError(f"{name} is not installed; install it (pip install {name}), or use another")
    return importlib.import_module(name)


def any_library():
    """The first library that is there."""
    for name in NAMES:
        if is_there(name):
            return name
    raise LakeError(f"none of {', '.join(NAMES)} is installed; pip install one of them")


def rows_of(path):
    """The rows of one Parquet file as dictionaries."""
    name = any_library()
    if name == "duckdb":
        with library("duckdb").connect() as connection:
            found = connection.execute("SELECT * FROM read_parquet(?)", [path])
            columns = [column[0] for column in found.description]
            return [dict(zip(columns, row)) for row in found.fetchall()]
    if name == "pyarrow":
        return library("pyarrow.parquet").read_table(path).to_pylist()
    return library("polars").read_parquet(path).to_dicts()
