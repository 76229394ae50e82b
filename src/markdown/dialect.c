/* The order of the passes, and the marks that they write. */
#include "markdown/dialect.h"

#include "base/lines.h"

/* A name for marks that stands nowhere in the text. */
static struct str choose_name(struct arena *arena, struct str text)
{
    struct str name = STR("offprint-x");
    for (unsigned i = 0; str_find(text, name, 0) != STR_NONE && i < 1000; i++) {
        name = arena_format(arena, "offprint-x%u", i);
    }
    return name;
}

/* HTML of the author's swallows lines until a blank one. */
static void end_html(struct dialect *dialect, size_t at)
{
    const struct buf *out = &dialect->to->out;
    size_t end = out->len;
    while (end > 0 && out->ptr[end - 1] != '\n') {
        end--;
    }
    size_t start = end ? end - 1 : 0;
    while (start > 0 && out->ptr[start - 1] != '\n') {
        start--;
    }
    struct str last = str_trim_left(str_sub(str_make(out->ptr, out->len), start, end));
    bool own = str_starts(last, "<!--") && str_find(last, dialect->name, 0) != STR_NONE;
    if (str_starts(last, "<") && !own) {
        rewriter_add(dialect->to, at, STR("\n"));
    }
}

/* A line of its own; what is begun is ended first. */
static void add_mark(struct dialect *dialect, size_t at, size_t indent, char kind,
                     size_t box)
{
    struct buf line = {.kept_in = dialect->arena};
    struct str begun = rewriter_line(dialect->to);
    if (str_trim(begun).len) {
        buf_add_byte(&line, '\n');
    } else {
        end_html(dialect, at);
        indent = indent > begun.len ? indent - begun.len : 0;
    }
    for (size_t i = 0; i < indent; i++) {
        buf_add_byte(&line, ' ');
    }
    buf_add_format(&line, "<!--%.*s %c %zu-->\n", STR_ARG(dialect->name), kind, box);
    rewriter_add(dialect->to, at, buf_str(&line));
    buf_clear(&line);
}

static size_t add_box(struct dialect *dialect, struct dialect_box box)
{
    if (arena_grow(dialect->arena, &dialect->boxes, dialect->box_count,
                   &dialect->box_capacity, sizeof *dialect->boxes)) {
        dialect->boxes[dialect->box_count++] = box;
    }
    return dialect->box_count ? dialect->box_count - 1 : 0;
}

size_t dialect_open_box(struct dialect *dialect, size_t at, size_t indent,
                        enum callout callout, struct str title, struct str source)
{
    if (dialect->is_html) {
        return 0;
    }
    size_t box = add_box(
        dialect, (struct dialect_box){.callout = callout, .source = str_trim(source)});
    title = str_trim(title);
    add_mark(dialect, at, indent, 'o', box);
    if (title.len) {
        struct str line = arena_format(dialect->arena, "%*s<%.*s>%.*s\n", (int)indent, "",
                                       STR_ARG(dialect->name), STR_ARG(title));
        rewriter_add(dialect->to, at, line);
        add_mark(dialect, at, indent, 'b', box);
    }
    return box;
}

void dialect_close_box(struct dialect *dialect, size_t at, size_t indent, size_t box)
{
    if (!dialect->is_html) {
        add_mark(dialect, at, indent, 'c', box);
    }
}

void dialect_add_anchor(struct dialect *dialect, size_t at, size_t indent, struct str label,
                        struct str source)
{
    struct dialect_box anchor = {.label = label, .source = str_trim(source)};
    add_mark(dialect, at, indent, 'a', add_box(dialect, anchor));
}

void dialect_lose(struct dialect *dialect, size_t at, struct str name)
{
    if (dialect->lost.kind != VALUE_MAP) {
        dialect->lost = value_map_new(dialect->arena);
        dialect->lost_at = line_map_place(dialect->to->map, dialect->to->text, at);
    }
    if (dialect->lost.kind == VALUE_MAP) {
        (void)value_map_set(dialect->arena, dialect->lost, name, value_nil());
    }
}

#define LOST_NAMES_LIMIT 6

static void tell_lost(struct dialect *dialect)
{
    size_t count = value_count(dialect->lost);
    if (count == 0) {
        return;
    }
    struct buf names = {.kept_in = dialect->arena};
    for (size_t i = 0; i < count && i < LOST_NAMES_LIMIT; i++) {
        struct str name = dialect->lost.as.map->entries[i].key;
        buf_add_format(&names, "%s'%.*s'", i ? ", " : "", STR_ARG(name));
    }
    if (count > LOST_NAMES_LIMIT) {
        buf_add_format(&names, " and %zu more", count - LOST_NAMES_LIMIT);
    }
    report_warning(dialect->report, dialect->lost_at, "dialect-missing",
                   "%s would fill in %.*s: what they show is missing here, text between "
                   "them stays",
                   dialect->options->generator ? dialect->options->generator
                                               : "the site's generator",
                   STR_ARG(buf_str(&names)));
    buf_clear(&names);
}

static bool run_pass(struct dialect *dialect, bool (*pass)(struct dialect *),
                     struct str *text, const struct line_map **map)
{
    struct rewriter *to = ARENA_NEW(dialect->arena, struct rewriter);
    if (!to || !rewriter_begin(to, dialect->arena, *text, *map)) {
        return false;
    }
    dialect->to = to;
    bool ok = pass(dialect);
    *text = rewriter_take(to);
    *map = &to->made;
    return ok && !arena_failed(dialect->arena);
}

bool dialect_begin(struct dialect *dialect, struct arena *arena, struct str *text,
                   const struct line_map **map, const struct markdown_options *options,
                   struct report *report)
{
    *dialect = (struct dialect){.arena = arena, .options = options, .report = report};
    if ((options->syntax & (unsigned)~SYNTAX_ALERTS) == 0) {
        return true;
    }
    dialect->name = choose_name(arena, *text);
    bool spans = options->syntax & SYNTAX_SPANS;
    bool snippets = options->syntax & (SYNTAX_SNIPPETS | SYNTAX_PANDOC);
    if ((snippets && !run_pass(dialect, dialect_rewrite_snippets, text, map)) ||
        (spans && !run_pass(dialect, dialect_rewrite_spans, text, map)) ||
        !run_pass(dialect, dialect_rewrite_blocks, text, map) ||
        (value_count(dialect->notes) > 0 &&
         !run_pass(dialect, dialect_rewrite_notes, text, map))) {
        return report_out_of_memory(report);
    }
    tell_lost(dialect);
    return true;
}

bool markdown_fill_html(struct arena *arena, struct str *text, const struct line_map **map,
                        const struct markdown_options *options, struct report *report)
{
    unsigned wanted = SYNTAX_TAGS | SYNTAX_VALUES;
    bool template = (options->syntax & wanted) == wanted &&
                    (str_find(*text, STR("{{"), 0) != STR_NONE ||
                     str_find(*text, STR("{%"), 0) != STR_NONE);
    if (!template) {
        return true;
    }
    struct markdown_options own = *options;
    own.syntax = wanted;
    struct dialect dialect = {
        .arena = arena, .options = &own, .report = report, .is_html = true};
    if (!run_pass(&dialect, dialect_rewrite_spans, text, map)) {
        return report_out_of_memory(report);
    }
    tell_lost(&dialect);
    return true;
}
