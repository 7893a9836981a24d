"""An altered proof claims another answer, and nothing else in it differs."""

import json
import os
import tempfile
import unittest

import public_outputs
from public_outputs import FIELD


def element(number):
    return (number % FIELD).to_bytes(32, "little").hex()


class PublicOutputsTest(unittest.TestCase):
    def setUp(self):
        self.directory = self.enterContext(tempfile.TemporaryDirectory())

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, name, content):
        with open(self.path(name), "w", encoding="utf-8") as file:
            json.dump(content, file)
        return self.path(name)

    def test_the_upper_half_of_the_field_is_negative(self):
        for number in (0, 1, -1, 12345, -12345):
            self.assertEqual(public_outputs.signed(element(number)), number)

    def test_the_digit_is_the_place_of_the_largest_logit(self):
        witness = {"pretty_elements": {"rescaled_outputs": [["-3.5", "0.25", "12.0", "9.0"] + ["-1.0"] * 6]}}
        self.assertEqual(public_outputs.digit(self.write("witness.json", witness)), 2)

    def test_altering_exchanges_the_largest_and_the_smallest_output(self):
        proof = {"instances": [[element(number) for number in (4, -7, 9, 0, -1)]], "proof": [1, 2, 3]}
        public_outputs.alter(self.write("proof.json", proof), self.path("altered.json"))
        with open(self.path("altered.json"), encoding="utf-8") as file:
            altered = json.load(file)
        self.assertEqual([public_outputs.signed(output) for output in altered["instances"][0]], [4, 9, -7, 0, -1])
        self.assertEqual(altered["proof"], proof["proof"])


if __name__ == "__main__":
    unittest.main()
