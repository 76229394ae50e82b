/* Undefined names: which of them are worth telling. Jekyll shows nothing for any of them,
 * and sites rely on that: fields of front matter and parameters of includes are optional,
 * and a template that tests a name knows that it may be missing. What stays is told: what
 * nothing bears, what the site's settings or data lack, and what differs from a known name
 * by a slip of the pen. */
#include "base/size.h"
#include "liquid/renderer.h"

/* Keys that Jekyll and its usual plug-ins read themselves, where a site may leave them
 * out. */
static const char *const known_roots[] = {"content", "jekyll", "layout", "paginator",
                                          "theme"};
static const char *const known_site[] = {"author",
                                         "baseurl",
                                         "categories",
                                         "collections",
                                         "data",
                                         "defaults",
                                         "description",
                                         "disqus",
                                         "documents",
                                         "email",
                                         "encoding",
                                         "environment",
                                         "facebook",
                                         "favicon",
                                         "feed",
                                         "future",
                                         "github_username",
                                         "google_analytics",
                                         "html_files",
                                         "html_pages",
                                         "keep_files",
                                         "lang",
                                         "limit_posts",
                                         "locale",
                                         "logo",
                                         "name",
                                         "pages",
                                         "paginate",
                                         "paginate_path",
                                         "permalink",
                                         "posts",
                                         "related_posts",
                                         "rss",
                                         "show_drafts",
                                         "show_excerpts",
                                         "social",
                                         "static_files",
                                         "subtitle",
                                         "tagline",
                                         "tags",
                                         "theme",
                                         "time",
                                         "timezone",
                                         "title",
                                         "twitter",
                                         "twitter_username",
                                         "url"};
static const char *const known_fields[] = {"author",
                                           "authors",
                                           "canonical_url",
                                           "categories",
                                           "category",
                                           "classes",
                                           "collection",
                                           "content",
                                           "css",
                                           "date",
                                           "dir",
                                           "draft",
                                           "excerpt",
                                           "ext",
                                           "id",
                                           "image",
                                           "js",
                                           "lang",
                                           "last_modified_at",
                                           "layout",
                                           "locale",
                                           "name",
                                           "next",
                                           "output",
                                           "path",
                                           "permalink",
                                           "previous",
                                           "published",
                                           "redirect_from",
                                           "redirect_to",
                                           "relative_path",
                                           "robots",
                                           "seo",
                                           "sitemap",
                                           "slug",
                                           "subtitle",
                                           "summary",
                                           "tag",
                                           "tags",
                                           "title",
                                           "toc",
                                           "url",
                                           "weight"};

#define IS_AMONG(name, names) str_is_among((name), (names), sizeof(names) / sizeof *(names))

/* Names that the templates expect to be missing */

/* "a.b.c" of the first `count` segments; empty where one is an expression. */
static struct str path_of(struct arena *arena, const struct expression *variable,
                          size_t count, struct str last)
{
    struct buf path = {.kept_in = arena};
    for (size_t i = 0; i < count; i++) {
        const struct segment *segment = &variable->segments[i];
        if (segment->index && i + 1 < count) {
            buf_clear(&path);
            return (struct str){0};
        }
        buf_add_text(&path, i ? "." : "");
        buf_add(&path, i + 1 == count && last.len ? last : segment->name);
    }
    return arena_take(arena, &path);
}

static void expect(struct arena *arena, struct value expected,
                   const struct expression *expression)
{
    if (expected.kind == VALUE_MAP && expression &&
        expression->kind == EXPRESSION_VARIABLE) {
        struct str path =
            path_of(arena, expression, expression->segment_count, (struct str){0});
        if (path.len) {
            (void)value_map_set(arena, expected, path, value_bool(true));
        }
    }
}

void undefined_expect_tested(struct arena *arena, struct value expected,
                             const struct condition *condition)
{
    for (; condition; condition = condition->next) {
        expect(arena, expected, condition->left);
        expect(arena, expected, condition->right);
    }
}

void undefined_expect_subject(struct arena *arena, struct value expected,
                              const struct expression *subject)
{
    expect(arena, expected, subject);
}

void undefined_expect_default(struct arena *arena, struct value expected,
                              const struct output *output)
{
    for (const struct filter_call *call = output->filters; call; call = call->next) {
        if (str_is(call->name, "default")) {
            expect(arena, expected, output->input);
        }
    }
}

void undefined_expect_name(struct arena *arena, struct value expected, struct str name)
{
    if (expected.kind == VALUE_MAP) {
        (void)value_map_set(arena, expected, name, value_bool(true));
    }
}

/* A test of `page.author` goes for `page.author.name`, too. */
static bool is_expected(const struct renderer *renderer, const struct expression *variable)
{
    for (size_t count = 1; count <= variable->segment_count; count++) {
        struct str path = path_of(renderer->arena, variable, count, (struct str){0});
        if (path.len && value_has(renderer->expected, path)) {
            return true;
        }
    }
    return false;
}

/* Names that were meant */

static bool is_transposed(struct str a, struct str b)
{
    size_t at = 0;
    while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at]) {
        at++;
    }
    return a.len == b.len && at + 1 < a.len && a.ptr[at] == b.ptr[at + 1] &&
           a.ptr[at + 1] == b.ptr[at] && str_eq(str_skip(a, at + 2), str_skip(b, at + 2));
}

static struct str without_digits(struct str name)
{
    while (name.len && ascii_is_digit(name.ptr[name.len - 1])) {
        name.len--;
    }
    return name;
}

static bool is_beginning(struct str a, struct str b)
{
    return str_eq(str_sub(b, 0, a.len), a);
}

/* A slip, rather than another word: "author" and "authors", "h1" and "h2" are two. */
static bool is_slip(struct str typed, struct str known)
{
    size_t distance = str_distance(typed, known);
    if (distance == SIZE_MAX || distance == 0 || typed.len < 4 ||
        is_beginning(typed, known) || is_beginning(known, typed) ||
        str_eq(without_digits(typed), without_digits(known))) {
        return false;
    }
    return is_transposed(typed, known) ||
           (typed.ptr[0] == known.ptr[0] &&
            ((distance == 1 && typed.len > 4) || (distance == 2 && typed.len > 7)));
}

static struct str nearest_key(struct value map, struct str name)
{
    struct str best = {0};
    size_t least = name.len < 8 ? 1 : name.len / 4; /* further away is another word */
    for (size_t i = 0; i < (map.kind == VALUE_MAP ? value_count(map) : 0); i++) {
        struct str key = map.as.map->entries[i].key;
        size_t distance = is_transposed(key, name) ? 1 : str_distance(key, name);
        if (distance > 0 && distance <= least && distance != SIZE_MAX) {
            least = distance - 1;
            best = key;
        }
    }
    return best;
}

/* Telling */

static bool is_worth_telling(const struct renderer *renderer,
                             const struct expression *variable,
                             const struct missing *missing, struct str near)
{
    struct str root = variable->segments[0].name;
    bool ours = str_is(renderer->template->source.file, PLUGIN_FILE);
    if (ours || is_expected(renderer, variable)) {
        return false;
    }
    if (missing->depth == 0) {
        return !IS_AMONG(missing->name, known_roots);
    }
    if (str_is(root, "site") && missing->depth == 1) {
        return !IS_AMONG(missing->name, known_site);
    }
    bool data = missing->depth == 2 && str_is(root, "site") &&
                str_is(variable->segments[1].name, "data");
    return data || (!IS_AMONG(missing->name, known_fields) && near.len &&
                    is_slip(missing->name, near));
}

void undefined_tell_present(struct renderer *renderer, size_t offset, size_t length)
{
    if (renderer->options->strict) {
        return;
    }
    struct place place = source_place(&renderer->template->source, offset);
    place.width = size_to_u32(length);
    report_warning(renderer->report, place, "liquid-now",
                   "the present is asked for, and no date of the packet is known: "
                   "nothing is shown");
    report_hint(renderer->report, "%s",
                "give the date, as in --date 2021-07-15 or 'date:' in offprint.yml");
}

static bool is_present(const struct expression *variable, const struct missing *missing)
{
    return missing->depth == 1 && str_is(variable->segments[0].name, "site") &&
           str_is(missing->name, "time");
}

void undefined_tell(struct renderer *renderer, const struct expression *variable,
                    const struct missing *missing)
{
    struct str near = nearest_key(missing->container, missing->name);
    if (is_present(variable, missing) && !is_expected(renderer, variable)) {
        undefined_tell_present(renderer, variable->offset, variable->length);
        return;
    }
    if (!is_worth_telling(renderer, variable, missing, near)) {
        return;
    }
    struct str text = str_trim(str_sub(renderer->template->source.text, variable->offset,
                                       variable->offset + variable->length));
    struct place place = source_place(&renderer->template->source, variable->offset);
    place.width = size_to_u32(text.len);
    report_warning(renderer->report, place, "liquid-undefined", "'%.*s' is not defined",
                   STR_ARG(text));
    struct str meant = path_of(renderer->arena, variable, missing->depth + 1, near);
    if (near.len && meant.len) {
        report_hint(renderer->report, "did you mean '%.*s'?", STR_ARG(meant));
    } else if (missing->depth == 0) {
        report_hint(
            renderer->report, "%s",
            "text with braces of its own stands between {% raw %} and {% endraw %}");
    }
}
