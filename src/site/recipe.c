/* The recipe: offprint.yml, a table row per key. A wrong value is an error with its place,
 * an unknown key a warning with the nearest one, and all of them are told in one run. */
#include "site/site.h"

#include "base/limits.h"
#include "base/lines.h"
#include "base/selector.h"
#include "base/size.h"
#include "base/utf8.h"
#include "site/config.h"
#include "site/generator.h"
#include "site/recipe.h"
#include "site/yaml.h"

#include <stddef.h>

static const char recipe_name[] = LIQUID_RECIPE_FILE;

enum key_kind {
    KEY_TEXT,
    KEY_LANGUAGE,
    KEY_LIST,
    KEY_NUMBER,
    KEY_PAPER,
    KEY_DIALECT,
    KEY_TAGS,
    KEY_MAP, /* roster/ reads it */
    KEY_SELECTORS,
    KEY_HANDOUT,
    KEY_FLAG
};

static const struct key {
    struct recipe_key shown;
    enum key_kind kind;
    size_t offset, count_offset; /* of a number the second is the largest */
} keys[] = {
    {{"title", "\"Contributing to the project\"",
      "of the packet; else the first entry page's"},
     KEY_TEXT,
     offsetof(struct recipe, title),
     0},
    {{"subtitle", "\"The Contribute page and the documents behind it\"", "on the cover"},
     KEY_TEXT,
     offsetof(struct recipe, subtitle),
     0},
    {{"entry", "/contribute/",
      "or a list, or a pattern as /docs/*; default: the site's front page"},
     KEY_LIST,
     offsetof(struct recipe, entries),
     offsetof(struct recipe, entry_count)},
    {{"depth", "1", "links away from an entry page"},
     KEY_NUMBER,
     offsetof(struct recipe, depth),
     LINK_DEPTH_MOST},
    {{"order", "[/aup/]",
      "documents to put first, after the entries; others as `nav`, SUMMARY.md or _toc.yml "
      "has them"},
     KEY_LIST,
     offsetof(struct recipe, order),
     offsetof(struct recipe, order_count)},
    {{"include", "[\"/data/*\"]", "patterns over addresses and source paths"},
     KEY_LIST,
     offsetof(struct recipe, include),
     offsetof(struct recipe, include_count)},
    {{"exclude", "[\"/blog/*\"]", "the same, of what stays out"},
     KEY_LIST,
     offsetof(struct recipe, exclude),
     offsetof(struct recipe, exclude_count)},
    {{"live_url", "https://www.example.org",
      "else the url of _config.yml, else the host in CNAME"},
     KEY_TEXT,
     offsetof(struct recipe, live_url),
     0},
    {{"contact", "\"mailto:support@example.org\"", "whom to write to"},
     KEY_TEXT,
     offsetof(struct recipe, contact),
     0},
    {{"contact_name", "\"The help desk\"", "in the bag; else a name that `contact` has"},
     KEY_TEXT,
     offsetof(struct recipe, contact_name),
     0},
    {{"contact_phone", "\"+1 555 0100\"", "in the bag"},
     KEY_TEXT,
     offsetof(struct recipe, contact_phone),
     0},
    {{"organization", "\"The Example Project\"",
      "who answers for the packet; on the cover and in the bag"},
     KEY_TEXT,
     offsetof(struct recipe, organization),
     0},
    {{"organization_address", "\"1 Example Street, Example Town\"", "in the bag"},
     KEY_TEXT,
     offsetof(struct recipe, organization_address),
     0},
    {{"bag_group", "policies", "what bags belong to; of snapshots else their name"},
     KEY_TEXT,
     offsetof(struct recipe, bag_group),
     0},
    {{"prepared_for", "\"A sponsor\"", "on the cover"},
     KEY_TEXT,
     offsetof(struct recipe, prepared_for),
     0},
    {{"paper", "A4", "Letter, A5"}, KEY_PAPER, 0, 0},
    {{"image_dpi", "300", "what the PDF keeps of larger pictures; 0: all"},
     KEY_NUMBER,
     offsetof(struct recipe, image_dpi),
     IMAGE_DPI_MOST},
    {{"best", "false", "true: both outputs packed as tightly as can be"},
     KEY_FLAG,
     offsetof(struct recipe, best),
     0},
    {{"dialect", "mkdocs", "of a folder without its generator's settings"},
     KEY_DIALECT,
     0,
     0},
    {{"handout", "{media: print}",
      "the PDF for paper: media, grey, right_hand, bleed, marks, cmyk, "
      "qr, short_links (doc/handouts.md)"},
     KEY_HANDOUT,
     0,
     0},
    {{"theme", "plain", "how both outputs look"},
     KEY_TEXT,
     offsetof(struct recipe, theme),
     0},
    {{"allow_active", "false",
      "true: linked scripts, programs and macros go along, marked"},
     KEY_FLAG,
     offsetof(struct recipe, allow_active),
     0},
    {{"outputs", "[pdf, zip]", "what to make; the zip carries the PDF when both are made"},
     KEY_LIST,
     offsetof(struct recipe, outputs),
     offsetof(struct recipe, output_count)},
    {{"name", "contribute", "of the files; else the first entry page's slug"},
     KEY_TEXT,
     offsetof(struct recipe, name),
     0},
    {{"language", "en", "of the packet; else the first entry page's"},
     KEY_LANGUAGE,
     offsetof(struct recipe, language),
     0},
    {{"date", "2021-07-15",
      "of what is made; else that of the commit, or the newest that a document names"},
     KEY_TEXT,
     offsetof(struct recipe, date),
     0},
    {{"history", "false", "true: each document says when it was last changed"},
     KEY_FLAG,
     offsetof(struct recipe, history),
     0},
    {{"layouts", "true", "false: pages' own texts alone, without what Jekyll layouts add"},
     KEY_FLAG,
     offsetof(struct recipe, layouts),
     0},
    {{"content", "[main, .speakers]",
      "CSS selectors: what counts of pages in their layouts; default: found by offprint"},
     KEY_SELECTORS,
     offsetof(struct recipe, content),
     0},
    {{"drop", ".share", "and what does not"},
     KEY_SELECTORS,
     offsetof(struct recipe, drop),
     0},
    {{"tags", "{badge: \"\"}", "what tags of plug-ins show: texts, or templates"},
     KEY_TAGS,
     0,
     0},
    {{"cover", "{lines: [\"{tier} sponsor\"]}",
      "on the cover: lines, prepared_for, contact, logo, partner_logo, text (a file of "
      "Markdown), table (CSV); and a stamp on all other pages. {tier} is a column of the "
      "list of --for"},
     KEY_MAP,
     0,
     0},
    {{"packets", "{name: \"{slug}-packet\"}", "what the files of --for are called"},
     KEY_MAP,
     0,
     0},
};

#define KEY_COUNT (sizeof keys / sizeof keys[0])

const struct recipe_key *recipe_key_at(size_t i)
{
    return i < KEY_COUNT ? &keys[i].shown : NULL;
}

#define ROWS_ABOVE 100              /* a value's line, which are looked at */
#define ROW_BYTES ((size_t)1 << 12) /* of such a line */

/* Begin of the line. */
static struct str recipe_row(const struct recipe *recipe, uint32_t line)
{
    return str_sub(line_index_line(&recipe->lines, line), 0, ROW_BYTES);
}

/* Where the key stands: on the line of its value, or begins the nearest one above. */
static struct place key_place(const struct recipe *recipe, struct str key, uint32_t line)
{
    struct place place = {str_from(recipe_name), line ? line : 1, 1,
                          size_to_u32(utf8_count(key))};
    for (uint32_t n = place.line; n > 0 && place.line - n <= ROWS_ABOVE; n--) {
        struct str row = recipe_row(recipe, n);
        size_t hit = str_find(row, key, 0);
        if (hit == 0 || (hit != STR_NONE && n == place.line)) {
            place.column = size_to_u32(utf8_count(str_sub(row, 0, hit))) + 1;
            place.line = n;
            break;
        }
    }
    return place;
}

struct place recipe_place(const struct recipe *recipe, const char *key)
{
    struct value value = value_get(recipe->values, str_from(key));
    return key_place(recipe, str_from(key), value.line);
}

struct place recipe_entry_place(const struct recipe *recipe,
                                const struct value_entry *entry)
{
    return key_place(recipe, entry->key, entry->value.line);
}

void recipe_wrong(struct recipe_reading *reading, const struct value_entry *entry,
                  const char *want)
{
    reading->failed = true;
    report_error(reading->report, key_place(reading->out, entry->key, entry->value.line),
                 "recipe-type", "'%.*s' must be %s", STR_ARG(entry->key), want);
}

static void set_paper(struct recipe_reading *reading, const struct value_entry *entry)
{
    if (entry->value.kind != VALUE_STRING ||
        !paper_find(entry->value.as.string, &reading->out->paper)) {
        recipe_wrong(reading, entry, "A4, Letter or A5");
    }
}

/* The site has read it before its pages. */
static void check_dialect(struct recipe_reading *reading, const struct value_entry *entry)
{
    if (!generator_find(value_text_or(entry->value, (struct str){0}))) {
        struct buf names = {.kept_in = reading->arena};
        generator_add_keys(&names);
        recipe_wrong(reading, entry, arena_take(reading->arena, &names).ptr);
    }
}

void recipe_set_flag(struct recipe_reading *reading, const struct value_entry *entry,
                     bool *out)
{
    if (entry->value.kind != VALUE_BOOL) {
        recipe_wrong(reading, entry, "true or false");
        return;
    }
    *out = entry->value.as.boolean;
}

static void set_number(struct recipe_reading *reading, const struct key *key,
                       const struct value_entry *entry)
{
    int64_t number = entry->value.as.integer, most = (int64_t)key->count_offset;
    if (entry->value.kind != VALUE_INTEGER || number < 0 || number > most) {
        recipe_wrong(reading, entry,
                     arena_format(reading->arena, "a number from 0 to %d", (int)most).ptr);
        return;
    }
    *(int *)(void *)((char *)reading->out + key->offset) = (int)number;
}

static void set_list(struct recipe_reading *reading, const struct key *key,
                     const struct value_entry *entry)
{
    size_t count;
    bool fits = entry->value.kind == VALUE_STRING || entry->value.kind == VALUE_LIST;
    struct str *texts = value_texts(reading->arena, entry->value, false, &count);
    if (!fits || (entry->value.kind == VALUE_LIST && count != value_count(entry->value))) {
        recipe_wrong(reading, entry, "a text or a list of texts");
        return;
    }
    if (key->offset == offsetof(struct recipe, include) ||
        key->offset == offsetof(struct recipe, exclude)) {
        recipe_doubt_patterns(reading, entry);
    }
    *(struct str **)(void *)((char *)reading->out + key->offset) = texts;
    *(size_t *)(void *)((char *)reading->out + key->count_offset) = texts ? count : 0;
}

/* One that cannot be read names nothing, which its author would not see. */
static void check_selectors(struct recipe_reading *reading, const struct value_entry *entry,
                            struct str text, const struct selector *list)
{
    bool good = list != NULL;
    for (const struct selector *at = list; at && good; at = at->next) {
        good = selector_may_fit(at);
    }
    if (!good && !arena_failed(reading->arena)) {
        reading->failed = true;
        report_error(reading->report,
                     key_place(reading->out, entry->key, entry->value.line),
                     "recipe-selector", "'%.*s' of '%.*s' is no selector that can be read",
                     STR_ARG(text), STR_ARG(entry->key));
        report_hint(reading->report, "%s",
                    "elements, classes, ids, attributes, :first-child, :last-child and "
                    ":not() can stand in it");
    }
}

static void set_selectors(struct recipe_reading *reading, const struct key *key,
                          const struct value_entry *entry)
{
    size_t count;
    bool fits = entry->value.kind == VALUE_STRING || entry->value.kind == VALUE_LIST;
    struct str *texts = value_texts(reading->arena, entry->value, false, &count);
    if (!fits || (entry->value.kind == VALUE_LIST && count != value_count(entry->value))) {
        recipe_wrong(reading, entry, "a selector or a list of selectors");
        return;
    }
    struct buf all = {.kept_in = reading->arena};
    for (size_t i = 0; i < (texts ? count : 0); i++) {
        buf_add_text(&all, i ? "," : "");
        buf_add(&all, texts[i]);
    }
    const struct selector **out =
        (const struct selector **)(void *)((char *)reading->out + key->offset);
    struct str text = arena_take(reading->arena, &all);
    *out = selector_read_list(reading->arena, text);
    check_selectors(reading, entry, text, *out);
}

static void set_text(struct recipe_reading *reading, const struct key *key,
                     const struct value_entry *entry)
{
    struct str *text = (struct str *)(void *)((char *)reading->out + key->offset);
    if (entry->value.kind == VALUE_STRING || entry->value.kind == VALUE_TIME) {
        *text = entry->value.as.string;
    } else if (entry->value.kind == VALUE_INTEGER) {
        *text = arena_format(reading->arena, "%lld", (long long)entry->value.as.integer);
    } else if (entry->value.kind != VALUE_NIL) {
        recipe_wrong(reading, entry, "a text");
    }
}

/* YAML takes Norwegian's tag for a truth value. */
static void set_language(struct recipe_reading *reading, const struct key *key,
                         const struct value_entry *entry)
{
    if (entry->value.kind == VALUE_BOOL && entry->value.as.is_no) {
        reading->out->language = STR("no");
    } else {
        set_text(reading, key, entry);
    }
}

static void wrong_tag(struct recipe_reading *reading, const struct value_entry *tag,
                      const char *want)
{
    struct place place = key_place(reading->out, tag->key, tag->value.line);
    reading->failed = true;
    report_error(reading->report, place, "recipe-tag", "the tag '%.*s' %s",
                 STR_ARG(tag->key), want);
}

/* Where the tag's text begins: behind its key, or on the line below "|". */
static struct place text_place(const struct recipe *recipe, const struct value_entry *tag)
{
    struct str text = tag->value.as.string,
               first = str_trim(str_sub(text, 0, line_end(text, 0)));
    struct place place = {str_from(recipe_name), tag->value.line ? tag->value.line : 1, 1,
                          0};
    for (uint32_t n = 0; n < 2 && first.len; n++) {
        struct str row = recipe_row(recipe, place.line + n);
        size_t colon = n == 0 ? str_find_byte(row, ':', 0) : 0;
        size_t hit = str_find(row, first, colon == STR_NONE ? 0 : colon);
        if (hit != STR_NONE) {
            place.line += n;
            place.column = size_to_u32(utf8_count(str_sub(row, 0, hit))) + 1;
            break;
        }
    }
    return place;
}

/* Templates are tried here: a fault in one is the recipe's, not that of a page. They may
 * use each other in any order. */
static void check_templates(struct recipe_reading *reading, struct value tags)
{
    for (size_t i = 0; i < value_count(tags); i++) {
        struct value_entry *tag = &tags.as.map->entries[i];
        if (tag->value.kind == VALUE_STRING && !liquid_has_tag(tag->key)) {
            struct place place = text_place(reading->out, tag);
            tag->value.line = place.line;
            reading->failed |= !liquid_check(reading->arena, tag->value.as.string, place,
                                             tags, reading->report);
        }
    }
}

static void set_tags(struct recipe_reading *reading, const struct value_entry *entry)
{
    struct value tags = entry->value;
    if (tags.kind != VALUE_MAP && tags.kind != VALUE_NIL) {
        recipe_wrong(reading, entry, "a mapping of tags' names to texts");
        return;
    }
    for (size_t i = 0; i < value_count(tags); i++) {
        struct value_entry *tag = &tags.as.map->entries[i];
        if (tag->value.kind == VALUE_NIL) {
            tag->value = value_string(STR(""));
        }
        if (liquid_has_tag(tag->key)) {
            wrong_tag(reading, tag, "is Liquid's own, or Jekyll's");
        } else if (tag->value.kind != VALUE_STRING) {
            wrong_tag(reading, tag, "must be a text");
        }
        recipe_doubt_tag(reading, tag);
    }
    check_templates(reading, tags);
    reading->out->tags = tags;
}

void recipe_warn_unknown(struct recipe_reading *reading, const struct value_entry *entry,
                         const char *const *names, size_t count)
{
    const char *near = str_nearest(entry->key, names, count);
    struct place place = key_place(reading->out, entry->key, entry->value.line);
    if (str_trim(entry->key).len == 0) {
        report_warning(reading->report, place, "recipe-key",
                       "a key of the recipe has no name");
        return;
    }
    report_warning(reading->report, place, "recipe-key", "unknown key '%.*s' in the recipe",
                   STR_ARG(entry->key));
    if (near) {
        report_hint(reading->report, "did you mean '%s'?", near);
    }
}

static void warn_unknown(struct recipe_reading *reading, const struct value_entry *entry)
{
    const char *names[KEY_COUNT];
    for (size_t i = 0; i < KEY_COUNT; i++) {
        names[i] = keys[i].shown.name;
    }
    recipe_warn_unknown(reading, entry, names, KEY_COUNT);
}

static void read_key(struct recipe_reading *reading, const struct value_entry *entry)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (!str_is(entry->key, keys[i].shown.name)) {
            continue;
        }
        switch (keys[i].kind) {
        case KEY_TEXT: set_text(reading, &keys[i], entry); break;
        case KEY_LANGUAGE: set_language(reading, &keys[i], entry); break;
        case KEY_LIST: set_list(reading, &keys[i], entry); break;
        case KEY_NUMBER: set_number(reading, &keys[i], entry); break;
        case KEY_PAPER: set_paper(reading, entry); break;
        case KEY_DIALECT: check_dialect(reading, entry); break;
        case KEY_MAP: break;
        case KEY_TAGS: set_tags(reading, entry); break;
        case KEY_SELECTORS: set_selectors(reading, &keys[i], entry); break;
        case KEY_HANDOUT: recipe_set_handout(reading, entry); break;
        case KEY_FLAG:
            recipe_set_flag(reading, entry,
                            (void *)((char *)reading->out + keys[i].offset));
            break;
        }
        return;
    }
    warn_unknown(reading, entry);
}

bool recipe_read(struct arena *arena, const struct site *site, struct recipe *out,
                 struct report *report)
{
    struct recipe_reading reading = {.arena = arena, .out = out, .report = report};
    struct yaml_fault fault;
    struct yaml_doubt *doubts;
    struct str text;
    *out = (struct recipe){.depth = -1, .image_dpi = -1, .handout.bleed = -1};
    enum file_status status = site_recipe(site, &text);
    if (status != FILE_OK) {
        if (status != FILE_ABSENT) {
            report_error(report, (struct place){.file = str_from(recipe_name)},
                         "recipe-read", "cannot read the recipe: %s",
                         file_status_text(status));
            file_hint_limit(status, RECIPE_BYTES_LIMIT, report);
        }
        return status == FILE_ABSENT;
    }
    report_add_source(report, str_from(recipe_name), text);
    if (!line_index_make(arena, text, &out->lines)) {
        return report_out_of_memory(report);
    }
    if (!yaml_read_wary(arena, text, &out->values, &fault, &doubts)) {
        if (arena_failed(arena)) {
            return report_out_of_memory(report);
        }
        struct place place = {str_from(recipe_name), fault.line, fault.column, 0};
        report_error(report, place, "recipe-yaml", "the recipe is not valid YAML: %s",
                     fault.message);
        return false;
    }
    yaml_tell_half(str_from(recipe_name), &fault, report);
    recipe_tell_doubts(doubts, report);
    if (out->values.kind != VALUE_MAP && out->values.kind != VALUE_NIL) {
        struct place place = {str_from(recipe_name), 1, 1, 0};
        report_error(report, place, "recipe-type",
                     "the recipe is not a mapping of names to values");
        return false;
    }
    for (size_t i = 0; i < value_count(out->values); i++) {
        read_key(&reading, &out->values.as.map->entries[i]);
    }
    return !reading.failed;
}

bool recipe_refuses_layouts(const struct recipe *recipe)
{
    bool said = value_get(recipe->values, STR("layouts")).kind == VALUE_BOOL;
    return said && !recipe->layouts;
}

bool site_read_texts(struct arena *arena, struct str text, struct str file,
                     struct value *out, const char *code, struct report *report)
{
    struct yaml_fault fault;
    bool read = yaml_read_texts(arena, text, out, &fault);
    if (!read && !arena_failed(arena)) {
        report_error(report, (struct place){file, fault.line, fault.column, 0}, code,
                     "the file is not valid YAML: %s", fault.message);
    }
    if (read) {
        yaml_tell_half(file, &fault, report);
    }
    return read || (arena_failed(arena) && report_out_of_memory(report));
}
