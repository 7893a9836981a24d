"""Shows with EZKL that a proof vouches for one network: the good network's key refuses the bad one's proof."""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile

import artifact_source
import public_outputs
from artifact_source import CALIBRATION, INPUT, NETWORK_BAD, NETWORK_GOOD
from expectations import Expectations
from progress import Progress
from workshop import StepError, Workshop

DISK_NEEDED = 2 * 10**9
DIRECTORIES = ("good", "bad")


def parse(arguments, environment):
    parser = argparse.ArgumentParser(
        prog="modeller prove",
        description="Proves an answer of the good network with EZKL, then shows that a proof made with the bad network and"
        " a proof of an altered answer are refused. Takes some minutes, 1.5 GB of memory and 2 GB of disk; with --mock"
        " seconds.",
        epilog="Exit codes: 0 all was as expected; 1 it was not, or a step failed; 2 wrong usage.",
    )
    parser.add_argument(
        "artifacts",
        nargs="?",
        metavar="DIR|URL",
        default=environment.get("MODELLER_OUTPUT") or os.path.join(environment.get("MODELLER_HOME", "."), "data", "auto"),
        help="directory of the artifacts, or the address of a modeller such as http://localhost:8081; default: %(default)s",
    )
    parser.add_argument("--mock", action="store_true", help="only check that both circuits hold: no keys, no proofs")
    parser.add_argument(
        "--cache",
        metavar="DIR",
        default=environment.get("MODELLER_CACHE") or cache_directory(environment),
        help="where circuits and keys are kept for the next time; default: %(default)s",
    )
    parser.add_argument("--clean", action="store_true", help="remove what is kept there, and do nothing else")
    return parser.parse_args(arguments)


def cache_directory(environment):
    """Outside of the repository, where programs keep what can be made again."""
    if sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = environment.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "zkml-mnist-modeller")


def clean(cache):
    """Removes what is ours, and the directory only if nothing else is in it."""
    for name in DIRECTORIES:
        shutil.rmtree(os.path.join(cache, name), ignore_errors=True)
    if os.path.isdir(cache) and not os.listdir(cache):
        os.rmdir(cache)
    print(f"removed what was kept in {cache}", file=sys.stderr)


def require_disk(cache):
    free = shutil.disk_usage(cache).free
    if free < DISK_NEEDED and not os.path.exists(os.path.join(cache, "bad", "pk.key")):
        raise StepError(
            f"{cache}: {free / 1e9:.1f} GB are free and keys need {DISK_NEEDED / 1e9:.0f} GB; --cache names another place"
        )


class Demonstration:
    """Both networks in EZKL, under the settings of the good one."""

    def __init__(self, files, cache, steps):
        progress = Progress(steps, sys.stderr)
        self.files = files
        self.good = Workshop(os.path.join(cache, "good"), progress)
        self.bad = Workshop(os.path.join(cache, "bad"), progress)

    def networks(self):
        yield "good", self.good, self.files[NETWORK_GOOD]
        yield "bad", self.bad, self.files[NETWORK_BAD]

    def circuit(self, place, kind, network, settings, prefix=""):
        """Returns the circuit of a network and its witness for the input."""
        [circuit] = place.make(
            f"compile the {kind} network",
            1,
            "compile_circuit",
            {"circuit": prefix + "network.ezkl"},
            model=network,
            settings=settings,
        )
        [witness] = place.make(
            f"witness of the {kind} network",
            1,
            "witness",
            {"witness": prefix + "witness.json"},
            data=self.files[INPUT],
            circuit=circuit,
        )
        return circuit, witness

    def check_circuits(self):
        """Lets EZKL check every constraint of both circuits."""
        expectations = Expectations()
        for kind, place, network in self.networks():
            [settings] = place.make(
                f"settings of the {kind} network", 1, "quick_settings", {"settings": "quick-settings.json"}, model=network
            )
            circuit, witness = self.circuit(place, kind, network, settings, "quick-")
            accepted = place.judge(f"check the {kind} circuit", 4, "mock", witness=witness, circuit=circuit)
            answer = public_outputs.digit(witness)
            expectations.note(f"the {kind} network's circuit, which answers {answer}", "accepted", accepted)
        return expectations

    def proof(self, place, kind, network, settings, srs):
        """Returns the verification key of a network, a proof of its answer, and the answer."""
        circuit, witness = self.circuit(place, kind, network, settings)
        verification_key, proving_key = place.make(
            f"keys of the {kind} network",
            20,
            "setup",
            {"verification_key": "vk.key", "proving_key": "pk.key"},
            circuit=circuit,
            srs=srs,
        )
        [proof] = place.make(
            f"prove with the {kind} network",
            30,
            "prove",
            {"proof": "proof.json"},
            witness=witness,
            circuit=circuit,
            proving_key=proving_key,
            srs=srs,
        )
        return verification_key, proof, public_outputs.digit(witness)

    def prove(self):
        """Proves with both networks and shows the proofs to the holders of their verification keys."""
        [settings] = self.good.make(
            "settings, calibrated with the good network",
            60,
            "calibrated_settings",
            {"settings": "settings.json"},
            model=self.files[NETWORK_GOOD],
            data=self.files[CALIBRATION],
        )
        with open(settings, encoding="utf-8") as file:
            logrows = json.load(file)["run_args"]["logrows"]
        [srs] = self.good.make(
            "structured reference string", 20, "reference_string", {"srs": f"kzg{logrows}.srs"}, logrows=logrows
        )
        proven = {
            kind: self.proof(place, kind, network, settings, srs) for kind, place, network in self.networks()
        }
        good_key, good_proof, good_answer = proven["good"]
        bad_key, bad_proof, bad_answer = proven["bad"]
        altered = self.good.path("altered-proof.json")
        public_outputs.alter(good_proof, altered)

        expectations = Expectations()
        for what, expected, proof, key in (
            (f"the good network's proof that it answers {good_answer}", "accepted", good_proof, good_key),
            (f"the bad network's proof that it answers {bad_answer}, by its own key", "accepted", bad_proof, bad_key),
            ("the swap: the bad network's proof, by the good network's key", "refused", bad_proof, good_key),
            ("the good network's proof with another answer", "refused", altered, good_key),
        ):
            accepted = self.good.judge(
                f"verify {what}", 1, "verify", proof=proof, settings=settings, verification_key=key, srs=srs
            )
            expectations.note(what, expected, accepted)
        return expectations


def run(options):
    os.makedirs(options.cache, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="artifacts-", dir=options.cache) as directory:
        digests = artifact_source.fetch(options.artifacts, directory)
        files = {name: os.path.join(directory, name) for name in artifact_source.NAMES}
        for name in (NETWORK_GOOD, NETWORK_BAD):
            print(f"{digests[name]}  {name}", file=sys.stderr)
        if options.mock:
            expectations = Demonstration(files, options.cache, 8).check_circuits()
        else:
            require_disk(options.cache)
            print(f"keys are kept in {options.cache}; ./modeller prove --clean removes them", file=sys.stderr)
            expectations = Demonstration(files, options.cache, 14).prove()
    print("\n".join(expectations.table()))
    return 0 if expectations.held() else 1


def main():
    # SIGTERM tidies up as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = parse(sys.argv[1:], os.environ)
    try:
        if options.clean:
            clean(options.cache)
            return 0
        return run(options)
    except (artifact_source.ArtifactError, StepError) as problem:
        print(f"modeller prove: {problem}", file=sys.stderr)
    except OSError as problem:
        print(f"modeller prove: {problem.filename or options.cache}: {problem.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
