/* Replacements: a plug-in's tag shows a template, of the recipe or of plugins.c, which sees
 * the page's names and besides `tag`, with what stands in the tag, and `content`, with what
 * stands between it and its end. */
#include "liquid/renderer.h"

#include "base/size.h"

static bool is_separator(char c)
{
    return ascii_is_space(c) || c == ',';
}

static bool is_key_char(char c)
{
    return is_word_char(c) || c == '-';
}

/* What a word that is not in quotes stands for: a variable where there is one. */
static struct value word_value(struct renderer *renderer, struct str word)
{
    struct markup markup = {.arena = renderer->arena, .text = word};
    bool name = word.len && (ascii_is_alpha(word.ptr[0]) || word.ptr[0] == '_');
    for (size_t i = 0; i < word.len; i++) {
        name = name && (is_key_char(word.ptr[i]) || ascii_set_has(".[]", word.ptr[i]));
    }
    struct expression *expression = name ? expression_read(&markup, word) : NULL;
    struct value value = value_nil();
    bool found = expression && expression->kind == EXPRESSION_VARIABLE &&
                 expression_value(renderer, expression, &value, NULL) == LOOKUP_FOUND;
    return found && value.kind != VALUE_NIL ? value : value_string(word);
}

/* The value at `*at`, moved behind it: in quotes, or up to a separator. */
static struct value take_value(struct renderer *renderer, struct str text, size_t *at)
{
    char quote = text.ptr[*at];
    size_t close =
        quote == '"' || quote == '\'' ? str_find_byte(text, quote, *at + 1) : STR_NONE;
    if (close != STR_NONE) {
        struct str inner = str_sub(text, *at + 1, close);
        *at = close + 1;
        return value_string(inner);
    }
    size_t start = *at;
    while (*at < text.len && !is_separator(text.ptr[*at])) {
        ++*at;
    }
    return word_value(renderer, str_sub(text, start, *at));
}

/* "key=value", "key: value", or "--key value" up to the next such: true, moved to the
 * value. An address has a colon, too. */
static bool take_key(struct str text, size_t *at, struct str *key)
{
    size_t start = *at, end = start;
    bool dashes = str_starts(str_skip(text, start), "--");
    end += dashes ? 2 : 0;
    while (end < text.len && is_key_char(text.ptr[end])) {
        end++;
    }
    *key = str_sub(text, dashes ? start + 2 : start, end);
    size_t sign = dashes ? end : skip_space(text, end);
    bool sets = sign < text.len && (text.ptr[sign] == '=' || text.ptr[sign] == ':') &&
                !str_starts(str_skip(text, sign), "://");
    size_t value = skip_space(text, sign + (sets ? 1 : 0));
    if (key->len == 0 || value >= text.len || (!sets && !dashes)) {
        return false;
    }
    *at = value;
    return true;
}

static struct str until_dashes(struct str text, size_t *at)
{
    size_t start = *at, end = str_find(text, STR(" --"), start);
    *at = end == STR_NONE ? text.len : end;
    return str_trim(str_sub(text, start, *at));
}

/* Names by which a template asks a mapping for its own size or ends: of a tag they are
 * arguments, which it may have or not. */
static const char *const commands[] = {"size", "first", "last"};

static struct value read_arguments(struct renderer *renderer, const struct tag *tag,
                                   struct str text)
{
    struct arena *arena = renderer->arena;
    struct value map = value_map_new(arena), list = value_list_new(arena);
    if (map.kind != VALUE_MAP || list.kind != VALUE_LIST) {
        return value_nil();
    }
    (void)value_map_set(arena, map, STR("name"), value_string(tag->name));
    (void)value_map_set(arena, map, STR("markup"), value_string(text));
    (void)value_map_set(arena, map, STR("arguments"), list);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        (void)value_map_set(arena, map, str_from(commands[i]), value_nil());
    }
    for (size_t at = 0; at < text.len;) {
        struct str key;
        bool dashes = str_starts(str_skip(text, at), "--");
        if (is_separator(text.ptr[at])) {
            at++;
        } else if (take_key(text, &at, &key)) {
            struct value value = dashes ? value_string(until_dashes(text, &at))
                                        : take_value(renderer, text, &at);
            (void)value_map_set(arena, map, key, value);
        } else {
            (void)value_list_add(arena, list, take_value(renderer, text, &at));
        }
    }
    return map;
}

/* A key without a translation shows nothing, for it is no word of any language. */
static struct value translate(struct renderer *renderer, const struct tag *tag,
                              struct value arguments)
{
    const struct liquid_host *host = renderer->options->host;
    struct value list = value_get(arguments, STR("arguments"));
    struct str key = value_to_str(renderer->arena, value_at(list, 0));
    struct str page = value_count(list) > 1
                          ? value_to_str(renderer->arena, value_at(list, 1))
                          : (struct str){0},
               text = {0};
    if (host && host->translate && host->translate(host->data, key, page, &text)) {
        return value_string(text);
    }
    struct place place = source_place(&renderer->template->source, tag->offset);
    place.width = size_to_u32(tag->length);
    report_warning(renderer->report, place, "liquid-translation",
                   "no translation of '%.*s', nothing is shown", STR_ARG(key));
    report_hint(renderer->report, "looked for in _data and in _i18n, by the language of "
                                  "the page or the site");
    return value_nil();
}

/* The template, parsed once a run. */
static const struct template *find_template(struct renderer *renderer,
                                            const struct tag *tag)
{
    struct plugin plugin;
    struct str path =
        arena_format(renderer->arena, "{%% %.*s", STR_ARG(tag->name)); /* no file's */
    const struct partial *partial = partial_find(renderer, path);
    if (partial) {
        return &partial->template;
    }
    return plugin_find(renderer->options->tags, tag->name, &plugin)
               ? partial_parse(renderer, path, plugin.text, plugin.file, plugin.line)
               : NULL;
}

static bool render_filled(struct renderer *renderer, const struct tag *tag,
                          const struct template *template, struct frame *frame)
{
    struct buf shown = {.kept_in = renderer->arena};
    const struct template *around = renderer->template;
    frame->outer = renderer->frame;
    renderer->frame = frame;
    renderer->template = template;
    regions_hold_all(renderer); /* what the tag's arguments stand in */
    bool ok = render_aside(renderer, &template->root, &shown);
    regions_release_all(renderer);
    renderer->template = around;
    renderer->frame = frame->outer;
    renderer_write_value(renderer, tag, buf_str(&shown));
    buf_clear(&shown);
    return ok;
}

/* Whether a row of the table shows words of the tag, but not what stands up to its end. A
 * recipe's template means what it says. */
static bool leaves_content(const struct tag *tag, const struct template *template)
{
    struct str text = template->source.text;
    return tag->body && text.len && str_is(template->source.file, PLUGIN_FILE) &&
           str_find(text, STR("content"), 0) == STR_NONE;
}

bool render_replacement(struct renderer *renderer, const struct tag *tag)
{
    struct str markup = tag->text;
    struct buf content = {.kept_in = renderer->arena};
    const struct template *template = find_template(renderer, tag);
    if (!template || (str_find(markup, STR("{{"), 0) != STR_NONE &&
                      !render_inline(renderer, tag->text, &markup))) {
        return false;
    }
    if (!partial_enter(renderer, tag, tag->name)) {
        return false;
    }
    bool ok = !tag->body || render_aside(renderer, tag->body, &content);
    struct frame frame = {.names = {STR("tag")}};
    frame.values[0] = read_arguments(renderer, tag, markup);
    if (str_find(template->source.text, STR("tag.translation"), 0) != STR_NONE) {
        (void)value_map_set(renderer->arena, frame.values[0], STR("translation"),
                            translate(renderer, tag, frame.values[0]));
    }
    frame.names[1] = tag->body ? STR("content") : (struct str){0};
    frame.values[1] = value_string(arena_take(renderer->arena, &content));
    ok = ok && render_filled(renderer, tag, template, &frame);
    if (ok && leaves_content(tag, template)) {
        renderer_write_value(renderer, tag, frame.values[1].as.string);
    }
    renderer->include_depth--;
    return ok;
}
