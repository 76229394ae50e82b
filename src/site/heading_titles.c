/* Titles of pages from the headings that they begin with, as jekyll-titles-from-headings
 * gives them: one of GitHub's plug-ins, by which lists of pages know pages without a title
 * of their own. */
#include "base/lines.h"
#include "site/rules.h"
#include "site/state.h"

#define PLUGIN "jekyll-titles-from-headings"
#define MARKS_MOST 3

/* "# Title", of at most three signs, or a line that is underlined. */
static struct str find_heading(struct str body)
{
    size_t at = 0;
    while (at < body.len && ascii_is_space(body.ptr[at])) {
        at++;
    }
    struct str line = str_sub(body, at, line_end(body, at));
    struct str below = str_sub(body, at + line.len, line_end(body, at + line.len));
    size_t marks = 0;
    while (marks < line.len && line.ptr[marks] == '#') {
        marks++;
    }
    if (marks > 0) {
        bool spaced = marks < line.len && ascii_is_space(line.ptr[marks]);
        return marks <= MARKS_MOST && spaced ? str_trim(str_skip(line, marks))
                                             : (struct str){0};
    }
    below = str_trim(below);
    bool underlined = below.len > 0;
    for (size_t i = 0; i < below.len && underlined; i++) {
        underlined = below.ptr[i] == '=' || below.ptr[i] == '-';
    }
    return underlined ? str_trim(line) : (struct str){0};
}

/* Without tags, with one space for each run of white space. */
static struct str without_tags(struct arena *arena, struct str html)
{
    struct buf out = {.kept_in = arena};
    bool inside = false, space = false;
    for (size_t i = 0; i < html.len; i++) {
        char byte = html.ptr[i];
        inside = inside || byte == '<';
        if (!inside && ascii_is_space(byte)) {
            space = out.len > 0;
        } else if (!inside) {
            buf_add_text(&out, space ? " " : "");
            buf_add_byte(&out, byte);
            space = false;
        }
        inside = inside && byte != '>';
    }
    return arena_take(arena, &out);
}

/* Whether the configuration leaves it on, or for collections turns it on. */
static bool is_wanted(const struct site *site, const struct page *page)
{
    struct value own = value_get(site->config.values, STR("titles_from_headings"));
    struct value enabled = value_get(own, STR("enabled"));
    bool off = enabled.kind == VALUE_BOOL && !enabled.as.boolean;
    return !off && (page->collection.len == 0 ||
                    value_is_true(value_get(own, STR("collections"))));
}

static void take_heading(struct site *site, struct page *page, struct report *report)
{
    struct str html, heading = find_heading(page->body);
    if (heading.len && fragment_of_markdown(site->arena, heading, &site->config.markdown,
                                            &html, report)) {
        page->title = without_tags(site->arena, html);
        (void)value_map_set(site->arena, page->data, STR("title"),
                            value_string(page->title));
        source_use(site->source, page->source,
                   (size_t)(heading.ptr + heading.len - page->text.ptr));
    }
}

void heading_titles_take(struct site *site, struct report *report)
{
    if (!site->config.rules->has_liquid || !ruby_has_plugin(site, PLUGIN, false)) {
        return;
    }
    for (size_t i = 0; i < site->page_count; i++) {
        struct page *page = &site->pages[i];
        if (page->format == PAGE_MARKDOWN && page->has_front_matter &&
            page->data.kind == VALUE_MAP && !value_has(page->data, STR("title")) &&
            is_wanted(site, page)) {
            take_heading(site, page, report);
        }
    }
}
