/* Partials: Jekyll's include and include_relative, Liquid's own include and render. The
 * host finds their text and keeps them inside the site; each is parsed once a run, or once
 * for all runs of a store. */
#include "liquid/renderer.h"

#include "base/size.h"

static bool fail_include(struct renderer *renderer, const struct tag *tag, const char *code,
                         const char *what, struct str name)
{
    return renderer_fail(renderer, tag->offset, tag->length, code, "%s '%.*s'", what,
                         STR_ARG(name));
}

/* Jekyll refuses names with "./" and "../"; no include leads out of its folder. */
static bool leads_out(struct str name)
{
    return str_find(name, STR("./"), 0) != STR_NONE || str_is(name, "..");
}

static struct partial *find_in(const struct liquid_store *store, struct str path)
{
    struct value index = value_get(store->by_path, path);
    return index.kind == VALUE_INTEGER ? store->partials[index.as.integer] : NULL;
}

struct partial *partial_find(struct renderer *renderer, struct str path)
{
    return find_in(renderer->store, path);
}

/* False: the arena is full. */
static bool keep_partial(struct liquid_store *store, struct arena *arena,
                         struct partial *partial)
{
    if (store->by_path.kind != VALUE_MAP) {
        store->by_path = value_map_new(arena);
    }
    if (store->by_path.kind != VALUE_MAP ||
        !arena_grow(arena, &store->partials, store->count, &store->capacity,
                    sizeof(struct partial *)) ||
        !value_map_set(arena, store->by_path, partial->path,
                       value_integer((int64_t)store->count))) {
        return false;
    }
    store->partials[store->count++] = partial;
    return true;
}

const struct template *partial_parse(struct renderer *renderer, struct str path,
                                     struct str text, struct str file, uint32_t line)
{
    struct parse_options options = renderer_parsing(renderer);
    struct liquid_store *store = renderer->store;
    bool run_only = store->arena == NULL;
    struct arena *arena = run_only ? renderer->arena : store->arena;
    struct partial *partial = ARENA_NEW(arena, struct partial);
    if (!partial || !template_parse(arena, text, file, line, &options, &partial->template,
                                    renderer->report)) {
        return NULL;
    }
    partial->path = arena_str(arena, path);
    return keep_partial(store, arena, partial) ? &partial->template : NULL;
}

/* Where the text stands is its path: the same words elsewhere have places of their own. */
const struct template *inline_template(struct renderer *renderer, struct str text)
{
    struct str at = {(const char *)&text.ptr, sizeof text.ptr};
    const struct partial *known = find_in(&renderer->names, at);
    if (known) {
        return &known->template;
    }
    const struct source *source = &renderer->template->source;
    struct place place = source_place(source, (size_t)(text.ptr - source->text.ptr));
    struct parse_options options = renderer_parsing(renderer);
    options.strict = false;
    struct arena *arena = renderer->arena;
    struct partial *partial = ARENA_NEW(arena, struct partial);
    if (!partial || !template_parse(arena, text, place.file, place.line, &options,
                                    &partial->template, renderer->report)) {
        return NULL;
    }
    partial->path = arena_str(arena, at);
    return keep_partial(&renderer->names, arena, partial) ? &partial->template : NULL;
}

/* An include that is not there: a site's theme may have it, and then the page is worth more
 * without it than not at all. */
static const struct template *without(struct renderer *renderer, const struct tag *tag,
                                      struct str name)
{
    const struct liquid_host *host = renderer->options->host;
    struct str theme =
        host && host->theme && !tag->relative ? host->theme(host->data) : (struct str){0};
    if (theme.len == 0) {
        (void)fail_include(renderer, tag, "include-missing", "no include", name);
        return NULL;
    }
    struct place place = source_place(&renderer->template->source, tag->offset);
    place.width = size_to_u32(tag->length);
    report_warning(renderer->report, place, "include-theme",
                   "no include '%.*s': the theme '%.*s' may have it, and is not here",
                   STR_ARG(name), STR_ARG(theme));
    report_hint(renderer->report, "%s",
                "put it into _includes/, or name the theme's folder with --theme-dir");
    const struct partial *nothing = partial_find(renderer, STR("{"));
    return nothing ? &nothing->template
                   : partial_parse(renderer, STR("{"), STR(""), STR("{"), 1);
}

/* The parsed partial `name`, or NULL with an error in the report. */
static const struct template *load(struct renderer *renderer, const struct tag *tag,
                                   struct str name)
{
    const struct liquid_host *host = renderer->options->host;
    while (str_starts(name, "/")) { /* below the folder all the same */
        name = str_skip(name, 1);
    }
    struct str relative_to = tag->relative ? renderer->page : (struct str){0};
    struct str path = {0}, text = {0};
    const char *unreadable = NULL;
    struct place asked = source_place(&renderer->template->source, tag->offset);
    bool found =
        host && host->include &&
        host->include(host->data, name, relative_to, asked, &path, &text, &unreadable);
    if (unreadable && !*unreadable) {
        return NULL;
    }
    if (unreadable) {
        (void)renderer_fail(renderer, tag->offset, tag->length, "include-read",
                            "cannot read the include '%.*s': %s", STR_ARG(name),
                            unreadable);
        return NULL;
    }
    if (!found) {
        return without(renderer, tag, name);
    }
    const struct partial *partial = partial_find(renderer, path);
    if (!partial && host->included) {
        host->included(host->data, path, asked);
    }
    return partial ? &partial->template : partial_parse(renderer, path, text, path, 1);
}

bool partial_enter(struct renderer *renderer, const struct tag *tag, struct str name)
{
    if (renderer->include_depth >= LIQUID_INCLUDE_DEPTH_LIMIT) {
        return fail_include(renderer, tag, "include-depth", "includes never end, at", name);
    }
    renderer->include_depth++;
    renderer->steps += LIQUID_INCLUDE_STEPS;
    return true;
}

/* Jekyll: the parameters are members of `include`. */
bool render_jekyll_include(struct renderer *renderer, const struct tag *tag)
{
    struct str name = tag->text;
    if (str_find(name, STR("{{"), 0) != STR_NONE &&
        !render_inline(renderer, tag->text, &name)) {
        return false;
    }
    if (leads_out(name)) {
        return fail_include(renderer, tag, "include-outside",
                            "an include may not lead out of its folder:", name);
    }
    const struct template *template = load(renderer, tag, name);
    if (!template || !partial_enter(renderer, tag, name)) {
        return false;
    }
    struct value parameters = value_map_new(renderer->arena);
    bool holds = false; /* what the parameters stand in */
    for (const struct argument *a = tag->arguments; a; a = a->next) {
        struct value value = expression_result(renderer, a->value);
        struct region *region = region_hold(renderer, value);
        (void)value_map_set(renderer->arena, parameters, a->name, value);
        region_release(renderer, region);
        holds = holds || region;
    }
    if (holds) {
        regions_hold_all(renderer);
    }
    struct frame frame = {
        .outer = renderer->frame, .names = {STR("include")}, .values = {parameters}};
    renderer->frame = &frame;
    bool ok = render_template(renderer, template);
    renderer->frame = frame.outer;
    renderer->include_depth--;
    if (holds) {
        regions_release_all(renderer);
    }
    return ok;
}

/* Liquid's own */

static struct str bound_name(const struct tag *tag, struct str name)
{
    if (tag->text.len) {
        return tag->text;
    }
    size_t start = 0;
    for (size_t i = 0; i < name.len; i++) {
        start = name.ptr[i] == '/' ? i + 1 : start;
    }
    return str_skip(name, start);
}

/* Once with `item` bound, or once for each of its items. */
static bool render_bound(struct renderer *renderer, const struct tag *tag,
                         const struct template *template, struct frame *frame,
                         struct str name, struct value item)
{
    bool each = item.kind == VALUE_LIST &&
                (tag->kind == TAG_INCLUDE ? !value_is_range(item) : tag->is_for);
    size_t count = each ? value_count(item) : 1;
    bool with_loop = tag->kind == TAG_RENDER && tag->is_for;
    frame->names[0] = bound_name(tag, name);
    if (with_loop) {
        frame->names[1] = STR("forloop");
        frame->values[1] = forloop_new(renderer, frame->names[0], count);
    }
    for (size_t i = 0; i < count; i++) {
        frame->values[0] = each ? value_at(item, i) : item;
        if (with_loop) {
            forloop_set(frame->values[1], i);
        }
        if (!render_template(renderer, template)) {
            return false;
        }
    }
    return true;
}

static bool render_in_frame(struct renderer *renderer, const struct tag *tag,
                            const struct template *template, struct frame *frame,
                            struct str name)
{
    struct value item = expression_result(renderer, tag->group);
    for (const struct argument *a = tag->arguments; a; a = a->next) {
        (void)value_map_set(renderer->arena, frame->map, a->name,
                            expression_result(renderer, a->value));
    }
    bool binds = tag->group != NULL;
    if (!binds && tag->kind == TAG_INCLUDE) {
        binds = scope_find(renderer, name, &item);
    }
    if (tag->kind == TAG_INCLUDE) {
        frame->outer = renderer->frame;
    } else { /* render sees nothing but what it is given */
        renderer->root = frame;
        renderer->isolated = true;
        renderer->globals = value_nil();
        renderer->counters = value_map_new(renderer->arena);
        renderer->forloop = value_nil();
    }
    renderer->frame = frame;
    return binds ? render_bound(renderer, tag, template, frame, name, item)
                 : render_template(renderer, template);
}

/* Liquid's own. What `render` shows sees nothing of the page and leaves nothing behind, so
 * that the renderer's state is put back whole. */
bool render_partial(struct renderer *renderer, const struct tag *tag)
{
    if (!renderer->options->no_jekyll) {
        return renderer_fail(renderer, tag->offset, tag->length, "include-missing",
                             "a site has no templates for the tag 'render'");
    }
    if (renderer->isolated && tag->kind == TAG_INCLUDE) {
        return renderer_fail(renderer, tag->offset, tag->length, "include-isolated",
                             "an include may not stand within what 'render' shows");
    }
    struct str name =
        value_text_or(expression_result(renderer, tag->subject), (struct str){0});
    if (name.len == 0) {
        return renderer_fail(renderer, tag->offset, tag->length, "include-missing",
                             "the include has no name");
    }
    const struct template *template = load(renderer, tag, name);
    if (!template || !partial_enter(renderer, tag, name)) {
        return false;
    }
    struct renderer before = *renderer;
    struct frame frame = {.map = value_map_new(renderer->arena)};
    bool ok = render_in_frame(renderer, tag, template, &frame, name);
    renderer->frame = before.frame;
    renderer->root = before.root;
    renderer->isolated = before.isolated;
    renderer->globals = before.globals;
    renderer->counters = before.counters;
    renderer->forloop = before.forloop;
    if (tag->kind == TAG_RENDER) {
        renderer->interrupt = before.interrupt;
        renderer->interrupt_count = before.interrupt_count;
    }
    renderer->include_depth--;
    return ok;
}
