"""Runs EZKL's steps, each in its own process, and keeps what they made: the next run takes it if nothing changed."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile

STEP_PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ezkl_step.py")


class StepError(Exception):
    """One line: which step of EZKL failed, and how."""


class Workshop:
    """A directory of what was made for one network."""

    def __init__(self, directory, progress):
        self.directory = directory
        self.progress = progress
        os.makedirs(directory, exist_ok=True)

    def path(self, name):
        return os.path.join(self.directory, name)

    def make(self, title, seconds, step, outputs, **inputs):
        """Runs a step unless its outputs are here, made from the same inputs.

        outputs: the step's arguments that name files to make, each with its file name here.
        inputs: its other arguments; of a file, the content counts.
        Returns the paths of the outputs, in their order.
        """
        targets = [self.path(name) for name in outputs.values()]
        stamp = targets[0] + ".made-from"
        made_from = _digest(step, inputs)
        if _read(stamp) == made_from and all(os.path.exists(target) for target in targets):
            self.progress.kept(title)
            return targets
        _remove(stamp)
        with self.progress.step(title, seconds), self._scratch() as scratch:
            fresh = {argument: os.path.join(scratch, name) for argument, name in outputs.items()}
            _run(title, step, {**inputs, **fresh}, os.path.join(scratch, "done"))
            for path, target in zip(fresh.values(), targets):
                os.replace(path, target)
        with open(stamp, "w", encoding="utf-8") as file:
            file.write(made_from)
        return targets

    def judge(self, title, seconds, step, **inputs):
        """Runs a step that judges something. Returns whether it accepted."""
        with self.progress.step(title, seconds), self._scratch() as scratch:
            verdict = os.path.join(scratch, "verdict.json")
            _run(title, step, {**inputs, "verdict": verdict}, os.path.join(scratch, "done"))
            with open(verdict, encoding="utf-8") as file:
                return json.load(file)["accepted"]

    def _scratch(self):
        return tempfile.TemporaryDirectory(prefix="step-", dir=self.directory)


def _run(title, step, arguments, done):
    process = subprocess.run(
        [sys.executable, STEP_PROGRAM, step, json.dumps(arguments), done],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if not os.path.exists(done):
        lines = [line.strip() for line in process.stdout.splitlines() if line.strip()]
        ended = f"its process ended with {process.returncode}"
        raise StepError(f"{title}: {lines[-1] if lines else ended + '; the memory may not have been enough'}")


def _digest(step, inputs):
    digest = hashlib.sha256(step.encode())
    for name, value in sorted(inputs.items()):
        content = _digest_of_file(value) if isinstance(value, str) else value
        digest.update(f" {name}={content}".encode())
    return digest.hexdigest()


def _digest_of_file(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _remove(path):
    try:
        os.remove(path)
    except FileNotFoundError:
        pass
