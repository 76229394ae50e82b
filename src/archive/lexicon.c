/* Words get numbers by how often they stand in the row, and a number is written with as few
 * symbols as its place allows: the first tells how many follow. Numbers whose codes have
 * the same length are a class. Within one, words stand by their keys, so that each says
 * only what differs from the one before it, and those of one key follow each other. */
#include "archive/lexicon.h"

#include "archive/words.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <stdlib.h>

const char lexicon_symbols[] =
    " !#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`"
    "abcdefghijklmnopqrstuvwxyz{|}~";

_Static_assert(sizeof lexicon_symbols == LEXICON_SYMBOLS + 1, "printable, without \" \\ <");

#define FIRST_SLOTS 4096

bool lexicon_init(struct lexicon *lexicon, struct arena *arena)
{
    *lexicon = (struct lexicon){.arena = arena, .slot_count = FIRST_SLOTS};
    lexicon->row.kept_in = arena;
    lexicon->slots = ARENA_ARRAY(arena, uint32_t, FIRST_SLOTS);
    return lexicon->slots;
}

void lexicon_clear(struct lexicon *lexicon)
{
    buf_clear(&lexicon->row);
}

/* As much of the hash as is kept of each. */
static uint32_t hash_of(struct str text)
{
    return (uint32_t)hash_text(text);
}

/* Its slot, or the empty one where it would go. */
static uint32_t *find_slot(const struct lexicon *lexicon, struct str text, uint32_t hash)
{
    size_t mask = lexicon->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &lexicon->slots[i];
        if (*slot == 0) {
            return slot;
        }
        const struct lexeme *lexeme = &lexicon->lexemes[*slot - 1];
        if (lexeme->hash == hash && str_eq(lexeme->text, text)) {
            return slot;
        }
    }
}

static bool widen(struct lexicon *lexicon)
{
    size_t count = 2 * lexicon->slot_count;
    uint32_t *slots = ARENA_ARRAY(lexicon->arena, uint32_t, count);
    if (!slots) {
        return false;
    }
    lexicon->slot_count = count;
    for (size_t i = 0; i < lexicon->count; i++) {
        size_t at = lexicon->lexemes[i].hash & (count - 1);
        while (slots[at]) {
            at = (at + 1) & (count - 1);
        }
        slots[at] = (uint32_t)i + 1;
    }
    lexicon->slots = slots;
    return true;
}

static bool add_lexeme(struct lexicon *lexicon, struct lexeme lexeme)
{
    lexeme.text = arena_str(lexicon->arena, lexeme.text);
    if (lexeme.text.len == 0 || lexicon->count >= UINT32_MAX - 1 ||
        !arena_grow(lexicon->arena, &lexicon->lexemes, lexicon->count, &lexicon->capacity,
                    sizeof *lexicon->lexemes)) {
        return false;
    }
    lexicon->lexemes[lexicon->count++] = lexeme;
    return 4 * lexicon->count < 3 * lexicon->slot_count || widen(lexicon);
}

bool lexicon_put(struct lexicon *lexicon, struct str text, bool word, uint8_t stemmer)
{
    uint32_t hash = hash_of(text);
    uint32_t *slot = find_slot(lexicon, text, hash);
    size_t index = *slot - 1; /* wraps where there is none */
    if (*slot == 0) {
        index = lexicon->count;
        *slot = (uint32_t)index + 1;
        struct lexeme lexeme = {
            .text = text, .hash = hash, .word = word, .stemmer = stemmer};
        if (!add_lexeme(lexicon, lexeme)) {
            return false;
        }
    }
    lexicon->lexemes[index].count++;
    lexicon->row_count++;
    for (; index >= 0x80; index >>= 7) {
        buf_add_byte(&lexicon->row, (char)(0x80 | (index & 0x7F)));
    }
    buf_add_byte(&lexicon->row, (char)index);
    return buf_ok(&lexicon->row);
}

/* Whether the letter is large, and comes of the small one again in a browser, too. */
static bool is_large(struct str text, size_t at, size_t *len)
{
    uint32_t c = (unsigned char)text.ptr[at];
    *len = 1;
    if (c < 0x80) {
        return c >= 'A' && c <= 'Z';
    }
    c = utf8_decode(text, at, len);
    bool common = (c >= 0xC0 && c <= 0xDE) || (c >= 0x391 && c <= 0x3A9) ||
                  (c >= 0x410 && c <= 0x42F);
    return common && c != 0xD7 && c != 0x3A2;
}

/* How the word is made of its small letters; as it is where no form says that. */
static enum letter_form form_of(struct str text)
{
    size_t large = 0, letters = 0, len;
    bool first = text.len && is_large(text, 0, &len);
    for (size_t at = 0; first && at < text.len; at += len) {
        large += is_large(text, at, &len);
        letters++;
    }
    return !first             ? FORM_AS_IS
           : large == 1       ? FORM_FIRST_LARGE
           : large == letters ? FORM_ALL_LARGE
                              : FORM_AS_IS;
}

static struct str lower_of(struct lexicon *lexicon, struct str word)
{
    bool small = true;
    for (size_t i = 0; i < word.len; i++) {
        small &=
            (unsigned char)word.ptr[i] < 0x80 && (word.ptr[i] < 'A' || word.ptr[i] > 'Z');
    }
    if (small) {
        return word;
    }
    struct buf lower = {.kept_in = lexicon->arena};
    words_add_lower(&lower, word);
    return arena_take(lexicon->arena, &lower);
}

static struct str bare_of(struct lexicon *lexicon, struct str stem, struct str lower)
{
    bool ascii = true;
    for (size_t i = 0; i < stem.len; i++) {
        ascii &= (unsigned char)stem.ptr[i] < 0x80;
    }
    struct str start = str_sub(lower, 0, stem.len < lower.len ? stem.len : lower.len);
    if (ascii && str_eq(start, stem)) {
        return start;
    }
    struct buf bare = {.kept_in = lexicon->arena};
    words_add_bare(&bare, stem);
    return arena_take(lexicon->arena, &bare);
}

/* What is kept of a word, and its key; both forms of one are asked for once. */
static bool study(struct lexicon *lexicon, struct stemmers *stemmers, struct lexeme *own)
{
    own->letters = own->key = own->text;
    if (!own->word) {
        return true;
    }
    struct str lower = lower_of(lexicon, own->text), stem;
    own->form = (uint8_t)form_of(own->text);
    own->letters = own->form == FORM_AS_IS ? own->text : lower;
    uint32_t *slot = find_slot(lexicon, lower, hash_of(lower));
    const struct lexeme *same = *slot ? &lexicon->lexemes[*slot - 1] : NULL;
    if (same && same < own && same->key.len) {
        own->key = same->key;
        return true;
    }
    if (!stem_find(stemmers, own->stemmer, lower, &stem)) {
        return false;
    }
    own->key = bare_of(lexicon, stem, lower);
    if (own->key.len == 0) { /* it has accents alone */
        own->key = own->text;
    }
    return !arena_failed(lexicon->arena);
}

static int compare_numbers(const void *a, const void *b)
{
    uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;
    return first < second ? -1 : first > second;
}

/* The more frequent first; those that are equally so in the order in which they came. */
static uint64_t *sort_by_count(struct lexicon *lexicon)
{
    uint64_t *order = ARENA_ARRAY(lexicon->arena, uint64_t, lexicon->count);
    for (size_t i = 0; order && i < lexicon->count; i++) {
        order[i] = (uint64_t)(UINT32_MAX - lexicon->lexemes[i].count) << 32 | i;
    }
    if (order && lexicon->count) {
        qsort(order, lexicon->count, sizeof *order, compare_numbers);
    }
    return order;
}

static uint32_t count_at(const uint64_t *order, size_t place)
{
    return UINT32_MAX - (uint32_t)(order[place] >> 32);
}

/* Codes of so many symbols that begin with one and the same. */
static size_t codes_of(size_t length)
{
    size_t count = 1;
    for (; length > 1; length--) {
        count *= LEXICON_SYMBOLS;
    }
    return count;
}

/* Where the class of that length ends. */
static size_t class_end(const struct lexicon *lexicon, size_t length)
{
    size_t end = 0;
    for (size_t i = 1; i <= length; i++) {
        end += lexicon->firsts[i - 1] * codes_of(i);
    }
    return end < lexicon->count ? end : lexicon->count;
}

/* For so many symbols that begin codes of two and of three: whether those that are left
 * do for the rest of the numbers, as codes of one and of four. */
static bool deal_symbols(const struct lexicon *lexicon, size_t twos, size_t threes,
                         size_t firsts[LEXICON_LENGTHS])
{
    size_t left = LEXICON_SYMBOLS - twos - threes, fours = 0;
    size_t held = twos * codes_of(2) + threes * codes_of(3);
    size_t rest = lexicon->count > held ? lexicon->count - held : 0;
    if (rest > left) {
        fours = (rest - left + codes_of(4) - 2) / (codes_of(4) - 1);
    }
    firsts[0] = left - (fours < left ? fours : left);
    firsts[1] = twos;
    firsts[2] = threes;
    firsts[3] = fours;
    return fours <= left;
}

/* So that the row is shortest. `sums` has room for how often the numbers below each stand
 * in it. */
static void choose_symbols(struct lexicon *lexicon, const uint64_t *order, uint64_t *sums)
{
    uint64_t least = UINT64_MAX;
    size_t best[LEXICON_LENGTHS] = {0};
    for (size_t i = 0; i < lexicon->count; i++) {
        sums[i + 1] = sums[i] + count_at(order, i);
    }
    for (size_t twos = 0; twos < LEXICON_SYMBOLS; twos++) {
        for (size_t threes = 0; threes < LEXICON_SYMBOLS - twos; threes++) {
            uint64_t cost = 0;
            if (!deal_symbols(lexicon, twos, threes, lexicon->firsts)) {
                continue;
            }
            for (size_t length = 0; length < LEXICON_LENGTHS; length++) {
                cost += sums[lexicon->count] - sums[class_end(lexicon, length)];
            }
            if (cost < least) {
                least = cost;
                memcpy(best, lexicon->firsts, sizeof best);
            }
            if (class_end(lexicon, 3) == lexicon->count) {
                break; /* more would be for nothing */
            }
        }
    }
    memcpy(lexicon->firsts, best, sizeof best);
}

struct place_in_class {
    uint64_t begins; /* the key's first bytes, by which most are told apart */
    const struct lexeme *lexeme;
};

static int compare_places(const void *a, const void *b)
{
    const struct place_in_class *first = a, *second = b;
    const struct lexeme *one = first->lexeme, *other = second->lexeme;
    if (first->begins != second->begins) {
        return first->begins < second->begins ? -1 : 1;
    }
    int order = one->word - other->word;
    order = order ? order : str_compare(one->key, other->key);
    order = order ? order : str_compare(one->letters, other->letters);
    return order ? order : str_compare(one->text, other->text);
}

static uint64_t beginning(const struct lexeme *lexeme)
{
    uint64_t value = 0;
    for (size_t i = 0; i < 7; i++) { /* signs come first */
        unsigned char byte = i < lexeme->key.len ? (unsigned char)lexeme->key.ptr[i] : 0;
        value = value << 8 | byte;
    }
    return value | (uint64_t)lexeme->word << 56;
}

/* Lexemes in the order of their numbers, which are `numbers` of their indices. */
static bool number_all(struct lexicon *lexicon, const uint64_t *order)
{
    size_t count = lexicon->count;
    struct place_in_class *places =
        ARENA_ARRAY(lexicon->arena, struct place_in_class, count);
    struct lexeme *sorted = ARENA_ARRAY(lexicon->arena, struct lexeme, count);
    lexicon->numbers = ARENA_ARRAY(lexicon->arena, uint32_t, count);
    if (!places || !sorted || !lexicon->numbers) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct lexeme *lexeme = &lexicon->lexemes[(uint32_t)order[i]];
        places[i] = (struct place_in_class){beginning(lexeme), lexeme};
    }
    for (size_t length = 1; length <= LEXICON_LENGTHS; length++) {
        size_t from = class_end(lexicon, length - 1), end = class_end(lexicon, length);
        if (end > from) {
            qsort(places + from, end - from, sizeof *places, compare_places);
        }
    }
    for (size_t i = 0; i < count; i++) {
        sorted[i] = *places[i].lexeme;
        lexicon->numbers[places[i].lexeme - lexicon->lexemes] = (uint32_t)i;
    }
    lexicon->lexemes = sorted;
    return true;
}

/* Tells whether the word has the key of one before it: the one directly before in its
 * class, which begins at `from`, or one of a class of shorter codes. */
static void join_key(struct lexicon *lexicon, size_t from, size_t number)
{
    struct lexeme *own = &lexicon->lexemes[number];
    size_t mask = lexicon->slot_count - 1;
    own->continues = number > from && own[-1].word && str_eq(own[-1].key, own->key);
    if (own->continues) {
        return;
    }
    size_t at = hash_of(own->key) & mask;
    while (lexicon->slots[at] &&
           !str_eq(lexicon->lexemes[lexicon->slots[at] - 1].key, own->key)) {
        at = (at + 1) & mask;
    }
    own->linked = lexicon->slots[at] != 0;
    own->link = own->linked ? lexicon->slots[at] - 1 : 0;
    lexicon->slots[at] = own->linked ? lexicon->slots[at] : (uint32_t)number + 1;
}

static void join_keys(struct lexicon *lexicon)
{
    memset(lexicon->slots, 0, lexicon->slot_count * sizeof *lexicon->slots);
    for (size_t length = 1; length <= LEXICON_LENGTHS; length++) {
        size_t from = class_end(lexicon, length - 1), end = class_end(lexicon, length);
        for (size_t i = from; i < end; i++) {
            if (lexicon->lexemes[i].word) {
                join_key(lexicon, from, i);
            }
        }
    }
}

bool lexicon_close(struct lexicon *lexicon, struct stemmers *stemmers)
{
    for (size_t i = 0; i < lexicon->count; i++) {
        if (!study(lexicon, stemmers, &lexicon->lexemes[i])) {
            return false;
        }
    }
    uint64_t *order = sort_by_count(lexicon);
    uint64_t *sums = ARENA_ARRAY(lexicon->arena, uint64_t, lexicon->count + 1);
    if (!order || !sums) {
        return false;
    }
    choose_symbols(lexicon, order, sums);
    if (!number_all(lexicon, order)) {
        return false;
    }
    join_keys(lexicon);
    return true;
}

static void add_code(const struct lexicon *lexicon, size_t number, struct buf *out)
{
    size_t first = 0, length = 1, codes = 1;
    while (number >= lexicon->firsts[length - 1] * codes) {
        number -= lexicon->firsts[length - 1] * codes;
        first += lexicon->firsts[length - 1];
        codes *= LEXICON_SYMBOLS;
        length++;
    }
    buf_add_byte(out, lexicon_symbols[first + number / codes]);
    for (; length > 1; length--) {
        number %= codes;
        codes /= LEXICON_SYMBOLS;
        buf_add_byte(out, lexicon_symbols[number / codes]);
    }
}

void lexicon_add_row(const struct lexicon *lexicon, size_t *at, size_t limit,
                     struct buf *out)
{
    struct str row = buf_str(&lexicon->row);
    while (*at < row.len && out->len < limit) {
        size_t index = 0;
        unsigned shift = 0;
        unsigned char byte;
        do {
            byte = (unsigned char)row.ptr[(*at)++];
            index |= (size_t)(byte & 0x7F) << shift;
            shift += 7;
        } while (byte & 0x80);
        add_code(lexicon, lexicon->numbers[index], out);
    }
}

/* What a record begins with: letters taken from the word before (up to SHARED_MOST),
 * whether it has that one's key, and its form; none of them is a small letter or a digit.
 */
static const char records[] = " !#$%&'()*+,-./:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`{|";
#define SHARED_MOST 8
#define LARGE_NEXT '}' /* within a word */
#define SIGN_RECORD '~'

_Static_assert(sizeof records == (SHARED_MOST + 1) * 2 * 3 + 1, "a symbol for each");

/* Bytes that two texts begin with alike, and how many that is in UTF-16. */
static size_t shared_bytes(struct str a, struct str b, size_t *units)
{
    size_t at = 0, shared = 0;
    while (at < a.len && at < b.len) {
        size_t len = 1, wide = 1;
        if ((unsigned char)a.ptr[at] >= 0x80) {
            wide = utf8_decode(a, at, &len) > 0xFFFF ? 2 : 1;
        }
        if (len > b.len - at || memcmp(a.ptr + at, b.ptr + at, len) != 0 ||
            shared + wide > SHARED_MOST) {
            break;
        }
        at += len;
        shared += wide;
    }
    *units = shared;
    return at;
}

static void add_word(const struct lexeme *own, struct str before, struct buf *out)
{
    size_t units, from = shared_bytes(before, own->letters, &units);
    size_t symbol = units + (SHARED_MOST + 1) * (own->continues + 2U * own->form);
    buf_add_byte(out, records[symbol]);
    for (size_t i = from; i < own->letters.len; i++) {
        char c = own->letters.ptr[i];
        if (c >= 'A' && c <= 'Z') {
            buf_add_byte(out, LARGE_NEXT);
        }
        buf_add_byte(out, ascii_lower(c));
    }
}

static size_t count_units(struct str text)
{
    size_t units = 0, len;
    for (size_t at = 0; at < text.len; at += len) {
        units += utf8_decode(text, at, &len) > 0xFFFF ? 2 : 1;
    }
    return units;
}

static void add_sign(const struct lexeme *own, struct buf *out)
{
    buf_add_byte(out, SIGN_RECORD);
    buf_add_byte(out, lexicon_symbols[count_units(own->text) % LEXICON_SYMBOLS]);
    for (size_t i = 0; i < own->text.len; i++) {
        char c = own->text.ptr[i];
        if (c == '"' || c == '\\' || c == '<' || (unsigned char)c < 0x20) {
            buf_add_format(out, "\\x%02x", (unsigned)c);
        } else {
            buf_add_byte(out, c);
        }
    }
}

void lexicon_add_words(const struct lexicon *lexicon, struct buf *out)
{
    struct str before = {0};
    for (size_t i = 0; i < lexicon->count; i++) {
        const struct lexeme *own = &lexicon->lexemes[i];
        if (own->word) {
            add_word(own, before, out);
            before = own->letters;
        } else {
            add_sign(own, out);
        }
    }
}

void lexicon_add_links(const struct lexicon *lexicon, struct buf *out)
{
    size_t before = 0;
    for (size_t i = 0; i < lexicon->count; i++) {
        if (lexicon->lexemes[i].linked) {
            add_code(lexicon, i - before, out);
            add_code(lexicon, lexicon->lexemes[i].link, out);
            before = i;
        }
    }
}
