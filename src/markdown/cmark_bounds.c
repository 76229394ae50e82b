/* Three looks: at the whole text, which costs a page next to nothing; at its lines, when a
 * copy is made; and, when cmark has read the blocks, at each paragraph, heading and cell, for
 * only then is it known where each ends. */
#define CMARK_NO_SHORT_NAMES
#include "markdown/cmark_bounds.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "markdown/cmark_memory.h"

/* What is exchanged, for the bytes 1, 2 and so on: those are neither blank nor punctuation
 * to cmark, and no output shows them. Where the text has such bytes itself they become
 * another of the kind. */
static const char exchanged[] = "*_~'\"[<|";
#define REFERENCE_END '\x0F' /* for the "]" of a reference: the ninth would be a tab */
#define OTHER_CONTROL '\x0E'
/* Less is not worth a look at each paragraph. */
#define UNCLOSED_WORK 1000000

static char stand_in(char mark)
{
    return (char)(strchr(exchanged, mark) - exchanged + 1);
}

static bool is_stand_in(char byte)
{
    return (byte >= 1 && (size_t)byte < sizeof exchanged) || byte == REFERENCE_END;
}

static char mark_of(char byte)
{
    return byte == REFERENCE_END ? ']' : exchanged[byte - 1];
}

/* The whole text */

static size_t count_byte(struct str text, char byte)
{
    size_t count = 0;
    for (size_t at = str_find_byte(text, byte, 0); at != STR_NONE;
         at = str_find_byte(text, byte, at + 1)) {
        count++;
    }
    return count;
}

static bool is_declaration(struct str text, size_t at)
{
    return at + 1 < text.len && (text.ptr[at + 1] == '?' || text.ptr[at + 1] == '!');
}

static size_t count_declarations(struct str text)
{
    size_t count = 0;
    for (size_t at = str_find_byte(text, '<', 0); at != STR_NONE;
         at = str_find_byte(text, '<', at + 1)) {
        count += is_declaration(text, at);
    }
    return count;
}

static size_t product(size_t a, size_t b)
{
    return b && a > SIZE_MAX / b ? SIZE_MAX : a * b;
}

/* Whether any product may cross its limit: most pages are too short for that. */
static bool may_cross(struct str text, bool smart)
{
    if (text.len <= 2 * MARKDOWN_LINE_COLUMN_LIMIT) {
        return false;
    }
    if (count_byte(text, '|') > MARKDOWN_LINE_COLUMN_LIMIT) {
        return true;
    }
    if (product(text.len / 2, text.len / 2) <= MARKDOWN_SPAN_LIMIT) {
        return false;
    }
    size_t closers = count_byte(text, ']');
    if (product(closers, text.len - closers) > MARKDOWN_SPAN_LIMIT) {
        size_t marks = count_byte(text, '!');
        for (const char *mark = smart ? "*_~'\"" : "*_~"; *mark; mark++) {
            marks += count_byte(text, *mark);
        }
        if (product(closers, marks) > MARKDOWN_SPAN_LIMIT) {
            return true;
        }
    }
    return product(count_declarations(text), text.len) > MARKDOWN_SPAN_LIMIT;
}

bool cmark_bounds_begin(struct cmark_bounds *bounds, struct arena *arena, struct str *text,
                        bool smart)
{
    *bounds = (struct cmark_bounds){.smart = smart, .left = MARKDOWN_SPAN_LIMIT};
    if (!cmark_references_begin(&bounds->references, arena, *text)) {
        return false;
    }
    if (!may_cross(*text, smart) && !bounds->references.needed) {
        return true;
    }
    char *copy = ARENA_ARRAY(arena, char, text->len);
    if (!copy) {
        return false;
    }
    size_t columns = 0;
    for (size_t i = 0; i < text->len; i++) {
        char byte = text->ptr[i];
        columns = byte == '\n' || byte == '\r' ? 0 : columns + (byte == '|');
        copy[i] = is_stand_in(byte)                                     ? OTHER_CONTROL
                  : byte == '|' && columns > MARKDOWN_LINE_COLUMN_LIMIT ? stand_in('|')
                                                                        : byte;
    }
    bounds->needed = true;
    bounds->unended = copy[text->len - 1] != '\n' && copy[text->len - 1] != '\r';
    *text = (struct str){copy, text->len};
    return true;
}

/* The root: cmark tells it to nobody but who may open blocks, which is asked at a line.
 * Extensions are of the whole process, so a thread's page is known by a variable. */
static _Thread_local struct cmark_bounds *watching;

static cmark_node *see_root(cmark_syntax_extension *self, int indented,
                            cmark_parser *parser, cmark_node *parent, unsigned char *input,
                            int len)
{
    (void)self;
    (void)indented;
    (void)parser;
    (void)input;
    (void)len;
    if (!watching->root) {
        watching->root = parent;
    }
    return NULL;
}

void cmark_bounds_attach(struct cmark_bounds *bounds, cmark_parser *parser)
{
    if (!bounds->needed) {
        return;
    }
    watching = bounds;
    cmark_parser_attach_syntax_extension(parser, cmark_memory_watcher(see_root));
    cmark_parser_feed(parser, "\n", 1);
}

/* A paragraph, a heading, a cell */

struct marks {
    size_t emphasis, images, closers, declarations;
};

/* The end of the run of marks that begins at `i`. */
static size_t run_end(struct str text, size_t i)
{
    size_t end = i + 1;
    while (end < text.len && text.ptr[end] == text.ptr[i]) {
        end++;
    }
    return end;
}

/* Whether a run of marks may open or close anything: not between blanks, and of "_" not
 * within a word. */
static bool may_emphasize(struct str text, size_t begin, size_t end)
{
    char before = begin ? text.ptr[begin - 1] : ' ';
    char after = end < text.len ? text.ptr[end] : ' ';
    bool in_word =
        text.ptr[begin] == '_' && ascii_is_alnum(before) && ascii_is_alnum(after);
    return !in_word && !(ascii_is_space(before) && ascii_is_space(after));
}

static bool is_emphasis(const struct cmark_bounds *bounds, char byte)
{
    return byte == '*' || byte == '_' || byte == '~' ||
           (bounds->smart && (byte == '\'' || byte == '"'));
}

/* Counts, and exchanges in `to` (the same text) what is past what is `allowed`. */
static struct marks bound_marks(const struct cmark_bounds *bounds, struct str text,
                                const struct marks *allowed, char *to)
{
    struct marks marks = {0};
    for (size_t i = 0, end; i < text.len; i = end) {
        char byte = text.ptr[i];
        end = i + 1;
        if (byte == ']') {
            marks.closers++;
        } else if (byte == '!' && end < text.len && text.ptr[end] == '[') {
            if (++marks.images > allowed->images) {
                to[end] = stand_in('[');
            }
        } else if (is_emphasis(bounds, byte)) {
            end = run_end(text, i);
            if (may_emphasize(text, i, end) && ++marks.emphasis > allowed->emphasis) {
                memset(to + i, stand_in(byte), end - i);
            }
        } else if (byte == '<' && is_declaration(text, i)) {
            marks.declarations++;
        }
    }
    return marks;
}

/* Behind the last end of its kind, "<?" and the like are text: cmark need not look. */
static void bound_declarations(struct str text, char *to)
{
    static const struct {
        const char *begin, *end;
    } kinds[] = {{"<?", "?>"}, {"<![CDATA[", "]]>"}, {"<!", ">"}};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        struct str begin = str_from(kinds[k].begin), end = str_from(kinds[k].end);
        size_t from = 0;
        for (size_t at; (at = str_find(text, end, from)) != STR_NONE;) {
            from = at + 1;
        }
        for (size_t at = from; (at = str_find(text, begin, at)) != STR_NONE; at++) {
            to[at] = stand_in('<');
        }
    }
}

/* How many of `count` marks may stand beside `closers`; what they cost is taken. */
static size_t allow(struct cmark_bounds *bounds, size_t count, size_t closers)
{
    size_t most = closers ? bounds->left / closers : SIZE_MAX;
    size_t allowed = count < most ? count : most;
    bounds->left -= allowed * closers;
    return allowed;
}

static void bound_spans(struct cmark_bounds *bounds, cmark_node *node, struct buf *copy)
{
    const char *content = cmark_node_get_string_content(node);
    struct str text = str_from(content ? content : "");
    struct marks allowed = {.emphasis = SIZE_MAX, .images = SIZE_MAX};
    struct marks marks = bound_marks(bounds, text, &allowed, NULL);
    allowed.emphasis = allow(bounds, marks.emphasis, marks.closers);
    allowed.images = allow(bounds, marks.images, marks.closers);
    bool unclosed = product(marks.declarations, text.len) > UNCLOSED_WORK;
    bool referred = bounds->references.needed &&
                    cmark_references_bound(&bounds->references, text, REFERENCE_END, NULL);
    if (allowed.emphasis == marks.emphasis && allowed.images == marks.images && !unclosed &&
        !referred) {
        return;
    }
    buf_reset(copy);
    buf_add(copy, text);
    buf_add_byte(copy, '\0');
    if (!buf_ok(copy)) {
        return; /* the arena has failed, which the reader finds */
    }
    (void)bound_marks(bounds, text, &allowed, copy->ptr);
    if (unclosed) {
        bound_declarations(text, copy->ptr);
    }
    if (referred) {
        (void)cmark_references_bound(&bounds->references, text, REFERENCE_END, copy->ptr);
    }
    cmark_node_set_string_content(node, copy->ptr);
}

static bool holds_spans(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
           strcmp(cmark_node_get_type_string(node), "table_cell") == 0;
}

void cmark_bounds_keep(struct cmark_bounds *bounds, cmark_parser *parser,
                       struct buf *scratch)
{
    if (bounds->unended) {
        cmark_parser_feed(parser, "\n", 1); /* it waits for the end of the last line */
    }
    if (!bounds->root) {
        return;
    }
    cmark_iter *iter = cmark_iter_new(bounds->root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER && holds_spans(node)) {
            bound_spans(bounds, node, scratch);
        }
    }
    buf_reset(scratch);
}

static size_t find_stand_in(struct str text)
{
    size_t at = 0;
    while (at < text.len && !is_stand_in(text.ptr[at])) {
        at++;
    }
    return at;
}

struct str cmark_bounds_restore(const struct cmark_bounds *bounds, struct arena *arena,
                                struct str text, char *mark)
{
    size_t first = bounds->needed ? find_stand_in(text) : text.len;
    char *copy = first < text.len ? ARENA_ARRAY(arena, char, text.len) : NULL;
    if (!copy) {
        return text;
    }
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        copy[i] = is_stand_in(byte) ? mark_of(byte) : byte;
    }
    *mark = copy[first];
    return (struct str){copy, text.len};
}

void cmark_bounds_end(struct cmark_bounds *bounds)
{
    cmark_references_end(&bounds->references);
}
