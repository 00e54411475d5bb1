rows = [("apple", 1.5, 3), ("kiwi", 0.25, 12), ("watermelon", 12, 1)]
print(f"{'item':<12}|{'price':>8}|{'n':^5}")
print("-" * 12 + "+" + "-" * 8 + "+" + "-" * 5)
for name, price, n in rows:
    print(f"{name:<12}|{price:>8.2f}|{n:^5d}")
print(f"{'total':.<12}|{sum(p * n for _, p, n in rows):>8.2f}|")
print("\n".join(f"{i:>3}: {line!r}" for i, line in enumerate("a\nb\n\nc".split("\n"), 1)))
text = "It was the best of times, it was the worst of times"
words = text.lower().replace(",", "").split()
print(sorted(set(words)), max(words, key=len), " ".join(w.capitalize() for w in words), len(text), text.count("was"))
print("".join(chr((ord(c) - 97 + 13) % 26 + 97) if c.islower() else c for c in text), text[::-1].swapcase()[:20])
print(
    text == text[:5] + text[5:], "".join(sorted(text.replace(" ", "")))[:10], [text.find(w) for w in ("best", "zz")]
)
print("was" in words)
binary = [f"{n:04b}" for n in range(4)]
print(binary, [int(b, 2) for b in binary], "".join(binary).strip("0"), ["%03o" % n for n in (8, 64)])
print("{:,}".format(10**9))
palindromes = [w for w in "level noon cat Otto".split() if (l := w.lower()) == l[::-1]]
print(palindromes, "abc".join("123"), "-".join(str(i) for i in range(5)), "x" * 3 + "y" * 2)
print("a,b;c".replace(";", ",").split(","))
run = lambda s: "".join(f"{len(list(g))}{k}" for k, g in __import__("itertools").groupby(s))
print(run("aaabccd"), "ab\tc".expandtabs(), "tic-tac".partition("-"), "%-10s|" % "left", "end".rjust(10, "."))
print(str(1.0) + str(True) + str(None))
