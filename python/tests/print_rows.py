"""Prints the rows of a table, plain columns only, so that another program can compare them.

    python3 -m tests.print_rows duckdb|pyarrow|polars LAKE TABLE
"""

import datetime
import decimal
import struct
import sys

import xiaokang
from xiaokang import engines


def text(value):
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(struct.unpack(">q", struct.pack(">d", value))[0])
    if isinstance(value, decimal.Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime.datetime):
        whole = value - datetime.datetime(1970, 1, 1)
        return str(whole // datetime.timedelta(microseconds=1))
    return str(value)


def main(library, lake, name):
    engines.NAMES = (library,)
    engines.is_there = lambda one: one.split(".")[0] == library
    table = xiaokang.open_lake(lake).table(name)
    columns = [one["name"] for one in table._snapshot.fields if isinstance(one["type"], str)]
    lines = sorted("\t".join(text(row[column]) for column in columns) for row in table.rows())
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print("\t".join(columns))
    for line in lines:
        print(line)


if __name__ == "__main__":
    main(*sys.argv[1:])
