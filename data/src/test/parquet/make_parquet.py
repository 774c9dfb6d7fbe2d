"""Writes the Parquet files of ParquetTest: as pandas, Polars and DuckDB write them, and as they should not be.

Made with pandas 3.0.6, pyarrow 25.0.1, Polars 1.44.2 and DuckDB 1.5.6:

    python make_parquet.py ../resources/dev/unroll/data/parquet
"""

import base64
import datetime
import decimal
import pathlib
import sys

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe

OUT = pathlib.Path(sys.argv[1])
HOURS = 30


def frame():
    times = pd.date_range("2020-01-31", periods=HOURS, freq="6h")
    load = [0.1 + 1.5 * i for i in range(HOURS)]
    return pd.DataFrame({"date": times, "load": load, "sold": range(HOURS)})


def write_codecs():
    for codec in ["snappy", "zstd", "gzip", "none", "brotli", "lz4"]:
        frame().to_parquet(OUT / f"{codec}.parquet", index=False, compression=None if codec == "none" else codec)


def write_by_libraries():
    frame().set_index("date").to_parquet(OUT / "pandas.parquet")
    pl.from_pandas(frame()).write_parquet(OUT / "polars.parquet")
    frames = frame()  # noqa: F841, which DuckDB finds by its name
    duckdb.sql(f"COPY (SELECT * FROM frames) TO '{OUT}/duckdb.parquet' (FORMAT parquet)")


def write_types():
    utc = datetime.timezone.utc
    days = [datetime.datetime(2020, 1, d, d - 1, 30, 0, 250_000 * (d == 3)) for d in (1, 2, 3)]
    zoned = [d.replace(tzinfo=utc) for d in days]
    columns = {
        "millis": pa.array(days, pa.timestamp("ms")),
        "micros": pa.array(days, pa.timestamp("us")),
        "nanos": pa.array(days, pa.timestamp("ns")),
        "utc": pa.array(zoned, pa.timestamp("us", "Europe/Berlin")),
        "day": pa.array([d.date() for d in days], pa.date32()),
        "clock": pa.array([d.time() for d in days], pa.time32("ms")),
        "int8": pa.array([-1, None, 127], pa.int8()),
        "int32": pa.array([-1, None, 2**31 - 1], pa.int32()),
        "uint32": pa.array([0, None, 2**32 - 1], pa.uint32()),
        "int64": pa.array([-1, None, 2**62], pa.int64()),
        "uint64": pa.array([0, None, 2**64 - 1], pa.uint64()),
        "half": pa.array([0.5, None, -2.0], pa.float16()),
        "float": pa.array([0.1, float("nan"), 1e30], pa.float32()),
        "double": pa.array([0.1, float("nan"), 1e300], pa.float64()),
        "decimal": pa.array([decimal.Decimal("1.50"), None, decimal.Decimal("-12345678901234567890.25")],
                            pa.decimal128(38, 2)),
        "boolean": pa.array([True, None, False]),
        "text": pa.array(["é, \"b\"", None, "d"]),
        "bytes": pa.array([b"\x00\xff", None, b""], pa.binary()),
        "list": pa.array([[0.5, None, 2.0], None, []], pa.list_(pa.float64())),
        "struct": pa.array([{"x": 1}, None, {"x": 2}]),
        "map": pa.array([[("k", 1)], None, []], pa.map_(pa.string(), pa.int64())),
    }
    pq.write_table(pa.table(columns), OUT / "types.parquet")


class Keys(pe.KmsClient):
    """Keys that are no secret."""

    def __init__(self, _):
        pe.KmsClient.__init__(self)

    def wrap_key(self, key, _):
        return base64.b64encode(key)

    def unwrap_key(self, key, _):
        return base64.b64decode(key)


def write_encrypted():
    table = pa.table({"ds": ["2020-01-01", "2020-01-02"], "y": [1.0, 2.0]})
    for name, plain in (("encrypted", False), ("encrypted-column", True)):
        factory = pe.CryptoFactory(Keys)
        config = pe.EncryptionConfiguration(footer_key="f", column_keys={"c": ["y"]}, plaintext_footer=plain)
        properties = factory.file_encryption_properties(pe.KmsConnectionConfig(), config)
        with pq.ParquetWriter(OUT / f"{name}.parquet", table.schema, encryption_properties=properties) as writer:
            writer.write_table(table)


def write_others():
    long = pd.DataFrame({"unique_id": ["a"] * 4 + ["b"] * 4, "ds": list(pd.date_range("2020-01-01", periods=4)) * 2,
                         "y": [1.0, 2, 3, 4, 5, 6, 7, 8]})
    long.to_parquet(OUT / "long.parquet", index=False)
    gaps = frame().assign(load=lambda f: f.load.where(f.index != 3)).drop(index=7)
    gaps.to_parquet(OUT / "gaps.parquet", index=False)
    texts = pd.DataFrame({"text": ["a, \"b\"\nc", "d", "e;f", "g"], "label": ["x", "y", "x", "y"]})
    texts.to_parquet(OUT / "texts.parquet", index=False)
    pq.write_table(pa.table({"1": [1.0, 2.0], "2": [3.0, 4.0]}), OUT / "numbered.parquet")
    steps = [[0.5, 1.5, 2.5], [1.0, None], [3.0]]
    pq.write_table(pa.table({"steps": steps, "label": ["walk", "run", "walk"]}), OUT / "cells.parquet")
    pq.write_table(pa.table({"id": ["a", "a", "b"], "step": [1, 2, 1], "x": [0.1, 0.2, 0.3], "y": [9, 8, 7],
                             "label": ["walk", "walk", "run"]}), OUT / "steps.parquet")


OUT.mkdir(parents=True, exist_ok=True)
write_codecs()
write_by_libraries()
write_types()
write_encrypted()
write_others()
