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
    size_t close = brace_end(text, at, limit);
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
    if (!known || (next != '}' && next != '/' && !ascii_is_space(next)) ||
        (block && !line_is_blank(text, close + 1) && empty)) {
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
            stop_len += stop - line;
            stop = line;
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

static void set_flag(bool *flag, struct str value)
{
    if (str_is(value, "true") || str_is(value, "false")) {
        *flag = str_is(value, "true");
    }
}

static size_t number_at(struct str text, size_t at, uint32_t *out)
{
    *out = 0;
    while (at < text.len && ascii_is_digit(text.ptr[at]) && *out < 1000000) {
        *out = *out * 10 + (uint32_t)(text.ptr[at++] - '0');
    }
    return at;
}

/* "2..4", "3" or "1,3,5", with or without square brackets. */
static void set_toc_levels(struct kramdown *k, struct str value)
{
    uint8_t levels = 0;
    if (str_starts(value, "[") && str_ends(value, "]")) {
        value = str_sub(value, 1, value.len - 1);
    }
    uint32_t before = 0;
    for (size_t at = 0; at < value.len;) {
        uint32_t level;
        bool range = before > 0 && str_starts(str_skip(value, at), "..");
        size_t from = range ? at + 2 : before > 0 && value.ptr[at] == ',' ? at + 1 : at;
        size_t end = number_at(value, from, &level);
        if (end == from || level < 1 || level > 6 || (before > 0 && from == at)) {
            return;
        }
        for (uint32_t i = range ? before : level; i <= level; i++) {
            levels |= (uint8_t)(1u << i);
        }
        before = level;
        at = end;
    }
    k->toc_levels = levels ? levels : k->toc_levels;
}

/* Four entities, by name or number: single left, right, double left, right. */
static void set_quotes(struct kramdown *k, struct str value)
{
    struct str quotes[4];
    size_t count = 0;
    for (size_t at = 0; at <= value.len; count++) {
        size_t comma = str_find_byte(value, ',', at);
        comma = comma == STR_NONE ? value.len : comma;
        struct str part = str_trim(str_sub(value, at, comma));
        bool number = part.len > 0 && ascii_is_digit(part.ptr[0]);
        struct str entity =
                       arena_format(k->arena, number ? "&#%.*s;" : "&%.*s;", STR_ARG(part)),
                   text;
        if (count >= 4 || part.len == 0) {
            return;
        }
        bool known = entity_at(k, entity, 0, &text) > 0;
        quotes[count] = known ? text : count < 2 ? STR("'") : STR("\"");
        at = comma + 1;
    }
    if (count == 4) {
        memcpy(k->quotes, quotes, sizeof quotes);
    }
}

static void set_option(struct kramdown *k, struct str name, struct str value)
{
    uint32_t number;
    bool negative = str_starts(value, "-");
    bool whole = number_at(value, negative, &number) == value.len && value.len > negative;
    if (str_is(name, "parse_span_html")) {
        set_flag(&k->parse_span_html, value);
    } else if (str_is(name, "parse_block_html")) {
        set_flag(&k->parse_block_html, value);
    } else if (str_is(name, "auto_ids")) {
        set_flag(&k->options.auto_ids, value);
    } else if (str_is(name, "auto_id_prefix")) {
        k->id_prefix = value;
    } else if (str_is(name, "toc_levels")) {
        set_toc_levels(k, value);
    } else if (str_is(name, "smart_quotes")) {
        set_quotes(k, value);
    } else if (str_is(name, "footnote_prefix")) {
        k->footnote_prefix = value;
    } else if (str_is(name, "footnote_nr") && whole && !negative && number > 0) {
        k->options.footnote_start = number;
    } else if (str_is(name, "header_offset") && whole && number < 7) {
        k->heading_offset = negative ? -(int)number : (int)number;
    }
}

static void apply_options(struct kramdown *k, struct str inside)
{
    const struct ial *ial = ial_parse(k, inside);
    for (const struct ial_item *item = ial ? ial->first : NULL; item; item = item->next) {
        if (item->kind == IAL_PAIR) {
            set_option(k, item->name, item->value);
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

static bool is_for_html(struct kramdown *k, struct str inside)
{
    const struct ial *ial = ial_parse(k, inside);
    bool all = true, html = false;
    for (const struct ial_item *item = ial ? ial->first : NULL; item; item = item->next) {
        if (item->kind == IAL_PAIR && str_is(item->name, "type")) {
            all = item->value.len == 0;
            html = has_word(item->value, "html");
        }
    }
    return all || html;
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
    if (!comment && !is_for_html(k, e->inside)) {
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
    struct node *node = extension_node(c->k, c->source, &e, true, at);
    bool options = str_is(e.name, "options");
    if (options) { /* a block that shows nothing */
        node = kramdown_node(c->k, NODE_MARK_END, c->source, at);
        c->pending = NULL;
    }
    if (node) {
        node->level = options ? 4 : 0;
        node_append(c->node, node);
        c->trailing = NULL;
    }
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
