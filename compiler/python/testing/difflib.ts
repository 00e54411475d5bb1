/** `difflib`: what two sequences have in common, and how their lines differ. */

import type { Library } from "../modules/library.js";

export const difflib: Library = {
  source: String.raw`
from collections import namedtuple as _namedtuple

Match = _namedtuple("Match", "a b size")

class SequenceMatcher:
    """The longest runs that two sequences share, found from the longest outwards."""
    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.set_seqs(a, b)
    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)
    def set_seq1(self, a):
        self.a, self._blocks = a, None
    def set_seq2(self, b):
        self.b, self._blocks = b, None
        self._places = {}
        for i, item in enumerate(b):
            self._places.setdefault(item, []).append(i)
        self._junk = {item for item in self._places if self.isjunk and self.isjunk(item)}
        for item in self._junk:
            del self._places[item]
        if self.autojunk and len(b) >= 200:
            for item in [item for item, found in self._places.items() if len(found) > len(b) // 100 + 1]:
                del self._places[item]
    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        a, b = self.a, self.b
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        i, j, size = alo, blo, 0
        lengths = {}
        for x in range(alo, ahi):
            longer = {}
            for y in self._places.get(a[x], ()):
                if not blo <= y < bhi:
                    continue
                k = longer[y] = lengths.get(y - 1, 0) + 1
                if k > size:
                    i, j, size = x - k + 1, y - k + 1, k
            lengths = longer
        # What is too common to start a match may extend one, junk only where it stands at a match.
        for junk in (False, True):
            def fits(x, y):
                return a[x] == b[y] and (b[y] in self._junk) == junk
            while i > alo and j > blo and fits(i - 1, j - 1):
                i, j, size = i - 1, j - 1, size + 1
            while i + size < ahi and j + size < bhi and fits(i + size, j + size):
                size += 1
        return Match(i, j, size)
    def get_matching_blocks(self):
        if self._blocks is not None:
            return self._blocks
        found, waiting = [], [(0, len(self.a), 0, len(self.b))]
        while waiting:
            alo, ahi, blo, bhi = waiting.pop()
            i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
            if size:
                found.append(match)
                if alo < i and blo < j:
                    waiting.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    waiting.append((i + size, ahi, j + size, bhi))
        joined = []
        for match in sorted(found):
            last = joined[-1] if joined else None
            if last and last.a + last.size == match.a and last.b + last.size == match.b:
                joined[-1] = Match(last.a, last.b, last.size + match.size)
            else:
                joined.append(match)
        self._blocks = [*joined, Match(len(self.a), len(self.b), 0)]
        return self._blocks
    def get_opcodes(self):
        codes, i, j = [], 0, 0
        for x, y, size in self.get_matching_blocks():
            if i < x or j < y:
                tag = "insert" if i == x else "delete" if j == y else "replace"
                codes.append((tag, i, x, j, y))
            i, j = x + size, y + size
            if size:
                codes.append(("equal", x, i, y, j))
        return codes
    def get_grouped_opcodes(self, n=3):
        codes = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        if codes[0][0] == "equal":
            tag, i, x, j, y = codes[0]
            codes[0] = tag, max(i, x - n), x, max(j, y - n), y
        if codes[-1][0] == "equal":
            tag, i, x, j, y = codes[-1]
            codes[-1] = tag, i, min(x, i + n), j, min(y, j + n)
        group = []
        for tag, i, x, j, y in codes:
            if tag == "equal" and x - i > 2 * n:
                group.append((tag, i, min(x, i + n), j, min(y, j + n)))
                yield group
                group = []
                i, j = max(i, x - n), max(j, y - n)
            group.append((tag, i, x, j, y))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group
    def ratio(self):
        return _ratio(sum(m.size for m in self.get_matching_blocks()), len(self.a) + len(self.b))
    def quick_ratio(self):
        rest, shared = {}, 0
        for item in self.b:
            rest[item] = rest.get(item, 0) + 1
        for item in self.a:
            if rest.get(item, 0) > 0:
                rest[item] -= 1
                shared += 1
        return _ratio(shared, len(self.a) + len(self.b))
    def real_quick_ratio(self):
        return _ratio(min(len(self.a), len(self.b)), len(self.a) + len(self.b))

def _ratio(shared, length):
    return 2.0 * shared / length if length else 1.0

def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    matcher, found = SequenceMatcher(), []
    matcher.set_seq2(word)
    for x in possibilities:
        matcher.set_seq1(x)
        if matcher.ratio() >= cutoff:
            found.append((matcher.ratio(), x))
    return [x for _, x in sorted(found, reverse=True)[:n]]

def IS_LINE_JUNK(line):
    return line.strip() in ("", "#")

def IS_CHARACTER_JUNK(ch, ws=" \t"):
    return ch in ws

class Differ:
    """Lines of two texts: those of one, of the other, of both; and marks below where similar ones differ."""
    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk, self.charjunk = linejunk, charjunk
    def compare(self, a, b):
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == "equal":
                yield from ("  " + line for line in a[alo:ahi])
            elif tag == "replace":
                yield from self._replaced(a, alo, ahi, b, blo, bhi)
            else:
                yield from ("- " + line for line in a[alo:ahi])
                yield from ("+ " + line for line in b[blo:bhi])
    def _plain(self, a, alo, ahi, b, blo, bhi):
        first, second = [("- ", a[alo:ahi]), ("+ ", b[blo:bhi])]
        if bhi - blo < ahi - alo:
            first, second = second, first
        for mark, lines in (first, second):
            yield from (mark + line for line in lines)
    def _replaced(self, a, alo, ahi, b, blo, bhi):
        best, pair, same = 0.74, None, None
        matcher = SequenceMatcher(self.charjunk)
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    same = (i, j) if same is None else same
                    continue
                matcher.set_seq1(a[i])
                if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                    best, pair = matcher.ratio(), (i, j)
        if best < 0.75:
            if same is None:
                yield from self._plain(a, alo, ahi, b, blo, bhi)
                return
            pair = same
        else:
            same = None
        i, j = pair
        yield from self._between(a, alo, i, b, blo, j)
        if same is None:
            yield from self._similar(a[i], b[j])
        else:
            yield "  " + a[i]
        yield from self._between(a, i + 1, ahi, b, j + 1, bhi)
    def _between(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._replaced(a, alo, ahi, b, blo, bhi)
        else:
            yield from ("- " + line for line in a[alo:ahi])
            yield from ("+ " + line for line in b[blo:bhi])
    def _similar(self, first, second):
        below, above = "", ""
        for tag, i, x, j, y in SequenceMatcher(self.charjunk, first, second).get_opcodes():
            mark = {"replace": "^", "delete": "-", "insert": "+", "equal": " "}[tag]
            above += mark * (x - i)
            below += mark * (y - j)
        for sign, line, marks in (("- ", first, above), ("+ ", second, below)):
            yield sign + line
            kept = "".join(c if m == " " and c.isspace() else m for c, m in zip(line, marks)).rstrip()
            if kept:
                yield f"? {kept}\n"

def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    return Differ(linejunk, charjunk).compare(a, b)

def _range(start, stop):
    length = stop - start
    if length == 1:
        return f"{start + 1}"
    return f"{start + bool(length)},{length}"

def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    for k, group in enumerate(SequenceMatcher(None, a, b).get_grouped_opcodes(n)):
        if k == 0:
            for mark, name, date in (("---", fromfile, fromfiledate), ("+++", tofile, tofiledate)):
                yield f"{mark} {name}{chr(9) + date if date else ''}{lineterm}"
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@{lineterm}"
        for tag, i, x, j, y in group:
            if tag == "equal":
                yield from (" " + line for line in a[i:x])
                continue
            yield from ("-" + line for line in a[i:x])
            yield from ("+" + line for line in b[j:y])
`,
};
