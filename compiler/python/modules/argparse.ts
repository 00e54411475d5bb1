/** `argparse`: what a command line says, as options and positional arguments. */

import type { Library } from "./library.js";

export const argparse: Library = {
  source: String.raw`
import sys as _sys
import textwrap as _textwrap

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, REMAINDER, PARSER = "?", "*", "+", "...", "A..."

class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name, self.message = argument and argument._name(), message

    def __str__(self):
        return f"argument {self.argument_name}: {self.message}" if self.argument_name else self.message

class ArgumentTypeError(Exception):
    pass

class HelpFormatter:
    pass

class RawDescriptionHelpFormatter(HelpFormatter):
    pass

class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    pass

class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass

class MetavarTypeHelpFormatter(HelpFormatter):
    pass

class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        self.option_strings, self.dest, self.nargs, self.const, self.default = option_strings, dest, nargs, const, default
        self.type, self.choices, self.required, self.help, self.metavar = type, choices, required, help, metavar

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def _name(self):
        return "/".join(self.option_strings) or self.metavar or self.dest

    def _value_text(self):
        if isinstance(self.metavar, tuple):
            return " ".join(self.metavar)
        if self.metavar is not None:
            one = self.metavar
        elif self.choices is not None:
            one = "{" + ",".join(str(c) for c in self.choices) + "}"
        else:
            one = self.dest.upper() if self.option_strings else self.dest
        if self.nargs is None:
            return one
        if isinstance(self.nargs, int):
            return " ".join([one] * self.nargs)
        return {"?": f"[{one}]", "*": f"[{one} ...]", "+": f"{one} [{one} ...]", "...": "...", "A...": f"{one} ..."}[self.nargs]

class _Store(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)

class _StoreConst(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)

class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)

class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)

class _Append(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), values])

class _Extend(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), *values])

class _Count(_StoreConst):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, None, default, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)

class _Help(_StoreConst):
    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()

class _Version(_StoreConst):
    def __init__(self, option_strings, dest, version=None, default=None, help="show program's version number and exit"):
        super().__init__(option_strings, dest, default=SUPPRESS, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        print(self.version.replace("%(prog)s", parser.prog))
        parser.exit()

class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, **kwargs):
        negated = ["--no-" + s[2:] for s in option_strings if s.startswith("--")]
        super().__init__([*option_strings, *negated], dest, 0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))

_actions = {
    None: _Store, "store": _Store, "store_const": _StoreConst, "store_true": _StoreTrue, "store_false": _StoreFalse,
    "append": _Append, "extend": _Extend, "count": _Count, "help": _Help, "version": _Version,
}

class _Subparsers(Action):
    def __init__(self, parser, dest, required, help, metavar, title):
        self.parsers = {}
        super().__init__([], dest or SUPPRESS, "A...", choices=self.parsers, required=required, help=help, metavar=metavar)
        self._parent = parser

    def add_parser(self, name, *, aliases=(), help=None, **kwargs):
        made = ArgumentParser(prog=kwargs.pop("prog", f"{self._parent.prog} {name}"), **kwargs)
        for n in (name, *aliases):
            self.parsers[n] = made
        return made

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if name not in self.parsers:
            known = ", ".join(map(repr, self.parsers))
            raise ArgumentError(self, f"invalid choice: {name!r} (choose from {known})")
        if self.dest != SUPPRESS:
            setattr(namespace, self.dest, name)
        for key, value in vars(self.parsers[name].parse_args(rest)).items():
            setattr(namespace, key, value)

class _Container:
    """What arguments are added to: a parser or a group of one's."""

    def __init__(self, parser, title=None, description=None):
        self._parser, self.title, self.description = parser or self, title, description
        self._group_actions = []

    def add_argument(self, *names, action=None, **kwargs):
        if not names:
            names = (kwargs["dest"],)
        isOption = names[0][:1] in self._parser.prefix_chars
        options = list(names) if isOption else []
        if isOption:
            longs = [n for n in names if n[:2] == "--"] or names
            kwargs.setdefault("dest", longs[0].lstrip("-").replace("-", "_"))
        else:
            kwargs["dest"] = names[0]
            # Those that may be empty are found whenever those before them are.
            if kwargs.get("nargs") not in ("?", "*") or (kwargs["nargs"] == "*" and "default" not in kwargs):
                kwargs.setdefault("required", True)
        made = _actions[action] if action is None or isinstance(action, str) else action
        if made is _Version:
            kwargs.pop("dest")
            made = made(options, SUPPRESS, **kwargs)
        else:
            if made in (_Store, _Append, _Extend) and "default" not in kwargs and self._parser.argument_default is not None:
                kwargs["default"] = self._parser.argument_default
            if made is _Extend:
                kwargs.setdefault("nargs", "+")
            dest = kwargs.pop("dest")
            made = made(options, dest, **kwargs)
        for other in self._parser._actions:
            for name in options:
                if name in other.option_strings:
                    raise ArgumentError(made, f"conflicting option string: {name}")
        self._parser._actions.append(made)
        self._group_actions.append(made)
        return made

class _Exclusive(_Container):
    def __init__(self, parser, required):
        super().__init__(parser)
        self.required = required

class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        if fromfile_prefix_chars is not None:
            raise NotImplementedError("arguments are not read from files")
        self._actions, self._defaults, self._groups, self._exclusive = [], {}, [], []
        self.prefix_chars, self.argument_default, self.formatter_class = prefix_chars, argument_default, formatter_class
        super().__init__(None)
        self.prog = prog or (_sys.argv[0] or "script").rpartition("/")[2]
        self.usage, self.description, self.epilog = usage, description, epilog
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        self._help = (
            self.add_argument("-h", "--help", action=_Help, default=SUPPRESS, help="show this help message and exit")
            if add_help
            else None
        )
        for parent in parents:
            self._actions += [a for a in parent._actions if a is not parent._help]
            self._defaults.update(parent._defaults)

    def add_argument_group(self, title=None, description=None, **kwargs):
        self._groups.append(_Container(self, title, description))
        return self._groups[-1]

    def add_mutually_exclusive_group(self, *, required=False):
        self._exclusive.append(_Exclusive(self, required))
        return self._exclusive[-1]

    def add_subparsers(self, *, title=None, description=None, prog=None, dest=None, required=False, help=None, metavar=None):
        made = _Subparsers(self, dest, required, help, metavar, title)
        self._actions.append(made)
        self._group_actions.append(made)
        return made

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for a in self._actions:
            if a.dest in kwargs:
                a.default = kwargs[a.dest]

    def get_default(self, dest):
        return next((a.default for a in self._actions if a.dest == dest), self._defaults.get(dest))

    def parse_args(self, args=None, namespace=None):
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return found

    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        try:
            return _Reading(self, args, namespace).read()
        except ArgumentError as e:
            if not self.exit_on_error:
                raise
            self.error(str(e))

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

    def exit(self, status=0, message=None):
        if message:
            _sys.stderr.write(message)
        _sys.exit(status)

    def print_usage(self, file=None):
        (file or _sys.stdout).write(self.format_usage())

    def print_help(self, file=None):
        (file or _sys.stdout).write(self.format_help())

    def format_usage(self):
        if self.usage is not None:
            return f"usage: {self.usage.replace('%(prog)s', self.prog)}\n"
        options, places = self._usage_parts()
        whole = " ".join([f"usage: {self.prog}", *options, *places])
        if len(whole) <= 78:
            return whole + "\n"
        # Options, then positional arguments, each on lines of their own behind the name.
        margin = " " * len(f"usage: {self.prog} ")
        lines = []
        for parts in (options, places):
            line = ""
            for part in parts:
                if line and len(margin) + len(line) + 1 + len(part) > 78:
                    lines.append(line)
                    line = ""
                line = f"{line} {part}" if line else part
            if line:
                lines.append(line)
        return f"usage: {self.prog} " + f"\n{margin}".join(lines) + "\n"

    def _usage_parts(self):
        options, places, done = [], [], set()
        for a in self._actions:
            if a.help == SUPPRESS or id(a) in done:
                continue
            together = next((g for g in self._exclusive if a in g._group_actions), None)
            if together:
                done |= {id(b) for b in together._group_actions}
                text = " | ".join(self._usage_of(b) for b in together._group_actions)
                options.append(f"({text})" if together.required else f"[{text}]")
            elif a.option_strings:
                text = self._usage_of(a)
                options.append(text if a.required else f"[{text}]")
            else:
                places.append(a._value_text())
        return options, places

    def _usage_of(self, a):
        if isinstance(a, BooleanOptionalAction):
            return " | ".join(a.option_strings)
        return a.option_strings[0] if a.nargs == 0 else f"{a.option_strings[0]} {a._value_text()}"

    def format_help(self):
        grouped = {id(a) for g in self._groups for a in g._group_actions}
        own = [a for a in self._actions if id(a) not in grouped and a.help != SUPPRESS]
        sections = [("positional arguments", None, [a for a in own if not a.option_strings]),
                    ("options", None, [a for a in own if a.option_strings])]
        sections += [(g.title, g.description, g._group_actions) for g in self._groups]
        heads = [self._head(a) for _, _, actions in sections for a in actions]
        column = min(max((len(h) for h in heads), default=0) + 4, 24)
        parts = [self.format_usage()]
        if self.description:
            parts.append(self._filled(self.description))
        for title, description, actions in sections:
            if actions or description:
                lines = [f"{title}:"] if title else []
                if description:
                    lines += [_textwrap.indent(self._filled(description).rstrip("\n"), "  "), ""]
                for a in actions:
                    lines += self._described(a, column)
                parts.append("\n".join(lines) + "\n")
        if self.epilog:
            parts.append(self._filled(self.epilog))
        return "\n".join(parts)

    def _filled(self, text):
        text = text.replace("%(prog)s", self.prog)
        raw = issubclass(self.formatter_class, RawDescriptionHelpFormatter)
        return (text if raw else _textwrap.fill(" ".join(text.split()), 78)) + "\n"

    def _head(self, a):
        if not a.option_strings:
            return a._value_text() if isinstance(a, _Subparsers) and a.metavar is None else a.metavar or (
                "{" + ",".join(map(str, a.choices)) + "}" if a.choices is not None else a.dest)
        value = "" if a.nargs == 0 else f" {a._value_text()}"
        return ", ".join(s + value for s in a.option_strings)

    def _described(self, a, column):
        head = "  " + (self._head(a)[:-4] if isinstance(a, _Subparsers) and a.metavar is None else self._head(a))
        if not a.help:
            return [head]
        text = a.help
        withDefault = issubclass(self.formatter_class, ArgumentDefaultsHelpFormatter)
        mayBeLeftOut = a.option_strings or a.nargs in ("?", "*")
        if withDefault and "%(default)" not in text and a.default is not SUPPRESS and mayBeLeftOut:
            text += " (default: %(default)s)"
        names = {**vars(a), "prog": self.prog, "type": getattr(a.type, "__name__", None)}
        if a.choices is not None:
            names["choices"] = ", ".join(map(str, a.choices))
        text = text % names
        raw = issubclass(self.formatter_class, RawTextHelpFormatter)
        lines = text.splitlines() if raw else _textwrap.wrap(" ".join(text.split()), max(78 - column, 11))
        if len(head) <= column - 2:
            return [head.ljust(column) + lines[0], *(" " * column + line for line in lines[1:])]
        return [head, *(" " * column + line for line in lines)]

class _Reading:
    """One command line."""

    def __init__(self, parser, args, namespace):
        self.parser, self.args, self.namespace = parser, args, namespace
        self.seen, self.rest = [], []

    def read(self):
        parser, namespace = self.parser, self.namespace
        for a in parser._actions:
            if a.dest != SUPPRESS and a.default is not SUPPRESS and not hasattr(namespace, a.dest):
                setattr(namespace, a.dest, a.default)
        for name, value in parser._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)
        self.places = [a for a in parser._actions if not a.option_strings]
        kinds = self._kinds()
        at = 0
        while True:
            at = self._take_places(at, kinds)
            if at >= len(self.args):
                break
            if kinds[at] == "O":
                at = self._take_option(at, kinds)
            else:
                self.rest.append(self.args[at])
                at += 1
        self._check()
        return namespace, self.rest

    def _kinds(self):
        """For each argument: O for an option, A for a value. What ends the options is taken out."""
        end = self.args.index("--") if "--" in self.args else len(self.args)
        del self.args[end : end + 1]
        kinds = []
        numbers = any(s[1:].replace(".", "", 1).isdigit() for a in self.parser._actions for s in a.option_strings)
        for i, arg in enumerate(self.args):
            if i >= end or arg[:1] not in self.parser.prefix_chars or len(arg) < 2:
                kinds.append("A")
            elif self._option(arg)[0] is None and (" " in arg or (not numbers and self._is_number(arg))):
                kinds.append("A")
            else:
                kinds.append("O")
        return kinds

    def _is_number(self, text):
        try:
            float(text)
            return True
        except ValueError:
            return False

    def _option(self, arg):
        """The action that an argument names, its name, and the value that is written to it."""
        known = {s: a for a in self.parser._actions for s in a.option_strings}
        if arg in known:
            return known[arg], arg, None
        name, equals, value = arg.partition("=")
        value = value if equals else None
        if name in known:
            return known[name], name, value
        if arg[:2] == "--" and self.parser.allow_abbrev:
            matches = [s for s in known if s.startswith(name)]
            if len(matches) > 1:
                raise ArgumentError(None, f"ambiguous option: {arg} could match {', '.join(matches)}")
            if matches:
                return known[matches[0]], matches[0], value
        if arg[:2] != "--" and arg[:2] in known:
            return known[arg[:2]], arg[:2], arg[2:]
        return None, arg, None

    def _take_option(self, at, kinds):
        action, name, value = self._option(self.args[at])
        at += 1
        if action is None:
            self.rest.append(self.args[at - 1])
            return at
        if action.nargs == 0:
            if value is not None:
                if len(name) == 2 and value and not self.args[at - 1].startswith(name + "="):
                    self.args[at - 1] = "-" + value
                    self._run(action, [], name)
                    return self._take_option(at - 1, kinds)
                raise ArgumentError(action, f"ignored explicit argument {value!r}")
            self._run(action, [], name)
            return at
        if value is not None:
            self._run(action, [value], name)
            return at
        end = at
        while end < len(self.args) and kinds[end] == "A":
            end += 1
        count = self._count(action, end - at)
        if count is None:
            raise ArgumentError(action, self._expected(action))
        self._run(action, self.args[at : at + count], name)
        return at + count

    def _count(self, action, available):
        nargs = action.nargs
        if nargs is None or isinstance(nargs, int):
            wanted = 1 if nargs is None else nargs
            return wanted if available >= wanted else None
        if nargs == "?":
            return min(available, 1)
        return available if nargs in ("*", "...") or available else None

    def _expected(self, action):
        if action.nargs is None:
            return "expected one argument"
        if action.nargs == "+":
            return "expected at least one argument"
        return f"expected {action.nargs} argument{'s' if action.nargs != 1 else ''}"

    def _take_places(self, at, kinds):
        """Positional arguments take what stands here, those behind them being left what they need."""
        start = at
        while self.places:
            end = at
            action = self.places[0]
            greedy = action.nargs in ("A...", "...")
            while end < len(self.args) and (kinds[end] == "A" or (greedy and end > at)):
                end += 1
            needed = sum(self._least(a) for a in self.places[1:])
            available = end - at if greedy else max(end - at - needed, 0) if end - at >= needed + self._least(action) else end - at
            count = self._count(action, available)
            if count is None or (count == 0 and start == at < len(self.args)):
                break
            self.places.pop(0)
            if count:
                self._run(action, self.args[at : at + count], None)
            else:
                self.seen.append(action)
                if action.nargs == "*" and action.default is None:
                    setattr(self.namespace, action.dest, [])
            at += count
        return at

    def _least(self, action):
        return action.nargs if isinstance(action.nargs, int) else 0 if action.nargs in ("?", "*") else 1

    def _value(self, action, text):
        if action.type is not None:
            try:
                text = action.type(text)
            except ArgumentTypeError as e:
                raise ArgumentError(action, str(e)) from None
            except (TypeError, ValueError):
                kind = getattr(action.type, "__name__", repr(action.type))
                raise ArgumentError(action, f"invalid {kind} value: {text!r}") from None
        if action.choices is not None and text not in action.choices:
            known = ", ".join(map(repr, action.choices))
            raise ArgumentError(action, f"invalid choice: {text!r} (choose from {known})")
        return text

    def _run(self, action, texts, name):
        for group in self.parser._exclusive:
            if action in group._group_actions:
                for other in self.seen:
                    if other is not action and other in group._group_actions:
                        raise ArgumentError(action, f"not allowed with argument {other._name()}")
        self.seen.append(action)
        if action.nargs == 0 or isinstance(action, _Subparsers):
            values = texts
        elif action.nargs is None:
            values = self._value(action, texts[0])
        elif action.nargs == "?":
            values = self._value(action, texts[0]) if texts else action.const
        else:
            values = [self._value(action, text) for text in texts]
        action(self.parser, self.namespace, values, name)

    def _check(self):
        missing = [a._name() if a.dest != SUPPRESS or a.metavar else "{" + ",".join(map(str, a.choices)) + "}"
                   for a in self.parser._actions if a.required and a not in self.seen]
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(missing)}")
        for group in self.parser._exclusive:
            if group.required and not any(a in group._group_actions for a in self.seen):
                names = " ".join(a._name() for a in group._group_actions)
                raise ArgumentError(None, f"one of the arguments {names} is required")
        for a in self.parser._actions:
            # Defaults that are texts are read as if they had been given.
            if a not in self.seen and isinstance(a.default, str) and a.default != SUPPRESS and a.type is not None:
                if getattr(self.namespace, a.dest, None) is a.default:
                    setattr(self.namespace, a.dest, self._value(a, a.default))
`,
};
