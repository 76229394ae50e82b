/* Extensions: {::comment}, {::nomarkdown}, {::options}, as blocks and in spans. */
#include "markdown/kramdown.h"

struct extension {
    struct str name;
    struct str inside; /* options */
    size_t body, body_end, end;
    bool has_body;
};

/* The extension at text[at] = "{::", which must end before `limit`. */
static bool extension_at(struct kramdown *k, struct str text, size_t at, size_t limit,
                         bool block, struct extension *out)
{
    size_t close = brace_end(text, at, line_end(text, at));
    if (close == STR_NONE || close >= limit) {
        return false;
    }
    size_t name = at + 3, name_end = name;
    while (name_end < close &&
           (ascii_is_alnum(text.ptr[name_end]) || text.ptr[name_end] == '_')) {
        name_end++;
    }
    *out = (struct extension){.name = str_sub(text, name, name_end)};
    bool empty = text.ptr[close - 1] == '/';
    out->inside = str_trim(str_sub(text, name_end, empty ? close - 1 : close));
    bool known = str_is(out->name, "comment") || str_is(out->name, "nomarkdown") ||
                 str_is(out->name, "options");
    if (!known || (block && !line_is_blank(text, close + 1) && empty)) {
        return false;
    }
    if (empty) {
        out->end = close + 1;
        return true;
    }
    if (block && !line_is_blank(text, close + 1)) {
        return false;
    }
    struct str exact = arena_format(k->arena, "{:/%.*s}", STR_ARG(out->name));
    size_t body = block ? line_end(text, close) : close + 1;
    struct str within = str_sub(text, 0, limit);
    size_t stop = str_find(within, exact, body), any = str_find(within, STR("{:/}"), body);
    size_t stop_len = exact.len;
    if (any != STR_NONE && (stop == STR_NONE || any < stop)) {
        stop = any;
        stop_len = 4;
    }
    while (block && stop != STR_NONE) {
        size_t line = stop;
        while (line > body && text.ptr[line - 1] == ' ') {
            line--;
        }
        if ((line == body || text.ptr[line - 1] == '\n') &&
            line_is_blank(text, stop + stop_len)) {
            break; /* a block's end stands on a line of its own */
        }
        size_t from = stop + 1;
        stop = str_find(within, exact, from);
        stop_len = exact.len;
        any = str_find(within, STR("{:/}"), from);
        if (any != STR_NONE && (stop == STR_NONE || any < stop)) {
            stop = any;
            stop_len = 4;
        }
    }
    if (stop == STR_NONE) {
        return false;
    }
    out->body = body;
    out->body_end = stop;
    out->end = stop + stop_len;
    out->has_body = true;
    return true;
}

static bool option_is(struct str inside, const char *name, const char *value)
{
    size_t at = str_find(inside, str_from(name), 0);
    if (at == STR_NONE) {
        return false;
    }
    struct str rest = str_trim_left(str_skip(inside, at + strlen(name)));
    return str_starts(rest, "=") &&
           str_starts(str_trim_left(str_skip(rest, rest.len > 1 ? 2 : 1)), value);
}

static void apply_options(struct kramdown *k, struct str inside)
{
    k->parse_span_html = option_is(inside, "parse_span_html", "false") ? false
                         : option_is(inside, "parse_span_html", "true")
                             ? true
                             : k->parse_span_html;
    k->parse_block_html = option_is(inside, "parse_block_html", "true") ? true
                          : option_is(inside, "parse_block_html", "false")
                              ? false
                              : k->parse_block_html;
    if (option_is(inside, "auto_ids", "false")) {
        k->options.auto_ids = false;
    }
}

/* A comment's text, or the body of nomarkdown unless it is for another output. */
static struct node *extension_node(struct kramdown *k, const struct source *source,
                                   const struct extension *e, bool block, size_t at)
{
    struct str body = str_sub(source->text, e->body, e->body_end);
    if (str_is(e->name, "options")) {
        apply_options(k, e->inside);
        return NULL;
    }
    if (!e->has_body) {
        return NULL;
    }
    bool comment = str_is(e->name, "comment");
    if (!comment && str_find(e->inside, STR("type="), 0) != STR_NONE &&
        !option_is(e->inside, "type", "html")) {
        return NULL;
    }
    struct node *node =
        kramdown_node(k, block ? NODE_RAW_BLOCK : NODE_RAW_INLINE, source, at);
    if (node) {
        node->text = body;
        if (comment) {
            body = block ? str_trim(body) : body;
            node->text = arena_format(k->arena, "<!-- %.*s -->", STR_ARG(body));
        }
    }
    return node;
}

bool block_read_extension(struct container *c)
{
    struct str text = c->source->text;
    size_t at = c->at, spaces = 0;
    while (at < text.len && text.ptr[at] == ' ' && spaces < 3) {
        at++;
        spaces++;
    }
    struct extension e;
    if (!str_starts(str_skip(text, at), "{::")) {
        return false;
    }
    bool open = !c->no_extension_end || at < c->no_extension_end;
    if (!extension_at(c->k, text, at, open ? text.len : line_end(text, at), true, &e)) {
        if (open && str_find(text, STR("{:/"), at) == STR_NONE) {
            c->no_extension_end = at ? at : 1;
        }
        return false;
    }
    block_add(c, extension_node(c->k, c->source, &e, true, at));
    c->at = line_end(text, e.end);
    return true;
}

size_t span_read_extension(struct kramdown *k, struct str text, size_t at, size_t end,
                           struct node *parent, const struct source *source)
{
    struct extension e;
    if (!extension_at(k, text, at, end, false, &e)) {
        return 0;
    }
    struct node *node = extension_node(k, source, &e, false, at);
    if (node) {
        node_append(parent, node);
    }
    return e.end - at;
}
