"""What is taken as artifacts, and what is refused with which line."""

import functools
import hashlib
import http.server
import os
import tempfile
import threading
import unittest

import artifact_source
from artifact_source import ArtifactError


class ArtifactSourceTest(unittest.TestCase):
    def setUp(self):
        self.source = self.enterContext(tempfile.TemporaryDirectory())
        self.target = self.enterContext(tempfile.TemporaryDirectory())
        self.write_artifacts()

    def write_artifacts(self):
        lines = []
        for name in artifact_source.NAMES:
            content = f"content of {name}".encode()
            self.write(name, content)
            lines.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        self.write(artifact_source.SUMS, "".join(lines).encode())

    def write(self, name, content):
        with open(os.path.join(self.source, name), "wb") as file:
            file.write(content)

    def serve(self):
        handler = functools.partial(QuietHandler, directory=self.source)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_address[1]}"

    def assert_refused(self, source, *parts):
        with self.assertRaises(ArtifactError) as refusal:
            artifact_source.fetch(source, self.target)
        line = str(refusal.exception)
        self.assertNotIn("\n", line)
        for part in parts:
            self.assertIn(part, line)

    def assert_fetched(self, source):
        digests = artifact_source.fetch(source, self.target)
        self.assertEqual(set(digests), set(artifact_source.NAMES))
        for name, digest in digests.items():
            with open(os.path.join(self.target, name), "rb") as file:
                self.assertEqual(hashlib.sha256(file.read()).hexdigest(), digest)

    def test_artifacts_of_a_directory_are_copied(self):
        self.assert_fetched(self.source)

    def test_artifacts_of_a_web_root_are_copied(self):
        self.assert_fetched(self.serve() + "/")

    def test_an_artifact_with_another_digest_is_refused_by_name(self):
        self.write("network_good.onnx", b"swapped")
        self.assert_refused(self.source, "network_good.onnx", "SHA256SUMS")
        self.assert_refused(self.serve(), "network_good.onnx", "SHA256SUMS")

    def test_a_missing_artifact_is_refused_by_name(self):
        os.remove(os.path.join(self.source, "input.json"))
        self.assert_refused(self.source, "input.json", "./modeller train")
        self.assert_refused(self.serve(), "input.json", "404")

    def test_check_sums_that_leave_out_an_artifact_are_refused(self):
        self.write(artifact_source.SUMS, b"0" * 64 + b"  network_good.onnx\n")
        self.assert_refused(self.source, "does not name network_bad.onnx")

    def test_check_sums_that_are_none_are_refused_with_the_line(self):
        self.write(artifact_source.SUMS, b"<html>\xff")
        self.assert_refused(self.source, "line 1 of SHA256SUMS")

    def test_an_address_that_nobody_answers_is_refused(self):
        url = self.serve()
        self.doCleanups()
        self.assert_refused(url, url, "SHA256SUMS: Connection refused; start one with ./modeller serve")

    def test_a_file_too_large_for_an_artifact_is_refused(self):
        with open(os.path.join(self.source, "cal_data.json"), "wb") as file:
            file.truncate(artifact_source.LARGEST + 1)
        self.assert_refused(self.source, "cal_data.json", "larger than")


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


if __name__ == "__main__":
    unittest.main()
