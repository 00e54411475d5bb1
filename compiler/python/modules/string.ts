import type { Library } from "./library.js";

export const string: Library = {
  source: String.raw`
whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_${"`"}{|}~"""
printable = digits + ascii_letters + punctuation + whitespace

def capwords(s, sep=None):
    return (sep or " ").join(map(str.capitalize, s.split(sep)))

class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        text, i = self.template, 0
        while True:
            j = text.find(self.delimiter, i)
            if j < 0:
                yield text[i:], None
                return
            yield text[i:j], None
            k = j + len(self.delimiter)
            if text.startswith(self.delimiter, k):
                yield self.delimiter, None
                i = k + len(self.delimiter)
                continue
            braced = text.startswith("{", k)
            start = end = k + braced
            while end < len(text) and text[end].isascii() and text[start:end + 1].isidentifier():
                end += 1
            if end == start or braced and not text.startswith("}", end):
                yield None, j
                i = k
            else:
                yield text[j:end + braced], text[start:end]
                i = end + braced

    def _filled(self, mapping, kws, safe):
        values = {**mapping, **kws}
        made = ""
        for text, name in self._parts():
            if text is None:
                if not safe:
                    lines = self.template[:name].splitlines(keepends=True)
                    column = name - len("".join(lines[:-1])) + 1 if lines else 1
                    raise ValueError(
                        f"Invalid placeholder in string: line {max(len(lines), 1)}, col {column}"
                    )
                text = self.delimiter
            elif name is not None:
                text = str(values[name]) if not safe or name in values else text
            made += text
        return made

    def substitute(self, mapping={}, /, **kws):
        return self._filled(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._filled(mapping, kws, True)

    def get_identifiers(self):
        return list(dict.fromkeys(name for text, name in self._parts() if isinstance(name, str)))

    def is_valid(self):
        return all(text is not None for text, _ in self._parts())

class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
`,
};
