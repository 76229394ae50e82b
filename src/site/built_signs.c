/* What tells that a folder is a built site: whole HTML pages, and nothing that they were
 * made from. Generators copy what they do not know as it is, such as the documents of the
 * repository that the site was built in, or texts of pages beside the pages; and parts of
 * pages, which scripts load, lie among them. None of that says anything. */
#include "base/path.h"
#include "site/generator.h"
#include "site/head.h"
#include "site/rules.h"
#include "site/state.h"

#define FEWEST_PAGES 3 /* fewer are a folder of documents */
#define MANY_PAGES 20  /* whatever parts of pages lie among them */
#define FEW_TEXTS 20   /* one page of Markdown among so many others is a copy's, too */

/* _pages/about.md: such a folder is a generator's, which copied what it could not read. */
static bool is_of_generator(struct str path)
{
    return str_starts(path, "_") || str_find(path, STR("/_"), 0) != STR_NONE;
}

/* Whether a generator's own files are among those that are shown: what is hidden may be
 * what the site was made from, as .github/src/content/about.md, but is none of it. */
static bool has_generator(const struct site *site)
{
    const struct scope *scope = site->scopes;
    while (scope && path_is_hidden(scope->folder)) {
        scope = scope->next;
    }
    return scope != NULL || site->dialect_is_named;
}

/* "a/b" of "a/b.html" and of "a/b/index.html" */
static struct str without_end(struct arena *arena, struct str path)
{
    struct str folder = path_folder(path), stem = path_stem(path);
    bool opens = str_eq_ignore_case(stem, STR("index"));
    return opens ? folder : path_join(arena, folder, stem);
}

struct signs {
    struct value whole; /* pages, by their paths without ends → true */
    size_t pages, parts, texts;
};

static bool is_html(const struct page *page)
{
    return page->format == PAGE_HTML && !page->has_front_matter;
}

static bool has_page(const struct signs *signs, struct arena *arena, struct str path)
{
    return value_has(signs->whole, without_end(arena, path));
}

bool built_fits(struct site *site, const struct page_head *heads)
{
    struct signs signs = {.whole = value_map_new(site->arena)};
    if (!site->config.rules->has_generators || has_generator(site) || site->is_beside ||
        signs.whole.kind != VALUE_MAP) {
        return false;
    }
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = &site->pages[i];
        if (is_html(page) && heads[i].whole) {
            signs.pages++;
            (void)value_map_set(site->arena, signs.whole,
                                without_end(site->arena, page->source), value_bool(true));
        } else {
            signs.parts += is_html(page);
        }
    }
    bool fronted = has_page(&signs, site->arena, STR("index.html"));
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = &site->pages[i];
        bool hidden = fronted && path_is_hidden(page->source);
        bool copied =
            fronted && !page->has_front_matter &&
            (rules_is_of_repository(page->source) || is_of_generator(page->source) ||
             has_page(&signs, site->arena, page->source));
        signs.texts += !is_html(page) && !copied && !hidden;
    }
    bool mostly = signs.parts <= signs.pages || (fronted && signs.pages >= MANY_PAGES);
    return signs.pages >= FEWEST_PAGES && mostly && signs.texts * FEW_TEXTS <= signs.pages;
}
