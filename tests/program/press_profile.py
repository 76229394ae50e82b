"""ICC profiles, computed (ICC.1:2001-04). That of a press that nobody has: cyan, magenta and yellow take away their third of the light,
black all, in tables of 8 bits, both ways. And one of colours wider than sRGB's."""
import itertools
import struct
import zlib

WHITE = (.9642, 1.0, .8249)
TO_XYZ = ((.4360747, .3850649, .1430804), (.2225045, .7168786, .0606169), (.0139322, .0971045, .7141733))
FROM_XYZ = ((3.1338561, -1.6168667, -.4906146), (-.9787684, 1.9161415, .0334540), (.0719453, -.2289914, 1.4052427))
STEPS = 17  # of the table from Lab to inks, in each direction


def curved(part):
    return 12.92 * part if part <= .0031308 else 1.055 * part ** (1 / 2.4) - .055


def straight(part):
    return part / 12.92 if part <= .04045 else ((part + .055) / 1.055) ** 2.4


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


def lab_of(rgb):
    def f(t):
        return t ** (1 / 3) if t > .008856 else 7.787 * t + 16 / 116
    x, y, z = (f(value / white) for value, white in zip(times(TO_XYZ, [straight(part) for part in rgb]), WHITE))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def rgb_of(light, a, b):
    def f(t):
        return t ** 3 if t > .206893 else (t - 16 / 116) / 7.787
    y = (light + 16) / 116
    xyz = [white * f(t) for white, t in zip(WHITE, (y + a / 500, y, y - b / 200))]
    return [curved(min(max(part, 0), 1)) for part in times(FROM_XYZ, xyz)]


def inks_of(rgb):
    """As much black as all three have, so that greys are black alone."""
    black = 1 - max(rgb)
    return [(1 - part - black) / (1 - black) if black < 1 else 0 for part in rgb] + [black]


def of_inks(inks):
    return [(1 - ink) * (1 - inks[3]) for ink in inks[:3]]


def byte(value):
    return min(max(round(value), 0), 255)


def table(inputs, outputs, steps, cells):
    identity = bytes(range(256))
    unit = b"".join(struct.pack(">i", 65536 * (i % 4 == 0)) for i in range(9))
    return b"mft1\0\0\0\0" + bytes((inputs, outputs, steps, 0)) + unit + identity * inputs + cells + identity * outputs


def a_to_b():
    cells = bytearray()
    for inks in itertools.product((0, 1), repeat=4):
        light, a, b = lab_of(of_inks(inks))
        cells += bytes((byte(light * 2.55), byte(a + 128), byte(b + 128)))
    return table(4, 3, 2, bytes(cells))


def b_to_a(steps):
    cells = bytearray()
    for place in itertools.product(range(steps), repeat=3):
        light, a, b = (255 * part / (steps - 1) for part in place)
        cells += bytes(byte(255 * ink) for ink in inks_of(rgb_of(light / 2.55, a - 128, b - 128)))
    return table(3, 4, steps, bytes(cells))


def xyz(parts):
    return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(part * 65536)) for part in parts)


def whole(space, connection, kind, version, tags):
    start = 128 + 4 + 12 * len(tags)
    index, data = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        index += name + struct.pack(">II", start + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    head = struct.pack(">I", start + len(data)) + bytes(4) + bytes((version, 0x20, 0, 0)) + kind + space + connection + struct.pack(">6H", 2020, 1, 1, 0, 0, 0) + b"acsp"
    return (head.ljust(68, b"\0") + xyz(WHITE)[8:]).ljust(128, b"\0") + index + data


def about(name):
    return {b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(78), b"cprt": b"text\0\0\0\0No copyright, use freely\0", b"wtpt": xyz(WHITE)}


def profile(space=b"CMYK", kind=b"prtr", version=2, steps=STEPS):
    return whole(space, b"Lab ", kind, version, {**about(b"Nobody's press\0"), b"A2B0": a_to_b(), b"B2A0": b_to_a(steps)})


def wide():
    """Of a screen whose green is greener than sRGB's, and its red redder."""
    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    return whole(b"RGB ", b"XYZ ", b"mntr", 2, {
        **about(b"Wide colours\0"), b"rXYZ": xyz((.6097, .3111, .0195)), b"gXYZ": xyz((.2053, .6257, .0609)), b"bXYZ": xyz((.1492, .0632, .7446)),
        b"rTRC": gamma, b"gTRC": gamma, b"bTRC": gamma})


def picture(icc):
    """Sixteen greenish pixels, of that profile."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"".join(bytes((60 + 20 * x, 200 + y, 40)) for x in range(4)) for y in range(4))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)) + (chunk(b"iCCP", b"x\0\0" + zlib.compress(icc)) if icc else b"")
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
