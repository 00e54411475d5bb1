/** What options and arguments do with what is given for them. */

export const actions = String.raw`
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
`;
