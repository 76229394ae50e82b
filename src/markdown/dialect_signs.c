/* Signs within a line: "==x==", "^^x^^", "^x^", "~x~", keys as "++ctrl+x++", "(c)", and the
 * language that begins code, "#!js x". Read in texts of the tree, so code is none of it. */
#include "base/buf.h"
#include "markdown/dialect_tree.h"

/* Where the sign closes that opens at `at`, or STR_NONE: what it encloses is no such text.
 */
static size_t closing(struct str text, size_t at, struct str sign, bool spaces)
{
    size_t from = at + sign.len, end = str_find(text, sign, from);
    struct str inside = end == STR_NONE ? (struct str){0} : str_sub(text, from, end);
    bool marks = inside.len && !ascii_is_space(inside.ptr[0]) &&
                 !ascii_is_space(inside.ptr[inside.len - 1]) &&
                 inside.ptr[0] != sign.ptr[0];
    for (size_t i = 0; marks && !spaces && i < inside.len; i++) {
        marks = !ascii_is_space(inside.ptr[i]);
    }
    return marks ? end : STR_NONE;
}

/* Text between two signs of the same kind, within one text node. */
static void mark_text(struct dialect *dialect, struct node *text, struct str sign,
                      const char *element, bool spaces)
{
    size_t at = 0, last = STR_NONE; /* without another sign behind nothing closes */
    for (size_t i = 0; (i = str_find(text->text, sign, i)) != STR_NONE; i += sign.len) {
        last = i;
    }
    const char *stop = last == STR_NONE ? NULL : text->text.ptr + last;
    while (text && stop && (at = str_find(text->text, sign, at)) != STR_NONE &&
           text->text.ptr + at < stop) {
        size_t end = closing(text->text, at, sign, spaces);
        struct node *mark =
            end == STR_NONE ? NULL : node_new(dialect->arena, NODE_HTML_INLINE, text->spot);
        if (!mark) {
            at += sign.len;
            continue;
        }
        mark->text = str_from(element);
        (void)node_add_text(dialect->arena, mark, str_sub(text->text, at + sign.len, end),
                            text->spot);
        text = dialect_replace_part(dialect, text, at, end + sign.len, mark);
        at = 0;
    }
}

/* What a key is called on it; those that are not here read as their names. */
static struct str key_label(struct arena *arena, struct str name)
{
    static const struct {
        const char *name, *label;
    } keys[] = {
        {"control", "Ctrl"},
        {"ctrl", "Ctrl"},
        {"command", "Cmd"},
        {"cmd", "Cmd"},
        {"option", "Option"},
        {"opt", "Option"},
        {"windows", "Win"},
        {"win", "Win"},
        {"function", "Fn"},
        {"altgr", "AltGr"},
        {"alt-graph", "AltGr"},
        {"escape", "Esc"},
        {"delete", "Del"},
        {"insert", "Ins"},
        {"return", "Enter"},
        {"arrow-up", "Up"},
        {"arrow-down", "Down"},
        {"arrow-left", "Left"},
        {"arrow-right", "Right"},
        {"page-dn", "Page Down"},
        {"pg-dn", "Page Down"},
        {"pg-up", "Page Up"},
        {"prtsc", "Print Screen"},
        {"spc", "Space"},
        {"bksp", "Backspace"},
        {"cplk", "Caps Lock"},
        {"apps", "Menu"},
        {"context-menu", "Menu"},
        {"plus", "+"},
        {"minus", "-"},
        {"hyphen", "-"},
        {"comma", ","},
        {"period", "."},
        {"slash", "/"},
        {"backslash", "\\"},
        {"equal", "="},
        {"colon", ":"},
        {"semicolon", ";"},
        {"question", "?"},
        {"exclam", "!"},
        {"grave", "`"},
        {"tilde", "~"},
        {"bar", "|"},
        {"pipe", "|"},
        {"underscore", "_"},
        {"single-quote", "'"},
        {"double-quote", "\""},
        {"less", "<"},
        {"greater", ">"},
        {"brace-left", "{"},
        {"brace-right", "}"},
        {"bracket-left", "["},
        {"bracket-right", "]"},
    };
    if (name.len > 1 && name.ptr[0] == '"') {
        return str_sub(name, 1, name.len - 1);
    }
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (str_eq_ignore_case(name, str_from(keys[i].name))) {
            return str_from(keys[i].label);
        }
    }
    struct buf out = {.kept_in = arena};
    for (size_t i = 0; i < name.len; i++) {
        bool first = i == 0 || name.ptr[i - 1] == '-';
        char c = name.ptr[i] == '-' ? ' ' : name.ptr[i];
        buf_add_byte(&out, first ? ascii_upper(c) : c);
    }
    return arena_take(arena, &out);
}

/* Behind the last '+' of "++a+"b c"++", which begins at `at`; STR_NONE: it is none. */
static size_t keys_end(struct str text, size_t at)
{
    size_t start = at + 2, i = start;
    for (; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"') {
            i = str_find_byte(str_sub(text, 0, i + 60), '"', i + 1);
            if (i == STR_NONE) {
                return STR_NONE;
            }
        } else if (c == '+') {
            if (i == start) {
                return STR_NONE;
            }
            start = i + 1;
            if (i + 1 < text.len && text.ptr[i + 1] == '+') {
                return i + 2;
            }
        } else if (!ascii_is_alnum(c) && c != '-' && c != '_') {
            return STR_NONE;
        }
    }
    return STR_NONE;
}

static struct node *make_keys(struct dialect *dialect, struct str inside, struct spot spot)
{
    struct node *keys = node_new(dialect->arena, NODE_HTML_INLINE, spot);
    size_t at = 0;
    if (!keys) {
        return NULL;
    }
    keys->text = STR("span");
    while (at < inside.len) {
        size_t quote = inside.ptr[at] == '"' ? str_find_byte(inside, '"', at + 1) : at;
        size_t end = str_find_byte(inside, '+', quote);
        end = end == STR_NONE ? inside.len : end;
        struct node *key = node_new(dialect->arena, NODE_CODE, spot);
        if (!key) {
            return NULL;
        }
        if (at > 0) {
            (void)node_add_text(dialect->arena, keys, STR("+"), spot);
        }
        node_set_info(dialect->arena, key, STR("kbd"));
        key->text = key_label(dialect->arena, str_sub(inside, at, end));
        node_append(keys, key);
        at = end + 1;
    }
    return keys;
}

static void read_keys(struct dialect *dialect, struct node *text)
{
    if (str_find(text->text, STR("++"), 0) == STR_NONE) {
        return;
    }
    for (size_t at = 0; text && (at = str_find(text->text, STR("++"), at)) != STR_NONE;) {
        size_t end = keys_end(text->text, at);
        struct node *keys =
            end == STR_NONE
                ? NULL
                : make_keys(dialect, str_sub(text->text, at + 2, end - 2), text->spot);
        if (keys) {
            text = dialect_replace_part(dialect, text, at, end, keys);
        }
        at = keys ? 0 : at + 2;
    }
}

static void read_symbols(struct dialect *dialect, struct node *text)
{
    static const struct {
        const char *written, *sign;
    } symbols[] = {
        {"(tm)", "™"}, {"(c)", "©"},  {"(r)", "®"}, {"c/o", "℅"},
        {"+/-", "±"},  {"<-->", "↔"}, {"-->", "→"}, {"<--", "←"},
        {"=/=", "≠"},  {"<–>", "↔"},  {"–>", "→"},  {"<–", "←"},
    };
    struct buf out = {.kept_in = dialect->arena};
    struct str from = text->text;
    for (size_t at = 0; at < from.len;) {
        const char *sign = NULL;
        size_t len = 1;
        for (size_t i = 0; ascii_set_has("(c+<-=\xe2", from.ptr[at]) && !sign &&
                           i < sizeof symbols / sizeof symbols[0];
             i++) {
            bool here = str_starts(str_skip(from, at), symbols[i].written);
            sign = here ? symbols[i].sign : NULL;
            len = here ? strlen(symbols[i].written) : 1;
        }
        if (sign) {
            buf_add_text(&out, sign);
        } else {
            buf_add_byte(&out, from.ptr[at]);
        }
        at += len;
    }
    text->text = arena_take(dialect->arena, &out);
}

/* "#!js x": the language is for colours, not shown. */
static void hide_language(struct node *code)
{
    size_t at = str_starts(code->text, "#!") ? 2 : 0;
    while (at && at < code->text.len &&
           (ascii_is_alnum(code->text.ptr[at]) ||
            ascii_set_has("#.+-_", code->text.ptr[at]))) {
        at++;
    }
    if (at > 2 && at < code->text.len && code->text.ptr[at] == ' ') {
        code->text = str_trim_left(str_skip(code->text, at));
    }
}

/* Formulas have signs of their own. */
static bool is_math(const struct node *text)
{
    const struct node *first = text->parent ? text->parent->first : text;
    bool block = first->kind == NODE_TEXT && str_starts(first->text, "$$");
    return block || str_find_byte(text->text, '$', 0) != STR_NONE;
}

static void read_signs(struct dialect *dialect, struct node *root, unsigned syntax)
{
    static const struct {
        unsigned syntax;
        struct str sign;
        const char *element;
        bool spaces; /* may stand in it */
    } signs[] = {
        {SYNTAX_WIKI | SYNTAX_MARKS, {"==", 2}, "mark", true},
        {SYNTAX_INSERTS, {"^^", 2}, "ins", true},
        {SYNTAX_SUPERSCRIPTS, {"^", 1}, "sup", false},
        {SYNTAX_SUBSCRIPTS, {"~", 1}, "sub", false},
    };
    for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++) {
        size_t count = 0;
        struct node **texts = signs[k].syntax & syntax
                                  ? dialect_find_nodes(dialect, root, NODE_TEXT, &count)
                                  : NULL;
        for (size_t i = 0; i < count; i++) {
            if (!signs[k].spaces && is_math(texts[i])) {
                continue;
            }
            mark_text(dialect, texts[i], signs[k].sign, signs[k].element, signs[k].spaces);
        }
    }
}

bool dialect_read_signs(struct dialect *dialect, struct node *root)
{
    unsigned syntax = dialect->options->syntax;
    size_t count;
    struct node **texts = dialect_find_nodes(dialect, root, NODE_TEXT, &count);
    dialect_join_texts(dialect, texts, count);
    for (size_t i = 0; i < count; i++) {
        if ((syntax & SYNTAX_SYMBOLS) && texts[i]->parent) {
            read_symbols(dialect, texts[i]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if ((syntax & SYNTAX_KEYS) && texts[i]->parent) {
            read_keys(dialect, texts[i]);
        }
    }
    read_signs(dialect, root, syntax);
    if (syntax & SYNTAX_PYTHON) {
        struct node **codes = dialect_find_nodes(dialect, root, NODE_CODE, &count);
        for (size_t i = 0; i < count; i++) {
            hide_language(codes[i]);
        }
    }
    return true;
}

struct titling {
    struct dialect *dialect;
    size_t bytes; /* of titles, so far */
};

static void give_title(void *data, struct node *element,
                       const struct abbreviation *abbreviation)
{
    struct titling *titling = data;
    struct dialect *dialect = titling->dialect;
    struct str title = abbreviation->title;
    if (title.len == 0 || titling->bytes > MARKDOWN_LISTS_LIMIT_BYTES) {
        return;
    }
    titling->bytes += title.len;
    if (titling->bytes <= MARKDOWN_LISTS_LIMIT_BYTES) {
        node_set_attribute(dialect->arena, element, STR("title"), title);
        return;
    }
    struct place place = {.line = element->spot.line, .column = element->spot.column};
    report_warning(
        dialect->report, place, "attribute-limit",
        "more than %zu bytes of titles of abbreviations: further ones are left out",
        MARKDOWN_LISTS_LIMIT_BYTES);
}

bool dialect_read_abbreviations(struct dialect *dialect, struct node *root)
{
    struct titling titling = {.dialect = dialect};
    abbreviations_place(dialect->arena, root, dialect->abbreviations,
                        dialect->abbreviation_count, give_title, &titling);
    return true;
}
