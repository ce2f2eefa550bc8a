"""Reads the releases of a Xiaokang lake: indicators, observations, comparisons, as frames.

    import xiaokang
    lake = xiaokang.open_lake("lake")                      # the release that readers see
    lake.indicator("income_growth").regions("419001").pandas()
    lake.table("rankings").polars()
    lake.sql("select * from observations limit 5")         # with DuckDB

A release names one version of each table. It is read through the tables' Delta logs, so that rows
of other versions, and rows that are marked deleted, are not in it. Nothing is written.

One of duckdb, pyarrow and polars must be installed: they read Parquet files. This package itself
is plain Python 3.9 or later and needs no installation: put the folder "python" on PYTHONPATH.
"""

from xiaokang.errors import LakeError
from xiaokang.lake import Indicator, Lake, Table, open_lake

__all__ = ["Indicator", "Lake", "LakeError", "Table", "open_lake"]
