/* Which language a document is of: as it is named, or by its letters where nothing names
 * one. Relies on an absorbed tree, so that what a page hides says nothing. */
#include "base/language.h"
#include "base/path.h"
#include "base/writing.h"
#include "collect/run.h"

/* The letters of a document's text; code is of no language. */
static struct writing read_writing(const struct node *root)
{
    struct writing writing = {0};
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_TEXT) {
            writing_add(&writing, walk.node->text);
        }
    }
    return writing;
}

/* Once for each language. */
static void tell_guess(struct collection_run *run, const struct page *page,
                       struct str language)
{
    if (run->guessed.kind != VALUE_MAP) {
        run->guessed = value_map_new(run->arena);
    }
    if (value_get(run->guessed, language).kind != VALUE_NIL ||
        !value_map_set(run->arena, run->guessed, language, value_bool(true))) {
        return;
    }
    report_note(
        run->report, (struct place){.file = page->source}, "language-guessed",
        "neither the page nor its site names a language of its letters, by which it "
        "is taken for '%.*s'",
        STR_ARG(language));
    report_hint(run->report,
                "write 'lang: %.*s', or the one that it is, in the site's configuration or "
                "in the page's front matter",
                STR_ARG(language));
}

/* What the page's layout has as `<html lang>`, or else the packet's entry is of, unless the
 * letters are of another script than that; then by them. Latin is taken for English. */
static struct str find_language(struct collection_run *run, const struct page *page,
                                const struct writing *writing)
{
    struct str layout = site_layout_language(run->site, page);
    if (layout.len) {
        layout = language_tag(run->arena, layout);
    }
    if (layout.len && writing_fits(writing, layout)) {
        return layout;
    }
    if (run->entry_language.len && writing_fits(writing, run->entry_language)) {
        return run->entry_language;
    }
    struct str guess = writing_language(writing);
    if (guess.len == 0) {
        return STR("en");
    }
    tell_guess(run, page, guess);
    return guess;
}

/* "index.ar.md", in a site that lists "ar" among its languages. */
static struct str language_of_name(struct collection_run *run, const struct page *page)
{
    struct value languages = value_get(site_config(run->site), STR("languages"));
    struct str stem = path_stem(page->source);
    size_t dot = stem.len;
    while (dot > 0 && stem.ptr[dot - 1] != '.') {
        dot--;
    }
    struct str code = str_skip(stem, dot);
    bool listed = dot > 0 && languages.kind == VALUE_MAP && value_has(languages, code);
    for (size_t i = 0;
         dot > 0 && languages.kind == VALUE_LIST && i < value_count(languages); i++) {
        listed = listed ||
                 str_eq_ignore_case(value_text_or(value_at(languages, i), (struct str){0}),
                                    code);
    }
    return listed ? language_tag(run->arena, code) : (struct str){0};
}

struct str collect_language(struct collection_run *run, const struct page *page,
                            const struct node *root)
{
    struct str own = language_value(run->arena, value_get(page->data, STR("lang")), "lang",
                                    page->source, run->report);
    const struct attribute *html = node_attribute(root, "lang");
    struct str page_says = html ? language_tag(run->arena, html->value) : (struct str){0};
    struct str name_says = language_of_name(run, page);
    struct str language = own.len ? own : page_says.len ? page_says : name_says;
    if (language.len == 0) {
        struct str site = site_language(run->site);
        struct writing writing = read_writing(root);
        bool other = !writing_fits(&writing, site) && writing_language(&writing).len;
        language = site.len && !other ? site : find_language(run, page, &writing);
    }
    if (run->entry_language.len == 0) {
        run->entry_language = language;
    }
    return language;
}
