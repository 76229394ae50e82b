/* Hugo's shortcodes: "{{< name arguments >}}" and "{{% name %}}", with "/name" to close and
 * "/ >}}" for those that enclose nothing. In a comment they are shown, not run. */
#include "markdown/dialect_spans.h"

static struct str name_at(struct str text)
{
    size_t len = 0;
    while (len < text.len && !ascii_is_space(text.ptr[len]) &&
           (text.ptr[len] != '/' || len > 0)) {
        len++;
    }
    return str_sub(text, 0, len);
}

/* Hugo prints what stands in such a comment, as a shortcode that is only shown. */
static void show_comment(struct spans *spans, size_t end, char mark)
{
    struct str text = spans->dialect->to->text;
    struct str inside = str_trim(str_sub(text, spans->at + 5, end));
    inside = str_without_end(inside, '/');
    inside = str_trim(str_ends(inside, "*") ? str_sub(inside, 0, inside.len - 1) : inside);
    char close = mark == '<' ? '>' : mark;
    struct str shown =
        arena_format(spans->dialect->arena, "{{%c %.*s %c}}", mark, STR_ARG(inside), close);
    rewriter_add(spans->dialect->to, spans->at, shown);
    spans->at = end + 3;
}

bool spans_read_hugo(struct spans *spans)
{
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    bool angle = str_starts(here, "{{<");
    if (!angle && !str_starts(here, "{{%")) {
        return false;
    }
    char mark = here.ptr[2];
    size_t end = spans_find_end(spans, spans->at + 3, angle ? ">}}" : "%}}");
    if (end == STR_NONE) {
        return false;
    }
    if (str_starts(str_skip(here, 3), "/*")) {
        show_comment(spans, end, mark);
        return true;
    }
    struct str inside = str_trim(str_sub(text, spans->at + 3, end));
    struct call call = {.start = spans->at, .end = end + 3};
    call.closing = str_starts(inside, "/");
    inside = str_trim(str_skip(inside, call.closing ? 1 : 0));
    call.single = str_ends(inside, "/");
    inside = str_trim(call.single ? str_sub(inside, 0, inside.len - 1) : inside);
    call.name = name_at(inside);
    call.rest = str_trim(str_skip(inside, call.name.len));
    call.closer =
        arena_format(spans->dialect->arena, "{{%c /%.*s", mark, STR_ARG(call.name));
    if (call.name.len == 0) {
        return false;
    }
    spans_make(spans, &call);
    return true;
}
