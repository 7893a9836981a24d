"""What is kept, what is removed, and that a missed expectation is noticed."""

import contextlib
import io
import os
import tempfile
import unittest

import prove_swap
import workshop
from expectations import Expectations
from progress import Progress


class CleanTest(unittest.TestCase):
    def test_only_what_is_ours_is_removed(self):
        with tempfile.TemporaryDirectory() as cache, contextlib.redirect_stderr(io.StringIO()):
            os.makedirs(os.path.join(cache, "good"))
            with open(os.path.join(cache, "thesis.tex"), "w", encoding="utf-8"):
                pass
            prove_swap.clean(cache)
            self.assertEqual(os.listdir(cache), ["thesis.tex"])

    def test_an_empty_cache_goes_as_a_whole(self):
        with tempfile.TemporaryDirectory() as parent, contextlib.redirect_stderr(io.StringIO()):
            cache = os.path.join(parent, "cache")
            os.makedirs(os.path.join(cache, "bad"))
            prove_swap.clean(cache)
            self.assertFalse(os.path.exists(cache))


class ExpectationsTest(unittest.TestCase):
    def test_one_missed_expectation_is_enough(self):
        expectations = Expectations()
        expectations.note("a proof", "accepted", True)
        self.assertTrue(expectations.held())
        expectations.note("the swap", "refused", True)
        self.assertFalse(expectations.held())
        self.assertIn("NOT AS EXPECTED", "\n".join(expectations.table()))


class WorkshopTest(unittest.TestCase):
    """With a step program that notes its calls in place of EZKL's: keeping is what is tested."""

    def setUp(self):
        self.directory = self.enterContext(tempfile.TemporaryDirectory())
        program = os.path.join(self.directory, "step.py")
        with open(program, "w", encoding="utf-8") as file:
            file.write(
                "import json, sys\n"
                "a = json.loads(sys.argv[2])\n"
                "if sys.argv[1] == 'fails': print('first'); sys.exit('the reason')\n"
                "open(a['made'], 'w').write('made')\n"
                "open(sys.argv[3], 'w')\n"
            )
        self.addCleanup(setattr, workshop, "STEP_PROGRAM", workshop.STEP_PROGRAM)
        workshop.STEP_PROGRAM = program
        self.log = io.StringIO()
        self.place = workshop.Workshop(os.path.join(self.directory, "good"), Progress(9, self.log))
        self.source = os.path.join(self.directory, "source")
        self.write(b"one")

    def write(self, content):
        with open(self.source, "wb") as file:
            file.write(content)

    def make(self, step="works"):
        self.place.make("title", 1, step, {"made": "made.bin"}, source=self.source)

    def test_what_was_made_from_the_same_is_kept(self):
        self.make()
        self.make()
        self.assertIn("[ 2/9] title: kept", self.log.getvalue())

    def test_what_was_made_from_something_else_is_made_anew(self):
        self.make()
        self.write(b"two")
        self.make()
        self.assertNotIn("kept", self.log.getvalue())

    def test_a_step_that_fails_keeps_nothing_and_says_why(self):
        self.make()
        self.write(b"two")
        with self.assertRaisesRegex(workshop.StepError, "title: the reason"):
            self.make("fails")
        self.write(b"one")
        self.make()
        self.assertNotIn("kept", self.log.getvalue())


if __name__ == "__main__":
    unittest.main()
