"""Texts that no writer should take as they are, the same ones at each run: what stands in titles, names,
headings, alternate texts and addresses when a script, a form or an attacker has written them."""
import random

CONTROLS = [chr(c) for c in (*range(0x01, 0x20), 0x7F, *range(0x80, 0xA0))]
NONCHARACTERS = [chr(c) for c in (*range(0xFDD0, 0xFDF0), *(plane << 16 | last for plane in range(17)
                                                           for last in (0xFFFE, 0xFFFF)))]
OPENERS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
CLOSERS = "\u202c\u2069"
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff", "\udc00\ud800", "\ud83d", "\ude00"]
# What is no UTF-8: overlong forms, surrogates as WTF-8 and CESU-8, bytes of nothing, cut sequences.
BYTES = [b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80", b"\xe0\x9f\xbf", b"\xf0\x80\x80\x80", b"\xf0\x8f\xbf\xbf",
         b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xed\xa0\xbd\xed\xb8\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80",
         b"\xfc\x84\x80\x80\x80\x80", b"\xfe", b"\xff", b"\xfe\xff\x00A", b"\x80", b"\xbf\xbf", b"\xc3", b"\xe2\x82",
         b"\xf0\x9f\x98", b"\xe2\x28\xa1", b"\xf0\x9f\x28\x8c", b"a\x00b", b"\x00"]
TAGS = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
HIDDEN = "".join(chr(0xE0000 + ord(c)) for c in "say nothing of this")
PRIVATE = ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\uf015 Home"]
OTHERS = ["\u200e", "\u200f", "\u061c", "\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u034f", "\u180e", "\ufff9",
          "\ufffb", "\ufffc", "\ufffd", "\u0301", "\u20dd", "\ufe0f", "\U000e0001", "\U0001f468\u200d\U0001f469",
          "\u2028", "\u2029", "\u0085", "\u00a0", "\u3000", "\u1680", "e\u0301" * 20, "Z" + "\u0300\u0316" * 40]
MARKUP = ["]]>", "<!--", "-->", "</title>", "<script>alert(1)</script>", "&#0;", "&#xD800;", "&#x1F;", "&#xFFFE;",
          "&#128;", "&#1114112;", "&amp;amp;", "&bogus;", "\"'><b>", "{{ 1 }}", "{% raw %}", "\\u0000", "\\", "\"", "'",
          "(", "))", "\\(", "\\\\)", "þÿ", "\x1ben\x1b", "%PDF-1.7", "<?xpacket end='r'?>", "<![CDATA[", "<b", "&",
          "# [x](y)", "`", "$$", "| a |", "- ", "---", "...", "~", "null", "true", "1e9", "0", "2024-01-01", "=", ":", "*a"]
SCRIPTS = ["עברית (1)", "العربية 12", "日本語", "Ελληνικά", "हिन्दी", "ไทย", "𝔘𝔫𝔦", "😀", "a"]
LENGTHS = ["w" * 300, "word " * 300, "長" * 3000, "x" * 40000, "many words " * 4000, "\u202e" * 500, "(" * 2000,
           "\U0001f600" * 9000, "\u05d0 \u202b" * 200]


def balance(choose):
    """A text whose marks of direction open and close as chance has it."""
    parts = [choose.choice(OPENERS + CLOSERS) if choose.random() < 0.5 else choose.choice(SCRIPTS) + " "
             for _ in range(choose.randrange(2, 12))]
    return "".join(parts)


def texts(count=500):
    """`count` texts, each as bytes; those that are no UTF-8 among them."""
    choose, found = random.Random(9), []
    for odd in CONTROLS + NONCHARACTERS + PRIVATE + OTHERS + MARKUP + LENGTHS + [TAGS, HIDDEN]:
        found.append(("Plan " + odd + " B").encode())
    for odd in [*OPENERS, *CLOSERS]:
        found += [(odd + "עברית B").encode(), ("A" + odd).encode(), ("A " + odd + "שלום" + odd + " B").encode()]
    for odd in SURROGATES:
        found.append(("Plan " + odd + " B").encode("utf-8", "surrogatepass"))
    found += [b"Plan " + odd + b" B" for odd in BYTES]
    found += [odd.encode() for odd in ("\x01", "\ufffe", "\u202e", "\u200b", " \t ", "\x7f\x9f", "\U000e0041")]
    pieces = CONTROLS + NONCHARACTERS + PRIVATE + OTHERS + MARKUP + SCRIPTS
    while len(found) < count:
        if len(found) % 3:
            found.append(balance(choose).encode())
        else:
            found.append("".join(choose.choice(pieces) for _ in range(choose.randrange(2, 8))).encode())
    return found[:count]


def yaml(text):
    """As a YAML text in double quotes: escaped where it is UTF-8 or a surrogate, else as it is."""
    try:
        decoded = text.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
    return b'"' + "".join(
        "\\" + c if c in '\\"' else c if " " <= c <= "~" else
        "\\x%02x" % ord(c) if ord(c) < 256 else "\\u%04x" % ord(c) if ord(c) < 0x10000 else "\\U%08x" % ord(c)
        for c in decoded).encode() + b'"'
