#!/usr/bin/env python3
"""PyTorch as the original modeller is written: a DataLoader that decodes and rounds every image again in every epoch."""

import tempfile
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision.datasets import MNIST
from torchvision.transforms import Compose, ToTensor

import lenet
import mnist

rounded = Compose([ToTensor(), torch.round])
with tempfile.TemporaryDirectory() as folder:
    mnist.unpack(folder)
    train_set = MNIST(Path(folder) / "train", train=True, transform=rounded)
    test_set = MNIST(Path(folder) / "test", train=False, transform=rounded)
train_batches = DataLoader(train_set, batch_size=lenet.BATCH_SIZE)
test_batches = DataLoader(test_set, batch_size=lenet.BATCH_SIZE)
loss_function = nn.CrossEntropyLoss()


def train_epoch(network, optimiser):
    for images, labels in train_batches:
        optimiser.zero_grad()
        loss = loss_function(network(images), labels)
        loss.backward()
        optimiser.step()
    return len(train_set)


lenet.run(__doc__, train_epoch, lambda: test_batches)
