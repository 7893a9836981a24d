"""The measurements as Markdown tables."""

from statistics import median

from contenders import WHOLE_SET


def epoch_table(rounds):
    """rounds: a list of {contender: Run}, one for each round. Ratios are taken within a round, and their median is shown."""
    contenders = list(rounds[0])
    whole_set = next(contender for contender in contenders if contender.name == WHOLE_SET)
    lines = [
        "| | s an epoch: median | min | first epoch: median | ratio to PyTorch, whole set | ratio to the fastest PyTorch "
        "| peak RSS, MiB | accuracy (after epochs) |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for contender in contenders:
        runs = [one[contender] for one in rounds]
        later = [seconds for run in runs for seconds in run.epochs[1:] or run.epochs]
        cells = [
            contender.name,
            f"{median(later):.2f}",
            f"{min(later):.2f}",
            f"{median(run.epochs[0] for run in runs):.2f}",
            _paired(rounds, contender, lambda one: _typical(one[whole_set])),
            _paired(rounds, contender, _fastest_pytorch),
            f"{max(run.peak_bytes for run in runs) / 2**20:.0f}",
            f"{runs[0].accuracy:.4f} ({len(runs[0].epochs)})",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def whole_job_table(jobs):
    """jobs: {contender: Run}. The modeller prints no events then: its 26 epochs are counted up to its last artifact."""
    seconds = {contender: run.seconds_to_last_epoch or run.seconds for contender, run in jobs.items()}
    fastest = min(seconds[contender] for contender in jobs if contender.is_pytorch)
    lines = [
        "| whole job: 25 + 1 epochs | 26 epochs from the start of the process, s | ratio to the fastest PyTorch "
        "| start to artifacts, s | peak RSS, MiB |",
        "|---|---|---|---|---|",
    ]
    for contender, run in jobs.items():
        cells = [
            contender.name,
            f"{seconds[contender]:.1f}",
            f"{seconds[contender] / fastest:.2f}",
            f"{run.seconds:.1f}",
            f"{run.peak_bytes / 2**20:.0f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _typical(run):
    return median(run.epochs[1:] or run.epochs)


def _fastest_pytorch(one_round):
    return min(_typical(run) for contender, run in one_round.items() if contender.is_pytorch)


def _paired(rounds, contender, reference):
    return f"{median(_typical(one[contender]) / reference(one) for one in rounds):.2f}"
