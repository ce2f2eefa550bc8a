"""Bitmaps laid out by hand, byte by byte, after the specification of the format."""

import struct
import unittest

from xiaokang import LakeError
from xiaokang.deletion import bitmap, unique_id, z85


def whole(*bitmaps):
    """A 64-bit bitmap of 32-bit ones, each with its key."""
    data = struct.pack("<iq", 1681511377, len(bitmaps))
    for key, one in bitmaps:
        data += struct.pack("<I", key) + one
    return data


def arrays(*containers):
    """A 32-bit bitmap whose containers are sorted arrays."""
    data = struct.pack("<II", 12346, len(containers))
    for key, values in containers:
        data += struct.pack("<HH", key, len(values) - 1)
    at = len(data) + 4 * len(containers)
    for _, values in containers:
        data += struct.pack("<I", at)
        at += 2 * len(values)
    for _, values in containers:
        data += struct.pack(f"<{len(values)}H", *values)
    return data


class DeletionTest(unittest.TestCase):
    def test_text_in_z85_is_the_example_of_its_specification(self):
        self.assertEqual(z85("HelloWorld"), bytes([0x86, 0x4F, 0xD2, 0x6F, 0xB5, 0x59, 0xF7, 0x5B]))

    def test_rows_of_arrays_and_of_several_keys(self):
        data = whole((0, arrays((0, [3, 4, 65535]), (1, [0]))), (1, arrays((0, [7]))))
        self.assertEqual(bitmap(data), [3, 4, 65535, 65536, (1 << 32) + 7])

    def test_rows_of_runs(self):
        one = struct.pack("<I", 12347) + b"\x01" + struct.pack("<HH", 0, 4)
        one += struct.pack("<HHHHH", 2, 10, 2, 20, 1)
        self.assertEqual(bitmap(whole((0, one))), [10, 11, 12, 20, 21])

    def test_rows_of_a_dense_container(self):
        values = list(range(0, 10_000, 2))
        words = bytearray(8192)
        for value in values:
            words[value >> 3] |= 1 << (value & 7)
        one = struct.pack("<IIHHI", 12346, 1, 0, len(values) - 1, 16) + bytes(words)
        self.assertEqual(bitmap(whole((0, one))), values)

    def test_other_bytes_are_refused(self):
        with self.assertRaisesRegex(LakeError, "begins with 7; expected 1681511377"):
            bitmap(struct.pack("<iq", 7, 0))

    def test_vectors_are_told_apart_by_place(self):
        self.assertIsNone(unique_id(None))
        self.assertEqual(
            unique_id({"storageType": "u", "pathOrInlineDv": "ab", "offset": 4}), "uab@4"
        )


if __name__ == "__main__":
    unittest.main()
