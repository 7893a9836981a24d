"""Prints the table of python_pixels.txt: python3 python_pixels.py > python_pixels.txt

What json.dumps writes for the grey values 0 to 255 as PyTorch's ToTensor and Tensor.tolist give them: divided by 255,
rounded to float32, turned into a Python float.
"""

import json
import struct

if __name__ == "__main__":
    for grey in range(256):
        # The double quotient rounds to the same float32 as a float32 division: both operands are small integers.
        as_float32 = struct.unpack(">f", struct.pack(">f", grey / 255))[0]
        print(json.dumps(as_float32))
