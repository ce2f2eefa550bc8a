"""Deletion vectors of Delta tables: which rows of a Parquet file are no longer there.

Format: "Delta Transaction Log Protocol", sections "Deletion Vector Descriptor Schema" and
"Deletion Vector File Storage Format"; the bitmaps are those of "Roaring Bitmap Format
Specification". Only what reading needs is here.
"""

import os
import struct
import uuid
import zlib

from xiaokang.errors import LakeError

_MAGIC = 1681511377
_DIGITS = (
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
)
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}

_ARRAY_MOST = 4096
_NO_RUNS = 12346
_RUNS = 12347
_OFFSETS_FROM = 4


def unique_id(descriptor):
    """What tells a deletion vector from others; None where there is none."""
    if not descriptor:
        return None
    offset = descriptor.get("offset")
    at = "" if offset is None else f"@{offset}"
    return f"{descriptor['storageType']}{descriptor['pathOrInlineDv']}{at}"


def deleted_rows(table, descriptor):
    """The numbers of the deleted rows, from 0, in their order; descriptor as in the log."""
    kind = descriptor["storageType"]
    text = descriptor["pathOrInlineDv"]
    if kind == "i":
        data = z85(text)[: descriptor["sizeInBytes"]]
    elif kind in ("u", "p"):
        data = _from_file(_path(table, kind, text), descriptor)
    else:
        raise LakeError(f"a deletion vector of kind '{kind}' in {table}; expected i, u or p")
    rows = bitmap(data)
    if len(rows) != descriptor["cardinality"]:
        raise LakeError(
            f"a deletion vector of {table} has {len(rows)} rows; "
            f"the log says {descriptor['cardinality']}: the file is damaged"
        )
    return rows


def _path(table, kind, text):
    if kind == "p":
        from xiaokang.deltalog import local

        return local(table, text)
    prefix, name = text[:-20], text[-20:]
    return os.path.join(table, prefix, f"deletion_vector_{uuid.UUID(bytes=z85(name))}.bin")


def _from_file(path, descriptor):
    try:
        with open(path, "rb") as file:
            file.seek(descriptor["offset"])
            (size,) = struct.unpack(">i", file.read(4))
            data = file.read(size)
            (checksum,) = struct.unpack(">I", file.read(4))
    except (OSError, struct.error) as error:
        raise LakeError(f"cannot read the deletion vector {path}: {error}") from error
    if size != descriptor["sizeInBytes"] or zlib.crc32(data) != checksum:
        raise LakeError(f"the deletion vector {path} is damaged: size or checksum differ")
    return data


def z85(text):
    """The bytes of a text in Z85 (ZeroMQ RFC 32): five digits for four bytes."""
    data = bytearray()
    for at in range(0, len(text), 5):
        value = 0
        for digit in text[at : at + 5]:
            if digit not in _VALUE:
                raise LakeError(f"'{digit}' is no digit of Z85")
            value = value * 85 + _VALUE[digit]
        data += struct.pack(">I", value)
    return bytes(data)


def bitmap(data):
    """The numbers in a 64-bit bitmap as Delta writes it: magic number, then 32-bit bitmaps by key."""
    magic, count = struct.unpack_from("<iq", data)
    if magic != _MAGIC:
        raise LakeError(f"a deletion vector begins with {magic}; expected {_MAGIC}")
    at = 12
    numbers = []
    for _ in range(count):
        (key,) = struct.unpack_from("<I", data, at)
        low, at = _bitmap32(data, at + 4)
        numbers.extend((key << 32) + one for one in low)
    return numbers


def _bitmap32(data, at):
    (cookie,) = struct.unpack_from("<I", data, at)
    at += 4
    runs = b""
    if cookie == _NO_RUNS:
        (size,) = struct.unpack_from("<I", data, at)
        at += 4
    elif cookie & 0xFFFF == _RUNS:
        size = (cookie >> 16) + 1
        runs = data[at : at + (size + 7) // 8]
        at += len(runs)
    else:
        raise LakeError(f"a bitmap begins with {cookie}; expected {_NO_RUNS} or {_RUNS}")
    heads = [struct.unpack_from("<HH", data, at + 4 * i) for i in range(size)]
    at += 4 * size
    if not runs or size >= _OFFSETS_FROM:
        at += 4 * size  # where each container begins: they follow each other
    numbers = []
    for i, (key, count_less_one) in enumerate(heads):
        is_runs = bool(runs) and runs[i // 8] >> (i % 8) & 1
        values, at = _container(data, at, count_less_one + 1, is_runs)
        numbers.extend((key << 16) + value for value in values)
    return numbers, at


def _container(data, at, count, is_runs):
    if is_runs:
        (runs,) = struct.unpack_from("<H", data, at)
        values = []
        for i in range(runs):
            first, more = struct.unpack_from("<HH", data, at + 2 + 4 * i)
            values.extend(range(first, first + more + 1))
        return values, at + 2 + 4 * runs
    if count <= _ARRAY_MOST:
        return struct.unpack_from(f"<{count}H", data, at), at + 2 * count
    words = data[at : at + 8192]
    return [bit for bit in range(1 << 16) if words[bit >> 3] >> (bit & 7) & 1], at + 8192
