/* What outputs may trust of a page: language tags are canonical, and no text holds what
 * shows nothing, disturbs what shows it or cannot stand in XML. Relies on an absorbed tree,
 * so that `render` shows a page as its site does. */
#include "base/gate.h"
#include "base/language.h"
#include "base/phrases.h"
#include "collect/run.h"

/* HTML takes three words there; with any other it is as if it had not been written. */
static bool is_direction(struct str value)
{
    static const char *const values[] = {"auto", "ltr", "rtl"};
    return str_is_among_ignore_case(value, values, sizeof values / sizeof values[0]);
}

/* "rtl", or `rtl: true`, as the sites of generators have it. */
static struct str direction_in(struct value values)
{
    static const char *const keys[] = {"dir", "direction", "text_direction"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct value value = value_get(values, str_from(keys[i]));
        if (value.kind == VALUE_STRING && is_direction(str_trim(value.as.string))) {
            return str_trim(value.as.string);
        }
    }
    struct value turned = value_get(values, STR("rtl"));
    return turned.kind == VALUE_BOOL && turned.as.boolean ? STR("rtl") : (struct str){0};
}

void collect_direction(struct collection_run *run, const struct page *page,
                       struct node *root)
{
    struct str direction = direction_in(page->data);
    bool own = value_get(page->data, STR("lang")).kind != VALUE_NIL ||
               node_attribute(root, "lang") || node_attribute(root, "dir");
    if (direction.len == 0 && !own) {
        direction = direction_in(site_config(run->site));
    }
    if (direction.len) {
        node_set_attribute(run->arena, root, STR("dir"), direction);
    }
}

/* Whether a reader of pages drops the character or puts another in its place, so that no
 * tree tells of it. */
static bool is_lost(char c, bool html)
{
    unsigned char byte = (unsigned char)c;
    return html ? byte < ' ' && c != 0x0C && gate_forbids(byte) : c == '\0';
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

static void clean(const struct cleaning *cleaning, struct str *text, bool alone)
{
    *text = gate_text(&cleaning->run->passing, *text, alone,
                      document_place(cleaning->document, cleaning->node->spot),
                      cleaning->run->report);
}

/* What is shown or read by itself. */
static bool is_alone(struct str name)
{
    static const char *const names[] = {"abbr", "alt", "aria-label", "summary", "title"};
    return str_is_among_ignore_case(name, names, sizeof names / sizeof names[0]);
}

static struct str clean_language(const struct cleaning *cleaning, struct str value)
{
    struct place place = document_place(cleaning->document, cleaning->node->spot);
    return str_trim(value).len
               ? language_read(&cleaning->run->passing, value, place, cleaning->run->report)
               : STR(LANGUAGE_UNKNOWN);
}

static void clean_attributes(const struct cleaning *cleaning, struct attribute **link)
{
    while (*link) {
        struct attribute *a = *link;
        if (str_is(a->name, "dir") && !is_direction(a->value)) {
            *link = a->next;
            continue;
        }
        clean(cleaning, &a->value, is_alone(a->name));
        if (str_is(a->name, "lang")) {
            a->value = clean_language(cleaning, a->value);
        }
        link = &a->next;
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
        clean(&cleaning, &walk.node->text, walk.node->kind == NODE_IMAGE);
        struct node_details *details = walk.node->details;
        if (details) {
            clean(&cleaning, &details->info, false);
            clean(&cleaning, &details->title, true);
            clean(&cleaning, &details->id, false);
            clean_attributes(&cleaning, &details->attributes);
        }
    }
}
