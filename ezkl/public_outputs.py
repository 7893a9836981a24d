"""Reads what a witness and a proof make public: ten logits as elements of a finite field."""

import json

# The order of BN254's scalar field, in which EZKL computes. Its upper half stands for negative numbers.
FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617


def digit(witness):
    """The digit that the quantised logits of a witness mean."""
    with open(witness, encoding="utf-8") as file:
        logits = [float(logit) for logit in json.load(file)["pretty_elements"]["rescaled_outputs"][0]]
    return logits.index(max(logits))


def alter(proof, altered):
    """Writes a copy of a proof that claims another answer: the largest and the smallest logit change places."""
    with open(proof, encoding="utf-8") as file:
        content = json.load(file)
    outputs = content["instances"][0]
    numbers = [signed(output) for output in outputs]
    largest, smallest = numbers.index(max(numbers)), numbers.index(min(numbers))
    outputs[largest], outputs[smallest] = outputs[smallest], outputs[largest]
    with open(altered, "w", encoding="utf-8") as file:
        json.dump(content, file)


def signed(element):
    """The number that a field element means; EZKL writes it as hexadecimal bytes, the least significant first."""
    value = int.from_bytes(bytes.fromhex(element), "little")
    return value - FIELD if value > FIELD // 2 else value
