/* offprint_sites(): the exports of a list of sites, one after the other. A site whose
 * export fails stops none of the others; what came of each is a line of the record, which
 * comes last. */
#define _GNU_SOURCE /* unlinkat; PATH_MAX, in folder.h */

#include "offprint.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/fold.h"
#include "base/folder.h"
#include "base/gate.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/replace.h"
#include "base/size.h"
#include "base/unread.h"
#include "base/utf8.h"
#include "base/value.h"
#include "kept.h"
#include "record.h"
#include "request.h"
#include "site/site.h"
#include "status.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

struct site_row {
    size_t number; /* from 1 */
    struct place place;
    struct str source;
    struct offprint_options options;
};

struct sites {
    const struct offprint_sites_options *asked;
    const struct offprint_options *common;
    struct offprint_sites_result *result;
    struct kept *kept;
    struct arena *arena; /* kept's */
    struct report *report;
    struct str file;
    const char *recipe; /* the last that could be read */
    struct site_row *rows;
    size_t row_count;
    const char *record_name;
    struct buf record;
    struct str earlier; /* of a run before, from where it was compared */
    bool stands;        /* that is there */
    struct replace_hold hold; /* of the record, so that lists at once come one by one */
};

/* Reading */

static const struct {
    const char *key;
    size_t at; /* of a text in the options */
} texts[] = {
    {"name", offsetof(struct offprint_options, name)},
    {"title", offsetof(struct offprint_options, title)},
    {"subtitle", offsetof(struct offprint_options, subtitle)},
    {"live_url", offsetof(struct offprint_options, live_url)},
    {"contact", offsetof(struct offprint_options, contact)},
    {"prepared_for", offsetof(struct offprint_options, prepared_for)},
    {"date", offsetof(struct offprint_options, date)},
    {"revision", offsetof(struct offprint_options, revision)},
    {"theme", offsetof(struct offprint_options, theme)},
    {"recipe", offsetof(struct offprint_options, recipe)},
};

#define TEXT_COUNT (sizeof texts / sizeof texts[0])

static bool fail(const struct sites *sites, struct place place, const char *what,
                 struct str name)
{
    report_error(sites->report, place, "sites-list", "%s '%.*s'", what, STR_ARG(name));
    return false;
}

static bool fail_name(const struct sites *sites, const struct site_row *row,
                      const char *what)
{
    report_error(sites->report, row->place, "sites-name", "%s '%s'", what,
                 row->options.name);
    return false;
}

static bool tell_unknown(const struct sites *sites, struct place place, struct str key)
{
    const char *names[TEXT_COUNT + 3] = {"source", "entry", "outputs"};
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        names[3 + i] = texts[i].key;
    }
    const char *near = str_nearest(key, names, TEXT_COUNT + 3);
    (void)fail(sites, place, "a site has no", key);
    if (near) {
        report_hint(sites->report, "did you mean '%s'?", near);
    }
    return false;
}

/* From the list's folder on; "-" is a file, too. */
static const char *path_from_list(const struct sites *sites, struct str path)
{
    struct str folder = path_folder(sites->file);
    folder = folder.len == 0 && str_is(path, "-") ? STR(".") : folder;
    return arena_cstr(sites->arena,
                      str_starts(path, "/") ? path : path_join(sites->arena, folder, path));
}

/* It is read with its site, and looked at before any is. */
static bool settle_recipe(struct sites *sites, struct place place,
                          struct offprint_options *options)
{
    struct arena scratch = {0};
    struct str text, named = str_from(options->recipe);
    options->recipe = path_from_list(sites, named);
    if (!options->recipe) {
        return report_out_of_memory(sites->report);
    }
    if (sites->recipe && strcmp(sites->recipe, options->recipe) == 0) {
        return true; /* many sites in a row have one */
    }
    enum file_status status =
        file_read_path(&scratch, options->recipe, RECIPE_BYTES_LIMIT, &text);
    arena_clear(&scratch);
    if (status != FILE_OK) {
        struct unread unread = {
            .code = "sites-recipe", .what = "the recipe", .path = named, .place = place};
        return unread_tell(&unread, status, sites->report);
    }
    sites->recipe = options->recipe;
    return true;
}

/* A text, or a list of them. */
static bool read_names(const struct sites *sites, struct place place,
                       const struct value_entry *entry, const char *const **out,
                       size_t *count)
{
    bool list = entry->value.kind == VALUE_LIST;
    size_t most = list ? value_count(entry->value) : 1;
    const char **names = ARENA_ARRAY(sites->arena, const char *, most + 1);
    for (size_t i = 0; names && i < most; i++) {
        struct value value = list ? value_at(entry->value, i) : entry->value;
        if (value.kind != VALUE_STRING) {
            return fail(sites, place, "must be a text or a list of texts:", entry->key);
        }
        names[i] = arena_cstr(sites->arena, value.as.string);
    }
    *out = names;
    *count = most;
    return names || report_out_of_memory(sites->report);
}

static bool read_entry(struct sites *sites, struct site_row *row,
                       const struct value_entry *entry)
{
    struct offprint_options *options = &row->options;
    struct place place = row->place;
    place.line = entry->value.line ? entry->value.line : place.line;
    if (str_is(entry->key, "entry")) {
        return read_names(sites, place, entry, &options->entries, &options->entry_count);
    }
    if (str_is(entry->key, "outputs")) {
        return read_names(sites, place, entry, &options->outputs, &options->output_count);
    }
    size_t i = 0;
    while (i < TEXT_COUNT && !str_is(entry->key, texts[i].key)) {
        i++;
    }
    bool source = str_is(entry->key, "source");
    if (i == TEXT_COUNT && !source) {
        return tell_unknown(sites, place, entry->key);
    }
    if (entry->value.kind != VALUE_STRING) {
        return entry->value.kind == VALUE_NIL ||
               fail(sites, place, "must be a text:", entry->key);
    }
    const char *text = arena_cstr(sites->arena, entry->value.as.string);
    if (source) {
        row->source = str_from(text ? text : "");
    } else {
        memcpy((char *)options + texts[i].at, &text, sizeof text);
    }
    if (!text) {
        return report_out_of_memory(sites->report);
    }
    return !str_is(entry->key, "recipe") || settle_recipe(sites, place, options);
}

/* From the list's folder on; a site is called as its folder is, unless it is said. */
static bool settle_row(const struct sites *sites, struct site_row *row)
{
    struct str source = str_without_end(row->source, '/');
    if (source.len == 0) {
        report_error(sites->report, row->place, "sites-list", "no source is named");
        return false;
    }
    row->options.site = path_from_list(sites, source);
    if (!row->options.name) {
        row->options.name = arena_cstr(sites->arena, path_name(source));
    }
    if (!row->options.site || !row->options.name) {
        return report_out_of_memory(sites->report);
    }
    struct str name = str_from(row->options.name);
    if (!path_is_plain(name) || path_is_device(name)) {
        (void)fail_name(sites, row, "no file can be called");
        report_hint(sites->report, "'name' says what a site's files are called");
        return false;
    }
    return true;
}

static bool read_row(struct sites *sites, struct value item, struct site_row *row)
{
    bool good = item.kind == VALUE_MAP;
    row->options = *sites->common;
    row->place = (struct place){sites->file, item.line ? item.line : 1, 1, 0};
    if (!good) {
        report_error(sites->report, row->place, "sites-list", "the item is no mapping");
    }
    for (size_t i = 0; item.kind == VALUE_MAP && i < value_count(item); i++) {
        good = read_entry(sites, row, &item.as.map->entries[i]) && good;
    }
    return good && settle_row(sites, row);
}

/* What is behind a name in that of its site's booklet (output.c). */
#define BOOKLET_END "-booklet"

/* The PDF of "a-booklet" has the name of the booklet of "a". */
static bool check_booklets(struct sites *sites, struct value taken)
{
    bool good = true;
    for (size_t i = 0; i < sites->row_count; i++) {
        const struct site_row *row = &sites->rows[i];
        struct str name = str_from(row->options.name);
        if (!str_ends(name, BOOKLET_END)) {
            continue;
        }
        struct str other = str_sub(name, 0, name.len - strlen(BOOKLET_END));
        if (value_has(taken, fold_text(sites->arena, other))) {
            good = fail_name(sites, row, "another site's booklet has the name");
        }
    }
    return good;
}

/* Letters' case aside, as some systems have it. */
static bool check_names(struct sites *sites)
{
    struct value taken = value_map_new(sites->arena);
    bool good = true;
    for (size_t i = 0; i < sites->row_count; i++) {
        const struct site_row *row = &sites->rows[i];
        struct str key = fold_text(sites->arena, str_from(row->options.name));
        if (value_has(taken, key)) {
            good = fail_name(sites, row, "two sites have the name");
        } else if (!value_map_set(sites->arena, taken, key, value_bool(true))) {
            return report_out_of_memory(sites->report);
        }
    }
    return check_booklets(sites, taken) && good;
}

static bool read_text(struct sites *sites, struct str *out)
{
    enum file_status status =
        file_read_path(sites->arena, sites->asked->list, ROSTER_BYTES_LIMIT, out);
    if (status != FILE_OK) {
        struct unread unread = {
            .code = "sites-list", .what = "the list", .path = sites->file, .asked = true};
        return unread_tell(&unread, status, sites->report);
    }
    *out = utf8_without_mark(*out);
    if (utf8_find_invalid(*out) != STR_NONE) {
        return fail(sites, (struct place){sites->file, 1, 1, 0},
                    "is not UTF-8:", sites->file);
    }
    return true;
}

/* All of it, before any site is read. */
static bool read_list(struct sites *sites)
{
    struct str text;
    struct value list;
    sites->file = str_from(sites->asked->list);
    if (!read_text(sites, &text) || !site_read_texts(sites->arena, text, sites->file, &list,
                                                     "sites-list", sites->report)) {
        return false;
    }
    size_t count = list.kind == VALUE_LIST ? value_count(list) : 0;
    if (count == 0) {
        report_error(sites->report, (struct place){sites->file, 1, 1, 0}, "sites-list",
                     "this is no list of mappings");
        return false;
    }
    sites->rows = ARENA_ARRAY(sites->arena, struct site_row, count);
    bool good = sites->rows != NULL;
    for (size_t i = 0; sites->rows && i < count; i++) {
        struct site_row *row = &sites->rows[sites->row_count++];
        row->number = i + 1;
        good = read_row(sites, value_at(list, i), row) && good;
    }
    if (arena_failed(sites->arena)) {
        return report_out_of_memory(sites->report);
    }
    return good && check_names(sites);
}

/* Making */

static void add_output(struct buf *out, const struct offprint_output *output, bool first)
{
    buf_add_text(out, first ? "{\"name\": " : ", {\"name\": ");
    gate_add_json(out, str_from(output->name));
    gate_add_member(out, "file", str_from(output->file_name));
    buf_add_format(out, ", \"bytes\": %zu", output->byte_count);
    gate_add_member(out, "sha256", str_from(output->sha256 ? output->sha256 : ""));
    buf_add_byte(out, '}');
}

static void add_line(struct sites *sites, const struct site_row *row,
                     const struct offprint_result *run)
{
    struct buf *out = &sites->record;
    buf_add_format(out, "{\"row\": %zu, \"rows\": %zu", row->number, sites->row_count);
    gate_add_member(out, "source", row->source);
    gate_add_member(out, "name", str_from(row->options.name));
    buf_add_format(out, ", \"status\": %d, \"errors\": %zu, \"warnings\": %zu",
                   (int)run->status, run->errors, run->warnings);
    buf_add_format(out, ", \"documents\": %zu, \"words\": %zu, \"pages\": %zu",
                   run->documents, run->words, run->pages);
    buf_add_text(out, ", \"outputs\": [");
    for (size_t i = 0; run->status == OFFPRINT_MADE && i < run->output_count; i++) {
        add_output(out, &run->outputs[i], i == 0);
    }
    buf_add_text(out, "]}\n");
}

/* What lies there of a run before. False: the system failed, which is reported. */
static bool read_earlier(struct sites *sites)
{
    struct root root;
    if (!root_open(&root, sites->common->output_folder)) {
        return true; /* what there is to say is told when files are put there */
    }
    enum file_status status = file_read(sites->arena, &root, str_from(sites->record_name),
                                        ROSTER_BYTES_LIMIT, &sites->earlier);
    root_close(&root);
    sites->stands = status != FILE_ABSENT;
    if (status != FILE_UNREADABLE && status != FILE_NO_MEMORY) {
        return true; /* what is there and cannot be read is no other's word for anything */
    }
    const struct unread unread = {
        .code = "sites-list", .what = "the record", .path = str_from(sites->record_name)};
    return unread_tell(&unread, status, sites->report);
}

/* No record stays that is wrong about a site, whatever ends this run: it goes with the
 * first line that is another one. */
static void keep_true(struct sites *sites, struct str line)
{
    bool same = line.len <= sites->earlier.len &&
                str_eq(str_sub(sites->earlier, 0, line.len), line);
    if (same) {
        sites->earlier = str_skip(sites->earlier, line.len);
        return;
    }
    struct root root;
    if (sites->stands && root_open(&root, sites->common->output_folder)) {
        (void)unlinkat(root.fd, sites->record_name, 0);
        root_close(&root);
    }
    sites->stands = false;
    sites->earlier = (struct str){0};
}

static bool is_stopped(const struct sites *sites)
{
    return sites->common->stop && sites->common->stop(sites->common->stop_data);
}

/* A site's own faults do not count as the list's. */
static void make_row(struct sites *sites, struct site_row *row)
{
    struct offprint_sites_result *result = sites->result;
    struct offprint_result run;
    row->options.digests = true;
    enum offprint_status status = offprint_export(&row->options, &run);
    /* What is wrong in the list with one site is its content's fault: others go on. */
    status = status == OFFPRINT_WRONG_USAGE ? OFFPRINT_CONTENT_ERRORS : status;
    run.status = status;
    result->made += status == OFFPRINT_MADE;
    result->failed += status != OFFPRINT_MADE;
    result->status = status > result->status ? status : result->status;
    size_t begin = sites->record.len;
    add_line(sites, row, &run);
    keep_true(sites, str_skip(buf_str(&sites->record), begin));
    if (sites->asked->tell) {
        sites->asked->tell(sites->asked->tell_data, row->options.name, &run);
    }
    offprint_result_clear(&run);
}

static struct replacement record_of(const struct sites *sites, struct new_file *record)
{
    *record =
        (struct new_file){.name = sites->record_name, .bytes = buf_str(&sites->record)};
    return (struct replacement){.folder = sites->common->output_folder,
                                .set = record->name,
                                .files = record,
                                .count = 1,
                                .stop = sites->common->stop,
                                .stop_data = sites->common->stop_data,
                                .loose = true,
                                .hold = sites->hold.held ? &sites->hold : NULL};
}

/* Before any site is made, which may take hours. */
static bool check_record(const struct sites *sites)
{
    struct new_file record;
    struct replacement what = record_of(sites, &record);
    return folder_check(sites->common->output_folder, sites->report) &&
           replace_check(&what, sites->report);
}

static bool put_record(struct sites *sites)
{
    struct new_file record;
    struct replacement what = record_of(sites, &record);
    bool put = (buf_ok(&sites->record) || report_out_of_memory(sites->report)) &&
               replace_files(&what, sites->report);
    sites->result->record_name = put ? sites->record_name : NULL;
    return put;
}

static bool make_all(struct sites *sites)
{
    const struct offprint_sites_options *asked = sites->asked;
    for (size_t i = 0; i < sites->row_count; i++) {
        if (!record_is_part(sites->rows[i].number, asked->shard, asked->shards)) {
            continue;
        }
        make_row(sites, &sites->rows[i]);
        if (is_stopped(sites)) {
            report_system_error(sites->report, "output-stopped",
                                "stopped before all sites were made");
            return false;
        }
    }
    return put_record(sites);
}

/* All of it under the lock of the record: what it says of a site holds as long as another
 * list's run waits. */
static bool make_held(struct sites *sites)
{
    struct new_file record;
    struct replacement what = record_of(sites, &record);
    bool made = replace_hold_take(&what, &sites->hold, sites->report) &&
                read_earlier(sites) && make_all(sites);
    replace_hold_end(&sites->hold, sites->report);
    return made;
}

static void finish(struct sites *sites, bool made)
{
    struct offprint_sites_result *result = sites->result;
    status_explain(sites->report, made, false);
    enum offprint_status own = status_of(sites->report, made, false);
    result->status = own > result->status ? own : result->status;
    kept_reports(sites->kept, sites->report, &result->report_text, &result->report_json);
    buf_clear(&sites->record);
}

enum offprint_status offprint_sites(const struct offprint_options *common,
                                    const struct offprint_sites_options *asked,
                                    struct offprint_sites_result *result)
{
    if (!result) {
        return OFFPRINT_WRONG_USAGE;
    }
    struct offprint_options options;
    *result = (struct offprint_sites_result){.status = OFFPRINT_WRONG_USAGE};
    if (!common || !asked || asked->struct_size != sizeof *asked || !asked->list ||
        !request_copy_options(&options, common) || !options.output_folder ||
        !*options.output_folder) {
        return result->status;
    }
    struct sites sites = {.asked = asked,
                          .common = &options,
                          .result = result,
                          .report = report_new(),
                          .kept = kept_new(sizeof(struct kept), 0)};
    result->memory = sites.kept;
    result->status = OFFPRINT_SYSTEM_FAILED;
    if (sites.report && sites.kept) {
        sites.arena = &sites.kept->arena;
        report_set_budget(sites.report, &sites.kept->budget);
        result->status = OFFPRINT_MADE;
        sites.record_name = record_name(sites.arena, "sites", asked->shard, asked->shards);
        bool made = (sites.record_name || report_out_of_memory(sites.report)) &&
                    read_list(&sites) && check_record(&sites) && make_held(&sites);
        finish(&sites, made);
    }
    report_free(sites.report);
    return result->status;
}

void offprint_sites_result_clear(struct offprint_sites_result *result)
{
    if (result) {
        kept_free(result->memory);
        *result = (struct offprint_sites_result){0};
    }
}
