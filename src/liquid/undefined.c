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

/* Names that the templates expect to be missing: a tree of maps, one level for each name of
 * a path, so that a path is followed from its beginning and never put together. Below a
 * path that is expected stands `true`: all that begins with it is expected, too. */

static struct value expected_mark(void)
{
    return value_bool(true);
}

/* The map below `name`, made where there is none; nil: that is expected already, or the
 * arena is full. */
static struct value expect_below(struct arena *arena, struct value level, struct str name)
{
    struct value below = value_get(level, name);
    if (level.kind == VALUE_MAP && below.kind == VALUE_NIL) {
        below = value_map_new(arena);
        (void)value_map_set(arena, level, name, below);
    }
    return below.kind == VALUE_MAP ? below : value_nil();
}

/* How many segments of it are names, and one expression more that may follow them: what is
 * behind that, nobody can know. */
static size_t known_segments(const struct expression *variable)
{
    size_t count = 0;
    while (count < variable->segment_count && !variable->segments[count].index) {
        count++;
    }
    return count && count < variable->segment_count ? count + 1 : count;
}

static void expect(struct arena *arena, struct value expected,
                   const struct expression *expression)
{
    if (expected.kind != VALUE_MAP || !expression ||
        expression->kind != EXPRESSION_VARIABLE || expression->segment_count == 0 ||
        known_segments(expression) < expression->segment_count) {
        return;
    }
    const struct segment *last = &expression->segments[expression->segment_count - 1];
    for (const struct segment *s = expression->segments; s < last; s++) {
        expected = expect_below(arena, expected, s->name);
    }
    (void)value_map_set(arena, expected, last->name, expected_mark());
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

/* Of an assignment, whose name may have points in it. */
void undefined_expect_name(struct arena *arena, struct value expected, struct str name)
{
    size_t start = 0;
    for (size_t point; (point = str_find_byte(name, '.', start)) != STR_NONE;
         start = point + 1) {
        expected = expect_below(arena, expected, str_sub(name, start, point));
    }
    (void)value_map_set(arena, expected, str_skip(name, start), expected_mark());
}

/* A test of `page.author` goes for `page.author.name`, too. */
static bool is_expected(const struct renderer *renderer, const struct expression *variable)
{
    struct value level = renderer->expected;
    size_t count = known_segments(variable);
    for (size_t i = 0; i < count && level.kind == VALUE_MAP; i++) {
        level = value_get(level, variable->segments[i].name);
    }
    return level.kind == VALUE_BOOL;
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

/* As many keys as are compared for all names of a text; then none is near. */
#define KEYS_COMPARED_MOST ((size_t)1 << 20)

static struct str nearest_key(struct renderer *renderer, struct value map, struct str name)
{
    struct str best = {0};
    size_t least = name.len < 8 ? 1 : name.len / 4; /* further away is another word */
    size_t count = map.kind == VALUE_MAP ? value_count(map) : 0;
    if (count > KEYS_COMPARED_MOST - renderer->keys_compared) {
        return best;
    }
    renderer->keys_compared += count;
    for (size_t i = 0; i < count; i++) {
        struct str key = map.as.map->entries[i].key;
        if (key.len > name.len + least || name.len > key.len + least) {
            continue;
        }
        size_t distance = is_transposed(key, name) ? 1 : str_distance(key, name);
        if (distance > 0 && distance <= least && distance != SIZE_MAX) {
            least = distance - 1;
            best = key;
        }
    }
    return best;
}

/* Telling */

/* "a.b.c" of the first `count` segments, the last of them as `last`; empty where one of the
 * others is an expression. */
static struct str path_of(struct arena *arena, const struct expression *variable,
                          size_t count, struct str last)
{
    struct buf path = {.kept_in = arena};
    for (size_t i = 0; i + 1 < count; i++) {
        if (variable->segments[i].index) {
            buf_clear(&path);
            return (struct str){0};
        }
        buf_add(&path, variable->segments[i].name);
        buf_add_byte(&path, '.');
    }
    buf_add(&path, last);
    return arena_take(arena, &path);
}

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
    struct str near = nearest_key(renderer, missing->container, missing->name);
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
    struct str meant =
        near.len ? path_of(renderer->arena, variable, missing->depth + 1, near) : near;
    if (meant.len) {
        report_hint(renderer->report, "did you mean '%.*s'?", STR_ARG(meant));
    } else if (missing->depth == 0) {
        report_hint(
            renderer->report, "%s",
            "text with braces of its own stands between {% raw %} and {% endraw %}");
    }
}
