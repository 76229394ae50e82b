/* Rendering: walks a template's tags. Loops and partials (loop.c, partial.c) come back here
 * for their bodies: that circle is Liquid's own, blocks in blocks. */
#include "liquid/renderer.h"

#include "base/path.h"
#include "base/size.h"

static bool fail_too_long(struct renderer *renderer, size_t offset, size_t length)
{
    return renderer_fail(renderer, offset, length, "liquid-limit",
                         "the text grows past %zu bytes", LIQUID_OUTPUT_LIMIT_BYTES);
}

bool render_aside(struct renderer *renderer, const struct block *block, struct buf *into)
{
    struct buf *out = renderer->out;
    struct line_map *map = renderer->map;
    into->limit_bytes = LIQUID_OUTPUT_LIMIT_BYTES;
    renderer->out = into;
    renderer->map = NULL;
    bool ok = render_block(renderer, block);
    renderer->out = out;
    renderer->map = map;
    if (into->full) {
        const struct tag *first = block->first; /* there is one: it put something out */
        buf_reset(into);
        return ok && fail_too_long(renderer, first->offset, first->length);
    }
    return ok;
}

static struct value keep(struct renderer *renderer, struct buf *text)
{
    return value_string(arena_take(renderer->arena, text));
}

/* Objects */

/* What the host prints has its own places, or else, as any value, that of the tag: the text
 * before it must not reach over it, nor be counted through for places behind. */
static bool print_by_host(struct renderer *renderer, const struct tag *tag, struct str name)
{
    const struct liquid_host *host = renderer->options->host;
    size_t from = renderer->out->len, known = renderer->map ? renderer->map->count : 0;
    if (!host->print(host->data, name, renderer->out, renderer->map)) {
        return false;
    }
    if (renderer->map && renderer->map->count == known) {
        renderer_place_value(renderer, tag, from);
    }
    return true;
}

/* A name alone, which neither a frame nor the globals' map holds, may be the host's. */
static bool is_printed_by_host(struct renderer *renderer, const struct tag *tag)
{
    const struct liquid_host *host = renderer->options->host;
    const struct output *output = &tag->output;
    const struct expression *input = output->input;
    bool bare = host && host->print && input && !output->filters &&
                input->kind == EXPRESSION_VARIABLE && input->segment_count == 1 &&
                !input->segments[0].index;
    struct value value;
    return bare && !scope_find(renderer, input->segments[0].name, &value) &&
           print_by_host(renderer, tag, input->segments[0].name);
}

static bool render_output(struct renderer *renderer, const struct tag *tag)
{
    const struct expression *input = tag->output.input;
    if (is_printed_by_host(renderer, tag)) {
        return true;
    }
    struct missing missing = {0};
    struct value value;
    struct arena *kept = passing_begin(renderer);
    bool ok = output_value(renderer, &tag->output, &value, &missing);
    if (ok && missing.name.len && input && renderer->expected.kind == VALUE_MAP) {
        undefined_tell(renderer, input, &missing);
    }
    passing_end(renderer, kept);
    if (!ok) {
        return false;
    }
    value = value_shown(renderer->options, value);
    if (value.kind == VALUE_STRING) {
        renderer_write_value(renderer, tag, value.as.string);
        return true;
    }
    struct buf text = {.kept_in = renderer->arena};
    value_print(value, &text);
    renderer_write_value(renderer, tag, buf_str(&text));
    buf_clear(&text);
    return true;
}

static bool render_assign(struct renderer *renderer, const struct tag *tag)
{
    struct value value;
    struct arena *kept = passing_begin(renderer);
    bool ok = output_value(renderer, &tag->output, &value, NULL);
    passing_end(renderer, kept);
    return ok && variable_set(renderer, tag->text, value);
}

static bool render_capture(struct renderer *renderer, const struct tag *tag)
{
    struct buf text = {.kept_in = renderer->arena};
    bool ok = render_aside(renderer, tag->body, &text);
    renderer_add_copied(renderer, text.len); /* into the variable */
    struct arena *kept = passing_begin(renderer);
    struct value value = keep(renderer, &text);
    passing_end(renderer, kept);
    return variable_set(renderer, tag->text, value) && ok;
}

static bool render_ifchanged(struct renderer *renderer, const struct tag *tag)
{
    struct buf text = {.kept_in = renderer->arena};
    bool ok = render_aside(renderer, tag->body, &text);
    struct str before = value_text_or(renderer->changed, (struct str){0});
    if (ok && !str_eq(buf_str(&text), before)) {
        renderer->changed = keep(renderer, &text);
        renderer_write_value(renderer, tag, renderer->changed.as.string);
    }
    buf_clear(&text);
    return ok;
}

/* Choices */

static bool render_case(struct renderer *renderer, const struct tag *tag)
{
    struct value subject = expression_result(renderer, tag->subject);
    struct region *held = region_hold(renderer, subject);
    bool matched = false, ok = true;
    for (const struct branch *branch = tag->branches; branch; branch = branch->next) {
        size_t rounds = branch->when_count == 0 && !matched;
        for (size_t i = 0; i < branch->when_count; i++) {
            struct value when;
            (void)expression_value(renderer, branch->whens[i], &when, NULL);
            rounds += renderer_equals(renderer, subject, when) ? 1 : 0;
            renderer->steps++;
        }
        matched = matched || (branch->when_count && rounds);
        for (; rounds > 0 && ok; rounds--) {
            ok = render_block(renderer, branch->body);
        }
        if (!ok) {
            break;
        }
    }
    region_release(renderer, held);
    return ok;
}

/* What the condition makes goes with it. */
static bool branch_holds(struct renderer *renderer, const struct tag *tag,
                         const struct branch *branch, bool *out)
{
    struct arena *kept = passing_begin(renderer);
    bool ok = condition_holds(renderer, branch->condition, tag->offset, tag->length, out);
    passing_end(renderer, kept);
    return ok;
}

static bool render_if(struct renderer *renderer, const struct tag *tag)
{
    if (tag->is_case) {
        return render_case(renderer, tag);
    }
    for (const struct branch *branch = tag->branches; branch; branch = branch->next) {
        bool holds = true;
        if (branch->condition && !branch_holds(renderer, tag, branch, &holds)) {
            return false;
        }
        if (branch->condition ? holds != branch->negated : true) {
            return render_block(renderer, branch->body);
        }
        renderer->steps++;
    }
    return true;
}

/* Counters */

static bool render_cycle(struct renderer *renderer, const struct tag *tag)
{
    struct arena *kept = passing_begin(renderer);
    struct buf key = {.kept_in = renderer->arena};
    if (tag->group) {
        buf_add_byte(&key, '=');
        value_inspect(expression_result(renderer, tag->group), &key);
    } else {
        buf_add(&key, tag->text);
    }
    struct str name = buf_str(&key);
    renderer_add_work(renderer, 2 * name.len); /* written, and looked for */
    struct value went = value_get(renderer->cycles, name);
    if (went.kind == VALUE_NIL) {
        name = arena_str(kept, name);
    }
    size_t at = went.kind == VALUE_INTEGER ? (size_t)went.as.integer : 0;
    struct buf text = {.kept_in = renderer->arena};
    if (at < tag->item_count) {
        value_print(expression_result(renderer, tag->items[at]), &text);
    }
    passing_end(renderer, kept);
    renderer_write_value(renderer, tag, buf_str(&text));
    buf_clear(&text);
    at = at + 1 >= tag->item_count ? 0 : at + 1;
    bool ok =
        value_map_set(renderer->arena, renderer->cycles, name, value_integer((int64_t)at));
    buf_clear(&key);
    return ok;
}

static bool render_counter(struct renderer *renderer, const struct tag *tag)
{
    struct value now = value_has(renderer->counters, tag->text)
                           ? value_get(renderer->counters, tag->text)
                           : value_get(renderer->globals, tag->text);
    int64_t count = now.kind == VALUE_INTEGER ? now.as.integer : 0;
    bool up = tag->kind == TAG_INCREMENT;
    if (now.kind != VALUE_INTEGER && value_is_true(now)) {
        return renderer_fail(renderer, tag->offset, tag->length, "liquid-counter",
                             "'%.*s' is not a whole number to count with",
                             STR_ARG(tag->text));
    }
    struct buf text = {.kept_in = renderer->arena};
    value_print(value_integer(up ? count : count - 1), &text);
    renderer_write_value(renderer, tag, buf_str(&text));
    buf_clear(&text);
    return value_map_set(renderer->arena, renderer->counters, tag->text,
                         value_integer(up ? count + 1 : count - 1));
}

/* Jekyll's own */

bool render_inline(struct renderer *renderer, struct str text, struct str *out)
{
    const struct template *template = inline_template(renderer, text);
    *out = (struct str){0};
    if (!template) {
        return false;
    }
    arena_reset(&renderer->named);
    struct buf name = {.kept_in = &renderer->named};
    const struct template *around = renderer->template;
    renderer->template = template;
    bool ok = render_aside(renderer, &template->root, &name);
    renderer->template = around;
    *out = arena_take(&renderer->named, &name);
    renderer->arena->failed = renderer->arena->failed || arena_failed(&renderer->named);
    return ok;
}

static bool find_named(struct renderer *renderer, const struct tag *tag, struct str name,
                       struct str *url)
{
    const struct liquid_host *host = renderer->options->host;
    struct str exact = {0};
    if (!host || tag->kind == TAG_LINK) {
        return host && host->link && host->link(host->data, name, url);
    }
    bool found = host->post_url && host->post_url(host->data, name, url, &exact);
    if (found && exact.len) {
        struct place place = source_place(&renderer->template->source, tag->offset);
        place.width = size_to_u32(tag->length);
        report_warning(renderer->report, place, "post-url-name",
                       "'%.*s' finds its post by date and slug alone", STR_ARG(name));
        report_hint(renderer->report, "Jekyll gives that up, write '%.*s'", STR_ARG(exact));
    }
    return found;
}

static bool render_named(struct renderer *renderer, const struct tag *tag)
{
    const char *what = tag->kind == TAG_LINK ? "page" : "post";
    struct str name = tag->text, url = {0};
    if (str_find(name, STR("{{"), 0) != STR_NONE &&
        !render_inline(renderer, tag->text, &name)) {
        return false;
    }
    bool found = find_named(renderer, tag, name, &url);
    if (!found && str_trim(name).len == 0) {
        return renderer_fail(renderer, tag->offset, tag->length, "liquid-link",
                             "the tag does not name the %s to link to", what);
    }
    if (!found) {
        return renderer_fail(renderer, tag->offset, tag->length, "liquid-link",
                             "no %s '%.*s' to link to", what, STR_ARG(name));
    }
    struct arena *kept = passing_begin(renderer);
    url = arena_format(renderer->arena, "%.*s%.*s", STR_ARG(renderer->options->base_url),
                       STR_ARG(url));
    url = path_percent_encode(renderer->arena, url);
    passing_end(renderer, kept);
    renderer_write_value(renderer, tag, url);
    return true;
}

/* Lower case, and with '-' for '+' where it is a class. */
static void add_language(struct buf *out, struct str language, bool class)
{
    for (size_t i = 0; i < language.len; i++) {
        char c = ascii_lower(language.ptr[i]);
        buf_add_byte(out, class && c == '+' ? '-' : c);
    }
}

/* Numbered lines stand in a table: the numbers, and the code. */
static void add_numbered(struct buf *out, struct str text)
{
    size_t lines = 1;
    buf_add_text(out, "<table class=\"rouge-table\"><tbody><tr><td class=\"gutter gl\">"
                      "<pre class=\"lineno\">");
    for (size_t at = 0; (at = str_find_byte(text, '\n', at)) != STR_NONE; at++) {
        buf_add_format(out, "%zu\n", lines++);
    }
    buf_add_format(out, "%zu\n</pre></td><td class=\"code\"><pre>", lines);
    buf_add_escaped(out, text);
    buf_add_text(out, "\n</pre></td></tr></tbody></table>");
}

static bool render_highlight(struct renderer *renderer, const struct tag *tag)
{
    struct buf code = {.kept_in = renderer->arena}, html = code;
    bool ok = render_aside(renderer, tag->body, &code);
    struct str text = buf_str(&code);
    while (text.len && (text.ptr[0] == '\n' || text.ptr[0] == '\r')) {
        text = str_skip(text, 1);
    }
    while (text.len && (text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == '\r')) {
        text.len--;
    }
    buf_add_text(&html, "<figure class=\"highlight\"><pre><code class=\"language-");
    add_language(&html, tag->text, true);
    buf_add_text(&html, "\" data-lang=\"");
    add_language(&html, tag->text, false);
    buf_add_text(&html, "\">");
    if (tag->numbered) {
        add_numbered(&html, text);
    } else {
        buf_add_escaped(&html, text);
    }
    buf_add_text(&html, "</code></pre></figure>");
    renderer_write_value(renderer, tag, buf_str(&html));
    buf_clear(&code);
    buf_clear(&html);
    return ok;
}

/* Walking */

static bool interrupt(struct renderer *renderer, enum interrupt kind)
{
    renderer->interrupt = kind;
    renderer->interrupt_count++;
    return true;
}

static bool render_tag(struct renderer *renderer, const struct tag *tag)
{
    switch (tag->kind) {
    case TAG_TEXT: renderer_write_text(renderer, tag); return true;
    case TAG_OUTPUT: return render_output(renderer, tag);
    case TAG_ASSIGN: return render_assign(renderer, tag);
    case TAG_CAPTURE: return render_capture(renderer, tag);
    case TAG_IF: return render_if(renderer, tag);
    case TAG_FOR: return render_for(renderer, tag);
    case TAG_TABLEROW: return render_tablerow(renderer, tag);
    case TAG_CYCLE: return render_cycle(renderer, tag);
    case TAG_INCREMENT:
    case TAG_DECREMENT: return render_counter(renderer, tag);
    case TAG_BREAK: return interrupt(renderer, INTERRUPT_BREAK);
    case TAG_CONTINUE: return interrupt(renderer, INTERRUPT_CONTINUE);
    case TAG_IFCHANGED: return render_ifchanged(renderer, tag);
    case TAG_INCLUDE:
        return renderer->options->no_jekyll ? render_partial(renderer, tag)
                                            : render_jekyll_include(renderer, tag);
    case TAG_RENDER: return render_partial(renderer, tag);
    case TAG_LINK:
    case TAG_POST_URL: return render_named(renderer, tag);
    case TAG_HIGHLIGHT: return render_highlight(renderer, tag);
    case TAG_COMMENT: return true;
    case TAG_UNKNOWN: return !tag->body || render_block(renderer, tag->body);
    case TAG_PLUGIN: return render_replacement(renderer, tag);
    }
    return true;
}

bool render_block(struct renderer *renderer, const struct block *block)
{
    for (const struct tag *tag = block->first; tag; tag = tag->next) {
        if (!renderer_take_steps(renderer, 1)) {
            return renderer_fail(renderer, tag->offset, tag->length, "liquid-limit",
                                 "the template does not end within its limits");
        }
        bool ok = render_tag(renderer, tag);
        if (arena_failed(renderer->arena) ||
            (!buf_ok(renderer->out) && !renderer->out->full)) {
            return report_out_of_memory(renderer->report);
        }
        if (!ok) {
            return false;
        }
        if (renderer->out->full) {
            return fail_too_long(renderer, tag->offset, tag->length);
        }
        if (renderer->interrupt != INTERRUPT_NONE) {
            break;
        }
    }
    return true;
}

bool render_template(struct renderer *renderer, const struct template *template)
{
    const struct template *around = renderer->template;
    renderer->template = template;
    bool ok = render_block(renderer, &template->root);
    renderer->template = around;
    return ok;
}

struct liquid_store *liquid_store_new(struct arena *arena)
{
    struct liquid_store *store = ARENA_NEW(arena, struct liquid_store);
    if (store) {
        store->arena = arena;
    }
    return store;
}

/* The template of the whole run: of a store's file, or parsed for the run alone. */
static const struct template *parse_root(struct renderer *renderer, struct str text,
                                         struct str file, uint32_t first_line,
                                         struct template *own)
{
    if (renderer->options->store) {
        const struct partial *known = partial_find(renderer, file);
        return known ? &known->template
                     : partial_parse(renderer, file, text, file, first_line);
    }
    struct parse_options parsing = renderer_parsing(renderer);
    bool ok = template_parse(renderer->arena, text, file, first_line, &parsing, own,
                             renderer->report);
    return ok ? own : NULL;
}

bool liquid_render(struct arena *arena, struct str text, struct str file,
                   uint32_t first_line, struct value scope,
                   const struct liquid_options *options, struct buf *out,
                   struct line_map *map, struct report *report)
{
    struct template template;
    struct liquid_store store = {0};
    struct frame root = {.map = value_map_new(arena)};
    bool tells = !options->strict && !options->no_jekyll && !options->silent;
    struct renderer renderer = {
        .arena = arena,
        .options = options,
        .report = report,
        .page = options->page.len ? options->page : file,
        .out = out,
        .map = map,
        .frame = &root,
        .root = &root,
        .globals = scope,
        .counters = value_map_new(arena),
        .cycles = value_map_new(arena),
        .continues = value_map_new(arena),
        .changed = value_nil(),
        .forloop = value_nil(),
        .store = options->store ? options->store : &store,
        .expected = tells ? value_map_new(arena) : value_nil(),
    };
    arena_init_within(&renderer.passing, 0, arena->budget);
    arena_init_within(&renderer.named, 0, arena->budget);
    renderer.template = parse_root(&renderer, text, file, first_line, &template);
    bool ok = renderer.template && render_block(&renderer, &renderer.template->root);
    variables_clear(&renderer);
    return ok;
}

bool liquid_check(struct arena *arena, struct str text, struct place place,
                  struct value tags, struct report *report)
{
    struct template template;
    struct parse_options parsing = {
        .jekyll = true, .columns_before = place.column - 1, .tags = tags};
    return template_parse(arena, text, place.file, place.line, &parsing, &template, report);
}
