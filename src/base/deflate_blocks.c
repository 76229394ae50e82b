/* Where a block ends only its symbols tell. So they are read, but nothing is made of them:
 * a table says of the next bits how many of them the symbol has, with the extra bits behind
 * its code. A twentieth of the time that packing takes. */
#include "base/deflate_blocks.h"

#include <stdint.h>
#include <string.h>

#define CODE_BITS_MOST 15
#define LITERAL_COUNT 288
#define DISTANCE_COUNT 32
#define LENGTH_CODE_COUNT 19
#define LENGTH_BITS_MOST 7
#define END_OF_BLOCK 256

/* What a table says of a code: its bits and those behind it, and what it is. */
#define BITS 0x1F /* 0: there is no such code */
#define IS_LENGTH 0x20
#define IS_END 0x40

struct codes {
    uint8_t rows[1 << CODE_BITS_MOST];
    uint32_t mask; /* of the bits that tell */
};

/* Of the next few bits a row tells how many of them are literals', as many as they hold,
 * and a length's behind these; 0: not one's. */
#define GLANCE_BITS 13

struct walk {
    const unsigned char *ptr;
    size_t len;
    size_t at; /* in bits */
    struct codes literals, distances;
    uint8_t glances[1 << GLANCE_BITS];
};

/* At least 57 bits; zeros behind the end. */
static uint64_t peek(const struct walk *walk)
{
    size_t byte = walk->at / 8;
    const unsigned char *p = walk->ptr + byte;
    uint64_t bits = 0;
    if (byte + 8 <= walk->len) {
        bits = (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
               (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 |
               (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
    } else {
        for (size_t i = 0; byte + i < walk->len; i++) {
            bits |= (uint64_t)p[i] << 8 * i;
        }
    }
    return bits >> walk->at % 8;
}

static uint32_t take(struct walk *walk, unsigned count)
{
    uint32_t bits = (uint32_t)(peek(walk) & ((UINT64_C(1) << count) - 1));
    walk->at += count;
    return bits;
}

static uint32_t reversed(uint32_t code, unsigned len)
{
    uint32_t out = 0;
    for (unsigned i = 0; i < len; i++) {
        out |= (code >> i & 1) << (len - 1 - i);
    }
    return out;
}

typedef uint8_t row_fn(unsigned symbol, unsigned code_bits);

/* The canonical codes of these lengths (3.2.2). */
static bool make_codes(struct codes *codes, const uint8_t *lens, size_t count, row_fn *row)
{
    uint32_t counts[CODE_BITS_MOST + 1] = {0}, next[CODE_BITS_MOST + 1], code = 0;
    unsigned most = 1;
    for (size_t i = 0; i < count; i++) {
        counts[lens[i]]++;
        most = lens[i] > most ? lens[i] : most;
    }
    counts[0] = 0;
    for (unsigned len = 1; len <= CODE_BITS_MOST; len++) {
        code = (code + counts[len - 1]) << 1;
        next[len] = code;
        if (code + counts[len] > UINT32_C(1) << len) {
            return false;
        }
    }
    codes->mask = (UINT32_C(1) << most) - 1;
    memset(codes->rows, 0, codes->mask + 1);
    for (unsigned i = 0; i < count; i++) {
        for (uint32_t at = lens[i] ? reversed(next[lens[i]]++, lens[i]) : codes->mask + 1;
             at <= codes->mask; at += UINT32_C(1) << lens[i]) {
            codes->rows[at] = row(i, lens[i]);
        }
    }
    return true;
}

/* 3.2.5: from the ninth length on, and the fifth distance, one more extra bit for each four
 * codes, or two; the longest length has none. */
static uint8_t literal_row(unsigned symbol, unsigned code_bits)
{
    if (symbol < END_OF_BLOCK) {
        return (uint8_t)code_bits;
    }
    unsigned length = symbol - END_OF_BLOCK - 1;
    unsigned extra = length >= 8 && length < 28 ? length / 4 - 1 : 0;
    return (uint8_t)(symbol == END_OF_BLOCK ? code_bits | IS_END
                                            : (code_bits + extra) | IS_LENGTH);
}

static uint8_t distance_row(unsigned symbol, unsigned code_bits)
{
    return (uint8_t)(code_bits + (symbol >= 4 ? symbol / 2 - 1 : 0));
}

/* Which length it is, beside its bits. */
static uint8_t length_row(unsigned symbol, unsigned code_bits)
{
    return (uint8_t)(symbol << 3 | code_bits);
}

static uint8_t glance(const struct codes *literals, uint32_t bits)
{
    unsigned count = 0, kind = 0;
    while (kind == 0) {
        uint8_t row = literals->rows[bits >> count & literals->mask];
        if (row == 0 || count + (row & BITS) > GLANCE_BITS) {
            break;
        }
        count += row & BITS;
        kind = row & (IS_LENGTH | IS_END);
    }
    return (uint8_t)(count | kind);
}

static bool walk_symbols(struct walk *walk)
{
    const struct codes *literals = &walk->literals, *distances = &walk->distances;
    size_t end = walk->len * 8;
    for (uint32_t i = 0; i < 1 << GLANCE_BITS; i++) {
        walk->glances[i] = glance(literals, i);
    }
    while (walk->at < end) {
        uint64_t bits = peek(walk);
        uint8_t row = walk->glances[bits & ((1 << GLANCE_BITS) - 1)];
        row = row ? row : literals->rows[bits & literals->mask];
        unsigned count = row & BITS, is_length = row / IS_LENGTH & 1;
        /* Without a branch, which nobody could foretell */
        unsigned distance = distances->rows[bits >> count & distances->mask];
        walk->at += count + distance * is_length;
        if (count == 0 || row & IS_END || (is_length && distance == 0)) {
            return row & IS_END && walk->at <= end;
        }
    }
    return false;
}

static bool make_fixed_codes(struct walk *walk)
{
    uint8_t lens[LITERAL_COUNT], distances[DISTANCE_COUNT];
    memset(lens, 8, 144);
    memset(lens + 144, 9, 112);
    memset(lens + 256, 7, 24);
    memset(lens + 280, 8, 8);
    memset(distances, 5, sizeof distances);
    return make_codes(&walk->literals, lens, LITERAL_COUNT, literal_row) &&
           make_codes(&walk->distances, distances, DISTANCE_COUNT, distance_row);
}

/* The lengths of the codes, themselves packed (3.2.7). */
static bool read_lengths(struct walk *walk, uint8_t *lens, size_t count)
{
    static const struct {
        unsigned bits, least;
    } repeats[] = {{2, 3}, {3, 3}, {7, 11}}; /* the last one, then zeros */
    for (size_t i = 0; i < count;) {
        uint8_t row = walk->literals.rows[peek(walk) & walk->literals.mask];
        unsigned symbol = row >> 3;
        walk->at += row & 7;
        if (row == 0 || walk->at > walk->len * 8 || (symbol == 16 && i == 0)) {
            return false;
        }
        if (symbol < 16) {
            lens[i++] = (uint8_t)symbol;
            continue;
        }
        size_t times = repeats[symbol - 16].least + take(walk, repeats[symbol - 16].bits);
        if (times > count - i) {
            return false;
        }
        memset(lens + i, symbol == 16 ? lens[i - 1] : 0, times);
        i += times;
    }
    return true;
}

static bool make_own_codes(struct walk *walk)
{
    static const uint8_t order[LENGTH_CODE_COUNT] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                     11, 4,  12, 3, 13, 2, 14, 1, 15};
    uint8_t own[LENGTH_CODE_COUNT] = {0}, lens[LITERAL_COUNT + DISTANCE_COUNT];
    size_t literals = take(walk, 5) + 257, distances = take(walk, 5) + 1;
    size_t count = take(walk, 4) + 4;
    for (size_t i = 0; i < count; i++) {
        own[order[i]] = (uint8_t)take(walk, 3);
    }
    return literals <= LITERAL_COUNT - 2 && distances <= DISTANCE_COUNT &&
           make_codes(&walk->literals, own, LENGTH_CODE_COUNT, length_row) &&
           read_lengths(walk, lens, literals + distances) &&
           make_codes(&walk->literals, lens, literals, literal_row) &&
           make_codes(&walk->distances, lens + literals, distances, distance_row);
}

static bool walk_stored(struct walk *walk)
{
    walk->at = (walk->at + 7) / 8 * 8;
    size_t len = take(walk, 16);
    bool sound = take(walk, 16) == (~len & 0xFFFF);
    walk->at += len * 8;
    return sound && walk->at <= walk->len * 8;
}

bool deflate_find_last_block(struct str stream, struct deflate_last_block *out)
{
    struct walk walk = {.ptr = (const unsigned char *)stream.ptr, .len = stream.len};
    bool last = false, sound = true;
    while (sound && !last) {
        out->at = walk.at;
        last = take(&walk, 1);
        uint32_t type = take(&walk, 2);
        sound = type == 0   ? walk_stored(&walk)
                : type == 1 ? make_fixed_codes(&walk) && walk_symbols(&walk)
                : type == 2 ? make_own_codes(&walk) && walk_symbols(&walk)
                            : false;
    }
    out->end = walk.at;
    return sound;
}
