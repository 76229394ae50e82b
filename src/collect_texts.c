/* What outputs may trust of a page: language tags are canonical, and no text holds what
 * shows nothing, disturbs what shows it or cannot stand in XML. Relies on an absorbed tree,
 * so that `render` shows a page as its site does. */
#include "base/language.h"
#include "base/utf8.h"
#include "collect_run.h"

struct str collect_language(struct collection_run *run, const struct page *page,
                            const struct node *root)
{
    struct str own = language_value(run->arena, value_get(page->data, STR("lang")), "lang",
                                    page->source, run->report);
    const struct attribute *html = node_attribute(root, "lang");
    struct str page_says = html ? language_tag(run->arena, html->value) : (struct str){0};
    struct str site = site_language(run->site);
    return own.len ? own : page_says.len ? page_says : site.len ? site : STR("en");
}

/* White space and the marks of direction are the author's; all other controls go. */
static bool is_unwanted(uint32_t c)
{
    return utf8_is_control(c) && (c < 0x202A || c > 0x2069);
}

/* The first control character, or STR_NONE. All of them begin with one of five bytes. */
static size_t find_unwanted(struct str text)
{
    for (size_t at = 0; at < text.len; at++) {
        unsigned char byte = (unsigned char)text.ptr[at];
        size_t len;
        if ((byte < ' ' || byte == 0x7F || byte == 0xC2 || byte >= 0xEF) &&
            is_unwanted(utf8_decode(text, at, &len))) {
            return at;
        }
    }
    return STR_NONE;
}

/* Whether a reader of pages drops the character or puts another in its place, so that no
 * tree tells of it. */
static bool is_lost(char c, bool html)
{
    unsigned char byte = (unsigned char)c;
    return html ? byte < ' ' && c != 0x0C && is_unwanted(byte) : c == '\0';
}

void collect_tell_controls(const struct page *page, struct str text,
                           const struct line_map *map, struct report *report)
{
    bool html = page->format == PAGE_HTML;
    size_t at = 0;
    while (at < text.len && !is_lost(text.ptr[at], html)) {
        at++;
    }
    if (at == text.len) {
        return;
    }
    bool dropped =
        text.ptr[at] == '\0' && (html || page->markdown.dialect == MARKDOWN_KRAMDOWN);
    report_warning(report, line_map_place(map, text, at), "text-control",
                   dropped ? "the character U+%04X shows nothing and is left out"
                           : "the character U+%04X shows nothing; U+FFFD takes its place",
                   (unsigned)text.ptr[at]);
}

struct cleaning {
    struct collection_run *run;
    const struct document *document;
    const struct node *node;
};

static void clean(const struct cleaning *cleaning, struct str *text)
{
    size_t found = find_unwanted(*text);
    if (found == STR_NONE) {
        return;
    }
    struct buf kept = {.kept_in = cleaning->run->arena};
    uint32_t first = 0;
    for (size_t at = 0, len; at < text->len; at += len) {
        uint32_t c = utf8_decode(*text, at, &len);
        bool space = c == 0x0B || c == 0x0C;
        if (space || !is_unwanted(c)) {
            buf_add(&kept, space ? STR(" ") : str_sub(*text, at, at + len));
        } else if (first == 0) {
            first = c;
        }
    }
    *text = arena_take(cleaning->run->arena, &kept);
    if (first) {
        report_warning(cleaning->run->report,
                       document_place(cleaning->document, cleaning->node->spot),
                       "text-control", "the character U+%04X shows nothing and is left out",
                       (unsigned)first);
    }
}

static void clean_attributes(const struct cleaning *cleaning, struct node *node)
{
    for (struct attribute *a = node->attributes; a; a = a->next) {
        clean(cleaning, &a->value);
        if (str_is(a->name, "lang")) {
            struct place place = document_place(cleaning->document, node->spot);
            a->value = str_trim(a->value).len
                           ? language_read(cleaning->run->arena, a->value, place,
                                           cleaning->run->report)
                           : STR(LANGUAGE_UNKNOWN);
        }
    }
}

void collect_clean_tree(struct collection_run *run, struct document *document)
{
    struct edit_walk walk;
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        if (!walk.entering) {
            continue;
        }
        struct cleaning cleaning = {run, document, walk.node};
        clean(&cleaning, &walk.node->text);
        clean(&cleaning, &walk.node->info);
        clean(&cleaning, &walk.node->title);
        clean(&cleaning, &walk.node->id);
        clean_attributes(&cleaning, walk.node);
    }
}
