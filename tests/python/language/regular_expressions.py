import re

print(re.match(r"(\d+)-(\d+)", "12-34 x").groups(), re.match(r"\d", "a1"), re.search(r"\d+", "ab123c").group())
print(re.fullmatch(r"[a-z]+", "abc") is not None, re.fullmatch("a", "ab"))
m = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?", "on 2024-03 ok")
print(m.group(), m.group(0), m.group("year"), m.group(1, 2), m.groups(), m.groups("none"), m.groupdict(), m.start())
print(m.end(), m.span("month"), m["year"], m.lastindex, m.string, m)
print(re.findall(r"\w+", "a bc, d!"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"(a)|b", "ab"))
print(re.findall("", "ab"), [x.span() for x in re.finditer("o", "foo")])
print(re.sub(r"\s+", " ", "a   b \n c"), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"))
print(re.sub("a", lambda m: m.group().upper() + "!", "banana", count=2), re.subn("a", "b", "aaa"))
print(re.sub(r"(?P<x>.)", r"<\g<x>>", "ab"), re.sub("x*", "-", "abxd"))
print(
    re.split(r"[,;]\s*", "a, b;c"), re.split(r"(,)", "a,b"), re.split(r"\s", "a b c", maxsplit=1), re.split("x", "")
)
print(re.escape("a.b*c"))
p = re.compile(r"^(\w+)\s*=\s*(.*?)\s*$", re.M)
print(p.findall("a = 1\nb=2  \n"), p.pattern, p.groups, p.flags & re.M == re.M, repr(re.compile("a", re.I)))
print(p.match("x = y").group(2))
print(re.findall("abc", "ABC abc", re.IGNORECASE), re.findall("a.c", "a\nc", re.S))
print(re.findall(r"""\d+  # digits""", "12", re.X), re.search("^b", "a\nb", re.MULTILINE).start())
print(re.findall("(?i)a", "aA"), re.findall(r"\bfoo\b", "foo food"))
print(re.findall(r"(?:ab)+", "ababx"), re.findall(r"a(?=b)", "ab ac"), re.findall(r"a(?!b)", "ab ac"))
print(re.findall(r"(?<=\$)\d+", "$5 6"), re.findall(r"(?<!\$)\b\d+", "$5 6"), re.findall(r"<.+?>", "<a><b>"))
print(re.findall(r"(.)\1", "aabbc"), re.findall(r"a{2,3}", "aaaaa"))
print(re.sub(r"\d", lambda m: str(int(m[0]) * 2), "a1b5"), bool(re.match("", "x")), re.search("z", "abc"))
print(re.match(r"é", "é").group(), re.findall(r"[^a-c\d]", "abcd1e"))
print(re.search(r"(?P<q>['\"]).*?(?P=q)", "say 'hi' ok").group())
tokens = re.compile(r"(?P<num>\d+(\.\d*)?)|(?P<op>[-+*/()])|(?P<ws>\s+)|(?P<bad>.)")
print([(t.lastgroup, t.group()) for t in tokens.finditer("3 + 4.5*(2)?") if t.lastgroup != "ws"])
for bad in ("(", "[a", "*a", "a{2,1}", "(?P<1>a)", "\\"):
    try:
        re.compile(bad)
    except re.error as error:
        print(type(error).__name__, error)
try:
    m.group("none")
except IndexError as error:
    print(error)
try:
    re.match("a", 5)
except TypeError as error:
    print(error)
