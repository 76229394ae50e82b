/* What settings switch on beside a generator's own syntax: a table row each for the
 * extensions of Python-Markdown, MyST and markdown-it. What no row names shows nothing that
 * a page would have to be read for. */
#include "base/lines.h"
#include "site/generator.h"

struct extension {
    const char *name;
    unsigned syntax;
};

#define ROWS(rows) rows, sizeof(rows) / sizeof(rows)[0]
#define EXTRA (SYNTAX_ABBREVIATIONS | SYNTAX_LISTS | SYNTAX_DEFINITIONS)

static unsigned syntax_of(const struct extension *rows, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(name, rows[i].name)) {
            return rows[i].syntax;
        }
    }
    return 0;
}

static const struct extension python[] = {
    {"abbr", SYNTAX_ABBREVIATIONS},
    {"admonition", SYNTAX_BANGS},
    {"attr_list", SYNTAX_LISTS},
    {"def_list", SYNTAX_DEFINITIONS},
    {"extra", EXTRA},
    {"mkautodoc", SYNTAX_PROGRAMS},
    {"pymdownx.blocks.admonition", SYNTAX_SLASHES},
    {"pymdownx.blocks.details", SYNTAX_SLASHES},
    {"pymdownx.blocks.tab", SYNTAX_SLASHES},
    {"pymdownx.caret", SYNTAX_INSERTS | SYNTAX_SUPERSCRIPTS},
    {"pymdownx.details", SYNTAX_FOLDS},
    {"pymdownx.emoji", SYNTAX_EMOJI},
    {"pymdownx.extra", EXTRA},
    {"pymdownx.keys", SYNTAX_KEYS},
    {"pymdownx.mark", SYNTAX_MARKS},
    {"pymdownx.smartsymbols", SYNTAX_SYMBOLS},
    {"pymdownx.snippets", SYNTAX_SNIPPETS},
    {"pymdownx.tabbed", SYNTAX_TABS},
    {"pymdownx.tilde", SYNTAX_SUBSCRIPTS},
};

/* By the names that plug-ins have in the settings. */
static const struct extension mkdocs_plugins[] = {
    {"macros", SYNTAX_TAGS | SYNTAX_VALUES},
    {"markdownextradata", SYNTAX_TAGS | SYNTAX_VALUES},
    {"mkdocstrings", SYNTAX_PROGRAMS},
};

static const struct extension myst[] = {
    {"attrs_block", SYNTAX_LISTS},   {"attrs_inline", SYNTAX_LISTS},
    {"attrs_image", SYNTAX_LISTS},   {"colon_fence", SYNTAX_COLONS},
    {"deflist", SYNTAX_DEFINITIONS}, {"replacements", SYNTAX_SYMBOLS},
    {"substitution", SYNTAX_VALUES},
};

/* By what a program loads. */
static const struct extension loaded[] = {
    {"markdown-it-attrs", SYNTAX_LISTS},
    {"markdown-it-abbr", SYNTAX_ABBREVIATIONS},
    {"markdown-it-container", SYNTAX_COLONS},
    {"markdown-it-deflist", SYNTAX_DEFINITIONS},
    {"markdown-it-ins", SYNTAX_INSERTS},
    {"markdown-it-mark", SYNTAX_MARKS},
    {"markdown-it-sub", SYNTAX_SUBSCRIPTS},
    {"markdown-it-sup", SYNTAX_SUPERSCRIPTS},
    {"remark-custom-heading-id", SYNTAX_LISTS},
    {"remark-definition-list", SYNTAX_DEFINITIONS},
    {"remark-directive", SYNTAX_COLONS},
    {"remark-heading-id", SYNTAX_LISTS},
    {"starlight", SYNTAX_COLONS},
};

static void take_python(struct scope *scope, struct str name, struct value options)
{
    static const char before[] = "markdown.extensions.";
    name = str_skip(name, str_starts(name, before) ? sizeof before - 1 : 0);
    scope->syntax |= syntax_of(ROWS(python), name);
    scope->smart = scope->smart || str_is(name, "smarty");
    if (str_is(name, "pymdownx.magiclink")) {
        scope->syntax &= (unsigned)~SYNTAX_PLAIN_URLS;
    }
    if (str_is(name, "toc") && value_has(options, STR("slugify"))) {
        scope->ids = IDS_UNICODE;
    }
    if (str_is(name, "pymdownx.snippets")) {
        scope->appended = value_get(options, STR("auto_append"));
    }
}

static void take_mkdocs_plugin(struct scope *scope, struct str name, struct value options)
{
    (void)options;
    scope->syntax |= syntax_of(ROWS(mkdocs_plugins), name);
}

/* A list of names, or of maps from a name to its options; or one such map. */
static void take_each(struct scope *scope, struct value extensions,
                      void (*take)(struct scope *, struct str, struct value))
{
    for (size_t i = 0; i < value_count(extensions); i++) {
        struct value item = extensions.kind == VALUE_LIST  ? value_at(extensions, i)
                            : extensions.kind == VALUE_MAP ? extensions
                                                           : value_nil();
        size_t entry = extensions.kind == VALUE_MAP ? i : 0;
        if (item.kind == VALUE_STRING) {
            take(scope, item.as.string, value_nil());
        } else if (item.kind == VALUE_MAP && value_count(item) > entry) {
            take(scope, item.as.map->entries[entry].key, item.as.map->entries[entry].value);
        }
    }
}

void scope_take_python(struct scope *scope, struct value extensions)
{
    take_each(scope, extensions, take_python);
}

void scope_take_mkdocs_plugins(struct scope *scope, struct value plugins)
{
    take_each(scope, plugins, take_mkdocs_plugin);
}

static void take_myst(struct scope *scope, struct str name)
{
    scope->syntax |= syntax_of(ROWS(myst), name);
    scope->smart = scope->smart || str_is(name, "smartquotes");
    if (str_is(name, "linkify")) {
        scope->syntax &= (unsigned)~SYNTAX_PLAIN_URLS;
    }
}

void scope_take_myst(struct scope *scope, struct value names)
{
    for (size_t i = 0; names.kind == VALUE_LIST && i < value_count(names); i++) {
        take_myst(scope, value_text_or(value_at(names, i), (struct str){0}));
    }
}

/* The words in quotes behind the key, up to the bracket that closes its list. */
void scope_take_myst_program(struct scope *scope, struct str program)
{
    static const char key[] = "myst_enable_extensions";
    for (size_t at = 0;
         (at = str_find(program, STR("myst_enable_extensions"), at)) != STR_NONE;) {
        at += sizeof key - 1;
        size_t end = at;
        while (end < program.len && !ascii_set_has("])}", program.ptr[end])) {
            end++;
        }
        for (size_t open = at; open < end; open++) {
            char quote = program.ptr[open];
            if (quote == '#') {
                open = line_end(program, open) - 1;
            } else if (quote == '"' || quote == '\'') {
                size_t close = str_find_byte(str_sub(program, 0, end), quote, open + 1);
                close = close == STR_NONE ? end : close;
                take_myst(scope, str_sub(program, open + 1, close));
                open = close;
            }
        }
    }
}

void scope_take_loaded(struct scope *scope, struct str program)
{
    for (size_t i = 0; i < sizeof loaded / sizeof loaded[0]; i++) {
        if (str_find(program, str_from(loaded[i].name), 0) != STR_NONE) {
            scope->syntax |= loaded[i].syntax;
        }
    }
}
