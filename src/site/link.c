/* Resolution of addresses, as the published site would answer them: told apart by scheme
 * and host, then looked up in the index, through redirects. Relies on address.c for what an
 * address says by itself. */

#include "base/fold.h"
#include "base/limits.h"
#include "base/path.h"
#include "site/address.h"
#include "site/generator.h"
#include "site/rules.h"

/* Looking up */

static void take_page(const struct site *site, struct target *target,
                      const struct text_map *map, struct str key)
{
    struct page *page = target->page ? NULL : index_page(site, map, key);
    if (page) {
        target->kind = TARGET_PAGE;
        target->page = page;
    }
}

static bool take_file(struct site *site, struct target *target, uint32_t found)
{
    if (found != TEXT_MAP_NONE) {
        target->kind = TARGET_FILE;
        target->path = site->statics[found];
        target->url = index_file_url(site, target->path);
        target->made = text_map_has(&site->by_template, target->path);
    }
    return found != TEXT_MAP_NONE;
}

/* By address: exactly, then by key, then through redirects. */
static bool find_published(struct site *site, struct str path, struct target *target)
{
    take_page(site, target, &site->by_url, path);
    if (target->page || take_file(site, target, text_map_get(&site->by_static, path))) {
        return true;
    }
    struct str key = index_key(path);
    take_page(site, target, &site->by_key, key);
    if (!target->page) {
        take_page(site, target, &site->by_redirect, key);
        target->redirected = target->page != NULL;
    }
    return target->page != NULL;
}

static bool find_source(struct site *site, struct str path, struct target *target)
{
    take_page(site, target, &site->by_source, path);
    return target->page != NULL;
}

static bool find_folded(struct site *site, struct str path, struct target *target)
{
    struct str folded = fold_text(site->arena, path);
    take_page(site, target, &site->by_fold, index_key(folded));
    take_page(site, target, &site->by_source_fold, folded);
    target->case_mismatch =
        target->page || take_file(site, target, index_folded_file(site, folded));
    return target->case_mismatch;
}

/* Paths */

/* Where a path leads, decoded: a site path seen from the page's address, and one seen from
 * its source file. */
struct lead {
    struct str published, written;
    bool is_published; /* below the base URL */
    bool is_written;
    bool climbs; /* above the root of all */
};

/* `path` as seen from `base` (a site path). False: it leaves the site. */
static bool join(struct site *site, struct str base, struct str path, struct str *out)
{
    struct buf joined = {.kept_in = site->arena};
    bool inside = path_resolve(base, path, &joined);
    *out = inside ? arena_str(site->arena, buf_str(&joined)) : (struct str){0};
    buf_clear(&joined);
    return inside;
}

static bool strip_prefix(struct str *path, struct str prefix)
{
    prefix = str_without_end(prefix, '/');
    if (!str_eq(str_sub(*path, 0, prefix.len), prefix) ||
        (path->len > prefix.len && !ascii_set_has("/?#", path->ptr[prefix.len]))) {
        return false;
    }
    *path = str_skip(*path, prefix.len);
    return true;
}

/* The page's address from its host's root on, decoded, so that paths can follow it. */
static struct str address_base(struct site *site, const struct page *from)
{
    struct str url = arena_format(site->arena, "%.*s%.*s", STR_ARG(site->config.base_url),
                                  STR_ARG(from->url));
    url = path_percent_decode(site->arena, str_skip(url, 1));
    return str_ends(url, "/") ? arena_format(site->arena, "%.*s.", STR_ARG(url)) : url;
}

/* `from` NULL: `path` is rooted, and below the base URL already. */
static struct lead lead_of(struct site *site, const struct page *from, struct str path)
{
    struct lead lead = {.is_published = true};
    struct str named = generator_path(site, from, path);
    if (named.len) {
        lead.is_written = true;
        lead.published = lead.written = named;
        return lead;
    }
    struct str base = from ? address_base(site, from) : (struct str){0}, unused;
    struct buf joined = {.kept_in = site->arena};
    path_resolve_clamped(base, path, &joined);
    lead.published = arena_take(site->arena, &joined);
    if (from && site->config.base_url.len) {
        lead.is_published =
            strip_prefix(&lead.published, str_skip(site->config.base_url, 1));
        lead.published =
            str_starts(lead.published, "/") ? str_skip(lead.published, 1) : lead.published;
    }
    struct str content = {0}; /* rooted paths begin there for generators, too */
    bool rooted = str_starts(path, "/");
    bool generated =
        from && rooted && scope_of(site, from->source, &content) && content.len;
    struct str seen_from = generated ? path_join(site->arena, content, STR("x"))
                           : from    ? from->source
                                     : (struct str){0};
    lead.is_written = from && (!rooted || generated) &&
                      join(site, seen_from, str_skip(path, rooted ? 1 : 0), &lead.written);
    lead.climbs = !lead.is_written && !join(site, base, path, &unused);
    return lead;
}

/* Relative paths start at the page's address, as in a browser; where nothing is there, at
 * its source file, as authors write them. */
static bool find_path(struct site *site, const struct lead *lead, struct target *target)
{
    bool published = lead->is_published;
    return (published && find_published(site, lead->published, target)) ||
           (lead->is_written && find_source(site, lead->written, target)) ||
           (published && find_source(site, lead->published, target)) ||
           (lead->is_written && find_published(site, lead->written, target)) ||
           (published && find_folded(site, lead->published, target)) ||
           (lead->is_written && find_folded(site, lead->written, target));
}

/* Addresses that lack what begins them: no server has such paths. */
static bool take_without_scheme(struct site *site, struct str path, struct target *target)
{
    size_t at = str_find_byte(path, '@', 0);
    bool mail = at != STR_NONE && at > 0 && str_find_byte(path, '/', 0) == STR_NONE &&
                str_find_byte(path, '.', at) != STR_NONE;
    size_t dot = str_starts(path, "www.") ? str_find_byte(path, '.', 4) : STR_NONE;
    if (!mail && dot == STR_NONE) {
        return false;
    }
    struct str scheme = mail ? STR("mailto") : STR("https");
    target->kind = mail ? TARGET_MAIL : TARGET_EXTERNAL;
    target->no_scheme = true;
    return address_write(site->arena, scheme, path, &target->url);
}

/* What the author may have meant: what would be there below the base URL, or the nearest.
 */
static struct str suggest_path(struct site *site, const struct lead *lead)
{
    struct target below = {0};
    struct str base = site->config.base_url;
    if (!lead->is_published && find_published(site, lead->published, &below)) {
        struct str url =
            below.page ? path_encode_url(site->arena, below.page->url) : below.url;
        return arena_format(site->arena, "%.*s%.*s", STR_ARG(base), STR_ARG(url));
    }
    return site_suggest(site, arena_format(site->arena, "/%.*s", STR_ARG(lead->published)));
}

/* The address stays as it is written, for nothing is known of what is there. */
static void miss_path(struct site *site, const struct page *from, struct str path,
                      const struct lead *lead, struct target *target)
{
    struct str base_url = site->config.base_url;
    struct str url = from ? path_encode_url(site->arena, from->url) : (struct str){0};
    struct str base =
        from ? arena_format(site->arena, "%.*s%.*s", STR_ARG(base_url), STR_ARG(url))
             : (struct str){0};
    target->url = address_path_from(site->arena, base, path);
    target->path = lead->published;
    target->suggestion = suggest_path(site, lead);
    bool inside = lead->is_published && !lead->climbs;
    if (inside && from) {
        (void)strip_prefix(&target->url, base_url);
    }
    target->kind = inside ? TARGET_MISSING : TARGET_OUTSIDE;
}

/* What the fragment "#id:~:text=…" names on the page: browsers cut off where ":~:" begins,
 * which says what to show there. */
static struct str anchor_of(struct arena *arena, struct str fragment)
{
    struct str name = str_skip(fragment, 1);
    return path_percent_decode(arena, str_sub(name, 0, str_find(name, STR(":~:"), 0)));
}

/* An address without a host. No path at all: the page itself. */
static struct target resolve_local(struct site *site, const struct page *from,
                                   struct str href)
{
    struct arena *arena = site->arena;
    struct reference cut = address_cut(href);
    struct target target = {.kind = TARGET_MISSING,
                            .anchor = anchor_of(arena, cut.fragment),
                            .query = path_percent_encode(arena, cut.query),
                            .fragment = path_percent_encode(arena, cut.fragment)};
    if (cut.path.len == 0) {
        if (from) {
            target.kind = TARGET_PAGE;
            target.page = &site->pages[page_index(site, from)];
            target.url = path_encode_url(arena, from->url);
        }
        return target;
    }
    target.spelling = str_find_byte(cut.path, '\\', 0) != STR_NONE ||
                      str_find_byte(cut.path, ' ', 0) != STR_NONE;
    struct str path = path_percent_decode(arena, address_slashes(arena, cut.path));
    struct lead lead = lead_of(site, from, path);
    if (!find_path(site, &lead, &target) && !take_without_scheme(site, cut.path, &target)) {
        miss_path(site, from, address_slashes(arena, cut.path), &lead, &target);
    }
    if (target.page) {
        target.url = path_encode_url(arena, target.page->url);
    }
    return target;
}

static struct target external(struct site *site, struct str scheme, struct str after)
{
    struct target target = {.kind = address_kind(scheme),
                            .spelling = str_find_byte(after, ' ', 0) != STR_NONE ||
                                        str_find_byte(after, '\\', 0) != STR_NONE};
    if (!address_write(site->arena, scheme, after, &target.url)) {
        target.kind = TARGET_INVALID;
    }
    return target;
}

/* Whether the address is on the host of `origin`. `*below`: its path below the site's root
 * there, or nothing when it is elsewhere on that host. */
static bool is_own(struct site *site, const struct authority *at, struct str origin,
                   struct str *below)
{
    struct str scheme = address_scheme(origin), rest = at->rest;
    struct authority own = address_split(str_skip(origin, scheme.len + 1));
    if (!address_is_web(scheme) || ascii_lower(scheme.ptr[0]) != 'h' ||
        !address_same_host(site->arena, at, &own)) {
        return false;
    }
    bool inside = strip_prefix(&rest, own.rest);
    bool based = strip_prefix(&rest, site->config.base_url);
    bool own_path = str_without_end(own.rest, '/').len > 0;
    *below = !inside || !(based || own_path) ? (struct str){0}
             : str_starts(rest, "/")         ? rest
                                     : arena_format(site->arena, "/%.*s", STR_ARG(rest));
    return true;
}

struct str site_live_base(const struct site *site, struct str live_url)
{
    struct str base = site->config.base_url, own = site->config.url;
    struct authority live =
        address_split(str_skip(live_url, address_scheme(live_url).len + 1));
    struct authority named = address_split(str_skip(own, address_scheme(own).len + 1));
    struct str path = str_without_end(live.rest, '/');
    bool ends = path.len >= base.len && str_eq(str_skip(path, path.len - base.len), base);
    bool plain = site->config.rules->has_generators;
    bool other = path.len > 0 || (plain && !address_same_host(site->arena, &live, &named));
    return ends || !other ? base : (struct str){0};
}

/* "http://host/path" and "//host/path". */
static struct target resolve_web(struct site *site, struct str scheme, struct str after,
                                 struct str live_url)
{
    struct authority at = address_split(after);
    struct target elsewhere = external(site, scheme, after);
    struct str below = {0}, below_url = {0};
    bool own = is_own(site, &at, live_url, &below);
    own = is_own(site, &at, site->config.url, &below_url) || own;
    if (!own || elsewhere.kind == TARGET_INVALID) {
        return elsewhere;
    }
    below = below.len ? below : below_url;
    if (below.len) {
        return resolve_local(site, NULL, below);
    }
    elsewhere.kind = TARGET_OUTSIDE;
    return elsewhere;
}

static struct target resolve_once(struct site *site, const struct page *from,
                                  struct str href, struct str live_url)
{
    href = address_clean(site->arena, href);
    if (href.len == 0) {
        return (struct target){.kind = TARGET_EMPTY};
    }
    struct str scheme = address_scheme(href);
    bool unsafe = scheme.len && address_kind(scheme) == TARGET_UNSAFE;
    if (href.len > URL_LIMIT_BYTES && !unsafe) {
        return (struct target){.kind = TARGET_LONG};
    }
    if (scheme.len == 0) {
        bool two = href.len > 1 && ascii_set_has("/\\", href.ptr[0]) &&
                   ascii_set_has("/\\", href.ptr[1]);
        return two ? resolve_web(site, STR("https"), href, live_url)
                   : resolve_local(site, from, href);
    }
    struct str after = str_skip(href, scheme.len + 1);
    struct str meant =
        unsafe ? generator_reference(site, from, scheme, after) : (struct str){0};
    if (meant.len && address_is_web(address_scheme(meant))) {
        scheme = address_scheme(meant); /* another project's, though it be on this host */
        return external(site, scheme, str_skip(meant, scheme.len + 1));
    }
    if (unsafe) {
        return (struct target){.kind = TARGET_UNSAFE, .scheme = scheme};
    }
    return address_is_web(scheme) ? resolve_web(site, scheme, after, live_url)
                                  : external(site, scheme, after);
}

/* jekyll-redirect-from puts the base URL before paths from the root. */
static struct str redirect_address(struct site *site, const struct page *page)
{
    struct str to = page->redirect_to, rest = to, base = site->config.base_url;
    bool rooted = str_starts(to, "/") && !str_starts(to, "//");
    return rooted && !strip_prefix(&rest, base)
               ? arena_format(site->arena, "%.*s%.*s", STR_ARG(base), STR_ARG(to))
               : to;
}

/* What was found on the way to a redirection's end stays true. */
static void follow_redirect(struct site *site, struct str live_url, struct target *target)
{
    struct target before = *target;
    *target =
        resolve_once(site, before.page, redirect_address(site, before.page), live_url);
    target->anchor = target->anchor.len ? target->anchor : before.anchor;
    target->fragment = target->fragment.len ? target->fragment : before.fragment;
    target->case_mismatch = before.case_mismatch;
    target->spelling = before.spelling;
    target->redirected = true;
}

struct target site_resolve(struct site *site, const struct page *from, struct str href,
                           struct str live_url)
{
    struct target target = resolve_once(site, from, href, live_url);
    for (size_t hops = 0; target.page && target.page->redirect_to.len; hops++) {
        bool own_anchor = target.page == from && hops == 0 && target.anchor.len;
        if (own_anchor) {
            break; /* a jump within the page that is being read */
        }
        if (hops == REDIRECT_LIMIT) {
            return (struct target){.kind = TARGET_REDIRECT_LOOP, .redirected = true};
        }
        follow_redirect(site, live_url, &target);
    }
    return target;
}
