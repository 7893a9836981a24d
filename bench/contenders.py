"""Who is measured: the command line of each contender, for some epochs and for the whole job."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
MODELLER = REPOSITORY / "modeller"
WHOLE_JOB = "25,1"
DL4J_BATCHES = 16
WHOLE_SET = "PyTorch, whole set"


@dataclass(frozen=True, eq=False)
class Contender:
    name: str
    command: list
    """Trains some epochs and prints an event a line for each."""
    is_pytorch: bool = False
    does_whole_job: bool = False
    """Whether it is also measured on the whole job: the slow ones would take too long."""


def everyone(options):
    """All contenders, in the order of the table."""
    dataset = ["--data", options.data]
    threads = ["--threads", str(options.threads)]
    ours = [MODELLER, "benchmark", "--json", *dataset, *threads]
    whole_set = [options.python, HERE / "pytorch_whole_set.py", *threads]
    as_original = [options.python, HERE / "pytorch_as_original.py", *threads]
    epochs = ["--epochs", str(options.epochs)]
    return [
        Contender("modeller, `fused`", [*ours, "--engine", "fused", *epochs], does_whole_job=True),
        Contender(
            f"modeller, `dl4j` (extrapolated from {DL4J_BATCHES} batches)",
            [*ours, "--engine", "dl4j", "--epochs", "1", "--batches", str(DL4J_BATCHES)],
        ),
        Contender(WHOLE_SET, [*whole_set, *epochs], is_pytorch=True, does_whole_job=True),
        Contender(
            WHOLE_SET + ", channels last",
            [*whole_set, "--channels-last", *epochs],
            is_pytorch=True,
            does_whole_job=True,
        ),
        Contender(
            "PyTorch, as the original", [*as_original, "--epochs", str(min(options.epochs, 2))], is_pytorch=True
        ),
    ]


def whole_job(options, contender, data, output):
    """From a folder that holds nothing but the dataset to all artifacts; PyTorch writes the two ONNX files only."""
    if contender.is_pytorch:
        command = list(contender.command)
        command[command.index("--epochs") + 1] = WHOLE_JOB
        return [*command, "--export", output]
    return [MODELLER, "train", "--data", data, "--output", output, "--threads", str(options.threads)]
