"""Records what CPython and JAX print for the scripts of this folder.

    python tests/python/record.py [NAME…]

runs every script of basics/, language/, errors/ and jax/ (or those whose path contains a NAME) in a process of its own and
writes beside it NAME.out (standard output) and NAME.err (standard error), each if there is any; the folder's exits.json
has the exit codes that are not 0. It needs CPython 3.11 and JAX 0.10.2; the tests need neither.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).resolve().parent
# Without its algebraic simplifier, XLA divides where a program divides; it would multiply by the rounded reciprocal.
ENVIRONMENT = {
    **os.environ, "JAX_PLATFORMS": "cpu", "XLA_FLAGS": "--xla_disable_hlo_passes=algsimp",
    "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8",
}
FRAME = re.compile(r'^( *)File "([^"]+)", line \d+, in .*\n(?:\1  .*\n)*', re.M)
# JAX's second traceback of the same error, from before a transformation.
TRANSFORMED = re.compile(
    r"Traceback [^\n]*\n(?:  [^\n]*\n)*jax\._src\S*JaxStackTraceBeforeTransformation.*?direct cause of [^\n]*\n\n", re.S
)
LITERAL = re.compile(r"(?<!\w)(-?[\d.]+(?:e[+-]?\d+)?|-?inf|nan|True|False):(?:[a-z]+\d+|bool)\[\]")


def own_frames(text, folder):
    """The script's path becomes its base name; frames of libraries go, because they are others' code."""
    text = text.replace(f"{folder}/", "")
    text = TRANSFORMED.sub("", text)
    text = FRAME.sub(lambda frame: "" if frame[2][0] in "/<" else frame[0], text)
    text = re.sub(r"(cannot import name .*) \(.*\)$", r"\1 (unknown location)", text, flags=re.M)
    text = re.sub(r"^.*/site-packages/\S+?(\w+)\.py:\d+: ", r"\1.py: ", text, flags=re.M)
    return re.sub(r"-{20}\nFor simplicity, JAX has removed.*\n", "", text)


def own_output(text, folder):
    """Paths as above, addresses masked; literals of jaxprs lose their types, as the specification prints them."""
    text = re.sub(r" at 0x[0-9a-f]{8,}", " at 0x…", text.replace(f"{folder}/", ""))
    return LITERAL.sub(r"\1", text)


def run(script):
    return subprocess.run(
        [sys.executable, script.name],
        cwd=script.parent, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", timeout=600,
    )


def write(path, text):
    if text:
        path.write_text(text, encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def record(script):
    result = run(script)
    write(script.with_suffix(".out"), own_output(result.stdout, script.parent))
    write(script.with_suffix(".err"), own_frames(result.stderr, script.parent))
    return script, result.returncode


def record_folder(folder, names):
    scripts = [s for s in sorted(folder.glob("*.py")) if not names or any(n in f"{folder.name}/{s.name}" for n in names)]
    path = folder / "exits.json"
    exits = json.loads(path.read_text()) if path.exists() else {}
    with ThreadPoolExecutor(4) as pool:
        for script, code in pool.map(record, scripts):
            exits.pop(script.stem, None)
            if code:
                exits[script.stem] = code
    exits = {name: code for name, code in sorted(exits.items()) if (folder / f"{name}.py").exists()}
    write(path, json.dumps(exits, indent=2) + "\n" if exits else "")
    print(f"{folder.name}: {len(scripts)} scripts, {len(exits)} exit codes")


if __name__ == "__main__":
    for name in ("basics", "language", "errors", "jax"):
        if (HERE / name).is_dir():
            record_folder(HERE / name, sys.argv[1:])
