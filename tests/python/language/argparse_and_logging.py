import argparse, sys, logging
from argparse import ArgumentParser, Namespace

def build():
    p = argparse.ArgumentParser(prog="train", description="Train a model on some data.", epilog="Bye.")
    p.add_argument("data", help="input file")
    p.add_argument("extra", nargs="*", help="more files")
    p.add_argument("-l", "--lr", type=float, default=1e-3, help="learning rate (default: %(default)s)")
    p.add_argument("--epochs", "-e", type=int, default=10, metavar="N")
    p.add_argument("--model", choices=["mlp", "cnn"], default="mlp", help="which model")
    p.add_argument("-v", "--verbose", action="count", default=0)
    p.add_argument("--no-cuda", action="store_true", help="disables CUDA training")
    p.add_argument("--hidden", type=int, nargs="+", default=[64, 64])
    p.add_argument("--tag", action="append")
    p.add_argument("--batch-size", type=int, default="32")
    p.add_argument("--shape", type=int, nargs=2)
    p.add_argument("--opt", nargs="?", const="yes", default="no")
    p.add_argument("--bias", action=argparse.BooleanOptionalAction, default=True)
    g = p.add_mutually_exclusive_group()
    g.add_argument("--fast", action="store_true")
    g.add_argument("--slow", action="store_true")
    return p
p = build()
for line in ["d.csv", "d.csv a b --lr 0.5 -vv --hidden 1 2 3 --no-cuda", "--tag x d --tag=y -e5 --shape 3 4 --opt", "d --opt maybe --no-bias --fast -l -0.1", "--bat 7 d -- -x"]:
    print(p.parse_args(line.split()))
for line in ["", "d --lr abc", "d --model rnn", "d --fast --slow", "d --bogus", "d --shape 1", "d --epochs"]:
    try:
        p.parse_args(line.split())
    except SystemExit as e:
        print("exit", e.code)
print(p.parse_known_args(["d", "--bogus", "3"]))
print(p.format_usage())
p.print_help()
q = argparse.ArgumentParser(prog="git", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
q.add_argument("--seed", type=int, default=0, help="random seed")
sub = q.add_subparsers(dest="cmd", required=True)
a = sub.add_parser("add", help="add things"); a.add_argument("path"); a.set_defaults(func=lambda n: f"adding {n.path}")
c = sub.add_parser("commit"); c.add_argument("-m", default="msg")
n = q.parse_args(["--seed", "3", "add", "x.py"])
print(n.cmd, n.path, n.seed, n.func(n), vars(q.parse_args(["commit", "-m", "hi"])))
n = Namespace(a=1, b="x"); n.c = 3; print(n, "a" in n, n == Namespace(a=1, b="x", c=3))
logging.basicConfig(format="%(asctime)s %(message)s", stream=sys.stdout, level=logging.DEBUG, datefmt="x")
logging.debug("value %d of %s", 3, "z")
log = logging.getLogger("a.b"); log.setLevel("ERROR"); log.warning("not shown"); log.error("shown")
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter("{name}|{levelname:<8}|{message}|{lineno}|{funcName}", style="{"))
log.addHandler(h); log.propagate = False
def f():
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("failed")
f()
print(log, logging.getLogger("a").isEnabledFor(logging.INFO), log.parent, logging.getLevelName(20), log.handlers)
