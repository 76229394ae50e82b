/* Configuration: _config.yml, .yaml or .toml with Jekyll's defaults under it, as typed
 * fields where the program asks for them and as a map for templates. Wrong types are told
 * where Jekyll would stop; everything else falls back to the default, as under Jekyll. */
#include "site/config.h"

#include "base/glob.h"
#include "base/language.h"
#include "base/path.h"
#include "liquid/liquid.h"
#include "site/rules.h"
#include "site/toml.h"
#include "site/yaml.h"

/* In order of preference. */
static const char *const config_names[] = {"_config.yml", "_config.yaml", "_config.toml"};

static const char *const default_exclude[] = {
    "Gemfile",       "Gemfile.lock", "node_modules", "vendor/bundle/",
    "vendor/cache/", "vendor/gems/", "vendor/ruby/", "gemfiles"};

static struct value get(struct value map, const char *key)
{
    return value_get(map, str_from(key));
}

static struct str text_of(struct value map, const char *key, const char *otherwise)
{
    return value_text_or(get(map, key), str_from(otherwise));
}

static struct str folder_of(struct value map, const char *key, const char *otherwise)
{
    return str_without_ends(text_of(map, key, otherwise), '/');
}

/* A folder of the site, however it is spelled; one that lies outside stays as it is. */
static struct str site_folder_of(struct arena *arena, struct value map, const char *key,
                                 const char *otherwise)
{
    struct str named = folder_of(map, key, otherwise);
    struct buf path = {.kept_in = arena};
    if (!path_resolve((struct str){0}, named, &path)) {
        buf_clear(&path);
        return named;
    }
    return str_without_ends(arena_take(arena, &path), '/');
}

/* Numbers count as texts: a list of years is one of names. */
struct str *value_texts(struct arena *arena, struct value value, bool split, size_t *count)
{
    size_t most = value.kind == VALUE_LIST     ? value_count(value)
                  : value.kind == VALUE_STRING ? value.as.string.len / 2 + 1
                                               : 0;
    struct str *texts = ARENA_ARRAY(arena, struct str, most ? most : 1);
    *count = 0;
    if (!texts) {
        return NULL;
    }
    if (value.kind == VALUE_STRING && !split) {
        texts[(*count)++] = value.as.string;
    } else if (value.kind == VALUE_STRING) {
        struct str text = value.as.string;
        for (size_t at = 0; at < text.len;) {
            size_t end = at;
            while (end < text.len && !ascii_is_space(text.ptr[end])) {
                end++;
            }
            if (end > at) {
                texts[(*count)++] = str_sub(text, at, end);
            }
            at = end + 1;
        }
    }
    for (size_t i = 0; value.kind == VALUE_LIST && i < value_count(value); i++) {
        struct value item = value_at(value, i);
        if (item.kind == VALUE_STRING || item.kind == VALUE_TIME) {
            texts[(*count)++] = item.as.string;
        } else if (item.kind == VALUE_INTEGER) {
            texts[(*count)++] = arena_format(arena, "%lld", (long long)item.as.integer);
        }
    }
    return texts;
}

/* Markdown */

static const struct {
    const char *name;
    enum markdown_dialect dialect;
} processors[] = {
    {"kramdown", MARKDOWN_KRAMDOWN},       {"commonmark", MARKDOWN_COMMONMARK},
    {"commonmarkghpages", MARKDOWN_GFM},   {"gfm", MARKDOWN_GFM},
    {"commonmarker", MARKDOWN_COMMONMARK}, {"redcarpet", MARKDOWN_GFM},
};

bool config_choose_markdown(struct str name, struct markdown_options *options)
{
    for (size_t i = 0; i < sizeof processors / sizeof processors[0]; i++) {
        if (str_eq_ignore_case(name, str_from(processors[i].name))) {
            options->dialect = processors[i].dialect;
            options->heading_ids = options->dialect != MARKDOWN_KRAMDOWN;
            return true;
        }
    }
    return false;
}

static void set_flag(struct value map, const char *key, bool *flag)
{
    struct value value = get(map, key);
    if (value.kind == VALUE_BOOL) {
        *flag = value.as.boolean;
    }
}

static uint8_t read_level(struct str text, size_t *at)
{
    while (*at < text.len && !ascii_is_digit(text.ptr[*at])) {
        ++*at;
    }
    char c = *at < text.len ? text.ptr[(*at)++] : '0';
    return c >= '1' && c <= '6' ? (uint8_t)(c - '0') : 0;
}

/* "1..3", "2,3", [2, 3]: first and last. */
static void read_toc_levels(struct value value, struct markdown_options *options)
{
    uint8_t first = 0, last = 0, level;
    if (value.kind == VALUE_STRING) {
        for (size_t at = 0; (level = read_level(value.as.string, &at)) != 0;) {
            first = first ? first : level;
            last = level;
        }
    }
    for (size_t i = 0; i < value_count(value) && value.kind == VALUE_LIST; i++) {
        int64_t n =
            value_at(value, i).kind == VALUE_INTEGER ? value_at(value, i).as.integer : 0;
        if (n >= 1 && n <= 6) {
            first = first ? first : (uint8_t)n;
            last = (uint8_t)n;
        }
    }
    if (first && last >= first) {
        options->toc_first = first;
        options->toc_last = last;
    }
}

static void read_kramdown(struct value map, struct markdown_options *options)
{
    set_flag(map, "auto_ids", &options->auto_ids);
    set_flag(map, "auto_id_stripping", &options->auto_id_stripping);
    set_flag(map, "hard_wrap", &options->hard_wrap);
    set_flag(map, "parse_block_html", &options->parse_block_html);
    struct value span_html = get(map, "parse_span_html"), start = get(map, "footnote_nr");
    if (span_html.kind == VALUE_BOOL) {
        options->parse_span_html_off = !span_html.as.boolean;
    }
    struct str input = text_of(map, "input", "GFM");
    options->kramdown_input = str_eq_ignore_case(input, STR("kramdown"));
    size_t count = 0;
    struct str quotes = text_of(map, "smart_quotes", "");
    struct value list = get(map, "smart_quotes");
    quotes =
        list.kind == VALUE_LIST ? value_text_or(value_at(list, count), quotes) : quotes;
    options->no_smart_quotes = str_starts(quotes, "apos") || str_starts(quotes, "quot") ||
                               str_starts(quotes, "39");
    if (start.kind == VALUE_INTEGER && start.as.integer > 0 &&
        start.as.integer < INT32_MAX) {
        options->footnote_start = (uint32_t)start.as.integer;
    }
    read_toc_levels(get(map, "toc_levels"), options);
}

static bool list_has(struct value list, const char *word)
{
    for (size_t i = 0; list.kind == VALUE_LIST && i < value_count(list); i++) {
        if (str_eq_ignore_case(value_text_or(value_at(list, i), (struct str){0}),
                               str_from(word))) {
            return true;
        }
    }
    return false;
}

static void read_commonmark(struct value map, struct markdown_options *options)
{
    options->smart = list_has(get(map, "options"), "SMART");
    if (value_count(get(map, "extensions")) > 0 &&
        options->dialect == MARKDOWN_COMMONMARK) {
        options->dialect = MARKDOWN_GFM;
    }
}

static void read_markdown(struct config *config, struct report *report)
{
    config->markdown = markdown_options_default();
    struct value named = get(config->values, "markdown");
    struct str name = value_text_or(named, str_from(config->rules->processor));
    if (!config_choose_markdown(name, &config->markdown)) {
        struct place place = {.file = config->name, .line = named.line};
        report_warning(report, place, "config-markdown",
                       "unknown Markdown processor '%.*s', kramdown is used",
                       STR_ARG(name));
    }
    config->markdown.syntax = config->rules->syntax;
    if (config->markdown.dialect == MARKDOWN_KRAMDOWN) {
        read_kramdown(get(config->values, "kramdown"), &config->markdown);
    } else {
        read_commonmark(get(config->values, "commonmark"), &config->markdown);
    }
}

/* Collections and patterns */

static void add_collection(struct config *config, struct str label, struct value written)
{
    struct value metadata = written.kind == VALUE_MAP ? written : value_nil();
    struct collection *collection = &config->collections[config->collection_count++];
    *collection = (struct collection){.label = label, .metadata = metadata};
    collection->permalink = text_of(metadata, "permalink", "");
    collection->output = value_is_true(get(metadata, "output")) || str_is(label, "posts");
}

static bool read_collections(struct arena *arena, struct config *config)
{
    struct value named = get(config->values, "collections");
    config->collections = ARENA_ARRAY(arena, struct collection, value_count(named) + 1);
    if (!config->collections) {
        return false;
    }
    for (size_t i = 0; i < value_count(named); i++) {
        if (named.kind == VALUE_MAP) {
            const struct value_entry *entry = &named.as.map->entries[i];
            add_collection(config, entry->key, entry->value);
        } else if (value_at(named, i).kind == VALUE_STRING) {
            add_collection(config, value_at(named, i).as.string, value_map_new(arena));
        }
    }
    return true;
}

static bool read_patterns(struct arena *arena, struct config *config)
{
    config->include = value_list_new(arena);
    config->exclude = value_list_new(arena);
    for (size_t i = 0; i < sizeof default_exclude / sizeof default_exclude[0]; i++) {
        value_list_add(arena, config->exclude, value_string(str_from(default_exclude[i])));
    }
    const struct {
        const char *key;
        struct value list;
    } lists[] = {{"include", config->include}, {"exclude", config->exclude}};
    for (size_t i = 0; i < 2; i++) {
        size_t count;
        struct str *texts =
            value_texts(arena, get(config->values, lists[i].key), true, &count);
        for (size_t k = 0; texts && k < count; k++) {
            value_list_add(arena, lists[i].list, value_string(texts[k]));
        }
    }
    return !arena_failed(arena);
}

static void read_names(struct arena *arena, struct config *config)
{
    struct value values = config->values;
    config->base_url = str_without_end(text_of(values, "baseurl", ""), '/');
    if (config->base_url.len && config->base_url.ptr[0] != '/') {
        config->base_url = arena_format(arena, "/%.*s", STR_ARG(config->base_url));
    }
    config->url = str_without_end(text_of(values, "url", ""), '/');
    config->title = text_of(values, "title", "");
    config->permalink = text_of(values, "permalink", "date");
    config->includes_folder = site_folder_of(arena, values, "includes_dir", "_includes");
    config->layouts_folder = site_folder_of(arena, values, "layouts_dir", "_layouts");
    config->data_folder = site_folder_of(arena, values, "data_dir", "_data");
    config->collections_folder = site_folder_of(arena, values, "collections_dir", "");
    config->source = site_folder_of(arena, values, "source", "");
    config->destination = config->source.len
                              ? (struct str){0}
                              : site_folder_of(arena, values, "destination", "_site");
    config->defaults = get(values, "defaults");
    config->markdown_extensions =
        text_of(values, "markdown_ext", config->rules->extensions);
}

/* A name that is no zone's is UTC, as under Jekyll. */
static void read_zone(struct arena *arena, struct config *config, struct report *report)
{
    struct value named = get(config->values, "timezone");
    struct str name = value_text_or(named, (struct str){0});
    config->zone = zone_find(name);
    if (named.kind != VALUE_NIL && !config->zone) {
        report_warning(report, (struct place){config->name, named.line, 1, 0},
                       "config-timezone", "unknown time zone '%.*s', times are in UTC",
                       STR_ARG(liquid_text(arena, named)));
        report_hint(report, "write an IANA name, as in 'America/New_York'");
    }
}

static bool parse(struct arena *arena, struct str text, struct config *config,
                  struct report *report)
{
    struct yaml_fault fault;
    struct value values;
    bool toml = str_ends(config->name, ".toml");
    report_add_source(report, config->name, text);
    if (toml ? !toml_read(arena, text, 1, &values, &fault)
             : !yaml_read(arena, text, 1, NULL, &values, &fault)) {
        if (arena_failed(arena)) {
            return report_out_of_memory(report);
        }
        struct place place = {config->name, fault.line, fault.column, 0};
        report_error(report, place, "config-yaml", "the configuration is not valid %s: %s",
                     toml ? "TOML" : "YAML", fault.message);
        return false;
    }
    if (!toml) {
        yaml_tell_half(config->name, &fault, report);
    }
    if (values.kind == VALUE_MAP) {
        config->values = values;
    } else if (values.kind != VALUE_NIL) {
        struct place place = {config->name, 1, 1, 0};
        report_error(report, place, "config-yaml",
                     "the configuration is not a mapping of names to values");
        return false;
    }
    return true;
}

/* Themes read one or the other. */
static struct str read_language(struct arena *arena, const struct config *config,
                                struct report *report)
{
    static const char *const keys[] = {"lang", "language", "locale"};
    struct str found = {0};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0] && found.len == 0; i++) {
        found = language_value(arena, get(config->values, keys[i]), keys[i], config->name,
                               report);
    }
    return found;
}

static bool check_patterns(const struct config *config, struct report *report)
{
    static const char *const keys[] = {"include", "exclude"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct value patterns = get(config->values, keys[i]);
        if (patterns.kind != VALUE_NIL && patterns.kind != VALUE_LIST) {
            report_error(report, (struct place){config->name, patterns.line, 1, 0},
                         "config-patterns", "'%s' is not a list", keys[i]);
            report_hint(report, "%s: [%.*s]", keys[i],
                        STR_ARG(value_text_or(patterns, STR("..."))));
            return false;
        }
    }
    return true;
}

static bool has_any(struct value values, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (value_has(values, str_from(keys[i]))) {
            return true;
        }
    }
    return false;
}

/* Jupyter Book's configuration has the same name: it stands beside a table of contents, or
 * has keys that only its own have. */
static bool is_jupyter_book(struct source *source, struct value values)
{
    static const char *const own[] = {"sphinx", "execute", "launch_buttons",
                                      "only_build_toc_files", "bibtex_bibfiles"};
    static const char *const jekyll[] = {"plugins", "theme", "remote_theme", "collections",
                                         "permalink"};
    bool contents = source_kind_of(source, STR("_toc.yml")) == FILE_KIND_FILE;
    return (contents || has_any(values, own, sizeof own / sizeof own[0])) &&
           !has_any(values, jekyll, sizeof jekyll / sizeof jekyll[0]);
}

/* What of it means the same here. */
static bool take_jupyter_book(struct arena *arena, struct config *config)
{
    struct value book = config->values;
    struct value exclude = get(book, "exclude_patterns");
    config->rules = &rules_plain;
    config->values = value_map_new(arena);
    return config->values.kind == VALUE_MAP &&
           value_map_set(arena, config->values, STR("title"), get(book, "title")) &&
           (exclude.kind != VALUE_LIST ||
            value_map_set(arena, config->values, STR("exclude"), exclude));
}

/* The file that counts, as Jekyll chooses it; the first name, where there is none. */
static struct str find_name(struct source *source)
{
    for (size_t i = 0; i < sizeof config_names / sizeof config_names[0]; i++) {
        if (source_kind_of(source, str_from(config_names[i])) != FILE_KIND_NONE) {
            return str_from(config_names[i]);
        }
    }
    return str_from(config_names[0]);
}

static bool read_file(struct arena *arena, struct source *source, struct config *config,
                      struct report *report)
{
    struct str text;
    enum file_status status =
        source_spare(source, config->name,
                     source_read(arena, source, config->name, CONFIG_BYTES_LIMIT, &text));
    config->rules = status == FILE_ABSENT ? &rules_plain : &rules_jekyll;
    if (status != FILE_OK && status != FILE_ABSENT) {
        report_error(report, (struct place){.file = config->name}, "config-read",
                     "cannot read the configuration: %s", file_status_text(status));
        file_hint_limit(status, CONFIG_BYTES_LIMIT, report);
        return false;
    }
    if (status == FILE_OK && !parse(arena, text, config, report)) {
        return false;
    }
    return status == FILE_ABSENT || !str_is(config->name, config_names[0]) ||
           !is_jupyter_book(source, config->values) || take_jupyter_book(arena, config) ||
           report_out_of_memory(report);
}

bool config_read(struct arena *arena, struct source *source, struct config *out,
                 struct report *report)
{
    *out = (struct config){.values = value_map_new(arena), .name = find_name(source)};
    if (!read_file(arena, source, out, report)) {
        return false;
    }
    if (!check_patterns(out, report)) {
        return false;
    }
    read_names(arena, out);
    out->language = read_language(arena, out, report);
    read_markdown(out, report);
    read_zone(arena, out, report);
    if (!read_collections(arena, out) || !read_patterns(arena, out)) {
        return report_out_of_memory(report);
    }
    return true;
}

/* Defaults */

static bool scope_applies(struct value scope, struct str path, struct str type)
{
    struct str wanted = folder_of(scope, "path", "");
    struct str wanted_type = text_of(scope, "type", "");
    bool typed = value_get(scope, STR("type")).kind == VALUE_NIL ||
                 str_eq(wanted_type, type) ||
                 (str_is(wanted_type, "page") && str_is(type, "pages")) ||
                 (str_is(wanted_type, "post") && str_is(type, "posts"));
    bool rooted = wanted.len && str_starts(text_of(scope, "path", ""), "/");
    return typed && !rooted && (wanted.len == 0 || glob_match_path(wanted, path));
}

static void merge_deep(struct arena *arena, struct value into, struct value from, int depth)
{
    for (size_t i = 0; from.kind == VALUE_MAP && i < from.as.map->count; i++) {
        const struct value_entry *entry = &from.as.map->entries[i];
        struct value old = value_get(into, entry->key);
        if (entry->value.kind == VALUE_NIL && old.kind != VALUE_NIL) {
            continue;
        }
        if (old.kind == VALUE_MAP && entry->value.kind == VALUE_MAP &&
            depth < YAML_DEPTH_LIMIT) {
            struct value both = value_map_new(arena);
            if (both.kind == VALUE_MAP) {
                merge_deep(arena, both, old, depth + 1);
                merge_deep(arena, both, entry->value, depth + 1);
                value_map_set(arena, into, entry->key, both);
            }
        } else {
            value_map_set(arena, into, entry->key, entry->value);
        }
    }
}

void config_merge(struct arena *arena, struct value into, struct value from)
{
    merge_deep(arena, into, from, 0);
}

struct value config_defaults(struct arena *arena, const struct config *config,
                             struct str path, struct str type)
{
    struct value out = value_map_new(arena);
    size_t longest = 0;
    for (size_t i = 0; i < value_count(config->defaults) && out.kind == VALUE_MAP; i++) {
        struct value set = value_at(config->defaults, i), scope = get(set, "scope");
        struct value values = get(set, "values");
        if (values.kind != VALUE_MAP || !scope_applies(scope, path, type)) {
            continue;
        }
        size_t weight =
            folder_of(scope, "path", "").len * 2 + (text_of(scope, "type", "").len ? 1 : 0);
        struct value merged = value_map_new(arena);
        bool wins = weight >= longest;
        longest = wins ? weight : longest;
        if (merged.kind == VALUE_MAP) {
            merge_deep(arena, merged, wins ? out : values, 0);
            merge_deep(arena, merged, wins ? values : out, 0);
            out = merged;
        }
    }
    return out;
}
