/* Parts of other files: mdBook's "{{#include x.rs:2:5}}", MkDocs's '--8<-- "x.md"'. The
 * file is read through the host; of its lines those that are asked for, by number or
 * between the marks of an anchor. What is shown is not looked at again. */
#include "base/lines.h"
#include "markdown/dialect_spans.h"

static bool read_number(struct str text, size_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.ptr[i]) || *out > 1000000) {
            return false;
        }
        *out = *out * 10 + (size_t)(text.ptr[i] - '0');
    }
    return text.len > 0;
}

static struct str lines_between(struct str text, size_t first, size_t last)
{
    size_t start = 0, end, line = 1;
    for (; line < first && start < text.len; line++) {
        start = line_end(text, start);
    }
    for (end = start; line <= last && end < text.len; line++) {
        end = line_end(text, end);
    }
    return str_sub(text, start, end);
}

static bool is_anchor(struct str line, const char *word, struct str name)
{
    size_t at = str_find(line, str_from(word), 0);
    struct str rest = at == STR_NONE ? (struct str){0} : str_skip(line, at + strlen(word));
    rest = str_trim(rest);
    struct str after = str_skip(rest, name.len);
    return name.len && at != STR_NONE && str_eq(str_sub(rest, 0, name.len), name) &&
           (after.len == 0 || !ascii_is_alnum(after.ptr[0]));
}

/* Without lines that are marks of anchors, the wanted one's or others'. */
static struct str lines_of_anchor(struct arena *arena, struct str text, struct str name)
{
    struct buf out = {.kept_in = arena};
    bool inside = name.len == 0;
    for (size_t at = 0; at < text.len; at = line_end(text, at)) {
        struct str line = str_sub(text, at, line_end(text, at));
        bool mark = str_find(line, STR("ANCHOR"), 0) != STR_NONE;
        bool begins = mark && is_anchor(line, "ANCHOR:", name);
        bool ends = mark && is_anchor(line, "ANCHOR_END:", name);
        inside = begins || (inside && !ends);
        if (inside && !(mark && str_find(line, STR("ANCHOR"), 0) != STR_NONE)) {
            buf_add(&out, line);
        }
    }
    return arena_take(arena, &out);
}

/* "path", "path:anchor", "path:2", "path:2:5", "path::5". */
static bool read_part(struct spans *spans, struct str wanted, struct str *out)
{
    const struct markdown_host *host = spans->dialect->options->host;
    size_t colon = str_find_byte(wanted, ':', 0);
    struct str path = str_sub(wanted, 0, colon == STR_NONE ? wanted.len : colon);
    struct str range = colon == STR_NONE ? (struct str){0} : str_skip(wanted, colon + 1);
    size_t second = str_find_byte(range, ':', 0), first = 1, last = SIZE_MAX;
    struct str text;
    if (!host || !host->read || !host->read(host->data, str_trim(path), &text)) {
        return false;
    }
    struct str from = str_sub(range, 0, second == STR_NONE ? range.len : second);
    bool numbers = (from.len == 0 && second != STR_NONE) || read_number(from, &first);
    if (range.len && numbers) {
        first = from.len ? first : 1;
        last = second == STR_NONE ? first : last;
        if (second != STR_NONE && !read_number(str_skip(range, second + 1), &last)) {
            last = SIZE_MAX;
        }
        *out = lines_between(text, first, last);
        return true;
    }
    *out = lines_of_anchor(spans->dialect->arena, text, range);
    return true;
}

static void add_part(struct spans *spans, struct str wanted, size_t end)
{
    struct str part;
    if (read_part(spans, wanted, &part)) {
        part = str_ends(part, "\n") ? str_sub(part, 0, part.len - 1) : part;
        rewriter_add(spans->dialect->to, spans->at, part);
    } else {
        dialect_lose(spans->dialect, spans->at, wanted);
        rewriter_copy(spans->dialect->to, spans->at, end);
    }
    spans->at = end;
}

bool spans_read_book(struct spans *spans)
{
    static const char *const includes[] = {"include ", "rustdoc_include ", "playground ",
                                           "playpen "};
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    size_t end = str_starts(here, "{{#")
                     ? str_find(str_sub(text, 0, spans->at + 400), STR("}}"), spans->at)
                     : STR_NONE;
    if (end == STR_NONE) {
        return false;
    }
    struct str inside = str_sub(text, spans->at + 3, end);
    for (size_t i = 0; i < sizeof includes / sizeof includes[0]; i++) {
        if (str_starts(inside, includes[i])) {
            struct str wanted = str_trim(str_skip(inside, strlen(includes[i])));
            size_t space = str_find_byte(wanted, ' ', 0);
            add_part(spans, str_sub(wanted, 0, space == STR_NONE ? wanted.len : space),
                     end + 2);
            return true;
        }
    }
    if (str_starts(inside, "title ")) {
        spans->at = end + 2; /* of the browser's window */
        return true;
    }
    return false;
}

bool spans_read_snippet(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    size_t end = line_end(text, spans->at);
    struct str line = str_trim(str_sub(text, spans->at, end));
    static const char scissors[] = "--8<--";
    struct str rest = str_trim(str_skip(line, sizeof scissors - 1));
    if (!str_starts(line, scissors) || rest.len < 3 || rest.ptr[0] != '"' ||
        !str_ends(rest, "\"")) {
        return false;
    }
    size_t stop = spans->at + (size_t)(line.ptr - (text.ptr + spans->at)) + line.len;
    add_part(spans, str_sub(rest, 1, rest.len - 1), stop);
    return true;
}
