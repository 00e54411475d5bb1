/** Errors, and how arrays are printed. */

export const printing = String.raw`
def seterr(all=None, divide=None, over=None, under=None, invalid=None):
    old = geterr()
    for kind, action in (("divide", divide), ("over", over), ("under", under), ("invalid", invalid)):
        action = all if action is None else action
        if action is not None:
            _set_error(kind, action)
    return old
def geterr():
    return dict(_error_state())
class errstate:
    def __init__(self, **kwargs):
        kwargs.pop("call", None)
        self._kwargs = kwargs
    def __enter__(self):
        self._old = seterr(**self._kwargs)
    def __exit__(self, *exc_info):
        seterr(**self._old)
    def __call__(self, func):
        def wrapped(*args, **kwargs):
            with errstate(**self._kwargs):
                return func(*args, **kwargs)
        return wrapped

_print_options = {"edgeitems": 3, "threshold": 1000, "floatmode": "maxprec", "precision": 8, "suppress": False, "linewidth": 75, "nanstr": "nan", "infstr": "inf", "sign": "-", "formatter": None, "legacy": False, "override_repr": None}
def set_printoptions(**kwargs):
    for k, v in kwargs.items():
        if k not in _print_options:
            raise TypeError(f"set_printoptions() got an unexpected keyword argument '{k}'")
        if v is not None or k in ("formatter", "override_repr"):
            _print_options[k] = v
    if _print_options["formatter"] is not None or _print_options["floatmode"] not in ("maxprec",) or _print_options["sign"] != "-":
        raise NotImplementedError("print options 'formatter', 'floatmode' and 'sign' are not supported")
    names = ["edgeitems", "threshold", "precision", "suppress", "linewidth"]
    _set_print(names, [_print_options[k] for k in names])
def get_printoptions():
    return dict(_print_options)
class printoptions:
    def __init__(self, *args, **kwargs):
        self._kwargs = kwargs
    def __enter__(self):
        self._old = get_printoptions()
        set_printoptions(**self._kwargs)
        return get_printoptions()
    def __exit__(self, *exc_info):
        set_printoptions(**self._old)
def array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=" ", prefix="", **kwargs):
    options = {"linewidth": max_line_width, "precision": precision, "suppress": suppress_small, "threshold": kwargs.get("threshold"), "edgeitems": kwargs.get("edgeitems")}
    with printoptions(**{k: v for k, v in options.items() if v is not None}):
        if separator == " ":
            return array_str(a)
        text = array_repr(a)
        return text[6:text.rindex("]") + 1].replace("\n      ", "\n") if separator.startswith(", ") or separator == "," else array_str(a)
def binary_repr(num, width=None):
    num = _index(num)
    if num >= 0:
        return _py.bin(num)[2:].zfill(width or 0)
    return "-" + _py.bin(-num)[2:] if width is None else _py.bin((1 << width) + num)[2:].rjust(width, "1")
def base_repr(number, base=2, padding=0):
    digits, n = "", _py.abs(number)
    while n:
        digits, n = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % base] + digits, n // base
    return ("-" if number < 0 else "") + "0" * padding + (digits or "0")

class exceptions:
    AxisError = _AxisError
`;
