/* What the options say wins over the recipe, the recipe over what is usual. Options that
 * cannot be are wrong usage, told before anything is read; what the recipe or the site make
 * impossible is an error of content. */
#include "request.h"

#include "base/deflate.h"
#include "base/gate.h"
#include "base/language.h"
#include "base/path.h"
#include "base/slug.h"
#include "base/utf8.h"
#include "output.h"

#include <string.h>

#define DEFAULT_DEPTH 1
#define LIVE_URL_LIMIT_BYTES 2000

/* Usage */

static bool wrong_usage(struct request *request, const char *what)
{
    report_request_error(request->report, (struct place){0}, "wrong-usage", "%s", what);
    return false;
}

static bool all_named(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!texts || !texts[i]) {
            return false;
        }
    }
    return true;
}

bool request_copy_options(struct offprint_options *out,
                          const struct offprint_options *given)
{
    const size_t first_size =
        offsetof(struct offprint_options, progress_data) + sizeof out->progress_data;
    size_t size = given->struct_size ? given->struct_size : first_size;
    *out = (struct offprint_options){0};
    if (size < first_size || size > sizeof *out) {
        return false;
    }
    memcpy(out, given, size);
    out->struct_size = sizeof *out;
    return true;
}

static bool take_options(struct request *request, const struct offprint_options *given)
{
    if (!given) {
        return wrong_usage(request, "no options are given");
    }
    return request_copy_options(&request->options, given) ||
           wrong_usage(request, "the options are those of another version");
}

static bool take_handout(struct request *request)
{
    const struct offprint_handout_options *given = request->options.handout;
    size_t size = given ? given->struct_size : 0;
    if (given && (size == 0 || size > sizeof request->handout)) {
        return wrong_usage(request,
                           "the options of the hand-out are those of another version");
    }
    if (given) {
        memcpy(&request->handout, given, size);
    }
    if (request->handout.qr > OFFPRINT_QR_DOCUMENTS) {
        return wrong_usage(request, "there is no such place for QR codes");
    }
    if (request->handout.sheets > SIGNATURE_SHEETS_MOST ||
        request->handout.creep_micrometres > CREEP_MOST_MICROMETRES ||
        request->handout.flip > OFFPRINT_FLIP_LONG ||
        request->handout.binding > OFFPRINT_BINDING_RIGHT) {
        return wrong_usage(request, "a booklet cannot be folded so");
    }
    if (request->handout.media > OFFPRINT_PRESS ||
        request->handout.marks > OFFPRINT_MARKS_CROP) {
        return wrong_usage(request, "there is no such medium, or no such marks");
    }
    return request->handout.bleed_micrometres <= BLEED_MOST_MICROMETRES ||
           wrong_usage(request, "the bleed is wider than the limit");
}

static bool choose_output(struct request *request, struct str name, struct place place)
{
    uint32_t bit = output_bit(name);
    request->output_bits |= bit;
    if (bit == 0) {
        struct buf names = {0};
        output_add_names(&names);
        report_request_error(request->report, place, "output-kind",
                             "no output '%.*s': outputs are %.*s", STR_ARG(name),
                             STR_ARG(buf_str(&names)));
        (void)(buf_ok(&names) || report_out_of_memory(request->report));
        buf_clear(&names);
    }
    return bit != 0;
}

static bool known_theme(struct request *request, struct str name, struct place place)
{
    struct buf names = {0};
    if (theme_find(name)) {
        return true;
    }
    theme_add_names(&names);
    report_request_error(request->report, place, "theme-name",
                         "no theme '%.*s': themes are %.*s", STR_ARG(name),
                         STR_ARG(buf_str(&names)));
    (void)(buf_ok(&names) || report_out_of_memory(request->report));
    buf_clear(&names);
    return false;
}

/* Texts of which not every one will do, in options and recipe alike */

static bool check_name(struct request *request, struct str name, struct place place)
{
    bool plain = path_is_plain(name);
    if (!plain) {
        report_request_error(
            request->report, place, "output-name",
            "the name '%.*s' is no plain name of a file",
            (int)(name.len < PLAIN_NAME_BYTES ? name.len : PLAIN_NAME_BYTES),
            name.ptr ? name.ptr : "");
        report_hint(request->report, PLAIN_NAME_HINT, PLAIN_NAME_BYTES);
    } else if (path_is_device(name)) {
        report_request_error(request->report, place, "output-name",
                             "the name '%.*s' is a device on Windows", STR_ARG(name));
    }
    return plain && !path_is_device(name);
}

/* "https://host" and a path; browsers cut or change whatever else such addresses hold. */
static bool check_live_url(struct request *request, struct str url, struct place place)
{
    size_t host = str_eq_ignore_case(str_sub(url, 0, 8), STR("https://"))  ? 8
                  : str_eq_ignore_case(str_sub(url, 0, 7), STR("http://")) ? 7
                                                                           : 0;
    bool plain = host > 0 && url.len > host && url.ptr[host] != '/' &&
                 url.len <= LIVE_URL_LIMIT_BYTES && utf8_find_invalid(url) == STR_NONE;
    for (size_t i = 0, len; plain && i < url.len; i += len) {
        uint32_t c = utf8_decode(url, i, &len);
        plain = c > ' ' && !utf8_is_control(c) &&
                (c > '~' || !ascii_set_has("\"<>\\^`{|}?#", (char)c));
    }
    if (url.len > LIVE_URL_LIMIT_BYTES) {
        report_request_error(request->report, place, "live-url",
                             "the live URL is longer than %d bytes", LIVE_URL_LIMIT_BYTES);
    } else if (!plain && url.len) {
        report_request_error(
            request->report, place, "live-url",
            "the live URL '%.*s' is not http:// or https:// with a host and a path",
            (int)(url.len < PLAIN_NAME_BYTES ? url.len : PLAIN_NAME_BYTES), url.ptr);
    }
    return plain || url.len == 0;
}

/* Into `request->date`; an empty text changes nothing. */
static bool read_date(struct request *request, struct str text, struct place place)
{
    int64_t date = DATE_NONE;
    bool good = text.len == 0 || (date_parse_exact(str_trim(text), &date) &&
                                  date > DATE_NONE && date <= DATE_LAST);
    if (!good) {
        report_request_error(
            request->report, place, "packet-date",
            "'%.*s' is no date between 1970-01-02 and 9999-12-31",
            (int)(text.len < PLAIN_NAME_BYTES ? text.len : PLAIN_NAME_BYTES), text.ptr);
        report_hint(request->report, "%s", "as in 2021-07-15 or '2021-07-15 10:00 +0200'");
    } else if (text.len) {
        request->date = date;
    }
    return good;
}

static bool check_texts(struct request *request)
{
    static const struct place here = {0};
    const struct offprint_options *options = &request->options;
    bool ok = !options->theme || known_theme(request, str_from(options->theme), here);
    ok = (!options->name || check_name(request, str_from(options->name), here)) && ok;
    ok = (!options->live_url ||
          check_live_url(request, str_from(options->live_url), here)) &&
         ok;
    if (options->has_source_date) {
        request->date = options->source_date;
    }
    return (!options->date || read_date(request, str_from(options->date), here)) && ok;
}

/* Blank names and controls are slips of a script; no terminal should show them. */
static bool check_folder(struct request *request, const char *folder)
{
    struct str name = str_from(folder ? folder : "");
    if (str_trim(name).len == 0) {
        return wrong_usage(request, "no output folder is named");
    }
    for (size_t at = 0, len; at < name.len; at += len) {
        uint32_t c = utf8_decode(name, at, &len);
        if (c < ' ' || utf8_is_control(c)) {
            return wrong_usage(request,
                               "the output folder's name holds a control character");
        }
    }
    return true;
}

static bool check_options(struct request *request, bool to_folder)
{
    const struct offprint_options *options = &request->options;
    if (!options->site) {
        return wrong_usage(request, "no site is named");
    }
    if (to_folder &&
        (!check_folder(request, options->output_folder) ||
         (options->stick_folder && !check_folder(request, options->stick_folder)))) {
        return false;
    }
    if (!all_named(options->entries, options->entry_count) ||
        !all_named(options->outputs, options->output_count)) {
        return wrong_usage(request, "an entry or an output has no name");
    }
    if (options->paper > OFFPRINT_A5) {
        return wrong_usage(request, "there is no such paper");
    }
    if (options->has_image_dpi && options->image_dpi > IMAGE_DPI_MOST) {
        return wrong_usage(request, "there are more dots per inch than the limit");
    }
    if (options->has_source_date &&
        (options->source_date < 0 || options->source_date > DATE_LAST)) {
        return wrong_usage(request, "the source date is not between 1970 and 9999");
    }
    bool ok = check_texts(request);
    request->also_bits = (options->epub ? output_bit(STR("epub")) : 0) |
                         (options->stick_folder ? output_bit(STR("zip")) : 0) |
                         (request->handout.booklet ? output_bit(STR("booklet")) : 0);
    for (size_t i = 0; i < options->output_count; i++) {
        ok = choose_output(request, str_from(options->outputs[i]), (struct place){0}) && ok;
    }
    return ok;
}

bool request_take(struct request *request, const struct offprint_options *given,
                  bool to_folder, struct report *report)
{
    *request = (struct request){.report = report};
    return take_options(request, given) && take_handout(request) &&
           check_options(request, to_folder);
}

/* The recipe */

/* What the options do not choose, the recipe does; else it is what is usual. */
bool request_read_recipe(struct request *request, struct arena *arena,
                         const struct site *site)
{
    const struct recipe *recipe = &request->recipe;
    if (!recipe_read(arena, site, &request->recipe, request->report)) {
        return false;
    }
    bool ok = check_live_url(request, recipe->live_url, recipe_place(recipe, "live_url")) &&
              (recipe->name.len == 0 ||
               check_name(request, recipe->name, recipe_place(recipe, "name"))) &&
              known_theme(request, recipe->theme, recipe_place(recipe, "theme")) &&
              (request->options.date ||
               read_date(request, recipe->date, recipe_place(recipe, "date")));
    for (size_t i = 0; request->options.output_count == 0 && i < recipe->output_count;
         i++) {
        struct place place = recipe_place(recipe, "outputs");
        ok = choose_output(request, recipe->outputs[i], place) && ok;
    }
    if (request->output_bits == 0) {
        request->output_bits = output_default_bits();
    }
    if (request->options.output_count == 0 && recipe->handout.booklet.made) {
        request->output_bits |= output_bit(STR("booklet"));
    }
    request->output_bits |= request->also_bits;
    return ok;
}

bool request_choose_packets(struct request *request)
{
    const struct recipe *recipe = &request->recipe;
    struct value value =
        value_get(value_get(recipe->values, STR("packets")), STR("outputs"));
    struct place place = recipe_place(recipe, "packets");
    bool list = value.kind == VALUE_LIST, ok = true;
    if (value.kind == VALUE_NIL || request->options.output_count) {
        return true;
    }
    request->output_bits = request->also_bits;
    place.line = value.line ? value.line : place.line;
    for (size_t i = 0; i < (list ? value_count(value) : 1); i++) {
        struct value name = list ? value_at(value, i) : value;
        ok = choose_output(request, value_text_or(name, STR("?")), place) && ok;
    }
    return ok;
}

/* What to collect */

/* A flag when it was given, else what the recipe says. */
static struct str choose(const char *flag, struct str recipe)
{
    return flag ? str_from(flag) : recipe;
}

/* Where nobody names an entry: the page that the site itself opens with. */
static bool take_front_page(struct request *request, struct arena *arena, struct site *site,
                            struct collect_options *collect)
{
    const struct page *page = site_front_page(site);
    if (!page) {
        site_tell_no_front_page(site, request->report);
        return false;
    }
    struct str *front = ARENA_NEW(arena, struct str);
    if (!front) {
        return report_out_of_memory(request->report);
    }
    if (site_is_built(site) && path_folder(page->source).len) {
        report_note(request->report, (struct place){.file = page->source}, "front-page",
                    "the folder has no front page at its root: the packet begins here");
        report_hint(request->report, "--entry names another page to begin with");
    }
    *front = page->source;
    collect->entries = front;
    collect->entry_count = 1;
    collect->entry_is_front = true;
    return true;
}

static bool gather_entries(struct request *request, struct arena *arena, struct site *site,
                           struct collect_options *collect)
{
    collect->entries = request->recipe.entries;
    collect->entry_count = request->recipe.entry_count;
    if (request->options.entry_count == 0) {
        collect->entries_place = recipe_place(&request->recipe, "entry");
        return collect->entry_count || take_front_page(request, arena, site, collect);
    }
    struct str *entries = ARENA_ARRAY(arena, struct str, request->options.entry_count);
    if (!entries) {
        return report_out_of_memory(request->report);
    }
    for (size_t i = 0; i < request->options.entry_count; i++) {
        entries[i] = str_from(request->options.entries[i]);
    }
    collect->entries = entries;
    collect->entry_count = request->options.entry_count;
    return true;
}

bool request_collecting(struct request *request, struct arena *arena, struct site *site,
                        struct collect_options *out)
{
    const struct offprint_options *options = &request->options;
    const struct recipe *recipe = &request->recipe;
    *out = (struct collect_options){
        .depth = options->has_depth   ? (size_t)options->depth
                 : recipe->depth >= 0 ? (size_t)recipe->depth
                                      : DEFAULT_DEPTH,
        .include = recipe->include,
        .include_count = recipe->include_count,
        .exclude = recipe->exclude,
        .exclude_count = recipe->exclude_count,
        .order = recipe->order,
        .order_count = recipe->order_count,
        .furniture = {.content = recipe->content, .drop = recipe->drop},
        .layouts_asked = options->layouts || recipe->layouts,
        .own_text =
            options->own_text || (!options->layouts && recipe_refuses_layouts(recipe)),
        .allow_active = options->allow_active || recipe->allow_active,
        .file_limit_bytes = options->file_limit_bytes,
        .live_url = str_without_end(choose(options->live_url, recipe->live_url), '/'),
    };
    if (out->order_count) {
        out->order_place = recipe_place(recipe, "order");
    }
    return gather_entries(request, arena, site, out);
}

struct str request_name(const struct request *request)
{
    return choose(request->options.name, request->recipe.name);
}

/* What the packet says of itself */

#define NAME_BYTES 60

/* "Home" says nothing of a site to who is not on it. */
static bool says_nothing(struct arena *arena, struct str title)
{
    static const char *const words[] = {
        "home",        "homepage",  "home-page",    "index",      "main",
        "main-page",   "start",     "start-page",   "front-page", "welcome",
        "startseite",  "accueil",   "inicio",       "início",     "pagina-principal",
        "hoofdpagina", "startsida", "strona-główna"};
    return str_is_among(slug_make(arena, title, SLUG_DEFAULT, true), words,
                        sizeof words / sizeof words[0]);
}

static bool is_front(const struct document *entry)
{
    return str_is(entry->url, "/") || str_is(entry->slug, "index");
}

static bool is_called_home(const struct packet *packet, const struct document *entry)
{
    return is_front(entry) && says_nothing(packet->arena, entry->title);
}

static struct str default_title(const struct packet *packet)
{
    const struct document *entry = packet->documents[0];
    bool named =
        is_front(entry) ? !says_nothing(packet->arena, entry->title) : !packet->gathered;
    return named || packet->site_title.len == 0 ? entry->title : packet->site_title;
}

/* Letters that every system takes in a name; of other scripts there may be none. */
static struct str title_name(struct arena *arena, struct str title)
{
    struct str slug =
        slug_make(arena, slug_make(arena, title, SLUG_LATIN, true), SLUG_ASCII, true);
    return str_without_ends(str_sub(slug, 0, NAME_BYTES), '-');
}

/* The name of the first document's address, or one that every system takes. Front pages are
 * called "index" in all sites: those are named by what they are called. */
static struct str default_name(struct arena *arena, const struct packet *packet)
{
    const struct document *entry = packet->documents[0];
    struct str slug = entry->slug;
    if (str_is(slug, "index") || str_is(slug, "readme") || is_called_home(packet, entry) ||
        (packet->gathered && packet->site_title.len && !is_front(entry))) {
        struct str named = title_name(arena, packet->title);
        named = named.len && !str_is(named, "index")
                    ? named
                    : title_name(arena, packet->site_title);
        slug = named.len && !str_is(named, "index") ? named : STR("packet");
    }
    return path_is_device(slug) ? arena_format(arena, "x-%.*s", STR_ARG(slug)) : slug;
}

/* "mailto:a@b.org?subject=x" is a@b.org. */
static struct str contact_of(struct str text)
{
    text = str_trim(text);
    if (!str_eq_ignore_case(str_sub(text, 0, 7), STR("mailto:"))) {
        return text;
    }
    size_t query = str_find_byte(text, '?', 0);
    return str_sub(text, 7, query == STR_NONE ? text.len : query);
}

/* One of the packet's texts: the option's, else the recipe's. */
static struct str choose_line(const struct request *request, struct arena *arena,
                              const char *option, const char *flag, struct str recipe,
                              const char *key)
{
    struct place place = flag ? (struct place){0} : recipe_place(&request->recipe, key);
    return gate_line(arena, choose(flag, recipe), flag ? option : "this text", place,
                     request->report);
}

bool request_describe(struct request *request, struct packet *packet)
{
    const struct recipe *recipe = &request->recipe;
    const struct offprint_options *options = &request->options;
    const struct document *entry = packet->documents[0];
    struct arena *arena = packet->arena;
    packet->title =
        choose_line(request, arena, "--title", options->title, recipe->title, "title");
    if (packet->title.len == 0) {
        packet->title = default_title(packet);
    }
    packet->subtitle = choose_line(request, arena, "--subtitle", options->subtitle,
                                   recipe->subtitle, "subtitle");
    packet->contact = contact_of(choose_line(request, arena, "--contact", options->contact,
                                             recipe->contact, "contact"));
    packet->prepared_for =
        choose_line(request, arena, "--prepared-for", options->prepared_for,
                    recipe->prepared_for, "prepared_for");
    packet->organization =
        choose_line(request, arena, "", NULL, recipe->organization, "organization");
    packet->organization_address = choose_line(
        request, arena, "", NULL, recipe->organization_address, "organization_address");
    packet->contact_name =
        choose_line(request, arena, "", NULL, recipe->contact_name, "contact_name");
    packet->contact_phone =
        choose_line(request, arena, "", NULL, recipe->contact_phone, "contact_phone");
    packet->bag_group =
        choose_line(request, arena, "", NULL, recipe->bag_group, "bag_group");
    packet->language =
        recipe->language.len
            ? language_read(arena, recipe->language, recipe_place(recipe, "language"),
                            request->report)
            : entry->language;
    packet->name = request_name(request);
    if (packet->name.len == 0) {
        packet->name = default_name(arena, packet);
    }
    packet->theme = theme_find(choose(options->theme, recipe->theme));
    return !arena_failed(arena) || report_out_of_memory(request->report);
}

enum paper request_paper(const struct request *request)
{
    switch (request->options.paper) {
    case OFFPRINT_PAPER_DEFAULT: return (enum paper)request->recipe.paper;
    case OFFPRINT_A4: return PAPER_A4;
    case OFFPRINT_LETTER: return PAPER_LETTER;
    case OFFPRINT_A5: return PAPER_A5;
    }
    return PAPER_A4;
}

struct booklet_options request_booklet(const struct request *request)
{
    const struct offprint_handout_options *said = &request->handout;
    const struct recipe_handout *recipe = &request->recipe.handout;
    unsigned flip = said->flip ? said->flip : (unsigned)recipe->flip;
    unsigned side = said->binding ? said->binding : (unsigned)recipe->bind;
    int64_t creep =
        said->has_creep ? (int64_t)said->creep_micrometres : recipe->creep.micrometres;
    return (struct booklet_options){
        .signature_sheets = said->sheets ? said->sheets : (size_t)recipe->booklet.sheets,
        .has_creep = said->has_creep || recipe->creep.given,
        .creep = sp_scale(SP_MM(1), creep, 1000),
        .flip_long = flip == OFFPRINT_FLIP_LONG,
        .binding = side == OFFPRINT_BINDING_LEFT    ? BINDING_LEFT
                   : side == OFFPRINT_BINDING_RIGHT ? BINDING_RIGHT
                                                    : BINDING_AS_READ};
}

uint32_t request_image_dpi(const struct request *request)
{
    int said = request->recipe.image_dpi;
    return request->options.has_image_dpi ? (uint32_t)request->options.image_dpi
           : said >= 0                    ? (uint32_t)said
                                          : IMAGE_DPI_DEFAULT;
}

bool request_history(const struct request *request)
{
    return request->options.history || request->recipe.history;
}

struct handout request_handout(const struct request *request)
{
    const struct offprint_handout_options *said = &request->handout;
    const struct recipe_handout *recipe = &request->recipe.handout;
    int media = said->media ? (int)said->media : recipe->media;
    int codes = said->qr ? (int)said->qr : recipe->qr;
    int marks = said->marks ? (int)said->marks : recipe->marks;
    int64_t bleed = said->has_bleed      ? (int64_t)said->bleed_micrometres
                    : recipe->bleed >= 0 ? recipe->bleed
                                         : BLEED_USUAL_MICROMETRES;
    bool press = media == OFFPRINT_PRESS;
    bool inked = press && !said->grey && (said->cmyk || recipe->cmyk.len);
    return (struct handout){.media = media ? (enum medium)(media - 1) : MEDIA_SCREEN,
                            .grey = !inked && (said->grey || recipe->grey || press),
                            .inked = inked,
                            .right_hand = said->right_hand || recipe->right_hand,
                            .bleed = sp_scale(SP_PT(72), bleed, 25400),
                            .crop_marks = marks == OFFPRINT_MARKS_CROP,
                            .codes = codes ? (enum code_places)(codes - 1) : CODES_NONE};
}

int request_deflate_level(const struct request *request)
{
    bool best = request->options.best || request->recipe.best;
    return best ? DEFLATE_LEVEL_BEST : DEFLATE_LEVEL;
}
