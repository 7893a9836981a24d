"""Prints the table of python_floats.txt: python3 python_floats.py > python_floats.txt

Each line holds the 64 bits of a double in hexadecimal and what Python's json.dumps writes for it.
"""

import json
import random
import struct


def from_bits(bits):
    return struct.unpack(">d", bits.to_bytes(8, "big"))[0]


def to_bits(value):
    return struct.pack(">d", value).hex()


def neighbours(value):
    bits = int(to_bits(value), 16)
    return [from_bits(bits - 1), value, from_bits(bits + 1)]


def tricky():
    yield from (0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 2e-3, 1.1, 2.2, 100.0, 123456.789, 1 / 3, 2 / 3)
    yield from (9007199254740991.0, 9007199254740992.0, 9007199254740993.0, 1.7976931348623157e308)
    yield from (2e23, 1e23, 8.41e21, 9.5367431640625e-07, 2.0e-3, 1.0e-3, 8.5e-5, 4.35e-322, 5.684341886080802e-14)
    # the smallest numbers, of which several have a single significant digit
    yield from (from_bits(bits) for bits in range(1, 40))
    yield from neighbours(2.2250738585072014e-308)
    # where the notation changes between plain and exponent
    for exponent in (-6, -5, -4, -3, 14, 15, 16, 17, 18):
        yield from neighbours(float(f"1e{exponent}"))
        yield float(f"1.2345678e{exponent}")
    yield from (float(f"1e{exponent}") for exponent in range(-323, 309, 9))
    yield from (2.0**exponent for exponent in range(-1074, 1024, 19))
    generator = random.Random(1)
    for _ in range(150):
        value = from_bits(generator.getrandbits(64))
        if value == value and abs(value) != float("inf"):
            yield value
    for _ in range(60):
        yield struct.unpack(">f", struct.pack(">f", generator.uniform(-1, 1)))[0]
    for _ in range(60):
        yield round(generator.uniform(-100, 100), generator.randrange(6))


if __name__ == "__main__":
    for number in tricky():
        print(to_bits(number), json.dumps(number))
