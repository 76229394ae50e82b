/* Resolution of addresses, as the published site would answer them: cleaned as browsers do,
 * told apart by scheme and host, then looked up in the index, through redirects. */

#include "base/path.h"
#include "site/state.h"

#define REDIRECT_LIMIT 16

/* As browsers do before anything else: no control characters and spaces at the ends, no
 * tabs and line ends inside; so "java\nscript:" hides nothing. */
static struct str clean(struct arena *arena, struct str href)
{
    while (href.len && (unsigned char)href.ptr[0] <= ' ') {
        href = str_skip(href, 1);
    }
    while (href.len && (unsigned char)href.ptr[href.len - 1] <= ' ') {
        href.len--;
    }
    char *kept = ARENA_ARRAY(arena, char, href.len + 1);
    size_t count = 0;
    for (size_t i = 0; kept && i < href.len; i++) {
        char c = href.ptr[i];
        if (c != '\t' && c != '\n' && c != '\r') {
            kept[count++] = c;
        }
    }
    return str_make(kept, count);
}

static struct str scheme_of(struct str href)
{
    for (size_t i = 0; i < href.len; i++) {
        char c = href.ptr[i];
        if (c == ':') {
            return i && ascii_is_alpha(href.ptr[0]) ? str_sub(href, 0, i) : (struct str){0};
        }
        if (!ascii_is_alnum(c) && c != '+' && c != '-' && c != '.') {
            break;
        }
    }
    return (struct str){0};
}

static const struct {
    const char *name;
    enum target_kind kind;
} schemes[] = {
    {"http", TARGET_EXTERNAL},   {"https", TARGET_EXTERNAL},  {"ftp", TARGET_EXTERNAL},
    {"ftps", TARGET_EXTERNAL},   {"sftp", TARGET_EXTERNAL},   {"irc", TARGET_EXTERNAL},
    {"ircs", TARGET_EXTERNAL},   {"xmpp", TARGET_EXTERNAL},   {"matrix", TARGET_EXTERNAL},
    {"news", TARGET_EXTERNAL},   {"nntp", TARGET_EXTERNAL},   {"git", TARGET_EXTERNAL},
    {"gopher", TARGET_EXTERNAL}, {"geo", TARGET_EXTERNAL},    {"doi", TARGET_EXTERNAL},
    {"urn", TARGET_EXTERNAL},    {"webcal", TARGET_EXTERNAL}, {"magnet", TARGET_EXTERNAL},
    {"mailto", TARGET_MAIL},     {"tel", TARGET_MAIL},        {"sms", TARGET_MAIL},
};

static enum target_kind scheme_kind(struct str scheme)
{
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        if (str_eq_ignore_case(scheme, str_from(schemes[i].name))) {
            return schemes[i].kind;
        }
    }
    return TARGET_UNSAFE;
}

/* Absolute addresses */

struct authority {
    struct str host; /* with its port, without user */
    struct str rest; /* path, query and fragment */
};

/* Of what follows "scheme:"; slashes of both kinds count, as in browsers. */
static struct authority split_authority(struct str after)
{
    size_t start = 0;
    while (start < after.len && (after.ptr[start] == '/' || after.ptr[start] == '\\')) {
        start++;
    }
    size_t end = start;
    while (end < after.len && !strchr("/\\?#", after.ptr[end])) {
        end++;
    }
    struct str host = str_sub(after, start, end);
    for (size_t at; (at = str_find_byte(host, '@', 0)) != STR_NONE;) {
        host = str_skip(host, at + 1);
    }
    return (struct authority){host, str_skip(after, end)};
}

static struct str host_name(struct str host)
{
    size_t port = str_starts(host, "[") ? STR_NONE : str_find_byte(host, ':', 0);
    struct str name = str_sub(host, 0, port == STR_NONE ? host.len : port);
    return str_ends(name, ".") ? str_sub(name, 0, name.len - 1) : name;
}

static bool ends_ignore_case(struct str text, const char *end)
{
    size_t len = strlen(end);
    return text.len >= len &&
           str_eq_ignore_case(str_skip(text, text.len - len), str_from(end));
}

/* Addresses of the machine at hand: of no use to a reader elsewhere. */
static bool is_local_host(struct arena *arena, struct str host)
{
    struct str name = host_name(path_percent_decode(arena, host));
    static const char *const names[] = {"localhost", "0.0.0.0", "::1", "0"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_eq_ignore_case(name, str_from(names[i]))) {
            return true;
        }
    }
    return name.len == 0 || ends_ignore_case(name, ".localhost") ||
           str_starts(name, "127.") || str_starts(name, "[::1]") ||
           str_starts(name, "[0:0:0:0:0:0:0:1]") ||
           ends_ignore_case(name, "localhost.localdomain");
}

static struct str without_www(struct str host)
{
    return host.len > 4 && str_eq_ignore_case(str_sub(host, 0, 4), STR("www."))
               ? str_skip(host, 4)
               : host;
}

/* Whether `host` is that of `origin`; gives the path that the origin adds. */
static bool is_own_host(struct str host, struct str origin, struct str *base)
{
    struct str scheme = scheme_of(origin);
    if (!str_eq_ignore_case(scheme, STR("http")) &&
        !str_eq_ignore_case(scheme, STR("https"))) {
        return false;
    }
    struct authority own = split_authority(str_skip(origin, scheme.len + 1));
    *base = own.rest;
    return own.host.len && str_eq_ignore_case(without_www(host), without_www(own.host));
}

static bool strip_prefix(struct str *path, struct str prefix)
{
    prefix = str_without_end(prefix, '/');
    if (!str_eq(str_sub(*path, 0, prefix.len), prefix) ||
        (path->len > prefix.len && !strchr("/?#", path->ptr[prefix.len]))) {
        return false;
    }
    *path = str_skip(*path, prefix.len);
    return true;
}

/* Paths */

static void take_page(const struct site *site, struct target *target, struct value map,
                      struct str key)
{
    struct page *page = target->page ? NULL : index_page(site, map, key);
    if (page) {
        target->kind = TARGET_PAGE;
        target->page = page;
    }
}

static bool take_file(struct site *site, struct target *target, struct value map,
                      struct str path)
{
    struct value found = value_get(map, path);
    if (found.kind == VALUE_INTEGER) {
        target->kind = TARGET_FILE;
        target->path = site->statics[found.as.integer];
        target->url = arena_format(site->arena, "/%.*s", STR_ARG(target->path));
        target->url = path_percent_encode(site->arena, target->url);
    }
    return found.kind == VALUE_INTEGER;
}

static bool found(const struct target *target)
{
    return target->page || target->kind == TARGET_FILE;
}

/* Looks up a decoded site path: exactly, then by key, redirects and sources. */
static bool look_up(struct site *site, struct str path, struct target *target)
{
    take_page(site, target, site->by_url, path);
    if (target->page || take_file(site, target, site->by_static, path)) {
        return true;
    }
    struct str key = index_key(path);
    take_page(site, target, site->by_key, key);
    if (!target->page) {
        take_page(site, target, site->by_redirect, key);
        target->redirected = target->page != NULL;
    }
    take_page(site, target, site->by_source, path);
    return target->page != NULL;
}

static bool look_up_folded(struct site *site, struct str path, struct target *target)
{
    struct str folded = index_fold(site->arena, path);
    take_page(site, target, site->by_fold, index_key(folded));
    take_page(site, target, site->by_source_fold, folded);
    if (!target->page) {
        (void)take_file(site, target, site->by_static_fold, folded);
    }
    target->case_mismatch = found(target);
    return target->case_mismatch;
}

/* `path`, decoded, as seen from `base` (a site path). False: it leaves the site. */
static bool join(struct site *site, struct str base, struct str path, struct str *out)
{
    struct buf joined = {.kept_in = site->arena};
    bool inside = path_resolve(base, path, &joined);
    *out = inside ? arena_str(site->arena, buf_str(&joined)) : (struct str){0};
    buf_clear(&joined);
    return inside;
}

/* Relative paths start at the page's address, as in a browser; where nothing is there, at
 * its source file, as authors write them. */
static void resolve_path(struct site *site, const struct page *from, struct str path,
                         struct target *target)
{
    struct str base = {0}, as_published, as_written = {0};
    if (from) {
        struct str url = path_percent_decode(site->arena, str_skip(from->url, 1));
        base = str_ends(url, "/") ? arena_format(site->arena, "%.*s.", STR_ARG(url)) : url;
    }
    bool published = join(site, base, path, &as_published);
    bool written = from && path.len && path.ptr[0] != '/' &&
                   join(site, from->source, path, &as_written);
    if ((published && look_up(site, as_published, target)) ||
        (written && look_up(site, as_written, target)) ||
        (published && look_up_folded(site, as_published, target)) ||
        (written && look_up_folded(site, as_written, target))) {
        return;
    }
    target->kind = published || written ? TARGET_MISSING : TARGET_OUTSIDE;
    if (target->kind == TARGET_MISSING) {
        target->path = published ? as_published : as_written;
        struct str full = arena_format(site->arena, "/%.*s", STR_ARG(target->path));
        target->url = path_percent_encode(site->arena, full);
        target->suggestion = str_starts(path, "www.")
                                 ? arena_format(site->arena, "https://%.*s", STR_ARG(path))
                                 : index_suggest(site, full);
    }
}

static struct target resolve_once(struct site *site, const struct page *from,
                                  struct str href, struct str live_url);

/* An address without a host: anchor and query off, backslashes as browsers take them, then
 * the path below the base URL. No path at all: the page itself. */
static struct target resolve_local(struct site *site, const struct page *from,
                                   struct str href)
{
    struct target target = {.kind = TARGET_MISSING};
    size_t hash = str_find_byte(href, '#', 0);
    if (hash != STR_NONE) {
        target.anchor = path_percent_decode(site->arena, str_skip(href, hash + 1));
        href = str_sub(href, 0, hash);
    }
    size_t query = str_find_byte(href, '?', 0);
    struct str path = str_sub(href, 0, query == STR_NONE ? href.len : query);
    if (path.len == 0) {
        if (from) {
            target.kind = TARGET_PAGE;
            target.page = &site->pages[page_index(site, from)];
            target.url = path_percent_encode(site->arena, from->url);
        }
        return target;
    }
    char *slashed = ARENA_ARRAY(site->arena, char, path.len + 1);
    for (size_t i = 0; slashed && i < path.len; i++) {
        slashed[i] = path.ptr[i] == '\\' ? '/' : path.ptr[i];
        target.spelling = target.spelling || path.ptr[i] == '\\' || path.ptr[i] == ' ';
    }
    path = str_make(slashed, slashed ? path.len : 0);
    if (site->config.base_url.len) {
        (void)strip_prefix(&path, site->config.base_url);
        path = path.len ? path : STR("/");
    }
    resolve_path(site, from, path_percent_decode(site->arena, path), &target);
    if (target.page) {
        target.url = path_percent_encode(site->arena, target.page->url);
    }
    return target;
}

static struct target external(struct site *site, struct str href)
{
    return (struct target){.kind = TARGET_EXTERNAL,
                           .url = path_percent_encode(site->arena, href),
                           .spelling = str_find_byte(href, ' ', 0) != STR_NONE ||
                                       str_find_byte(href, '\\', 0) != STR_NONE};
}

/* "http://host/path" and "//host/path". */
static struct target resolve_web(struct site *site, struct str href, struct str after,
                                 struct str live_url)
{
    struct authority at = split_authority(after);
    struct str base = {0}, rest = at.rest;
    if (is_local_host(site->arena, at.host)) {
        return (struct target){.kind = TARGET_UNSAFE};
    }
    bool own = (is_own_host(at.host, live_url, &base) && strip_prefix(&rest, base)) ||
               (is_own_host(at.host, site->config.url, &base) && strip_prefix(&rest, base));
    if (own) {
        struct str path = str_starts(rest, "/")
                              ? rest
                              : arena_format(site->arena, "/%.*s", STR_ARG(rest));
        struct target target = resolve_local(site, NULL, path);
        if (target.page || target.kind == TARGET_FILE) {
            return target;
        }
    }
    return external(site, href);
}

static struct target resolve_once(struct site *site, const struct page *from,
                                  struct str href, struct str live_url)
{
    href = clean(site->arena, href);
    if (href.len == 0) {
        return (struct target){.kind = TARGET_EMPTY};
    }
    struct str scheme = scheme_of(href);
    if (scheme.len == 0) {
        bool two = href.len > 1 && (href.ptr[0] == '/' || href.ptr[0] == '\\') &&
                   (href.ptr[1] == '/' || href.ptr[1] == '\\');
        return two ? resolve_web(site,
                                 arena_format(site->arena, "https://%.*s",
                                              STR_ARG(str_skip(href, 2))),
                                 href, live_url)
                   : resolve_local(site, from, href);
    }
    enum target_kind kind = scheme_kind(scheme);
    struct str after = str_skip(href, scheme.len + 1);
    if (kind == TARGET_EXTERNAL &&
        (ascii_lower(scheme.ptr[0]) == 'h' || str_starts(after, "//"))) {
        return resolve_web(site, href, after, live_url);
    }
    struct target target =
        kind == TARGET_UNSAFE ? (struct target){.kind = kind} : external(site, href);
    target.kind = kind;
    return target;
}

struct target site_resolve(struct site *site, const struct page *from, struct str href,
                           struct str live_url)
{
    struct target target = resolve_once(site, from, href, live_url);
    struct str anchor = target.anchor;
    bool redirected = target.redirected;
    for (size_t hops = 0; target.page && target.page->redirect_to.len; hops++) {
        bool own_anchor = target.page == from && hops == 0 && anchor.len;
        if (own_anchor) {
            break; /* a jump within the page that is being read */
        }
        if (hops == REDIRECT_LIMIT) {
            return (struct target){.kind = TARGET_REDIRECT_LOOP, .redirected = true};
        }
        target = resolve_once(site, target.page, target.page->redirect_to, live_url);
        target.anchor = target.anchor.len ? target.anchor : anchor;
        redirected = true;
    }
    target.redirected = redirected;
    return target;
}
