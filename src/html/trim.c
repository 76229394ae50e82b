/* Trimming: a page in its layouts is mostly white space between tags, remarks, scripts and
 * styles, none of which any reader sees; the parser's time goes by bytes, so that they are
 * taken out before. Places go along. */
#include "html/html.h"

#include "base/buf.h"
#include "html/scan.h"

/* Elements that go with all that they hold, and those that stay byte for byte. */
static const char *const gone[] = {"head", "script", "style", "template"};
static const char *const kept[] = {"listing", "plaintext", "pre", "textarea", "noscript",
                                   "svg",     "math",      "xmp", "iframe"};

struct trimming {
    struct arena *arena;
    struct str text;
    const struct line_map *from; /* NULL: places are not wanted */
    struct line_map *to;
    size_t next;       /* of its stretches */
    bool head_is_open; /* one was met that has no end tag, nor has any behind it */
    struct html_ranges *unseen; /* NULL: nobody asks */
    struct buf out;
};

static bool is_among(struct str name, const char *const *names, size_t count)
{
    return name.len && str_is_among_ignore_case(name, names, count);
}

/* Behind the end tag of the element of which the first tag ends at `at`; or the end. */
static size_t element_end(struct str text, size_t at, struct str name)
{
    size_t tag = scan_text_end(text, at, name);
    size_t end = tag < text.len ? scan_tag_end(text, tag + 2 + name.len) : STR_NONE;
    return end == STR_NONE ? text.len : end;
}

/* The stretches of what is kept from `from` to `to`. */
static void add_places(struct trimming *trimming, size_t from, size_t to)
{
    const struct line_map *map = trimming->from;
    while (trimming->next < map->count && map->stretches[trimming->next].offset <= from) {
        trimming->next++;
    }
    if (trimming->next > 0) {
        const struct stretch *stretch = &map->stretches[trimming->next - 1];
        struct spot spot = line_map_spot(map, trimming->text, from);
        (void)line_map_add_stretch(trimming->arena, trimming->to,
                                   (struct stretch){trimming->out.len, stretch->file,
                                                    spot.line, spot.column,
                                                    stretch->verbatim});
    }
    for (; trimming->next < map->count && map->stretches[trimming->next].offset < to;
         trimming->next++) {
        struct stretch stretch = map->stretches[trimming->next];
        stretch.offset = stretch.offset - from + trimming->out.len;
        (void)line_map_add_stretch(trimming->arena, trimming->to, stretch);
    }
}

static void keep(struct trimming *trimming, size_t from, size_t to)
{
    if (from < to) {
        if (trimming->from) {
            add_places(trimming, from, to);
        }
        buf_add(&trimming->out, str_sub(trimming->text, from, to));
    }
}

static void note_unseen(struct trimming *trimming, size_t from, size_t to)
{
    struct html_ranges *unseen = trimming->unseen;
    if (unseen && trimming->from &&
        arena_grow(trimming->arena, &unseen->items, unseen->count, &unseen->capacity,
                   sizeof *unseen->items)) {
        unseen->items[unseen->count++] =
            (struct spot_range){line_map_spot(trimming->from, trimming->text, from),
                                line_map_spot(trimming->from, trimming->text, to)};
    }
}

/* What begins at `at` with "<": where it ends, and whether it is kept. */
static size_t markup_end(struct trimming *trimming, size_t at, bool *is_kept)
{
    struct str text = trimming->text;
    size_t length = scan_name_length(text, at + 1);
    struct str name = str_sub(text, at + 1, at + 1 + length);
    *is_kept = length > 0;
    if (length == 0) {
        size_t end = scan_comment_end(text, at, false);
        return end == STR_NONE ? text.len : end;
    }
    size_t end = scan_tag_end(text, at + 1 + length);
    if (end == STR_NONE) {
        return text.len;
    }
    bool head = str_eq_ignore_case(name, STR("head"));
    if (is_among(name, gone, sizeof gone / sizeof gone[0]) &&
        !(head && trimming->head_is_open)) {
        size_t behind = element_end(text, end, name);
        *is_kept = head && behind == text.len;
        trimming->head_is_open = trimming->head_is_open || *is_kept;
        return *is_kept ? end : behind;
    }
    return is_among(name, kept, sizeof kept / sizeof kept[0]) ? element_end(text, end, name)
                                                              : end;
}

/* Of a run of white space one sign is enough, the first. */
static size_t space_end(struct str text, size_t at)
{
    while (at < text.len && ascii_is_space(text.ptr[at])) {
        at++;
    }
    return at;
}

static void trim(struct trimming *trimming)
{
    struct str text = trimming->text;
    size_t from = 0, at = 0;
    while (at < text.len) {
        char c = text.ptr[at];
        bool is_kept = true;
        size_t end = at + 1;
        if (c == '<' && end < text.len &&
            (ascii_is_alpha(text.ptr[end]) || text.ptr[end] == '!')) {
            end = markup_end(trimming, at, &is_kept);
        } else if (ascii_is_space(c)) {
            size_t behind = space_end(text, at);
            if (behind > end) {
                keep(trimming, from, end);
                from = end = behind;
            }
        }
        if (!is_kept) {
            keep(trimming, from, at);
            note_unseen(trimming, at, end);
            from = end;
        }
        at = end;
    }
    keep(trimming, from, text.len);
}

bool html_trim(struct arena *arena, struct str *text, const struct line_map **map,
               struct html_ranges *unseen)
{
    struct trimming trimming = {.arena = arena,
                                .text = *text,
                                .from = *map,
                                .to = *map ? ARENA_NEW(arena, struct line_map) : NULL,
                                .unseen = unseen,
                                .out = {.kept_in = arena}};
    if (trimming.to) {
        trimming.to->files = (*map)->files;
        trimming.to->file_count = (*map)->file_count;
    }
    trim(&trimming);
    bool ok = buf_ok(&trimming.out);
    *text = arena_take(arena, &trimming.out);
    *map = trimming.to;
    return ok && !arena_failed(arena);
}
