/* Zola: shortcodes "{{ name(key="x") }}" and "{% name(key="x") %}…{% end %}", which are
 * read in comments only to be shown, and links to pages by their files, "@/a/b.md#c". */
#include "markdown/dialect_spans.h"
#include "markdown/dialect_tree.h"

/* What is commented out within its braces is shown, as a shortcode that is not run. */
static bool show_comment(struct spans *spans, bool body)
{
    struct str text = spans->dialect->to->text;
    size_t end = spans_find(spans, body ? STR("*/%}") : STR("*/}}"), spans->at + 4);
    if (end == STR_NONE) {
        return false;
    }
    struct str inside = str_trim(str_sub(text, spans->at + 4, end));
    struct str shown = arena_format(spans->dialect->arena, "{%c %.*s %c}", body ? '%' : '{',
                                    STR_ARG(inside), body ? '%' : '}');
    rewriter_add(spans->dialect->to, spans->at, shown);
    spans->at = end + 4;
    return true;
}

/* "name(arguments)" as its parts; what else stands in such braces is text. */
static bool read_call(struct str inside, struct call *call)
{
    size_t len = 0;
    while (len < inside.len &&
           (ascii_is_alnum(inside.ptr[len]) || inside.ptr[len] == '_')) {
        len++;
    }
    struct str arguments = str_trim(str_skip(inside, len));
    if (len == 0 || !str_starts(arguments, "(") || !str_ends(arguments, ")")) {
        return false;
    }
    call->name = str_sub(inside, 0, len);
    call->rest = str_trim(str_sub(arguments, 1, arguments.len - 1));
    call->named = true;
    return true;
}

static struct str find_closer(struct spans *spans, size_t from)
{
    static const char *const spellings[] = {"{% end", "{%- end", "{%end", "{%-end"};
    struct str found = {0};
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0] && !found.len; i++) {
        struct str closer = str_from(spellings[i]);
        found = spans_find(spans, closer, from) == STR_NONE ? found : closer;
    }
    return found;
}

/* "end" ends what was opened last, whether it became a box or not. */
static bool read_end(struct spans *spans, struct call *call)
{
    if (spans->body_count == 0) {
        return false;
    }
    call->closing = true;
    call->name = spans->bodies[--spans->body_count];
    spans_make(spans, call);
    return true;
}

static struct str without_dashes(struct str inside)
{
    inside = str_skip(inside, str_find_byte(inside, '-', 0) == 0 ? 1 : 0);
    bool dash = inside.len > 0 && inside.ptr[inside.len - 1] == '-';
    return str_trim(str_sub(inside, 0, inside.len - (dash ? 1 : 0)));
}

bool spans_read_zola(struct spans *spans)
{
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    bool body = str_starts(here, "{%");
    if (!body && !str_starts(here, "{{")) {
        return false;
    }
    if (str_starts(str_skip(here, 2), "/*")) {
        return show_comment(spans, body);
    }
    size_t end = spans_find_end(spans, spans->at + 2, body ? "%}" : "}}");
    if (end == STR_NONE) {
        return false;
    }
    struct call call = {.start = spans->at, .end = end + 2, .single = !body};
    struct str inside = without_dashes(str_sub(text, spans->at + 2, end));
    if (body && str_is(inside, "end")) {
        return read_end(spans, &call);
    }
    if (!read_call(inside, &call)) {
        return false;
    }
    call.closer = body ? find_closer(spans, call.end) : STR("{% end");
    size_t opened = spans->body_count;
    if (body && call.closer.len && opened < DIALECT_DEPTH_LIMIT) {
        spans->bodies[spans->body_count++] = call.name;
    }
    spans_make(spans, &call);
    if (spans->at > call.end) {
        spans->body_count = opened; /* its text was taken up to its end */
    }
    return true;
}

bool dialect_read_page_links(struct dialect *dialect, struct node *root)
{
    const struct markdown_host *host = dialect->options->host;
    size_t count;
    struct node **links = dialect_find_nodes(dialect, root, NODE_LINK, &count);
    for (size_t i = 0; i < count && host && host->find; i++) {
        struct str info = node_info(links[i]), address, title;
        size_t hash = str_find_byte(info, '#', 0);
        struct str page = str_sub(info, 0, hash == STR_NONE ? info.len : hash);
        if (str_starts(page, "@/") && host->find(host->data, page, &address, &title)) {
            node_set_info(dialect->arena, links[i],
                          arena_format(dialect->arena, "%.*s%.*s", STR_ARG(address),
                                       STR_ARG(str_skip(info, page.len))));
        }
    }
    return !arena_failed(dialect->arena);
}
