#!/usr/bin/env python3
"""Measures the modeller beside PyTorch, in alternating rounds on the same machine, and prints Markdown tables."""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import contenders
import mnist
import report
from measure import measure


def main():
    options = parse_options()
    check(options)
    everyone = contenders.everyone(options)
    rounds = []
    for number in range(options.rounds):
        say(f"round {number + 1} of {options.rounds}")
        # Each round begins with another contender, so that none always runs on the warmest or the busiest machine.
        shift = number % len(everyone)
        measured = {contender: measure(contender.command) for contender in everyone[shift:] + everyone[:shift]}
        rounds.append({contender: measured[contender] for contender in everyone})
    jobs = {} if options.quick else whole_jobs(options, everyone)

    print(f"{describe_machine()}, {options.threads} threads, {options.rounds} rounds, load {os.getloadavg()[1]:.1f}\n")
    print(report.epoch_table(rounds))
    if jobs:
        print("\n" + report.whole_job_table(jobs))


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=5, help="of each whole-set run in a round (default: 5)")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--quick", action="store_true", help="one round of two epochs and no whole job")
    parser.add_argument("--data", type=Path, default=mnist.DEFAULT_DATA, help="folder of the dataset archive")
    parser.add_argument(
        "--python",
        type=Path,
        default=contenders.HERE / ".venv" / "bin" / "python",
        help="a Python with bench/requirements.txt installed (default: bench/.venv)",
    )
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.epochs = 1, 2
    if options.rounds < 1 or options.epochs < 1 or options.threads < 1:
        parser.error("--rounds, --epochs and --threads must be at least 1")
    options.data = options.data.absolute()
    options.python = options.python.absolute()
    return options


def check(options):
    """Fails now rather than after some minutes, and keeps the build out of what is measured."""
    if not options.python.exists():
        raise SystemExit(f"{options.python} is missing: bench/README.md says how to make it, or name another with --python")
    if not (options.data / mnist.ARCHIVE).exists():
        raise SystemExit(f"{options.data / mnist.ARCHIVE} is missing: `./modeller train` obtains it")
    os.environ["MODELLER_DATA"] = str(options.data)
    subprocess.run([options.python, "-c", "import torch, torchvision, onnx"], check=True)
    subprocess.run([contenders.MODELLER, "--version"], check=True, stdout=subprocess.DEVNULL)


def whole_jobs(options, everyone):
    jobs = {}
    for contender in everyone:
        if contender.does_whole_job:
            say("whole job: " + contender.name)
            with tempfile.TemporaryDirectory() as folder:
                shutil.copy(options.data / mnist.ARCHIVE, folder)
                output = Path(folder) / "artifacts"
                output.mkdir()
                jobs[contender] = measure(contenders.whole_job(options, contender, folder, output))
                missing = [name for name in ("network_good.onnx", "network_bad.onnx") if not (output / name).exists()]
                if missing:
                    raise SystemExit(f"{contender.name} did not write {' and '.join(missing)}")
    return jobs


def describe_machine():
    name = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        name = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{name}, {os.cpu_count()} cores, {platform.system()}"


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
