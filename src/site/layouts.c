/* Layouts around a page, as Jekyll renders them: each shows the page's text, with what the
 * layouts within it show, as `content`. Layouts are read and parsed once for all pages. For
 * who has the page's text already, marks stand for it wherever a layout only passes it on;
 * a layout that works on the text, and cuts it or counts its words, has it between them. */
#include "base/limits.h"
#include "base/path.h"
#include "base/utf8.h"
#include "site/rendering.h"
#include "site/rules.h"

#define MARK_BEGIN "<div id=\"" SITE_OWN_BEGIN "\"></div>"
#define MARK_END "<div id=\"" SITE_OWN_END "\"></div>"

struct layout {
    struct str name, path;
    struct template_text template;
    struct value data;
    struct str outer; /* the layout around it; or empty */
    /* What the front matter of the layouts from it outwards says, each with what is within
     * it; nil until first needed. */
    struct value chain[LAYOUT_DEPTH_LIMIT];
    bool is_there, compresses;
    bool told_deep; /* that those around it are too many */
};

/* Reading */

enum file_status site_peek_layout(struct site *site, struct str path, struct str *text)
{
    if (site->layout_texts.kind != VALUE_MAP) {
        site->layout_texts = value_map_new(site->arena);
    }
    struct value known = value_get(site->layout_texts, path);
    if (known.kind == VALUE_STRING) {
        *text = known.as.string;
        return FILE_OK;
    }
    enum file_status status =
        source_peek(site->arena, site->source, path, SITE_PAGE_BYTES_LIMIT, text);
    if (status == FILE_OK) {
        (void)value_map_set(site->arena, site->layout_texts, arena_str(site->arena, path),
                            value_string(*text));
    }
    return status;
}

static enum file_status read_file(struct site *site, struct layout *layout,
                                  struct str *text)
{
    static const char *const extensions[] = {"html",   "htm",  "md",  "markdown", "xml",
                                             "liquid", "json", "txt", "xhtml"};
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        struct str file =
            arena_format(site->arena, "%.*s.%s", STR_ARG(layout->name), extensions[i]);
        layout->path = path_join(site->arena, site->config.layouts_folder, file);
        enum file_kind kind = source_kind_of(site->source, layout->path);
        if (kind == FILE_KIND_BARRED || kind == FILE_KIND_DENIED) {
            return site_peek_layout(site, layout->path, text); /* is no absent one */
        }
        if (kind == FILE_KIND_FILE) {
            source_use(site->source, layout->path, SOURCE_WHOLE);
            return site_peek_layout(site, layout->path, text);
        }
    }
    return FILE_ABSENT;
}

void site_ask_for_layouts(struct site *site)
{
    site->layouts_asked = true;
}

/* Whoever did not ask for layouts has lost nothing that was there. */
static void tell_absent(const struct site *site, const struct layout *layout,
                        struct place from, struct report *report)
{
    static const char text[] =
        "there is no layout '%.*s': what it would add is not in the packet";
    if (site->layouts_asked) {
        report_warning(report, from, "layout-absent", text, STR_ARG(layout->name));
    } else {
        report_note(report, from, "layout-absent", text, STR_ARG(layout->name));
    }
}

/* `from`: where it is asked for. */
static void read_layout(struct site *site, struct layout *layout, struct place from,
                        struct report *report)
{
    struct str text = {0};
    struct front_matter front;
    enum file_status status = read_file(site, layout, &text);
    layout->is_there = status == FILE_OK && utf8_find_invalid(text) == STR_NONE;
    if (!layout->is_there && status == FILE_ABSENT) {
        tell_absent(site, layout, from, report);
        report_hint(report, "%s", "--theme-dir names the folder of the site's theme");
        return;
    }
    if (!layout->is_there && source_bars(site->source, layout->path, status)) {
        return; /* source_holds() tells, for the whole site */
    }
    if (!layout->is_there) {
        report_warning(report, (struct place){.file = layout->path}, "layout-read",
                       "cannot read the layout: %s",
                       status == FILE_OK ? "it is not UTF-8" : file_status_text(status));
        file_hint_limit(status, SITE_PAGE_BYTES_LIMIT, report);
        return;
    }
    report_add_source(report, layout->path, text);
    front_matter_read(site->arena, text, site->config.zone, &front);
    report_soften(report); /* as Jekyll, which goes on without its values */
    front_matter_tell_fault(layout->path, text, front.fault, &front.yaml, report);
    report_harden(report);
    layout->template = (struct template_text){front.body, layout->path, front.body_line};
    layout->data = front.data;
    layout->outer = value_text_or(value_get(front.data, STR("layout")), (struct str){0});
    /* jekyll-compress-html: what it takes out is white space and the like */
    layout->compresses =
        str_find(front.body, STR("site.compress_html.clippings"), 0) != STR_NONE;
}

static struct layout *add_layout(struct site *site, struct str name)
{
    struct layout *layout = ARENA_NEW(site->arena, struct layout);
    struct value index = value_integer((int64_t)site->layout_count);
    if (site->layouts_by_name.kind != VALUE_MAP) {
        site->layouts_by_name = value_map_new(site->arena);
    }
    if (!layout ||
        !arena_grow(site->arena, &site->layouts, site->layout_count, &site->layout_capacity,
                    sizeof(struct layout *)) ||
        site->layouts_by_name.kind != VALUE_MAP) {
        return NULL;
    }
    layout->name = arena_str(site->arena, name);
    site->layouts[site->layout_count++] = layout;
    (void)value_map_set(site->arena, site->layouts_by_name, layout->name, index);
    return layout;
}

/* NULL: there is none of that name. */
static struct layout *find_layout(struct site *site, struct str name, struct place from,
                                  struct report *report)
{
    struct value index = value_get(site->layouts_by_name, name);
    struct layout *layout =
        index.kind == VALUE_INTEGER ? site->layouts[index.as.integer] : NULL;
    if (!layout && name.len && (layout = add_layout(site, name))) {
        read_layout(site, layout, from, report);
    }
    return layout && layout->is_there ? layout : NULL;
}

/* What layouts see as `content` */

/* The page's text as HTML; a fault in it was told when the page was read. */
static struct str own_html(struct rendering *rendering)
{
    struct inner *inner = rendering->inner;
    if (!inner->made) {
        inner->made = true;
        inner->own = inner->text;
        if (rendering->page->format == PAGE_MARKDOWN &&
            !fragment_of_markdown(rendering->arena, inner->text, &rendering->page->markdown,
                                  &inner->own, rendering->report)) {
            inner->own = inner->text;
        }
    }
    return inner->own;
}

/* Every mark with the page's text behind it. */
static struct str fill_marks(struct rendering *rendering, struct str text)
{
    struct buf out = {.kept_in = rendering->arena,
                      .limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES};
    struct str mark = STR(MARK_BEGIN MARK_END), begin = STR(MARK_BEGIN);
    size_t done = 0;
    for (size_t at = 0; (at = str_find(text, mark, at)) != STR_NONE; at = done) {
        buf_add(&out, str_sub(text, done, at + begin.len));
        buf_add(&out, own_html(rendering));
        done = at + begin.len;
    }
    buf_add(&out, str_skip(text, done));
    return arena_take(rendering->arena, &out);
}

bool inner_member(struct rendering *rendering, struct str name, struct value *out)
{
    const struct inner *inner = rendering->inner;
    if (!str_is(name, "content")) {
        return false;
    }
    *out =
        value_string(inner->marks == SITE_MARKS_TEXT ? fill_marks(rendering, inner->shown)
                                                     : inner->shown);
    return true;
}

bool inner_print(struct rendering *rendering, struct str name, struct buf *out,
                 struct line_map *map)
{
    const struct inner *inner = rendering->inner;
    if (!str_is(name, "content")) {
        return false;
    }
    if (map && inner->map) {
        (void)line_map_add_map(rendering->arena, map, out->len, inner->map);
    }
    buf_add(out, inner->shown);
    return true;
}

void inner_note_include(struct rendering *rendering, struct str path, struct place place)
{
    struct site *site = rendering->site;
    struct value list = value_list_new(site->arena);
    if (site->included_at.kind != VALUE_MAP) {
        site->included_at = value_map_new(site->arena);
    }
    if (list.kind == VALUE_LIST && site->included_at.kind == VALUE_MAP &&
        !value_has(site->included_at, path)) {
        struct str file = arena_str(site->arena, place.file);
        (void)value_list_add(site->arena, list, value_string(file));
        (void)value_list_add(site->arena, list, value_integer(place.line));
        (void)value_list_add(site->arena, list, value_integer(place.column));
        (void)value_map_set(site->arena, site->included_at, arena_str(site->arena, path),
                            list);
    }
}

bool site_included_at(const struct site *site, struct str path, struct place *place)
{
    struct value at = value_get(site->included_at, path);
    if (at.kind == VALUE_LIST) {
        *place = (struct place){.file = value_at(at, 0).as.string,
                                .line = (uint32_t)value_at(at, 1).as.integer,
                                .column = (uint32_t)value_at(at, 2).as.integer};
    }
    return at.kind == VALUE_LIST;
}

/* The chain */

/* What the layouts' front matter says: that of an inner one goes before. */
static struct value merge_data(struct site *site, const struct layout *layout,
                               struct value within)
{
    struct value merged = value_map_new(site->arena);
    if (merged.kind == VALUE_MAP) {
        config_merge(site->arena, merged, layout->data);
        config_merge(site->arena, merged, within);
    }
    return merged;
}

static bool render_layout(struct rendering *rendering, const struct layout *layout,
                          struct value data)
{
    struct site *site = rendering->site;
    struct inner *inner = rendering->inner;
    struct value scope =
        site_scope(site, rendering->arena, &site->pages[page_index(site, rendering->page)]);
    struct line_map *map =
        inner->placed ? ARENA_NEW(rendering->arena, struct line_map) : NULL;
    struct buf out = {.kept_in = rendering->arena};
    if (scope.kind != VALUE_MAP || data.kind != VALUE_MAP || (inner->placed && !map)) {
        return report_out_of_memory(rendering->report);
    }
    (void)value_map_set(rendering->arena, scope, STR("layout"), data);
    (void)value_map_set_beyond(rendering->arena, scope, STR(SCOPE_OF_LAYOUT),
                               value_bool(true));
    bool ok = rendering_run(rendering, &layout->template, scope, &out, map);
    if (ok && !buf_ok(&out)) {
        ok = report_out_of_memory(rendering->report);
    }
    inner->shown = ok ? arena_str(rendering->arena, buf_str(&out)) : (struct str){0};
    inner->map = map;
    buf_clear(&out);
    return ok;
}

/* What the innermost layout made, between the marks. */
static bool mark_layout(struct rendering *rendering)
{
    struct inner *inner = rendering->inner;
    struct arena *arena = rendering->arena;
    struct line_map *map = inner->map ? ARENA_NEW(arena, struct line_map) : NULL;
    bool mapped = !inner->map ||
                  (map && line_map_add_map(arena, map, strlen(MARK_BEGIN), inner->map));
    inner->shown =
        arena_format(arena, "%s%.*s%s", MARK_BEGIN, STR_ARG(inner->shown), MARK_END);
    inner->map = map;
    return mapped && inner->shown.ptr;
}

static bool was_used(struct layout *const *used, size_t count, const struct layout *layout)
{
    for (size_t i = 0; i < count; i++) {
        if (used[i] == layout) {
            return true;
        }
    }
    return false;
}

/* Where a layout names the one around it. */
static struct place place_of_outer(const struct layout *layout)
{
    uint32_t line = value_get(layout->data, STR("layout")).line;
    return (struct place){.file = layout->path, .line = line, .column = line ? 1 : 0};
}

/* `last`: the outermost that is shown; `outer` would come next. Once for all pages. */
static void tell_deep(struct layout *last, const struct layout *outer,
                      struct report *report)
{
    if (!last->told_deep) {
        last->told_deep = true;
        report_warning(report, place_of_outer(last), "layout-depth",
                       "the layout '%.*s' and those around it are left out: a page has at "
                       "most %d layouts",
                       STR_ARG(outer->name), LAYOUT_DEPTH_LIMIT);
    }
}

/* Filters that a site's own plug-ins bring pass on what they are given: a layout that picks
 * things out of the page's text by them has all of it wherever these would stand. */
static bool is_strewn(const struct rendering *rendering)
{
    struct str text = rendering->inner->shown, begin = STR(MARK_BEGIN);
    size_t first = str_find(text, begin, 0);
    return first != STR_NONE && str_find(text, begin, first + begin.len) != STR_NONE &&
           report_first_of(rendering->report, "liquid-unknown-filter", NULL);
}

/* From the innermost layout outwards; false: `*failed` is the one that cannot be rendered.
 */
static bool render_chain(struct rendering *rendering, struct layout *innermost,
                         const struct layout **failed)
{
    struct layout *used[LAYOUT_DEPTH_LIMIT], *layout = innermost;
    struct value data = value_nil();
    size_t count = 0;
    while (layout && count < LAYOUT_DEPTH_LIMIT && !was_used(used, count, layout)) {
        struct value *known = &innermost->chain[count];
        used[count++] = layout;
        if (known->kind != VALUE_MAP) {
            *known = merge_data(rendering->site, layout, data);
        }
        data = *known;
        bool skipped = layout->compresses && rendering->inner->marks != SITE_MARKS_NONE;
        if (!skipped && (!render_layout(rendering, layout, data) || is_strewn(rendering))) {
            *failed = layout;
            return false;
        }
        layout = find_layout(rendering->site, layout->outer, place_of_outer(layout),
                             rendering->site_report);
        if (layout && count == 1 && rendering->inner->marks == SITE_MARKS_LAYOUT &&
            !mark_layout(rendering)) {
            return report_out_of_memory(rendering->report);
        }
    }
    if (layout && !was_used(used, count, layout)) {
        tell_deep(used[count - 1], layout, rendering->site_report);
    }
    return true;
}

/* What layouts do wrong is the page's concern where it is seen, and where they fail. */
static enum site_layouts end_quiet(struct report *quiet, const struct layout *failed,
                                   struct report *faults, struct report *report)
{
    if (!failed && !report_has_system_error(quiet)) {
        report_adopt(faults, quiet);
        return SITE_LAYOUTS_SHOWN;
    }
    bool told = report_count(quiet, SEVERITY_WARNING) > 0;
    report_adopt(report, quiet);
    if (failed && told) {
        report_hint(report, "pages are shown without the layout '%.*s'",
                    STR_ARG(failed->name));
    } else if (failed && !report_has_system_error(report)) {
        report_warning(report, (struct place){.file = failed->path}, "layout-failed",
                       "the layout '%.*s' cannot be rendered: pages are shown without it",
                       STR_ARG(failed->name));
    }
    return SITE_LAYOUTS_FAILED;
}

enum site_layouts site_render_layouts(struct site *site, struct arena *arena,
                                      struct page *page, struct str text,
                                      enum site_marks marks, struct str *out,
                                      const struct line_map **map, struct report *faults,
                                      struct report *report)
{
    bool jekyll = site->config.rules->has_liquid && page->has_front_matter &&
                  !page_state_of(site, page)->bare;
    struct str name = jekyll ? site_layout_name(page) : (struct str){0};
    uint32_t line = value_get(page->data, STR("layout")).line;
    struct place from = {.file = page->source, .line = line, .column = line ? 1 : 0};
    struct layout *layout = find_layout(site, name, from, report);
    const struct layout *failed = NULL;
    if (!layout) {
        return SITE_LAYOUTS_NONE;
    }
    struct report *quiet = report_new_beside(report);
    site->store = site->store ? site->store : liquid_store_new(site->arena);
    struct inner inner = {.text = text, .marks = marks, .placed = map != NULL};
    struct rendering rendering = {.site = site,
                                  .arena = arena,
                                  .report = quiet,
                                  .site_report = report,
                                  .page = page,
                                  .inner = &inner};
    if (!quiet || !site->store) {
        report_free(quiet);
        report_out_of_memory(report);
        return SITE_LAYOUTS_FAILED;
    }
    report_soften(quiet);
    inner.shown =
        marks == SITE_MARKS_TEXT ? STR(MARK_BEGIN MARK_END) : own_html(&rendering);
    bool ok = render_chain(&rendering, layout, &failed);
    *out = inner.shown;
    if (map) {
        *map = inner.map;
    }
    enum site_layouts answer = end_quiet(quiet, failed, faults, report);
    if (arena_failed(arena) || arena_failed(site->arena)) {
        report_out_of_memory(report);
    }
    return ok ? answer : SITE_LAYOUTS_FAILED;
}
