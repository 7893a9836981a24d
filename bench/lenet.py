"""The network in PyTorch, and what both PyTorch programs share: options, events, evaluation, export."""

import argparse
import json
import time
from pathlib import Path

import torch
from torch import nn

BATCH_SIZE = 256


def make_network():
    """PyTorch's initialisation of these layers is the modeller's: uniform within 1/sqrt(fan-in), either sign."""
    return nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.Sigmoid(), nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5), nn.Sigmoid(), nn.AvgPool2d(2),
        nn.Flatten(),
        nn.Linear(256, 120), nn.Sigmoid(),
        nn.Linear(120, 84), nn.Sigmoid(),
        nn.Linear(84, 10),
    )  # fmt: skip


def run(description, train_epoch, test_batches):
    """Trains a network for each number of --epochs and prints an event a line, the same as `modeller benchmark` does.

    train_epoch(network, optimiser) trains one epoch and returns how many images that were; test_batches() gives pairs of
    test images and labels.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--epochs", default="2", help="of each network, separated by commas: 25,1 trains two")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--channels-last", action="store_true", help="lay tensors out with the channels innermost")
    parser.add_argument("--export", type=Path, help="write the networks as ONNX into this folder")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    networks = []
    for number, epochs in enumerate(map(int, options.epochs.split(",")), start=1):
        network = make_network()
        if options.channels_last:
            network = network.to(memory_format=torch.channels_last)
        optimiser = torch.optim.Adam(network.parameters(), lr=1e-3)
        for epoch in range(1, epochs + 1):
            started = time.perf_counter()
            images = train_epoch(network, optimiser)
            seconds = time.perf_counter() - started
            accuracy = _evaluate(network, test_batches)
            _print_event("epoch", network=number, epoch=epoch, images=images, seconds=seconds, accuracy=accuracy)
        networks.append(network)
    _print_event("done", accuracy=accuracy)
    if options.export:
        for network, name in zip(networks, ("good", "bad")):
            _export(network, options.export / f"network_{name}.onnx")


@torch.inference_mode()
def _evaluate(network, test_batches):
    correct = total = 0
    for images, labels in test_batches():
        correct += (network(images).argmax(1) == labels).sum().item()
        total += len(labels)
    return correct / total


def _export(network, path):
    torch.onnx.export(
        network.eval(), torch.zeros(1, 1, 28, 28), path, input_names=["input_0"], output_names=["output"], opset_version=12
    )


def _print_event(event, **values):
    print(json.dumps({"event": event, **values}), flush=True)
