/* Any page of a small site, Markdown of either family or HTML, as a bundle: its pages are
 * read back by an oracle that knows what may stand in them. */
#include "room.h"

#include "archive/parts.h"
#include "base/deflate.h"
#include "collect/collect.h"
#include "mutate_markdown.h"
#include "oracle_html.h"
#include "site_folder.h"

/* The first byte chooses one. */
static const struct page_kind {
    const char *page, *config;
} kinds[] = {
    {"index.md", "title: T\nurl: https://example.org\n"},
    {"index.md", "title: T\nmarkdown: CommonMarkGhPages\n"},
    {"index.html", "title: T\nbaseurl: /b\n"},
};

#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

static const char *folder_of(unsigned kind)
{
    static const char *folders[KIND_COUNT];
    static const char png[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
        "\0\0\0\nIDATx\x9c\x63\x60\0\0\0\2\0\1H\xaf\xa4q\0\0\0\0IEND\xae\x42\x60\x82";
    for (size_t i = 0; i < KIND_COUNT && !folders[KIND_COUNT - 1]; i++) {
        folders[i] = site_folder_new();
        site_folder_put(folders[i], STR("_config.yml"), str_from(kinds[i].config));
        site_folder_put(
            folders[i], STR("other.md"),
            STR("---\ntitle: Other\n---\n# Other\n\n## Part\n\n[back](index)\n"));
        site_folder_put(folders[i], STR("a.txt"), STR("text"));
        site_folder_put(folders[i], STR("a.png"), (struct str){png, sizeof png - 1});
    }
    return folders[kind];
}

static void check_page(const struct bundle *bundle, const struct entry *entry)
{
    struct buf text = {0};
    size_t at = (size_t)entry->packed.at; /* all is held: it is not much */
    struct str packed =
        str_sub(buf_str(&bundle->pieces.held), at, at + entry->packed.len);
    if (entry->deflated) {
        inflate_raw(packed, entry->size, &text);
    } else {
        buf_add(&text, packed);
    }
    oracle_html_check(buf_str(&text));
    buf_clear(&text);
}

static void check_pages(const struct bundle *bundle)
{
    for (size_t i = 0; i < bundle->count; i++) {
        if (str_ends(bundle->entries[i].name, ".html")) {
            check_page(bundle, &bundle->entries[i]);
        }
    }
}

static bool write_pages(struct room *room, struct packet *packet)
{
    struct bundle bundle = {
        .arena = &room->arena, .packet = packet, .report = room->report};
    struct catalog catalog = {.packet = packet, .generator = STR("offprint")};
    bool ok = bundle_open(&bundle, 1) &&
              catalog_make(&room->arena, &catalog, room->report) &&
              pages_write(&bundle, &catalog) && report_pages_write(&bundle, &catalog) &&
              start_write(&bundle, &catalog);
    if (ok) {
        check_pages(&bundle);
    }
    bundle_close(&bundle);
    return ok;
}

static bool read_packet(struct room *room, struct site *site, struct str page,
                        struct packet *packet)
{
    struct collect_options options = {.entries = &page, .entry_count = 1, .depth = 1};
    return collect_packet(&room->arena, site, &options, packet, room->report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    if (size == 0) {
        return -1;
    }
    unsigned kind = data[0] % KIND_COUNT;
    struct str page = str_from(kinds[kind].page);
    const char *folder = folder_of(kind);
    site_folder_put(folder, page, str_skip(input(data, size), 1));
    room_enter(&room);
    struct packet packet = {0};
    struct site *site = site_open(&room.arena, folder, 0, room.report);
    bool ok = site && read_packet(&room, site, page, &packet);
    if (ok) {
        packet.title = STR("Packet");
        packet.name = STR("packet");
        packet.language = packet.documents[0]->language;
        ok = write_pages(&room, &packet);
    }
    must_tell(&room, ok);
    if (site) {
        site_close(site);
    }
    room_leave(&room);
    return 0;
}

/* The first byte is no text. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    if (size == 0 || seed % 32 == 0) {
        return LLVMFuzzerMutate(data, size, max_size);
    }
    return 1 + mutate_markdown(0, data + 1, size - 1, max_size - 1, seed);
}
