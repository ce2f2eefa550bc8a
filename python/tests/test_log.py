"""Logs as they stand after commits, checkpoints and removal of old entries; no library is needed."""

import json
import os
import tempfile
import unittest

from xiaokang import LakeError
from xiaokang import deltalog

SCHEMA = json.dumps(
    {"type": "struct", "fields": [{"name": "a", "type": "long", "nullable": False, "metadata": {}}]}
)


def begun(version=3):
    return [
        {"protocol": {"minReaderVersion": version, "minWriterVersion": 7, "readerFeatures": ["deletionVectors"]}},
        {"metaData": {"id": "t", "schemaString": SCHEMA}},
    ]


def add(path, vector=None):
    return {"add": {"path": path, "partitionValues": {}, "deletionVector": vector}}


def remove(path, vector=None):
    return {"remove": {"path": path, "deletionVector": vector}}


class LogTest(unittest.TestCase):
    def setUp(self):
        self._temporary = tempfile.TemporaryDirectory()
        self.folder = self._temporary.name
        os.mkdir(os.path.join(self.folder, "_delta_log"))

    def tearDown(self):
        self._temporary.cleanup()

    def commit(self, version, actions):
        with open(os.path.join(self.folder, "_delta_log", f"{version:020}.json"), "w") as file:
            file.writelines(json.dumps(action) + "\n" for action in actions)

    def files(self, version=None):
        found = deltalog.snapshot(self.folder, version).files
        return [os.path.relpath(file.path, self.folder) for file in found]

    def test_a_version_has_what_was_added_and_not_removed(self):
        self.commit(0, [*begun(), add("one"), add("two")])
        self.commit(1, [remove("one"), add("%E4%B8%89")])
        self.assertEqual(self.files(0), ["one", "two"])
        self.assertEqual(sorted(self.files()), ["two", "三"])

    def test_a_file_stays_with_another_deletion_vector(self):
        vector = {"storageType": "i", "pathOrInlineDv": "x", "sizeInBytes": 1, "cardinality": 1}
        self.commit(0, [*begun(), add("one")])
        self.commit(1, [add("one", vector), remove("one")])
        self.assertEqual(self.files(), ["one"])

    def test_a_checkpoint_stands_for_the_entries_before(self):
        log = os.path.join(self.folder, "_delta_log")
        name = "00000000000000000004.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.json"
        with open(os.path.join(log, name), "w") as file:
            for action in [*begun(), add("one")]:
                file.write(json.dumps(action) + "\n")
        self.commit(5, [add("two")])
        self.assertEqual(self.files(), ["one", "two"])
        self.assertEqual(self.files(4), ["one"])
        with self.assertRaisesRegex(LakeError, "has no version 3 any more"):
            self.files(3)

    def test_what_is_not_known_is_refused(self):
        protocol = {"minReaderVersion": 3, "minWriterVersion": 7, "readerFeatures": ["future"]}
        self.commit(0, [{"protocol": protocol}, begun()[1]])
        with self.assertRaisesRegex(LakeError, "needs future"):
            self.files()

    def test_a_folder_without_a_log_is_no_table(self):
        with self.assertRaisesRegex(LakeError, "no Delta table"):
            deltalog.snapshot(os.path.join(self.folder, "nothing"))


if __name__ == "__main__":
    unittest.main()
