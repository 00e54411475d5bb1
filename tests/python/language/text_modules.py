import string
import textwrap

print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.punctuation)
print(repr(string.whitespace), len(string.printable))
print(string.Template("$who likes ${what} $$5").substitute(who="Ada", what="tea"))
print(string.Template("$a $b").safe_substitute(a=1), string.capwords("hello big world"))
try:
    string.Template("$a").substitute()
except KeyError as error:
    print("KeyError", error)
text = "The quick brown fox jumps over the lazy dog and keeps running through the field."
print(textwrap.fill(text, 30))
print(textwrap.wrap(text, width=25), textwrap.shorten(text, 30), textwrap.shorten(text, 20, placeholder="..."))
print(textwrap.dedent("""
    def f():
        return 1

    done
"""))
print(textwrap.indent("a\n\nb\n", "> "))
print(textwrap.fill("- item one two three", 12, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap("averyveryverylongword x", 8))
