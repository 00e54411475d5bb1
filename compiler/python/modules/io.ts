import type { Library } from "./library.js";

export const io: Library = {
  source: String.raw`
class StringIO:
    def __init__(self, initial_value="", newline="\n"):
        self._text = initial_value or ""
        self._at = 0
        self.closed = False

    def _open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def write(self, s):
        self._open()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        if self._at == len(self._text):
            self._text += s
        else:
            self._text = self._text[:self._at].ljust(self._at, "\0") + s + self._text[self._at + len(s):]
        self._at += len(s)
        return len(s)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def getvalue(self):
        self._open()
        return self._text

    def read(self, size=-1):
        self._open()
        end = len(self._text) if size is None or size < 0 else self._at + size
        text = self._text[self._at:end]
        self._at += len(text)
        return text

    def readline(self, size=-1):
        self._open()
        i = self._text.find("\n", self._at)
        return self.read((len(self._text) if i < 0 else i + 1) - self._at)

    def readlines(self):
        return list(self)

    def __iter__(self):
        return iter(self.readline, "")

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def seek(self, pos, whence=0):
        self._open()
        self._at = pos if whence == 0 else len(self._text) + pos if whence == 2 else self._at + pos
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        size = self._at if size is None else size
        self._text = self._text[:size]
        return size

    def flush(self):
        pass

    def isatty(self):
        return False

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

def __getattr__(name):
    if name in ("BytesIO", "FileIO", "open", "BufferedReader"):
        raise NotImplementedError(f"io.{name}: scripts have no files and no bytes")
    raise AttributeError(f"module 'io' has no attribute {name!r}")
`,
};
