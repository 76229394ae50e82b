/* pack_patterns FILE.dic TABLE: a file of hyphenation patterns, as libhyphen loads it, into
 * the table that src/text/patterns.c reads. A step of the build: it ends with 1 and a line
 * that says why when the file says what a table cannot.
 *
 * libhyphen's own branches are walked letter by letter. From the leaves up equal nodes
 * become one, so that patterns with equal tails share them. Patterns without a digit stay:
 * what ends there is not heeded where a shorter one ends. Those with signs that are no
 * small letters are left out, since no word with such a sign is ever looked up. */
#include "text/pattern_table.h"

#include <hyphen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#define PATH_LIMIT 128 /* bytes of a pattern; libhyphen's own is 100 */
#define CHAIN_COUNT 65536

/* Byte strings, each kept once, at places that rise with their coming; 0 is none. */
struct store {
    uint8_t *bytes;
    size_t size, capacity;
    struct entry {
        uint32_t at, len, next;
    } * entries; /* index 0 is unused */
    size_t count;
    uint32_t chains[CHAIN_COUNT];
};

struct packer {
    const char *path;
    uint32_t encoding[256]; /* the small letter of each byte, or 0; unused for UTF-8 */
    bool is_utf8;
    const HyphenDict *level;
    struct store digits, nodes;
    uint32_t letters[PATTERN_LETTER_LIMIT + 2]; /* rising; the first is PATTERN_WORD_END */
    size_t letter_count;
};

/* A pattern's beginning, as the branches lead to it. */
struct path {
    char bytes[PATH_LIMIT];
    size_t len;
    size_t starts[PATH_LIMIT]; /* of its letters, and its end */
    size_t count;              /* of its letters */
};

struct edge {
    uint32_t letter, value, node;
};

_Noreturn static void fail(const char *path, const char *why)
{
    (void)fprintf(stderr, "pack_patterns: '%s' %s\n", path, why);
    exit(1);
}

static void *grow(void *block, size_t count, size_t size)
{
    void *grown = reallocarray(block, count, size);
    if (!grown) {
        fail("memory", "is gone");
    }
    return grown;
}

/* Stores */

static uint32_t hash_bytes(const uint8_t *bytes, size_t len)
{
    uint32_t hash = UINT32_C(2166136261);
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ bytes[i]) * UINT32_C(16777619);
    }
    return hash % CHAIN_COUNT;
}

/* The number of an entry with these bytes, new or not; from 1. */
static uint32_t store_put(struct store *store, const void *bytes, size_t len)
{
    uint32_t *chain = &store->chains[hash_bytes(bytes, len)];
    for (uint32_t i = *chain; i; i = store->entries[i].next) {
        const struct entry *entry = &store->entries[i];
        if (entry->len == len && memcmp(store->bytes + entry->at, bytes, len) == 0) {
            return i;
        }
    }
    if (store->size + len > store->capacity) {
        store->capacity = 2 * store->capacity + len + 4096;
        store->bytes = grow(store->bytes, store->capacity, 1);
    }
    memcpy(store->bytes + store->size, bytes, len);
    uint32_t number = (uint32_t)++store->count;
    store->entries = grow(store->entries, store->count + 1, sizeof *store->entries);
    store->entries[number] = (struct entry){(uint32_t)store->size, (uint32_t)len, *chain};
    store->size += len;
    return *chain = number;
}

static void store_clear(struct store *store)
{
    free(store->bytes);
    free(store->entries);
}

/* Letters */

static bool is_small_letter(UChar32 c)
{
    return u_isalpha(c) && u_tolower(c) == c;
}

static void read_encoding(struct packer *packer, const char *name)
{
    packer->is_utf8 = strcmp(name, "UTF-8") == 0;
    for (int byte = 1; byte < 256 && !packer->is_utf8; byte++) {
        UErrorCode status = U_ZERO_ERROR;
        UConverter *converter = ucnv_open(name, &status);
        char source = (char)byte;
        UChar letter[2] = {0};
        int32_t len = ucnv_toUChars(converter, letter, 2, &source, 1, &status);
        ucnv_close(converter);
        if (U_FAILURE(status)) {
            fail(packer->path, "has an unknown encoding");
        }
        if (len == 1 && is_small_letter(letter[0])) {
            packer->encoding[byte] = letter[0];
        }
    }
}

static void list_letter(struct packer *packer, uint32_t letter)
{
    size_t at = 0;
    while (at < packer->letter_count && packer->letters[at] < letter) {
        at++;
    }
    if (at < packer->letter_count && packer->letters[at] == letter) {
        return;
    }
    if (packer->letter_count > PATTERN_LETTER_LIMIT) {
        fail(packer->path, "has more letters than a table can number");
    }
    memmove(packer->letters + at + 1, packer->letters + at,
            (packer->letter_count - at) * sizeof(uint32_t));
    packer->letters[at] = letter;
    packer->letter_count++;
}

static size_t sequence_length(uint8_t lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The last letter of a path once it is whole: false as long as it is not. */
static bool read_letter(const struct packer *packer, const struct path *path,
                        uint32_t *letter)
{
    size_t start = path->starts[path->count], len = path->len - start;
    const uint8_t *bytes = (const uint8_t *)path->bytes + start;
    *letter = 0;
    if (packer->is_utf8 && len < sequence_length(bytes[0])) {
        return false;
    }
    if (*bytes == '.') {
        return true;
    }
    if (!packer->is_utf8) {
        *letter = packer->encoding[bytes[0]];
    } else {
        UChar32 c;
        U8_GET(bytes, 0, 0, (int32_t)len, c);
        *letter = c >= 0 && is_small_letter(c) ? (uint32_t)c : 0;
    }
    return true;
}

/* Values */

static size_t letter_at(const struct packer *packer, const struct path *path, size_t byte)
{
    for (size_t i = 0; i <= path->count; i++) {
        if (path->starts[i] == byte) {
            return i;
        }
    }
    fail(packer->path, "has a digit within a letter");
}

/* Digits of a pattern are one more than its bytes, but without leading zeros; so they
 * are counted from its end. */
static uint32_t pack_value(struct packer *packer, const struct path *path,
                           const HyphenState *state)
{
    uint8_t digits[PATH_LIMIT + 1] = {0}, value[PATH_LIMIT + 3];
    size_t len = strlen(state->match), first = path->count + 1, last = 0;
    for (size_t i = 0; i < len && i <= path->len; i++) {
        uint8_t digit = (uint8_t)(state->match[len - 1 - i] - '0');
        if (digit) {
            size_t at = letter_at(packer, path, path->len - i);
            digits[at] = (uint8_t)(digit | (state->repl ? PATTERN_RESPELLED : 0));
            first = at < first ? at : first;
            last = at > last ? at : last;
        }
    }
    if (first > path->count) {
        return 0;
    }
    value[0] = (uint8_t)(path->count - last);
    value[1] = (uint8_t)(last - first + 1);
    memcpy(value + 2, digits + first, value[1]);
    return store_put(&packer->digits, value, value[1] + 2U);
}

/* Nodes */

static uint32_t pack_node(struct packer *packer, int state, struct path *path);

static int compare_edges(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;
    return (x->letter > y->letter) - (x->letter < y->letter);
}

/* Adds the edges of all letters that begin with the bytes of the path's last. */
static void add_edges(struct packer *packer, int number, struct path *path,
                      struct edge *edges, size_t *count)
{
    const HyphenState *state = &packer->level->states[number];
    for (int i = 0; i < state->num_trans && path->len + 1 < PATH_LIMIT; i++) {
        const HyphenTrans *branch = &state->trans[i];
        uint32_t letter;
        path->bytes[path->len++] = branch->ch;
        if (!read_letter(packer, path, &letter)) {
            add_edges(packer, branch->new_state, path, edges, count);
        } else if (letter || branch->ch == '.') {
            const HyphenState *next = &packer->level->states[branch->new_state];
            struct edge *edge = &edges[(*count)++];
            path->starts[++path->count] = path->len;
            *edge = (struct edge){.letter = letter};
            edge->value = next->match ? pack_value(packer, path, next) : 0;
            edge->node = pack_node(packer, branch->new_state, path);
            path->count--;
            list_letter(packer, letter);
        }
        path->len--;
    }
}

/* The number of the node that stands for a state and all that follows; 0: nothing. */
static uint32_t pack_node(struct packer *packer, int state, struct path *path)
{
    struct edge edges[PATTERN_LETTER_LIMIT + 2];
    size_t count = 0;
    add_edges(packer, state, path, edges, &count);
    qsort(edges, count, sizeof *edges, compare_edges);
    return count ? store_put(&packer->nodes, edges, count * sizeof *edges) : 0;
}

/* The table */

static uint32_t letter_number(const struct packer *packer, uint32_t letter)
{
    uint32_t number = 0;
    while (packer->letters[number] != letter) {
        number++;
    }
    return number;
}

/* Entry 0 of `edges` stands for no node. */
static uint32_t edge_index(const struct packer *packer, uint32_t node)
{
    return node ? packer->nodes.entries[node].at / (uint32_t)sizeof(struct edge) + 1 : 0;
}

/* Byte 0 of the digits stands for no value. */
static uint32_t digit_index(const struct packer *packer, uint32_t value)
{
    return value ? packer->digits.entries[value].at + 1 : 0;
}

static struct pattern_edge *lay_out_edges(const struct packer *packer, size_t count)
{
    struct pattern_edge *edges = grow(NULL, count, sizeof *edges);
    edges[0] = (struct pattern_edge){.next_and_last = PATTERN_LAST,
                                     .letter_and_value = PATTERN_LETTER_OTHER};
    size_t written = 1;
    for (size_t node = 1; node <= packer->nodes.count; node++) {
        const struct entry *entry = &packer->nodes.entries[node];
        for (size_t at = 0; at < entry->len; at += sizeof(struct edge)) {
            struct edge edge;
            memcpy(&edge, packer->nodes.bytes + entry->at + at, sizeof edge);
            bool last = at + sizeof edge == entry->len;
            edges[written++] = (struct pattern_edge){
                edge_index(packer, edge.node) | (last ? PATTERN_LAST : 0),
                letter_number(packer, edge.letter) | digit_index(packer, edge.value)
                                                         << PATTERN_LETTER_BITS};
        }
    }
    return edges;
}

static void write_table(const struct packer *packer, struct pattern_header *header,
                        const char *path)
{
    header->magic = PATTERN_MAGIC;
    header->letter_count = (uint32_t)packer->letter_count - 1;
    header->edge_count = (uint32_t)(packer->nodes.size / sizeof(struct edge)) + 1;
    header->digit_bytes = (uint32_t)packer->digits.size + 1;
    if (header->digit_bytes >> (32 - PATTERN_LETTER_BITS)) {
        fail(packer->path, "has more digits than a table can number");
    }
    struct pattern_edge *edges = lay_out_edges(packer, header->edge_count);
    FILE *file = fopen(path, "wb");
    if (!file) {
        fail(path, "cannot be written");
    }
    fwrite(header, sizeof *header, 1, file);
    fwrite(packer->letters + 1, sizeof(uint32_t), header->letter_count, file);
    fwrite(edges, sizeof *edges, header->edge_count, file);
    fputc(0, file);
    fwrite(packer->digits.bytes, 1, packer->digits.size, file);
    if (ferror(file) | fclose(file)) {
        (void)remove(path);
        fail(path, "cannot be written");
    }
    free(edges);
}

/* Breaks beside letters that must not part are not in the table. */
static void check_signs(const struct packer *packer, const HyphenDict *patterns)
{
    const char *sign = patterns->nohyphen;
    for (int i = 0; sign && i <= patterns->nohyphenl; i++, sign += strlen(sign) + 1) {
        struct path path = {.len = 0};
        for (const char *byte = sign; *byte && path.len < PATH_LIMIT; byte++) {
            uint32_t letter;
            path.bytes[path.len++] = *byte;
            if (read_letter(packer, &path, &letter)) {
                path.starts[0] = path.len;
                if (letter) {
                    fail(packer->path, "forbids breaks at a letter (NOHYPHEN)");
                }
            }
        }
    }
}

static void pack_levels(struct packer *packer, const HyphenDict *patterns,
                        struct pattern_header *header)
{
    uint32_t roots[PATTERN_LEVEL_LIMIT];
    for (packer->level = patterns; packer->level;
         packer->level = packer->level->nextlevel) {
        struct path path = {.len = 0};
        uint32_t root = pack_node(packer, 0, &path);
        if (root && header->level_count == PATTERN_LEVEL_LIMIT) {
            fail(packer->path, "has more levels than a table");
        }
        if (root) { /* a level that says nothing of letters changes nothing */
            roots[header->level_count++] = root;
        }
    }
    for (uint32_t i = 0; i < header->level_count; i++) {
        header->roots[i] = edge_index(packer, roots[i]);
    }
}

int main(int count, char **arguments)
{
    static struct packer packer = {.letters = {PATTERN_WORD_END}, .letter_count = 1};
    packer.path = count > 1 ? arguments[1] : "";
    HyphenDict *patterns = count == 3 ? hnj_hyphen_load(packer.path) : NULL;
    if (!patterns) {
        fail(packer.path, "cannot be read (usage: pack_patterns FILE.dic TABLE)");
    }
    read_encoding(&packer, patterns->cset);
    check_signs(&packer, patterns);
    struct pattern_header header = {.closed = !packer.is_utf8,
                                    .before = (uint8_t)patterns->lhmin,
                                    .after = (uint8_t)patterns->rhmin,
                                    .part_before = (uint8_t)patterns->clhmin,
                                    .part_after = (uint8_t)patterns->crhmin};
    pack_levels(&packer, patterns, &header);
    for (int byte = 0; byte < 256; byte++) {
        if (packer.encoding[byte]) {
            list_letter(&packer, packer.encoding[byte]);
        }
    }
    write_table(&packer, &header, arguments[2]);
    store_clear(&packer.digits);
    store_clear(&packer.nodes);
    hnj_hyphen_free(patterns);
    return 0;
}
