"""Reads MNIST for the PyTorch programs: the archive in MODELLER_DATA (default: the repository's `data`), or the four .gz
files in MNIST_DIR."""

import gzip
import os
import tarfile
from pathlib import Path

DEFAULT_DATA = Path(__file__).resolve().parent.parent / "data"
ARCHIVE = "mnist-train-n-test.tar.gz"
FILES = {
    "train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    "test": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}


def read_part(part):
    """The bytes of the images and of the labels of part "train" or "test", without the headers of the files."""
    images, labels = (_read_file(part, name) for name in FILES[part])
    return images[16:], labels[8:]


def unpack(folder):
    """Writes the files where torchvision looks for them: FOLDER/train/MNIST/raw/... and FOLDER/test/MNIST/raw/..."""
    for part in FILES:
        raw = Path(folder) / part / "MNIST" / "raw"
        raw.mkdir(parents=True)
        # torchvision wants all four files in either place, though it reads two.
        for owner, names in FILES.items():
            for name in names:
                (raw / name).write_bytes(_read_file(owner, name))


def _read_file(part, name):
    if "MNIST_DIR" in os.environ:
        with gzip.open(Path(os.environ["MNIST_DIR"]) / f"{name}.gz") as file:
            return file.read()
    path = Path(os.environ.get("MODELLER_DATA", DEFAULT_DATA)) / ARCHIVE
    if not path.exists():
        raise SystemExit(f"{path} is missing, and MNIST_DIR does not name a folder with the four .gz files")
    with tarfile.open(path) as archive:
        found = {member.name.removeprefix("./"): member for member in archive.getmembers()}
        member = found.get(f"{part}/MNIST/raw/{name}") or found[f"{part}/MNIST/raw/{name}.gz"]
        content = archive.extractfile(member).read()
        return gzip.decompress(content) if member.name.endswith(".gz") else content
