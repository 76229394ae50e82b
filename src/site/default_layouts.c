/* Layouts of Markdown pages that name none, as jekyll-default-layout gives them: one of
 * GitHub's plug-ins, which takes the first of some names that the site, or its theme, has a
 * layout of. */
#include "site/rules.h"
#include "site/state.h"

#define PLUGIN "jekyll-default-layout"

static bool is_front(const struct page *page)
{
    return str_is(page->url, "/");
}

static bool is_page(const struct page *page)
{
    return !page->is_post;
}

static bool is_post(const struct page *page)
{
    return page->is_post;
}

static bool is_any(const struct page *page)
{
    (void)page;
    return true;
}

static const struct {
    const char *name;
    bool (*fits)(const struct page *page);
} rows[] = {{"home", is_front}, {"page", is_page}, {"post", is_post}, {"default", is_any}};

#define ROW_COUNT (sizeof rows / sizeof rows[0])

void default_layouts_give(struct site *site)
{
    bool there[ROW_COUNT];
    if (!site->config.rules->has_liquid || !ruby_has_plugin(site, PLUGIN, false)) {
        return;
    }
    for (size_t i = 0; i < ROW_COUNT; i++) {
        there[i] = layout_is_there(site, str_from(rows[i].name));
    }
    for (size_t i = 0; i < site->page_count; i++) {
        struct page *page = &site->pages[i];
        bool given = page->format != PAGE_MARKDOWN || page->data.kind != VALUE_MAP ||
                     value_has(page->data, STR("layout")) ||
                     (page->collection.len && !page->is_post);
        for (size_t k = 0; k < ROW_COUNT && !given; k++) {
            given = there[k] && rows[k].fits(page);
            if (given) {
                (void)value_map_set(site->arena, page->data, STR("layout"),
                                    value_string(str_from(rows[k].name)));
            }
        }
    }
}
