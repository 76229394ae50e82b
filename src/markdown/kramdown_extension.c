/* Extensions: where they end, and what they show. As a block an extension has its lines
 * for itself; in a span it ends where its stop stands. */
#include "markdown/kramdown_extension.h"

#include "markdown/kramdown_line.h"

#define OPENING_BYTES 4096 /* a longer one is text: it may be looked for again and again   \
                            */

/* What ends a body: {:/name} or {:/}. */
struct stop {
    size_t at, len;
};

/* The next stop from `from` on; its `at` is STR_NONE when there is none. */
static struct stop find_stop(struct str within, struct str exact, size_t from)
{
    struct str any = STR("{:/}");
    size_t named = str_find(within, exact, from), bare = str_find(within, any, from);
    return bare < named ? (struct stop){bare, any.len} : (struct stop){named, exact.len};
}

/* A block's stop stands on a line of its own, which belongs to it from its first blank. */
static bool take_line(struct str text, size_t body, struct stop *stop)
{
    size_t line = stop->at;
    while (line > body && text.ptr[line - 1] == ' ') {
        line--;
    }
    if ((line != body && text.ptr[line - 1] != '\n') ||
        !line_is_blank(text, stop->at + stop->len)) {
        return false;
    }
    stop->len += stop->at - line;
    stop->at = line;
    return true;
}

/* The body behind the '}' at `close`, which goes on to its stop before `limit`. */
static bool body_at(struct arena *arena, struct str text, size_t close, size_t limit,
                    bool block, struct extension *out)
{
    if (block && !line_is_blank(text, close + 1)) {
        return false;
    }
    struct str exact = arena_format(arena, "{:/%.*s}", STR_ARG(out->name));
    struct str within = str_sub(text, 0, limit);
    out->body = block ? line_end(text, close) : close + 1;
    struct stop stop = find_stop(within, exact, out->body);
    while (block && stop.at != STR_NONE && !take_line(text, out->body, &stop)) {
        stop = find_stop(within, exact, stop.at + 1);
    }
    if (stop.at == STR_NONE) {
        return false;
    }
    out->body_end = stop.at;
    out->end = stop.at + stop.len;
    out->has_body = true;
    return true;
}

bool extension_at(struct arena *arena, struct str text, size_t at, size_t limit, bool block,
                  struct extension *out)
{
    size_t near = limit - at > OPENING_BYTES ? at + OPENING_BYTES : limit;
    size_t close = brace_end(text, at, near);
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
    char next = text.ptr[name_end];
    if (!known || (next != '}' && next != '/' && !ascii_is_space(next))) {
        return false;
    }
    if (!empty) {
        return body_at(arena, text, close, limit, block, out);
    }
    out->end = close + 1;
    return !block || line_is_blank(text, close + 1);
}

bool extension_is_options(const struct extension *extension)
{
    return str_is(extension->name, "options");
}

static void apply_options(struct kramdown *k, struct str inside)
{
    const struct ial *ial = ial_parse(k->arena, inside);
    for (const struct ial_item *item = ial ? ial->first : NULL; item; item = item->next) {
        if (item->kind == IAL_PAIR) {
            kramdown_settings_set(k->arena, &k->settings, item->name, item->value);
        }
    }
}

static bool has_word(struct str text, const char *word)
{
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        end = at;
        while (end < text.len && !ascii_is_space(text.ptr[end])) {
            end++;
        }
        if (str_is(str_sub(text, at, end), word)) {
            return true;
        }
    }
    return false;
}

static bool is_for_html(struct arena *arena, struct str inside)
{
    const struct ial *ial = ial_parse(arena, inside);
    bool all = true, html = false;
    for (const struct ial_item *item = ial ? ial->first : NULL; item; item = item->next) {
        if (item->kind == IAL_PAIR && str_is(item->name, "type")) {
            all = item->value.len == 0;
            html = has_word(item->value, "html");
        }
    }
    return all || html;
}

struct node *extension_node(struct kramdown *k, const struct source *source, size_t at,
                            const struct extension *extension, bool block)
{
    struct str body = str_sub(source->text, extension->body, extension->body_end);
    if (extension_is_options(extension)) {
        apply_options(k, extension->inside);
        return NULL;
    }
    if (!extension->has_body) {
        return NULL;
    }
    bool comment = str_is(extension->name, "comment");
    if (!comment && !is_for_html(k->arena, extension->inside)) {
        return NULL;
    }
    struct node *node =
        kramdown_node(k, block ? NODE_RAW_BLOCK : NODE_RAW_INLINE, source, at);
    if (node) {
        node->text = body;
        if (comment) {
            body = block && body.len > 0 ? str_sub(body, 0, body.len - 1) : body;
            node->text = arena_format(k->arena, "<!-- %.*s -->", STR_ARG(body));
        }
    }
    return node;
}
