/* Changes text as those who write it do: lines and blocks are doubled, moved, indented,
 * quoted and taken out, stretches are put between marks, a mark gives way to its like.
 * Bytes alone would rarely leave a list or a tag that a reader still knows. Relies on
 * nothing but the seed, so that libFuzzer can repeat it. */
#include "mutate_text.h"

#include <stdbool.h>
#include <string.h>

#define STRETCH_LIMIT 64 /* bytes that a pair of marks is put around */

struct mutation {
    const struct text_kind *kind;
    uint8_t *data;
    size_t size, room; /* without the tail */
    uint64_t state;
};

/* xorshift64*: small, and the same everywhere. */
static size_t below(struct mutation *m, size_t limit)
{
    m->state ^= m->state >> 12;
    m->state ^= m->state << 25;
    m->state ^= m->state >> 27;
    return limit ? (size_t)((m->state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % limit : 0;
}

static void insert(struct mutation *m, size_t at, const void *bytes, size_t len)
{
    if (len > m->room - m->size) {
        return;
    }
    memmove(m->data + at + len, m->data + at, m->size - at);
    memcpy(m->data + at, bytes, len);
    m->size += len;
}

static void insert_text(struct mutation *m, size_t at, const char *text)
{
    insert(m, at, text, strlen(text));
}

static void take_out(struct mutation *m, size_t from, size_t to)
{
    memmove(m->data + from, m->data + to, m->size - to);
    m->size -= to - from;
}

/* The start of the line that holds `at`, and the end behind its line end. */
static size_t line_start_of(const struct mutation *m, size_t at)
{
    while (at > 0 && m->data[at - 1] != '\n') {
        at--;
    }
    return at;
}

static size_t line_end_of(const struct mutation *m, size_t at)
{
    while (at < m->size && m->data[at] != '\n') {
        at++;
    }
    return at < m->size ? at + 1 : at;
}

/* Some whole lines. */
static void choose_lines(struct mutation *m, size_t *from, size_t *to)
{
    *from = line_start_of(m, below(m, m->size + 1));
    *to = *from;
    for (size_t count = below(m, 4) + 1; count > 0; count--) {
        *to = line_end_of(m, *to);
    }
}

static size_t count_of(const char *const *texts)
{
    size_t count = 0;
    while (texts[count]) {
        count++;
    }
    return count;
}

/* The changes */

static void double_lines(struct mutation *m)
{
    size_t from, to;
    uint8_t copy[512];
    choose_lines(m, &from, &to);
    size_t len = to - from < sizeof copy ? to - from : sizeof copy;
    memcpy(copy, m->data + from, len);
    size_t at = below(m, 2) ? to : line_start_of(m, below(m, m->size + 1));
    insert(m, at, copy, len);
}

static void drop_lines(struct mutation *m)
{
    size_t from, to;
    choose_lines(m, &from, &to);
    take_out(m, from, to);
}

/* Before each of some lines: a list, a quote, a block of code. */
static void prefix_lines(struct mutation *m)
{
    static const char *const prefixes[] = {"  ",  "    ", "\t",     "> ",  "* ",
                                           "1. ", "- ",   ":   ",   "   ", "# ",
                                           "| ",  "=",    "[^1]: ", ": "};
    size_t from, to;
    choose_lines(m, &from, &to);
    const char *prefix = prefixes[below(m, sizeof prefixes / sizeof prefixes[0])];
    bool once = below(m, 2);
    for (size_t at = from, left = 4; at < m->size && at < to && left > 0; left--) {
        insert_text(m, at, prefix);
        prefix = once ? "  " : prefix; /* what follows goes on within */
        at = line_end_of(m, at);
    }
}

static void dedent_line(struct mutation *m)
{
    size_t from = line_start_of(m, below(m, m->size + 1)), to = from;
    while (to < m->size && (m->data[to] == ' ' || m->data[to] == '\t')) {
        to++;
    }
    take_out(m, from, from + below(m, to - from + 1));
}

static void join_or_split(struct mutation *m)
{
    size_t at = below(m, m->size + 1), end = line_end_of(m, at);
    if (below(m, 2) && end > at) {
        take_out(m, end - 1, end);
    } else {
        insert_text(m, at, below(m, 2) ? "\n" : "\n\n");
    }
}

static void add_token(struct mutation *m)
{
    const char *const *tokens = m->kind->tokens;
    size_t at = below(m, m->size + 1);
    at = below(m, 2) ? at : line_start_of(m, at);
    insert_text(m, at, tokens[below(m, count_of(tokens))]);
}

static void add_pair(struct mutation *m)
{
    const char *const *pairs = m->kind->pairs;
    size_t chosen = below(m, count_of(pairs) / 2) * 2;
    size_t from = below(m, m->size + 1), to = from + below(m, STRETCH_LIMIT);
    if (below(m, 3) == 0) {
        choose_lines(m, &from, &to);
    }
    to = to < m->size ? to : m->size;
    insert_text(m, to, pairs[chosen + 1]);
    insert_text(m, from, pairs[chosen]);
}

/* Deep rather than wide: the same opener many times. */
static void nest(struct mutation *m)
{
    const char *const *pairs = m->kind->pairs;
    size_t chosen = below(m, count_of(pairs) / 2) * 2;
    size_t at = below(m, m->size + 1);
    for (size_t count = below(m, 24) + 2; count > 0; count--) {
        insert_text(m, at, pairs[chosen]);
    }
}

static void swap_mark(struct mutation *m)
{
    const char *marks = m->kind->swapped;
    size_t start = below(m, m->size);
    for (size_t i = 0; i < m->size; i++) {
        size_t at = (start + i) % m->size;
        if (m->data[at] && strchr(marks, m->data[at])) {
            m->data[at] = (uint8_t)marks[below(m, strlen(marks))];
            return;
        }
    }
}

static void repeat_mark(struct mutation *m)
{
    size_t at = below(m, m->size);
    uint8_t run[8];
    if (m->size) {
        memset(run, m->data[at], sizeof run);
        insert(m, at, run, below(m, sizeof run) + 1);
    }
}

static size_t as_bytes(struct mutation *m, size_t tail)
{
    return LLVMFuzzerMutate(m->data, m->size + tail, m->room + tail);
}

size_t mutate_text(const struct text_kind *kind, uint8_t *data, size_t size,
                   size_t max_size, unsigned seed)
{
    static void (*const changes[])(struct mutation *) = {
        double_lines, drop_lines, prefix_lines, dedent_line, join_or_split, add_token,
        add_token,    add_pair,   nest,         swap_mark,   repeat_mark};
    size_t tail = size < kind->tail ? size : kind->tail;
    uint8_t choices[8];
    struct mutation m = {kind, data, size - tail, max_size - tail,
                         (uint64_t)seed * UINT64_C(0x9E3779B97F4A7C15) + 1};
    (void)below(&m, 1);
    if (below(&m, 3) == 0) {
        return as_bytes(&m, tail);
    }
    memcpy(choices, data + m.size, tail);
    for (size_t count = below(&m, 3) + 1; count > 0; count--) {
        changes[below(&m, sizeof changes / sizeof changes[0])](&m);
    }
    if (tail && below(&m, 8) == 0) {
        choices[below(&m, tail)] ^= (uint8_t)(1U << below(&m, 8));
    }
    memcpy(m.data + m.size, choices, tail);
    return m.size + tail;
}

size_t mix_text(const struct text_kind *kind, const uint8_t *a, size_t a_size,
                const uint8_t *b, size_t b_size, uint8_t *out, size_t max_size,
                unsigned seed)
{
    size_t tail = a_size < kind->tail ? a_size : kind->tail;
    const uint8_t *texts[2] = {a, b};
    size_t sizes[2] = {a_size - tail, b_size < tail ? 0 : b_size - tail}, at[2] = {0, 0};
    struct mutation m = {kind, out, 0, max_size > tail ? max_size - tail : 0,
                         (uint64_t)seed * UINT64_C(0x9E3779B97F4A7C15) + 1};
    if (max_size < tail) {
        return 0;
    }
    while (at[0] < sizes[0] || at[1] < sizes[1]) {
        size_t from = below(&m, 2), end = at[from];
        while (end < sizes[from] && texts[from][end] != '\n') {
            end++;
        }
        end += end < sizes[from];
        if (below(&m, 4) != 0) { /* else the line is left out */
            insert(&m, m.size, texts[from] + at[from], end - at[from]);
        }
        at[from] = end;
    }
    memcpy(out + m.size, a + a_size - tail, tail);
    return m.size + tail;
}
