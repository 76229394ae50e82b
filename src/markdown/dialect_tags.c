/* "{% name %}", "{{ value }}" and "{# comment #}" of Eleventy, GitBook and others: what the
 * page itself says is filled in, blocks of callouts are boxes, the rest is lost. */
#include "base/buf.h"
#include "base/fold.h"
#include "base/lines.h"
#include "base/number.h"
#include "markdown/dialect_spans.h"

#define EMOJI_NAME_BYTES 40
#define LABEL_REACH_BYTES ((size_t)300) /* a label ends within */

static size_t name_length(struct str text)
{
    size_t len = 0;
    while (len < text.len && (ascii_is_alnum(text.ptr[len]) || text.ptr[len] == '_' ||
                              text.ptr[len] == '-')) {
        len++;
    }
    return len;
}

static struct str without_dashes(struct str inside)
{
    inside = str_skip(inside, str_starts(inside, "-") ? 1 : 0);
    return str_trim(str_ends(inside, "-") ? str_sub(inside, 0, inside.len - 1) : inside);
}

/* Up to the tag that ends it; false: it is never ended. */
static bool find_block_end(struct spans *spans, size_t from, const char *name, size_t *end,
                           size_t *after)
{
    struct str text = spans->dialect->to->text;
    struct str key = arena_format(spans->dialect->arena, "{%% %s", name);
    if (value_has(spans->open_ended, key)) {
        return false; /* as before, further up */
    }
    for (size_t at = from; (at = str_find(text, STR("{%"), at)) != STR_NONE; at += 2) {
        size_t close = spans_find_end(spans, at + 2, "%}");
        struct str inside = close == STR_NONE
                                ? (struct str){0}
                                : without_dashes(str_trim(str_sub(text, at + 2, close)));
        if (str_is(inside, name)) {
            *end = at;
            *after = close + 2;
            return true;
        }
    }
    (void)value_map_set(spans->dialect->arena, spans->open_ended, key, value_nil());
    return false;
}

/* "raw" keeps its text as it is, "comment" hides it. */
static bool read_verbatim(struct spans *spans, const struct call *call)
{
    bool raw = str_is(call->name, "raw") || str_is(call->name, "verbatim");
    size_t end, after;
    if ((!raw && !str_is(call->name, "comment")) ||
        !find_block_end(spans, call->end,
                        str_is(call->name, "raw")        ? "endraw"
                        : str_is(call->name, "verbatim") ? "endverbatim"
                                                         : "endcomment",
                        &end, &after)) {
        return false;
    }
    if (raw) {
        rewriter_copy(spans->dialect->to, call->end, end);
    }
    spans->at = after;
    return true;
}

/* Steps of a program, that show nothing by themselves. */
static bool is_silent(struct str name)
{
    static const char *const names[] = {"set",    "endset",   "assign",   "import",
                                        "block",  "endblock", "extends",  "raw",
                                        "endraw", "macro",    "endmacro", "from"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

bool spans_read_tag(struct spans *spans)
{
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    bool values = spans->dialect->options->syntax & SYNTAX_VALUES;
    bool comment = values && str_starts(here, "{#");
    if (!comment && !str_starts(here, "{%")) {
        return false;
    }
    size_t end = comment ? spans_find(spans, STR("#}"), spans->at + 2)
                         : spans_find_end(spans, spans->at + 2, "%}");
    bool attribute = comment && here.len > 2 && ascii_is_alnum(here.ptr[2]);
    if (end == STR_NONE || attribute) {
        return false; /* "{#id}" is none of ours */
    }
    if (comment) {
        spans->at = end + 2;
        return true;
    }
    struct str inside = without_dashes(str_trim(str_sub(text, spans->at + 2, end)));
    struct call call = {.start = spans->at, .end = end + 2};
    call.closing = str_starts(inside, "end") && inside.len > 3;
    inside = str_skip(inside, call.closing ? 3 : 0);
    call.name = str_sub(inside, 0, name_length(inside));
    call.rest = str_trim(str_skip(inside, call.name.len));
    call.closer = arena_format(spans->dialect->arena, "{%% end%.*s", STR_ARG(call.name));
    if (call.name.len == 0) {
        return false;
    }
    if (!call.closing && read_verbatim(spans, &call)) {
        return true;
    }
    if (is_silent(call.name)) {
        spans->at = call.end;
        return true;
    }
    spans_make(spans, &call);
    return true;
}

/* What stands at "a.b" below the value. */
static struct value value_below(struct value value, struct str name)
{
    while (name.len && value.kind == VALUE_MAP) {
        size_t dot = str_find_byte(name, '.', 0);
        value = value_get(value, str_sub(name, 0, dot == STR_NONE ? name.len : dot));
        name = dot == STR_NONE ? (struct str){0} : str_skip(name, dot + 1);
    }
    return name.len || value.kind == VALUE_MAP ? value_nil() : value;
}

/* What the front matter or the settings have at that name, as generators write it. */
static struct value value_named(const struct dialect *dialect, struct str name)
{
    static const char *const before[] = {"page.", "page.meta.", "$frontmatter.",
                                         "frontmatter."};
    static const char *const tables[] = {"substitutions.", "myst.substitutions."};
    struct value data = dialect->options->data, value = value_below(data, name);
    for (size_t i = 0; i < sizeof before / sizeof before[0] && value.kind == VALUE_NIL;
         i++) {
        if (str_starts(name, before[i])) {
            value = value_below(data, str_skip(name, strlen(before[i])));
        }
    }
    bool myst = dialect->options->syntax & SYNTAX_MYST;
    for (size_t i = 0; myst && i < sizeof tables / sizeof tables[0]; i++) {
        struct str key = arena_format(dialect->arena, "%s%.*s", tables[i], STR_ARG(name));
        struct value own = value_below(data, key);
        value = own.kind != VALUE_NIL ? own : value;
    }
    return value.kind != VALUE_NIL ? value : value_below(dialect->options->values, name);
}

bool spans_add_value(struct spans *spans, struct value value)
{
    struct arena *arena = spans->dialect->arena;
    struct buf out = {.kept_in = arena};
    switch (value.kind) {
    case VALUE_NIL:
    case VALUE_LIST:
    case VALUE_MAP: return false;
    case VALUE_BOOL: buf_add_text(&out, value.as.boolean ? "true" : "false"); break;
    case VALUE_INTEGER: buf_add_format(&out, "%lld", (long long)value.as.integer); break;
    case VALUE_FLOAT: number_add_real(&out, value.as.real); break;
    case VALUE_STRING:
    case VALUE_TIME: buf_add(&out, value.as.string); break;
    }
    bool begun = str_trim(rewriter_line(spans->dialect->to)).len > 0;
    for (size_t i = 0; i < out.len && begun; i++) {
        out.ptr[i] = out.ptr[i] == '\n' ? ' ' : out.ptr[i]; /* a cell has one line */
    }
    rewriter_add(spans->dialect->to, spans->at, arena_take(arena, &out));
    return true;
}

/* TeX's braces: of a group in a group, or behind a command. */
static bool is_tex(struct str text, size_t at, struct str name)
{
    char before = at ? text.ptr[at - 1] : ' ';
    return ascii_is_alnum(before) || ascii_set_has("\\{}_^", before) || name.len == 0 ||
           str_find_byte(name, '\\', 0) != STR_NONE;
}

/* Without filters that change nothing here: "title | safe", "'/a/' | url". */
static struct str without_filters(struct str text)
{
    static const char *const filters[] = {"safe", "url",         "raw",  "escape",
                                          "trim", "htmlBaseUrl", "strip"};
    size_t bar = STR_NONE, next = 0;
    while ((next = str_find_byte(text, '|', bar == STR_NONE ? 0 : bar + 1)) != STR_NONE) {
        bar = next;
    }
    for (size_t i = 0; bar != STR_NONE && i < sizeof filters / sizeof filters[0]; i++) {
        if (str_is(str_trim(str_skip(text, bar + 1)), filters[i])) {
            return without_filters(str_trim(str_sub(text, 0, bar)));
        }
    }
    return text;
}

/* "'x'": the text itself; else nil. */
static struct value quoted_text(struct str text)
{
    bool quoted = text.len > 1 && ascii_set_has("\"'", text.ptr[0]) &&
                  str_find_byte(text, text.ptr[0], 1) == text.len - 1;
    return quoted ? value_string(str_sub(text, 1, text.len - 1)) : value_nil();
}

static bool is_name(struct str name)
{
    bool plain = name.len > 0;
    for (size_t i = 0; i < name.len && plain; i++) {
        plain = ascii_is_alnum(name.ptr[i]) || ascii_set_has("_.-", name.ptr[i]);
    }
    return plain;
}

/* A name of the page's front matter is its value; what is computed is lost. Of names that
 * nothing has MkDocs's macros show what is written, and MyST, which tells. */
bool spans_read_value(struct spans *spans)
{
    struct dialect *dialect = spans->dialect;
    struct str text = dialect->to->text, here = str_skip(text, spans->at);
    size_t end =
        str_starts(here, "{{") ? spans_find_end(spans, spans->at + 2, "}}") : STR_NONE;
    if (end == STR_NONE) {
        return false;
    }
    struct str name = without_dashes(str_trim(str_sub(text, spans->at + 2, end)));
    if ((dialect->options->syntax & SYNTAX_MYST) && is_tex(text, spans->at, name)) {
        return false;
    }
    bool template = dialect->options->syntax & SYNTAX_TAGS;
    struct str bare = template ? without_filters(name) : name;
    struct value value = template ? quoted_text(bare) : value_nil();
    value = value.kind == VALUE_NIL ? value_named(dialect, bare) : value;
    bool shown = spans_add_value(spans, value);
    unsigned kept = dialect->options->syntax & (SYNTAX_MYST | SYNTAX_PYTHON);
    bool written = !shown && (kept & SYNTAX_MYST || (kept && is_name(name)));
    if (!shown && !(written && (kept & SYNTAX_PYTHON))) {
        dialect_lose(dialect, spans->at, str_sub(text, spans->at, end + 2));
    }
    if (written) {
        rewriter_copy(dialect->to, spans->at, end + 2);
    }
    spans->at = end + 2;
    return true;
}

/* Whether the words would open a block where the line has none so far. */
static bool begins_block(const struct spans *spans, struct str words)
{
    struct str line = rewriter_line(spans->dialect->to);
    for (size_t i = 0; i < line.len; i++) {
        if (!ascii_set_has(" \t-+*>0123456789.)", line.ptr[i])) {
            return false;
        }
    }
    return words.len > 0 &&
           (ascii_is_digit(words.ptr[0]) || ascii_set_has("-+*#>=~|:", words.ptr[0]));
}

/* ":tada:" stays as it is written, and is told: no face has such pictures. */
static bool read_emoji(struct spans *spans)
{
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    size_t len = 1;
    while (len < here.len && len < EMOJI_NAME_BYTES &&
           (ascii_is_alnum(here.ptr[len]) || ascii_set_has("_+-", here.ptr[len]))) {
        len++;
    }
    char before = spans->at ? text.ptr[spans->at - 1] : ' ';
    bool named = len > 2 && len < here.len && here.ptr[len] == ':' &&
                 ascii_is_alpha(here.ptr[1]) && !ascii_is_alnum(before) && before != ':';
    char after = named && len + 1 < here.len ? here.ptr[len + 1] : ' ';
    if (!named || ascii_is_alnum(after)) {
        return false;
    }
    dialect_lose(spans->dialect, spans->at, str_sub(here, 0, len + 1));
    rewriter_copy(spans->dialect->to, spans->at, spans->at + len + 1);
    spans->at += len + 1;
    return true;
}

/* MkDocs's icons are pictures of its theme, which say nothing; with their attribute list.
 */
bool spans_read_icon(struct spans *spans)
{
    static const char *const sets[] = {":material-", ":fontawesome-", ":octicons-",
                                       ":simple-"};
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    size_t at = 0;
    for (size_t i = 0; i < sizeof sets / sizeof sets[0] && at == 0; i++) {
        at = str_starts(here, sets[i]) ? strlen(sets[i]) : 0;
    }
    size_t end = at ? at + name_length(str_skip(here, at)) : 0;
    if (at == 0) {
        return read_emoji(spans);
    }
    if (end == at || end >= here.len || here.ptr[end] != ':') {
        return false;
    }
    end++;
    size_t close = str_starts(str_skip(here, end), "{")
                       ? str_find_byte(str_sub(here, 0, end + 200), '}', end)
                       : STR_NONE;
    end = close == STR_NONE ? end : close + 1;
    char before = spans->at ? text.ptr[spans->at - 1] : '\n';
    bool space = end < here.len && here.ptr[end] == ' ' && ascii_set_has(" \n[(", before);
    end += space ? 1 : 0;
    if (begins_block(spans, str_skip(here, end))) {
        rewriter_add(
            spans->dialect->to, spans->at,
            arena_format(spans->dialect->arena, "<%.*s>", STR_ARG(spans->dialect->name)));
    }
    spans->at += end;
    return true;
}

/* The labels of link definitions, wherever they stand. */
static void find_labels(struct spans *spans)
{
    struct arena *arena = spans->dialect->arena;
    struct str text = spans->dialect->to->text;
    spans->labels = value_map_new(arena);
    for (size_t at = 0; spans->labels.kind == VALUE_MAP && at < text.len;
         at = line_end(text, at)) {
        struct str line = str_trim(str_sub(text, at, line_end(text, at)));
        size_t end = str_starts(line, "[") ? str_find(line, STR("]:"), 0) : STR_NONE;
        if (end != STR_NONE) {
            (void)value_map_set(arena, spans->labels,
                                fold_text(arena, str_sub(line, 1, end)), value_nil());
        }
    }
}

/* Python-Markdown's: a label may stand apart from its words, and a footnote's sign behind
 * words in brackets is no label. */
bool spans_read_bracket(struct spans *spans)
{
    struct arena *arena = spans->dialect->arena;
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    if (str_starts(here, "][^")) {
        rewriter_copy(spans->dialect->to, spans->at, spans->at + 1);
        rewriter_add(spans->dialect->to, spans->at, STR("<!---->"));
        spans->at++;
        return true;
    }
    struct str rest = str_trim_left(str_sub(here, 1, LABEL_REACH_BYTES));
    struct str space = str_sub(here, 1, (size_t)(rest.ptr - here.ptr));
    size_t end = str_starts(rest, "[") ? str_find_byte(rest, ']', 0) : STR_NONE;
    if (end == STR_NONE || space.len == 0 || (space.len > 1 && space.ptr[0] != '\n') ||
        str_find_byte(space, '\n', 1) != STR_NONE) {
        return false;
    }
    if (spans->labels.kind != VALUE_MAP) {
        find_labels(spans);
    }
    if (!value_has(spans->labels, fold_text(arena, str_sub(rest, 1, end)))) {
        return false;
    }
    rewriter_copy(spans->dialect->to, spans->at, spans->at + 1);
    spans->at += 1 + space.len;
    return true;
}
