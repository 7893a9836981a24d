"""Runs one command and measures it: its events, its duration, its peak of resident memory."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

IMAGES_PER_EPOCH = 60_000


@dataclass
class Run:
    seconds: float = 0.0
    """From the start of the process to its end."""
    seconds_to_last_epoch: float = 0.0
    """From the start of the process to the end of its last epoch, evaluation included."""
    peak_bytes: int = 0
    epochs: list = field(default_factory=list)
    """Seconds of each epoch without evaluation; an epoch cut short counts as if it went on at the same speed."""
    accuracy: float = float("nan")


def measure(command):
    """Runs the command; stops the benchmark when it fails."""
    command = [str(part) for part in command]
    print("  " + " ".join(command), file=sys.stderr, flush=True)
    run = Run()
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if not line.startswith("{"):
            continue
        event = json.loads(line)
        if event.get("event") == "epoch":
            run.seconds_to_last_epoch = time.perf_counter() - started
            run.epochs.append(event["seconds"] * IMAGES_PER_EPOCH / event["images"])
            run.accuracy = event.get("accuracy", run.accuracy)
    _, status, usage = os.wait4(process.pid, 0)
    run.seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"exit code {process.returncode}: {' '.join(command)}")
    # Linux counts in KiB, macOS in bytes.
    run.peak_bytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return run
