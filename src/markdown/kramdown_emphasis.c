/* Emphasis: *a*, **a**, _a_, __a__ and ~~a~~. */
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "markdown/kramdown_span.h"
#include "markdown/kramdown_span_readers.h"

static size_t mark_len(const struct frame *f)
{
    return f->kind == FRAME_EMPHASIS ? 1 : 2;
}

static bool all_marks(const struct spans *s, size_t at, char mark, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (at + i >= s->text.len || s->text.ptr[at + i] != mark) {
            return false;
        }
    }
    return true;
}

bool emphasis_ends(const struct spans *s, const struct frame *f)
{
    size_t len = mark_len(f);
    if (!all_marks(s, s->at, f->mark, len) || s->at == 0 ||
        ascii_is_space(s->text.ptr[s->at - 1])) {
        return false;
    }
    if (!f->node->first && s->at == s->run) {
        return false; /* nothing inside */
    }
    if (f->kind == FRAME_EMPHASIS && all_marks(s, s->at, f->mark, 2) &&
        !all_marks(s, s->at, f->mark, 3)) {
        return false;
    }
    if (f->mark == '_' && s->at + len < s->text.len) {
        size_t bytes;
        uint32_t next = utf8_decode(s->text, s->at + len, &bytes);
        return !u_isalnum((UChar32)next);
    }
    return true;
}

/* The last place where each mark stands behind something else than white space: no
 * emphasis that opens behind it can end. */
static void find_last_marks(struct spans *s)
{
    s->marks_known = true;
    for (size_t at = s->begin + 1; at < s->text.len; at++) {
        char c = s->text.ptr[at];
        if ((c == '*' || c == '_') && !ascii_is_space(s->text.ptr[at - 1])) {
            s->last_mark[(unsigned char)c] = at;
        }
    }
}

/* One try to read from `from` up to the end mark; taken back when there is none. */
static bool try_frame(struct spans *s, struct frame *f, enum frame_kind kind, char mark,
                      size_t from)
{
    uint8_t bit = (uint8_t)(1u << ((kind == FRAME_STRONG) + 2 * (mark == '_')));
    if (!s->marks_known) {
        find_last_marks(s);
    }
    if ((f->failed & bit) || s->last_mark[(unsigned char)mark] <= from || s->fuel == 0) {
        return false;
    }
    if (f->depth >= s->k->nesting_limit) {
        kramdown_too_deep(s->k, s->source, s->at);
        return false;
    }
    static const uint8_t kinds[] = {
        [FRAME_EMPHASIS] = NODE_EMPHASIS, [FRAME_STRONG] = NODE_STRONG};
    size_t at = s->at, run = s->run, chunk = s->chunk;
    struct node *node = spans_node(s, (enum node_kind)kinds[kind], at);
    if (!node) {
        return false;
    }
    struct frame inner = {
        .outer = f, .node = node, .kind = kind, .mark = mark, .depth = f->depth + 1};
    s->at = s->run = s->chunk = from;
    if (spans_read_frame(s, &inner)) {
        size_t end = s->at + mark_len(&inner);
        s->at = at;
        s->run = run;
        spans_add(s, f, node, end);
        return true;
    }
    spans_spend(s, s->text.len - from);
    s->at = at;
    s->run = run;
    s->chunk = chunk;
    kramdown_recycle(s->k, node);
    f->failed |= bit;
    return false;
}

bool span_read_emphasis(struct spans *s, struct frame *f)
{
    char mark = s->text.ptr[s->at];
    size_t count = all_marks(s, s->at, mark, 2) ? 2 : 1, after = s->at + count;
    enum frame_kind kind = count == 2 ? FRAME_STRONG : FRAME_EMPHASIS;
    bool blocked =
        after >= s->text.len || ascii_is_space(s->text.ptr[after]) || spans_inside(f, kind);
    if (!blocked && mark == '_' && s->at > s->begin) {
        /* Within a word, or behind "word-", '_' is part of a name. */
        size_t bytes, before = s->at;
        before -= before - 1 > s->begin && s->text.ptr[before - 1] == '-';
        blocked = u_isalpha((UChar32)utf8_decode_before(s->text, before, &bytes));
    }
    if (!blocked && (try_frame(s, f, kind, mark, after) ||
                     (kind == FRAME_STRONG && f->kind != FRAME_EMPHASIS &&
                      try_frame(s, f, FRAME_EMPHASIS, mark, after - 1)))) {
        return true;
    }
    spans_literal(s, count);
    return true;
}

/* The "~~" that ends what is struck from `at` on: right behind something else. */
static size_t strike_end(struct spans *s, size_t at)
{
    while ((at = str_find(s->text, STR("~~"), at)) != STR_NONE) {
        char before = s->text.ptr[at - 1];
        if (before != '~' && !ascii_is_space(before)) {
            return at;
        }
        at++;
    }
    return STR_NONE;
}

/* What is struck is read on its own: no span in it reaches beyond the next "~~". */
static void read_struck(struct spans *s, struct frame *f, size_t from, size_t end)
{
    struct node *node = spans_node(s, NODE_STRIKE, s->at);
    if (!node) {
        return;
    }
    size_t at = s->at, run = s->run;
    struct spans inner = *s;
    inner.text.len = end;
    inner.at = inner.run = inner.chunk = from;
    inner.matched = inner.marks_known = false;
    memset(inner.no_ticks, 0, sizeof inner.no_ticks);
    struct frame frame = {
        .outer = f, .node = node, .kind = FRAME_STRIKE, .depth = f->depth + 1};
    inner.begin = from;
    spans_read_frame(&inner, &frame);
    s->fuel = inner.fuel;
    s->at = at;
    s->run = run;
    spans_add(s, f, node, end + 2);
}

bool span_read_strike(struct spans *s, struct frame *f)
{
    if (s->k->settings.kramdown_input || !all_marks(s, s->at, '~', 2)) {
        return false;
    }
    size_t after = s->at + 2;
    bool opens = after < s->text.len && !ascii_is_space(s->text.ptr[after]) &&
                 s->text.ptr[after] != '~' && !spans_inside(f, FRAME_STRIKE) && s->fuel > 0;
    size_t end = opens ? strike_end(s, after + 1) : STR_NONE;
    if (end != STR_NONE && f->depth >= s->k->nesting_limit) {
        kramdown_too_deep(s->k, s->source, s->at);
    } else if (end != STR_NONE) {
        read_struck(s, f, after, end);
        return true;
    }
    if (opens) {
        spans_spend(s, s->text.len - after);
    }
    s->at += after < s->text.len && s->text.ptr[after] == '~' ? 1 : 2;
    return true;
}
