/** Parsers: what they know, and how that is explained. */

export const parser = String.raw`
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
`;
