/** The reading of a command line. */

export const reading = String.raw`
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
`;
