"""A reader of QR codes that forgives nothing (ISO/IEC 18004): every module has to be what the standard wants of it, so that one that
is turned is found, which readers that mend codes never tell. Level M, versions 1 to 8."""

# Of level M by version: codewords that mend in each block, data codewords of the blocks; centres of the small squares.
BLOCKS = {1: (10, [16]), 2: (16, [28]), 3: (26, [44]), 4: (18, [32] * 2), 5: (24, [43] * 2), 6: (16, [27] * 4), 7: (18, [31] * 4),
          8: (22, [38] * 2 + [39] * 2)}
CENTRES = {1: [], 2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34], 7: [6, 22, 38], 8: [6, 24, 42]}
MASKS = [lambda y, x: (y + x) % 2, lambda y, x: y % 2, lambda y, x: x % 3, lambda y, x: (y + x) % 3, lambda y, x: (y // 2 + x // 3) % 2,
         lambda y, x: y * x % 2 + y * x % 3, lambda y, x: (y * x % 2 + y * x % 3) % 2, lambda y, x: ((y + x) % 2 + y * x % 3) % 2]
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

POWERS, value = [], 1
for _ in range(255):
    POWERS.append(value)
    value = value << 1 ^ (0x11D if value & 0x80 else 0)
LOGARITHMS = {power: i for i, power in enumerate(POWERS)}


class Fault(Exception):
    pass


def want(true, what):
    if not true:
        raise Fault(what)


def remainder(number, divisor, bits):
    """Of polynomials over bits: `number` with as many behind it as mend it."""
    rest = number << bits
    while rest.bit_length() > bits:
        rest ^= divisor << (rest.bit_length() - divisor.bit_length())
    return number << bits | rest


def patterns(version):
    """What does not depend on the text: (row, column) → dark, and None for what tells of the mask and the version."""
    side, fixed = 17 + 4 * version, {}
    for top, left in ((0, 0), (0, side - 7), (side - 7, 0)):
        for y in range(-1, 8):
            for x in range(-1, 8):
                if 0 <= top + y < side and 0 <= left + x < side:
                    ring = max(abs(y - 3), abs(x - 3))
                    fixed[top + y, left + x] = ring in (0, 1, 3)
    for row in CENTRES[version]:
        for column in CENTRES[version]:
            if (row, column) not in fixed:
                fixed.update({(row + y, column + x): max(abs(y), abs(x)) != 1 for y in range(-2, 3) for x in range(-2, 3)})
    for i in range(8, side - 8):
        fixed[6, i] = fixed[i, 6] = i % 2 == 0
    for i in range(9):
        for place in ((8, i), (i, 8)):
            fixed.setdefault(place, None)
    for i in range(8):
        fixed[8, side - 1 - i] = fixed[side - 1 - i, 8] = None
    fixed[side - 8, 8] = True
    if version > 6:
        for i in range(18):
            fixed[i // 3, side - 11 + i % 3] = fixed[side - 11 + i % 3, i // 3] = None
    return fixed


def mask_of(dark, side):
    """By both copies of what is said of it."""
    beside = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    apart = [(side - 1 - i, 8) for i in range(7)] + [(8, side - 8 + i) for i in range(8)]
    told = {sum(dark[y][x] << (14 - i) for i, (y, x) in enumerate(places)) for places in (beside, apart)}
    want(len(told) == 1, "what is told of level and mask differs")
    number = told.pop() ^ 0x5412
    want(remainder(number >> 10, 0x537, 10) == number, "what is told of level and mask is damaged")
    want(number >> 13 == 0, "not level M")
    return number >> 10 & 7


def check_version(dark, version, side):
    number = remainder(version, 0x1F25, 12)
    for i in range(18):
        bit = number >> i & 1
        want(dark[i // 3][side - 11 + i % 3] == bit and dark[side - 11 + i % 3][i // 3] == bit, "what is told of the version is damaged")


def bits_of(dark, version, mask):
    side, fixed, bits = len(dark), patterns(version), []
    columns = [x for x in range(side - 1, 6, -2)] + [5, 3, 1]
    for turn, right in enumerate(columns):
        for y in range(side) if turn % 2 else range(side - 1, -1, -1):
            for x in (right, right - 1):
                if (y, x) not in fixed:
                    bits.append(dark[y][x] ^ (MASKS[mask](y, x) == 0))
    return bits


def data_of(bits, version):
    """The data codewords, in order; whatever does not mend to itself is a fault."""
    mending, sizes = BLOCKS[version]
    words = [int("".join(map(str, bits[i:i + 8])), 2) for i in range(0, len(bits) - 7, 8)]
    want(len(words) == sum(sizes) + mending * len(sizes), "%d codewords" % len(words))
    want(not any(bits[8 * len(words):]), "modules behind the codewords are dark")
    blocks, at = [[] for _ in sizes], 0
    for row in range(max(sizes)):
        for block, size in zip(blocks, sizes):
            if row < size:
                block.append(words[at])
                at += 1
    for _ in range(mending):
        for block in blocks:
            block.append(words[at])
            at += 1
    for block in blocks:
        for i in range(mending):
            sum_ = 0
            for word in block:
                sum_ = (POWERS[(LOGARITHMS[sum_] + i) % 255] if sum_ else 0) ^ word
            want(sum_ == 0, "a codeword is damaged")
    return [word for block, size in zip(blocks, sizes) for word in block[:size]]


def text_of(words):
    bits, at, text = "".join("%08d" % int(bin(word)[2:]) for word in words), 0, ""

    def take(count):
        nonlocal at
        at += count
        want(at <= len(bits), "the text goes beyond the code")
        return int(bits[at - count:at], 2)
    while len(bits) - at >= 4:
        mode = take(4)
        if mode == 0:
            break
        if mode == 4:
            text += bytes(take(8) for _ in range(take(8))).decode("ascii")
        elif mode == 2:
            count = take(9)
            for _ in range(count // 2):
                text += "".join(ALPHANUMERIC[i] for i in divmod(take(11), 45))
            text += ALPHANUMERIC[take(6)] if count % 2 else ""
        elif mode == 1:
            count = take(10)
            for _ in range(count // 3):
                text += "%03d" % take(10)
            text += "%0*d" % (count % 3, take(1 + 3 * (count % 3))) if count % 3 else ""
        else:
            raise Fault("mode %d" % mode)
    return text


def read(dark):
    """The text of rows of modules, 1 where they are dark."""
    side = len(dark)
    version = (side - 17) // 4
    want(side == 17 + 4 * version and version in BLOCKS, "%d modules in a row" % side)
    for (y, x), is_dark in patterns(version).items():
        want(is_dark is None or dark[y][x] == is_dark, "the module in row %d, column %d is turned" % (y, x))
    if version > 6:
        check_version(dark, version, side)
    return text_of(data_of(bits_of(dark, version, mask_of(dark, side)), version))
