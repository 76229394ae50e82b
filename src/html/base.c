/* <base href>: the first of a page counts, as in browsers (HTML, 4.2.3), unless it is of
 * script or data; what it names is put before each address, so that whoever resolves links
 * need not know of it. Relies on base/path.h for steps like "..". */
#include "html/base.h"

#include "base/path.h"

/* With its colon; 0: it has none. */
static size_t scheme_length(struct str address)
{
    size_t len = 0;
    while (len < address.len && (ascii_is_alnum(address.ptr[len]) ||
                                 (len > 0 && ascii_set_has("+-.", address.ptr[len])))) {
        len++;
    }
    bool scheme = len > 0 && len < address.len && address.ptr[len] == ':' &&
                  ascii_is_alpha(address.ptr[0]);
    return scheme ? len + 1 : 0;
}

static bool is_slash(struct str text, size_t at)
{
    return at < text.len && (text.ptr[at] == '/' || text.ptr[at] == '\\');
}

/* Where one of `marks` stands first at or after `from`, or the end. */
static size_t find_any(struct str text, const char *marks, size_t from)
{
    while (from < text.len && !ascii_set_has(marks, text.ptr[from])) {
        from++;
    }
    return from;
}

/* "https://x.example" of "https://x.example/a"; empty of what is seen from the page. */
static struct str origin_of(struct str base)
{
    size_t start = scheme_length(base);
    bool host = is_slash(base, start) && is_slash(base, start + 1);
    return str_sub(base, 0, host ? find_any(base, "/\\?#", start + 2) : 0);
}

/* As browsers read it: backslashes of a path are slashes, ".." at its end is a folder. */
static struct str settle(struct arena *arena, struct str address)
{
    struct str path = str_sub(address, 0, find_any(address, "?#", 0));
    struct buf out = {.kept_in = arena};
    for (size_t i = 0; i < path.len; i++) {
        buf_add_byte(&out, path.ptr[i] == '\\' ? '/' : path.ptr[i]);
    }
    struct str written = arena_take(arena, &out), name = path_name(written);
    bool folder = str_is(name, ".") || str_is(name, "..");
    return arena_format(arena, "%.*s%s%.*s", STR_ARG(written), folder ? "/" : "",
                        STR_ARG(str_skip(address, path.len)));
}

/* Below the host's root: a path of its own, whose steps end there. */
static struct str join_below(struct arena *arena, struct str origin, struct str path,
                             struct str href)
{
    struct str steps = str_sub(href, 0, find_any(href, "?#", 0));
    struct buf found = {.kept_in = arena};
    path_resolve_clamped(str_skip(path, 1), steps, &found);
    struct str joined = arena_take(arena, &found);
    return arena_format(arena, "%.*s/%.*s%.*s", STR_ARG(origin), STR_ARG(joined),
                        STR_ARG(str_skip(href, steps.len)));
}

/* `href` as seen from `base`: from the page, when that is relative; else a whole
 * address. */
static struct str join(struct arena *arena, struct str base, struct str href)
{
    href = str_trim(href);
    if (scheme_length(href) > 0) {
        return href;
    }
    if (is_slash(href, 0) && is_slash(href, 1)) {
        return arena_format(arena, "%.*s%.*s", (int)scheme_length(base), base.ptr,
                            STR_ARG(href));
    }
    struct str origin = origin_of(base);
    size_t path_end = find_any(base, "?#", origin.len);
    struct str path = str_sub(base, origin.len, path_end);
    if (href.len == 0 || href.ptr[0] == '#') {
        struct str whole = str_sub(base, 0, find_any(base, "#", origin.len));
        return arena_format(arena, "%.*s%.*s", STR_ARG(whole), STR_ARG(href));
    }
    if (href.ptr[0] == '?') {
        return arena_format(arena, "%.*s%.*s%.*s", STR_ARG(origin), STR_ARG(path),
                            STR_ARG(href));
    }
    href = settle(arena, href);
    if (origin.len) {
        return join_below(arena, origin, path, href);
    }
    struct str folder = path_folder(path);
    bool bare = is_slash(href, 0) || str_find_byte(path, '/', 0) == STR_NONE;
    return bare ? href : arena_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(href));
}

/* What has a scheme but no host ("javascript:", "data:") is no place to begin at. */
static bool is_place(struct str base)
{
    return base.len && (scheme_length(base) == 0 || origin_of(base).len > 0);
}

void base_apply(struct arena *arena, struct str base, struct node *root)
{
    base = str_trim(base);
    if (!is_place(base)) {
        return;
    }
    base = settle(arena, base);
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        bool leads =
            node->kind == NODE_LINK || (node->kind == NODE_IMAGE && node_info(node).len);
        if (walk.entering && node->kind == NODE_TOC_BLOCK) {
            edit_walk_skip_children(&walk);
        } else if (walk.entering && leads) {
            node_set_info(arena, node, join(arena, base, node_info(node)));
        }
    }
}
