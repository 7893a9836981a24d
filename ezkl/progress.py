"""Says which of how many steps is under way and how long it takes: a counting line on a terminal, plain lines in a log."""

import contextlib
import threading
import time

# Shorter steps need no announcement in a log.
SECONDS_WORTH_A_LINE = 10


class Progress:
    def __init__(self, steps, out):
        self.steps = steps
        self.out = out
        self.number = 0

    def kept(self, title):
        """A step whose outputs are there from an earlier run."""
        self._say(f"{self._label(title)}: kept from an earlier run")

    @contextlib.contextmanager
    def step(self, title, seconds):
        """seconds: about how long it takes on a machine with two cores."""
        label = self._label(title)
        started = time.monotonic()
        done = threading.Event()
        ticker = threading.Thread(target=self._count, args=(label, seconds, started, done), daemon=True)
        if self.out.isatty():
            ticker.start()
        elif seconds >= SECONDS_WORTH_A_LINE:
            self._say(f"{label}: takes about {seconds} s")
        try:
            yield
        finally:
            done.set()
            if ticker.is_alive():
                ticker.join()
                print("\r\033[K", end="", file=self.out, flush=True)
        self._say(f"{label}: done in {time.monotonic() - started:.1f} s")

    def _label(self, title):
        self.number += 1
        return f"[{self.number:2}/{self.steps}] {title}"

    def _say(self, line):
        print(line, file=self.out, flush=True)

    def _count(self, label, seconds, started, done):
        while True:
            elapsed = time.monotonic() - started
            print(f"\r\033[K{label}: {elapsed:.0f} of about {seconds} s", end="", file=self.out, flush=True)
            if done.wait(1):
                return
