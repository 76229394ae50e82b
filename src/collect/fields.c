/* Fields of front matter that a layout would show: layouts are not read into documents, so
 * what they show of a page is told, unless it is in the page's own text, too. One warning a
 * layout, at the first of its pages. */
#include "collect/collect.h"
#include "collect/run.h"

#define WORDS_COMPARED 40
#define FIELDS_TOLD 4

/* Words in small letters with one space around each; signs and tags are none. */
static struct str plain_words(struct arena *arena, struct str text)
{
    struct buf out = {.kept_in = arena};
    bool tag = false;
    buf_add_byte(&out, ' ');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : ' ';
        bool letter = ascii_is_alnum(c) || (unsigned char)c >= 0x80;
        tag = (tag && c != '>') || (c == '<' && (ascii_is_alpha(next) || next == '/'));
        if (letter && !tag) {
            buf_add_byte(&out, ascii_lower(c));
        } else if (out.ptr && out.ptr[out.len - 1] != ' ') {
            buf_add_byte(&out, ' ');
        }
    }
    if (out.ptr && out.ptr[out.len - 1] != ' ') {
        buf_add_byte(&out, ' ');
    }
    return arena_take(arena, &out);
}

/* Whether it is something to read: two words and more, no address and no script. */
static bool is_prose(struct str text)
{
    size_t words = 0;
    bool letters = false;
    text = str_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        letters = ascii_is_space(c)
                      ? false
                      : letters || ascii_is_alpha(c) || (unsigned char)c >= 0x80;
        bool ends = i + 1 == text.len || ascii_is_space(text.ptr[i + 1]);
        words += letters && ends ? 1 : 0;
        letters = ends ? false : letters;
    }
    return words > 1 && !str_starts(text, "http") && !str_starts(text, "/") &&
           !str_starts(text, "<script") && !str_starts(text, "<style") &&
           !str_starts(text, "<link");
}

/* Most of the words are in the page's text, if not in this order. */
static bool is_shown(struct arena *arena, struct str words, struct str text)
{
    struct str own = plain_words(arena, text);
    if (str_find(words, own, 0) != STR_NONE) {
        return true;
    }
    size_t count = 0, found = 0;
    for (size_t at = 0; at + 1 < own.len && count < WORDS_COMPARED; count++) {
        size_t end = str_find_byte(own, ' ', at + 1);
        end = end == STR_NONE ? own.len - 1 : end;
        found += str_find(words, str_sub(own, at, end + 1), 0) != STR_NONE ? 1 : 0;
        at = end;
    }
    return found * 10 >= count * 9;
}

static bool is_lacking(struct arena *arena, struct str words, struct value value)
{
    if (value.kind == VALUE_STRING) {
        return is_prose(value.as.string) && !is_shown(arena, words, value.as.string);
    }
    for (size_t i = 0; i < value_count(value); i++) {
        if (is_lacking(arena, words,
                       value.kind == VALUE_LIST  ? value_at(value, i)
                       : value.kind == VALUE_MAP ? value.as.map->entries[i].value
                                                 : value_nil())) {
            return true;
        }
    }
    return false;
}

static struct lacking *lacking_of(struct collection_run *run, struct str layout,
                                  struct place place)
{
    struct value index = value_get(run->lacking_by_layout, layout);
    if (index.kind == VALUE_INTEGER) {
        return &run->lacking[index.as.integer];
    }
    if (run->lacking_by_layout.kind != VALUE_MAP) {
        run->lacking_by_layout = value_map_new(run->arena);
    }
    if (run->lacking_by_layout.kind != VALUE_MAP ||
        !arena_grow(run->arena, &run->lacking, run->lacking_count, &run->lacking_capacity,
                    sizeof *run->lacking) ||
        !value_map_set(run->arena, run->lacking_by_layout, layout,
                       value_integer((int64_t)run->lacking_count))) {
        return NULL;
    }
    struct lacking *made = &run->lacking[run->lacking_count++];
    *made = (struct lacking){layout, place, value_map_new(run->arena), 0};
    return made;
}

void collect_find_fields(struct collection_run *run, const struct page *page,
                         const struct document *document)
{
    struct layout_field field;
    struct str words = {0};
    bool counted = false;
    for (size_t i = 0; site_layout_field(run->site, page, i, &field); i++) {
        if (field.value.kind == VALUE_NIL) {
            continue;
        }
        if (words.len == 0) {
            struct str text = collect_plain_text(run->arena, document->root);
            words = plain_words(run->arena,
                                arena_format(run->arena, "%.*s %.*s",
                                             STR_ARG(document->title), STR_ARG(text)));
        }
        if (!is_lacking(run->arena, words, field.value)) {
            continue;
        }
        struct place place = {page->source, field.line, field.line ? 1 : 0, 0};
        struct lacking *lacking = lacking_of(run, site_layout_name(page), place);
        if (lacking && lacking->fields.kind == VALUE_MAP) {
            lacking->page_count += counted ? 0 : 1;
            counted = true;
            (void)value_map_set(run->arena, lacking->fields, field.name, value_nil());
        }
    }
}

/* "'what', 'why' and 2 more" */
static struct str field_names(struct arena *arena, struct value fields)
{
    struct buf names = {.kept_in = arena};
    size_t count = value_count(fields);
    for (size_t i = 0; i < count && i < FIELDS_TOLD; i++) {
        buf_add_format(&names, "%s'%.*s'",
                       i == 0                                   ? ""
                       : i + 1 == count && count <= FIELDS_TOLD ? " and "
                                                                : ", ",
                       STR_ARG(fields.as.map->entries[i].key));
    }
    if (count > FIELDS_TOLD) {
        buf_add_format(&names, " and %zu more", count - FIELDS_TOLD);
    }
    return arena_take(arena, &names);
}

void collect_tell_fields(struct collection_run *run)
{
    for (size_t i = 0; i < run->lacking_count; i++) {
        const struct lacking *at = &run->lacking[i];
        struct str names = field_names(run->arena, at->fields);
        bool one = value_count(at->fields) == 1;
        report_warning(run->report, at->first, "page-layout",
                       "%.*s of the front matter of %zu page%s %s not in the packet: the "
                       "layout '%.*s' shows %s, and %s",
                       STR_ARG(names), at->page_count, at->page_count == 1 ? "" : "s",
                       one ? "is" : "are", STR_ARG(at->layout), one ? "it" : "them",
                       run->options->own_text ? "layouts are left out (--own-text)"
                                              : "layouts of such sites are not read");
        report_hint(run->report, "show such in the page's own text, as '{{ page.%.*s }}'",
                    STR_ARG(at->fields.as.map->entries[0].key));
    }
}
