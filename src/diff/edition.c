/* Where an edition's pages come from: those of a packet are written first, as its bundle
 * would have them; those of a bundle are read by what its provenance.jsonl says of it. */
#include "diff/edition.h"

#include "archive/archive.h"
#include "bag/bag.h"
#include "base/date.h"
#include "base/limits.h"
#include "base/lines.h"
#include "base/path.h"
#include "diff/page.h"
#include "doc/doc.h"

const char *block_kind_name(enum block_kind kind)
{
    static const char *const names[] = {
        [BLOCK_TITLE] = "title",
        [BLOCK_HEADING] = "heading",
        [BLOCK_PARAGRAPH] = "paragraph",
        [BLOCK_ITEM] = "item",
        [BLOCK_TERM] = "term",
        [BLOCK_CAPTION] = "caption",
        [BLOCK_ROW] = "row",
        [BLOCK_CODE] = "code",
        [BLOCK_RULE] = "rule",
    };
    return names[kind];
}

struct str edition_text(const struct edition *edition, const struct edition_block *block)
{
    return str_sub(edition->text, block->from, block->to);
}

struct str edition_word_text(const struct edition *edition, uint32_t word)
{
    return str_sub(edition->text, edition->words[word].from, edition->words[word].to);
}

/* An edition on its way. */
struct making {
    struct edition *edition;
    struct known_names names;
    struct word_cutter *cutter;
    struct arena held; /* of names, and of a page at a time */
    struct buf text;
    struct report *report;
};

/* Lists begin somewhere even where nothing is in them: who compares points into them. */
static bool give_room(struct edition *own)
{
    struct arena *arena = own->arena;
    return arena_grow(arena, &own->documents, 0, &own->document_capacity,
                      sizeof *own->documents) &&
           arena_grow(arena, &own->blocks, 0, &own->block_capacity, sizeof *own->blocks) &&
           arena_grow(arena, &own->words, 0, &own->word_capacity, sizeof *own->words) &&
           arena_grow(arena, &own->links, 0, &own->link_capacity, sizeof *own->links) &&
           arena_grow(arena, &own->media, 0, &own->media_capacity, sizeof *own->media);
}

static bool begin(struct making *making, struct arena *arena, struct vocabulary *vocabulary,
                  struct edition *out, struct report *report)
{
    *out = (struct edition){.arena = arena, .vocabulary = vocabulary};
    *making = (struct making){.edition = out,
                              .text = {.kept_in = arena, .limit_bytes = EDITION_TEXT_LIMIT_BYTES},
                              .report = report};
    arena_init_within(&making->held, 0, arena->budget);
    making->cutter = word_cutter_new(arena);
    making->names.addresses = value_map_new(&making->held);
    making->names.files = value_map_new(&making->held);
    return give_room(out) && making->cutter && making->names.files.kind == VALUE_MAP &&
           making->names.addresses.kind == VALUE_MAP;
}

static bool end(struct making *making, bool ok)
{
    struct edition *edition = making->edition;
    if (making->text.full) {
        report_error(making->report, (struct place){0}, "diff-limit",
                     "an edition has more than %zu bytes of text", EDITION_TEXT_LIMIT_BYTES);
        ok = false;
    } else if (arena_failed(&making->held) || arena_failed(edition->arena) ||
               !buf_ok(&making->text) || !making->cutter) {
        ok = report_out_of_memory(making->report);
    }
    edition->text = arena_take(edition->arena, &making->text);
    word_cutter_free(making->cutter);
    buf_clear(&making->text);
    arena_clear(&making->held);
    return ok && !arena_failed(edition->arena);
}

static bool know_file(struct making *making, struct str bundle_name, struct str name,
                      const uint8_t *sha256)
{
    struct known_names *names = &making->names;
    if (!arena_grow(&making->held, &names->known, names->count, &names->capacity,
                    sizeof *names->known)) {
        return false;
    }
    struct known_file *file = &names->known[names->count];
    file->name = name;
    memcpy(file->sha256, sha256, SHA256_BYTES);
    return value_map_set(&making->held, names->files, bundle_name,
                         value_integer((int64_t)names->count++));
}

static struct edition_document *add_document(struct making *making, struct str bundle_name,
                                             const struct edition_document *document)
{
    struct edition *edition = making->edition;
    struct arena *arena = edition->arena;
    if (!arena_grow(arena, &edition->documents, edition->document_count,
                    &edition->document_capacity, sizeof *edition->documents)) {
        return NULL;
    }
    struct edition_document *added = &edition->documents[edition->document_count++];
    *added = (struct edition_document){
        .address =
            arena_str(arena, document->address.len ? document->address : bundle_name),
        .live_url = arena_str(arena, document->live_url),
        .title = arena_str(arena, document->title),
        .language = arena_str(arena, document->language),
        .is_entry = document->is_entry,
    };
    bool known =
        value_map_set(&making->held, making->names.addresses,
                      arena_str(&making->held, bundle_name), value_string(added->address));
    return known ? added : NULL;
}

static bool read_page(struct making *making, size_t number, struct str main)
{
    struct edition *edition = making->edition;
    struct edition_document *document = &edition->documents[number];
    struct page_reading reading = {.edition = edition,
                                   .text = &making->text,
                                   .cutter = making->cutter,
                                   .names = &making->names,
                                   .address = document->address,
                                   .document = (uint32_t)number};
    size_t first_word = edition->word_count;
    document->first_block = (uint32_t)edition->block_count;
    bool ok = page_read(&reading, main);
    document->block_count = (uint32_t)(edition->block_count - document->first_block);
    document->word_count = (uint32_t)(edition->word_count - first_word);
    return ok;
}

/* A packet */

static bool know_packet_file(struct making *making, const struct archive_pages *pages,
                             const struct packet *packet, const struct packet_file *file)
{
    uint8_t digest[SHA256_BYTES];
    struct str name = archive_file_name(pages, file);
    (void)packet;
    if (name.len == 0) {
        return true;
    }
    if (!file->apart) {
        digest_sha256(file->bytes, digest);
    }
    return know_file(making, name, file->source, file->apart ? file->sha256 : digest);
}

static bool read_packet_pages(struct making *making, const struct archive_pages *pages,
                              const struct packet *packet)
{
    struct buf page = {.kept_in = &making->held};
    bool ok = true;
    for (size_t i = 0; i < packet->document_count && ok; i++) {
        buf_reset(&page);
        archive_page_write(pages, packet->documents[i], &page);
        ok = buf_ok(&page) && read_page(making, i, page_main(buf_str(&page)));
    }
    buf_clear(&page);
    return ok;
}

static void describe_packet(struct edition *edition, const struct packet *packet)
{
    edition->revision = arena_str(edition->arena, packet->revision);
    if (packet->date != DATE_NONE) {
        struct civil day = date_civil(packet->date);
        edition->date = arena_format(edition->arena, "%04d-%02d-%02d", (int)day.year,
                                     day.month, day.day);
    }
}

bool edition_from_packet(struct arena *arena, struct vocabulary *vocabulary,
                         const struct packet *packet, struct edition *out,
                         struct report *report)
{
    struct making making;
    bool ok = begin(&making, arena, vocabulary, out, report);
    struct archive_pages *pages =
        ok ? archive_pages_new(&making.held, packet, false, report) : NULL;
    ok = pages != NULL;
    for (size_t i = 0; i < packet->file_count && ok; i++) {
        ok = know_packet_file(&making, pages, packet, packet->files[i]);
    }
    for (size_t i = 0; i < packet->document_count && ok; i++) {
        const struct document *document = packet->documents[i];
        struct edition_document known = {.address = document->url,
                                         .live_url = document->live_url,
                                         .title = document->title,
                                         .language = document->language,
                                         .is_entry = document->depth == 0};
        ok = add_document(&making, archive_page_name(pages, document), &known);
        out->depth = document->depth > out->depth ? document->depth : out->depth;
    }
    describe_packet(out, packet);
    return end(&making, ok && read_packet_pages(&making, pages, packet));
}

/* Pages at hand */

bool edition_from_pages(struct arena *arena, struct vocabulary *vocabulary,
                        const struct edition_page *pages, size_t count, struct edition *out,
                        struct report *report)
{
    struct making making;
    bool ok = begin(&making, arena, vocabulary, out, report);
    for (size_t i = 0; i < count && ok; i++) {
        struct edition_document document = {.address = pages[i].address,
                                            .title = pages[i].title,
                                            .language = pages[i].language,
                                            .is_entry = i == 0};
        ok = add_document(&making, pages[i].address, &document);
    }
    for (size_t i = 0; i < count && ok; i++) {
        ok = read_page(&making, i, pages[i].main);
    }
    return end(&making, ok);
}

/* A bundle */

static bool read_hex(struct str text, uint8_t out[SHA256_BYTES])
{
    bool ok = text.len == 2 * SHA256_BYTES;
    for (size_t i = 0; i < text.len && ok; i++) {
        char c = ascii_lower(text.ptr[i]);
        int digit = ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        ok = digit >= 0;
        out[i / 2] = (uint8_t)(i % 2 ? out[i / 2] | (unsigned)digit : (unsigned)digit << 4);
    }
    return ok;
}

static struct str text_of(struct value line, const char *key)
{
    return value_text_or(value_get(line, str_from(key)), (struct str){0});
}

/* The packet's; older bundles call it otherwise. */
static struct str date_of(struct value line)
{
    return text_of(line, value_has(line, STR("packet_date")) ? "packet_date" : "date");
}

static bool take_document(struct making *making, struct value line)
{
    struct edition *edition = making->edition;
    struct value depth = value_get(line, STR("depth"));
    bool known_depth = depth.kind == VALUE_INTEGER && depth.as.integer >= 0;
    size_t away = known_depth ? (size_t)depth.as.integer : edition->document_count ? 1 : 0;
    struct edition_document document = {.address = text_of(line, "path"),
                                        .live_url = text_of(line, "url"),
                                        .title = text_of(line, "title"),
                                        .language = text_of(line, "language"),
                                        .is_entry = away == 0};
    if (edition->document_count == 0) {
        edition->revision = arena_str(edition->arena, text_of(line, "revision"));
        edition->date = arena_str(edition->arena, date_of(line));
    }
    edition->depth = away > edition->depth ? away : edition->depth;
    return add_document(making, text_of(line, "file"), &document) != NULL;
}

static bool odd_line(struct making *making, size_t number)
{
    if (arena_failed(&making->held)) {
        return report_out_of_memory(making->report);
    }
    report_error(
        making->report,
        (struct place){.file = STR("data/provenance.jsonl"), .line = (uint32_t)number},
        "diff-bundle", "this is no line that offprint wrote");
    return false;
}

/* Lines of documents tell their words; those of files do not. */
static bool take_line(struct making *making, struct str text, size_t number,
                      struct str **pages, size_t *page_count, size_t *page_capacity)
{
    struct value line;
    uint8_t digest[SHA256_BYTES] = {0};
    if (!value_from_json(&making->held, text, &line) || line.kind != VALUE_MAP) {
        return odd_line(making, number);
    }
    struct str file = text_of(line, "file");
    if (!value_has(line, STR("words"))) {
        return file.len && read_hex(text_of(line, "sha256"), digest)
                   ? know_file(making, file, text_of(line, "source"), digest)
                   : odd_line(making, number);
    }
    if (making->edition->document_count >= DOCUMENT_LIMIT || file.len == 0 ||
        !arena_grow(&making->held, pages, *page_count, page_capacity, sizeof **pages)) {
        return odd_line(making, number);
    }
    (*pages)[(*page_count)++] = file;
    return take_document(making, line);
}

static bool bag_text(struct making *making, struct arena *arena, struct bag *bag,
                     struct str name, size_t limit_bytes, struct str *out)
{
    struct str path = arena_format(&making->held, "data/%.*s", STR_ARG(name));
    const struct bag_file *file = bag_find(bag, path);
    if (!file) {
        report_error(
            making->report, (struct place){.file = arena_str(making->edition->arena, path)},
            "diff-bundle", "the bundle has no such file: it is none that offprint wrote");
        return false;
    }
    return bag_read(arena, bag, file, limit_bytes, out, making->report);
}

static bool read_bag_page(struct making *making, struct bag *bag, size_t number,
                          struct str name)
{
    struct arena held;
    struct str page;
    arena_init_within(&held, 0, making->held.budget);
    bool ok = bag_text(making, &held, bag, name, SITE_FILE_BYTES_LIMIT, &page);
    struct str main = ok ? page_main(page) : (struct str){0};
    if (ok && main.len == 0) {
        report_error(making->report,
                     (struct place){.file = arena_str(making->edition->arena, name)},
                     "diff-bundle", "this is no page that offprint wrote");
        ok = false;
    }
    ok = ok && read_page(making, number, main);
    arena_clear(&held);
    return ok;
}

bool edition_from_bag(struct arena *arena, struct vocabulary *vocabulary, struct bag *bag,
                      struct edition *out, struct report *report)
{
    struct making making;
    struct str lines, *pages = NULL;
    size_t count = 0, capacity = 0, number = 0;
    bool ok = begin(&making, arena, vocabulary, out, report) &&
              bag_text(&making, &making.held, bag, STR("provenance.jsonl"),
                       SITE_FILE_BYTES_LIMIT, &lines);
    for (size_t at = 0; ok && at < lines.len;) {
        size_t stop = str_find_byte(lines, '\n', at);
        struct str line = str_sub(lines, at, stop == STR_NONE ? lines.len : stop);
        at = stop == STR_NONE ? lines.len : stop + 1;
        ok = str_trim(line).len == 0 ||
             take_line(&making, line, ++number, &pages, &count, &capacity);
    }
    for (size_t i = 0; ok && i < count; i++) {
        ok = read_bag_page(&making, bag, i, pages[i]);
    }
    return end(&making, ok);
}
