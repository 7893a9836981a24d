"""Where the artifacts come from: a directory, or the web root of a modeller. Their check sums are verified."""

import hashlib
import os
import urllib.error
import urllib.request

NETWORK_GOOD = "network_good.onnx"
NETWORK_BAD = "network_bad.onnx"
INPUT = "input.json"
CALIBRATION = "cal_data.json"
NAMES = (NETWORK_GOOD, NETWORK_BAD, INPUT, CALIBRATION)
SUMS = "SHA256SUMS"

# The largest artifact has 0.2 MB.
LARGEST = 16 * 1024 * 1024
SECONDS_TO_ANSWER = 30


class ArtifactError(Exception):
    """One line: what is wrong with the artifacts, where, and what to do."""


def fetch(source, directory):
    """Copies the artifacts into a directory and returns the SHA-256 of each by its name."""
    sums = _parse(_read(source, SUMS), source)
    for name in NAMES:
        if name not in sums:
            raise ArtifactError(f"{source}: {SUMS} does not name {name}; train again with ./modeller train")
    for name in NAMES:
        content = _read(source, name)
        found = hashlib.sha256(content).hexdigest()
        if found != sums[name]:
            raise ArtifactError(
                f"{source}: {name} has SHA-256 {found}, but {SUMS} says {sums[name]}; fetch or train it again"
            )
        with open(os.path.join(directory, name), "wb") as file:
            file.write(content)
    return {name: sums[name] for name in NAMES}


def _parse(content, source):
    sums = {}
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        digest, separator, name = line.partition("  ")
        if not separator or len(digest) != 64 or not all(c in "0123456789abcdef" for c in digest):
            raise ArtifactError(f"{source}: line {number} of {SUMS} is no check sum and name: {line[:80]!r}")
        sums[name] = digest
    return sums


def _read(source, name):
    if source.startswith(("http://", "https://")):
        return _download(source.rstrip("/") + "/" + name)
    path = os.path.join(source, name)
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as problem:
        raise ArtifactError(f"{path}: {problem.strerror}; ./modeller train makes the artifacts") from None
    return _bounded(content, path)


def _download(url):
    try:
        with urllib.request.urlopen(url, timeout=SECONDS_TO_ANSWER) as response:
            return _bounded(response.read(LARGEST + 1), url)
    except urllib.error.HTTPError as problem:
        hint = "the modeller is still training, try again later" if problem.code == 503 else "is a modeller there?"
        raise ArtifactError(f"{url}: HTTP status {problem.code}; {hint}") from None
    except (urllib.error.URLError, OSError) as problem:
        reason = getattr(problem, "reason", problem)
        reason = getattr(reason, "strerror", None) or reason
        raise ArtifactError(f"{url}: {reason}; start one with ./modeller serve") from None


def _bounded(content, where):
    if len(content) > LARGEST:
        raise ArtifactError(f"{where}: larger than {LARGEST} bytes, which no artifact is")
    return content
