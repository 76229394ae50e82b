/* The store of a run: which pages have become documents, which slugs are taken, and what
 * both passes ask of it. */
#include "collect/run.h"

#include "base/path.h"
#include "html/html.h"

#define SLUG_LIMIT_BYTES 60

struct item *collect_find_item(const struct collection_run *run, const struct page *page)
{
    size_t index = run->by_page[site_page_index(run->site, page)];
    return index && index != ITEM_LEFT_OUT ? run->items[index - 1] : NULL;
}

struct str collect_plain_text(struct arena *arena, const struct node *node)
{
    struct buf text = {.kept_in = arena};
    node_plain_text(node, &text);
    struct str copy = arena_str(arena, str_trim(buf_str(&text)));
    buf_clear(&text);
    return copy;
}

static struct str slug_base(struct str url, struct str source)
{
    url = str_without_end(url, '/');
    return url.len ? path_stem(url) : path_stem(source);
}

/* What is left of a text in a name; may be empty. */
static void spell_slug(struct str text, struct buf *slug)
{
    for (size_t i = 0; i < text.len && slug->len < SLUG_LIMIT_BYTES; i++) {
        char c = ascii_lower(text.ptr[i]);
        if (ascii_is_alnum(c)) {
            buf_add_byte(slug, c);
        } else if (slug->len && slug->ptr[slug->len - 1] != '-') {
            buf_add_byte(slug, '-');
        }
    }
    while (slug->len && slug->ptr[slug->len - 1] == '-') {
        buf_truncate(slug, slug->len - 1);
    }
}

/* What the packet of a built site is called after: files of such sites are mostly called
 * "index" or "README" whatever they hold. Empty: its address will do. */
static struct str built_name(struct collection_run *run, const struct page *page)
{
    bool first = run->item_count == 0 && site_is_built(run->site);
    struct report *none = first ? report_new() : NULL;
    struct str name =
        none ? html_line_text(run->arena, page->title, none) : (struct str){0};
    report_free(none);
    return name;
}

struct str collect_make_slug(struct collection_run *run, const struct page *page)
{
    struct buf slug = {.kept_in = run->arena};
    spell_slug(built_name(run, page), &slug);
    if (slug.len == 0) {
        spell_slug(path_percent_decode(run->arena, slug_base(page->url, page->source)),
                   &slug);
    }
    buf_add_text(&slug, slug.len ? "" : "page");
    struct str base = arena_str(run->arena, buf_str(&slug));
    struct str unique = base;
    buf_clear(&slug);
    int64_t next = value_get(run->slugs, base).as.integer;
    while (value_has(run->slugs, unique)) {
        next = next < 2 ? 2 : next + 1;
        unique = arena_format(run->arena, "%.*s-%lld", STR_ARG(base), (long long)next);
        if (unique.len == 0) {
            return base;
        }
    }
    value_map_set(run->arena, run->slugs, base, value_integer(next));
    value_map_set(run->arena, run->slugs, unique, value_integer(0));
    return unique;
}

struct str collect_live_address(struct collection_run *run, struct str url)
{
    struct buf out = {.kept_in = run->arena};
    if (run->live_url.len == 0) {
        return (struct str){0};
    }
    buf_add(&out, run->live_origin);
    path_add_encoded_url(&out, run->live_base);
    path_add_encoded_url(&out, url);
    return arena_take(run->arena, &out);
}

void collect_take_live_url(struct collection_run *run, struct str url)
{
    run->live_base = site_live_base(run->site, url);
    run->live_url = url;
    if (run->live_base.len && url.len > run->live_base.len &&
        str_eq(str_skip(url, url.len - run->live_base.len), run->live_base)) {
        run->live_url = str_sub(url, 0, url.len - run->live_base.len);
    }
    run->live_origin = site_write_origin(run->arena, run->live_url);
}
