print('single', "double", 'it"s', "it's", 'a\'b"c', "tab\tnew\\n", r"raw\n\t", R'\d+', "\x41\u00e9\U0001F600\101")
print("""triple
"quoted" text""", '''it's
two''')
print("implicit " "concatenation " 'works'
      " over lines", ("in "
      "parentheses"))
print("line \
continued")
print(repr("a\nb\tc\\d\re\x07\x1b"), repr("'"), repr('"'), repr("'\""), repr("\x80\xa0é\u2028\ud7ff😀"))
print(len("\n"), len(r"\n"), len("😀"), len("é"), "😀"[0], "a😀b"[::-1], [hex(ord(c)) for c in "é€😀"])
print("\N{GREEK SMALL LETTER ALPHA}", "\N{EM DASH}", ascii("é€😀a"), "naïve".upper(), "Straße".casefold())
print(rf"raw {1 + 1}\n", fr"\{'x'}", u"unicode prefix", "a" "b" f"{1}c" r"\d")
if True:
    text = """
    indented
      more
    """
print(repr(text), text.split())
print("percent %d%%" % 5, "brace {{}} {}".format(1), f"{{literal}} {{{1}}}", "{", "}")
print("a\
b", 'x' 'y' * 2, ("x" "y") * 2)
print("é" == "\u00e9", "é" == "e\u0301", len("e\u0301"), "ﬁ".upper(), "İ".lower() == "i\u0307", "ΑΣ".lower())
