"""One step of EZKL, in a process of its own: EZKL may abort while its process ends, after its work is done.

Usage: ezkl_step.py STEP JSON DONE. JSON gives the step's arguments; DONE is a file that is made when the step has succeeded,
which tells more than the exit code. A step that judges something writes its verdict to the file `verdict`.
"""

import asyncio
import inspect
import json
import os
import sys

import ezkl


def quick_settings(model, settings):
    """Settings without calibration: the scale that calibration chooses for networks like these, and the default ranges."""
    arguments = _arguments()
    arguments.input_scale = arguments.param_scale = 2
    ezkl.gen_settings(model, settings, py_run_args=arguments)


async def calibrated_settings(model, data, settings):
    """Settings whose scales, number of rows and look-up ranges follow from the calibration data."""
    draft = settings + ".draft"
    ezkl.gen_settings(model, draft, py_run_args=_arguments())
    await ezkl.calibrate_settings(data, model, draft, "resources", scales=[2, 7])
    os.replace(draft, settings)


def _arguments():
    """The input stays private, the network is fixed in the circuit, the answer is public."""
    arguments = ezkl.PyRunArgs()
    arguments.input_visibility = "private"
    arguments.param_visibility = "fixed"
    arguments.output_visibility = "public"
    arguments.num_inner_cols = 2
    arguments.variables = [("batch_size", 1)]
    return arguments


def reference_string(srs, logrows):
    ezkl.gen_srs(srs, logrows)


def compile_circuit(model, settings, circuit):
    ezkl.compile_circuit(model, circuit, settings)


def setup(circuit, srs, verification_key, proving_key):
    ezkl.setup(circuit, verification_key, proving_key, srs_path=srs)


def witness(data, circuit, witness):
    return ezkl.gen_witness(data, circuit, witness)


def mock(witness, circuit, verdict):
    return _judge(verdict, lambda: ezkl.mock(witness, circuit))


def prove(witness, circuit, proving_key, srs, proof):
    ezkl.prove(witness, circuit, proving_key, proof, "single", srs_path=srs)


def verify(proof, settings, verification_key, srs, verdict):
    return _judge(verdict, lambda: ezkl.verify(proof, settings, verification_key, srs_path=srs))


def _judge(verdict, check):
    """EZKL refuses by an exception; here a refusal is a verdict like any other."""
    try:
        accepted, reason = bool(check()), ""
    except (RuntimeError, ValueError) as refusal:
        accepted, reason = False, " ".join(str(refusal).split())
    with open(verdict, "w", encoding="utf-8") as file:
        json.dump({"accepted": accepted, "reason": reason}, file)


STEPS = {
    step.__name__: step
    for step in (
        quick_settings,
        calibrated_settings,
        reference_string,
        compile_circuit,
        setup,
        witness,
        mock,
        prove,
        verify,
    )
}


async def _run(step, arguments):
    made = step(**arguments)
    if inspect.isawaitable(made):
        await made


if __name__ == "__main__":
    asyncio.run(_run(STEPS[sys.argv[1]], json.loads(sys.argv[2])))
    with open(sys.argv[3], "w", encoding="utf-8"):
        pass
