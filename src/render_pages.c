/* A page of a site as a packet of its own, through collect and layout, shown as text. */
#include "render_pages.h"

#include "collect.h"
#include "layout/layout.h"

static enum paper paper_of(enum offprint_paper paper)
{
    switch (paper) {
    case OFFPRINT_PAPER_DEFAULT:
    case OFFPRINT_A4: return PAPER_A4;
    case OFFPRINT_LETTER: return PAPER_LETTER;
    case OFFPRINT_A5: return PAPER_A5;
    }
    return PAPER_A4;
}

/* The pages between the front and the colophon, or all when a depth was asked for. */
static void write_pages(const struct render_request *request, const struct pages *pages,
                        struct buf *output)
{
    size_t first = 0, end = pages->count;
    for (size_t i = 0; request->depth < 0 && i < pages->destination_count; i++) {
        if (str_is(pages->destinations[i].name, "colophon")) {
            first = pages->front_page_count;
            end = pages->destinations[i].page;
        }
    }
    if (request->form == RENDER_LINES) {
        pages_dump_lines(pages, first, end, output);
    } else {
        pages_dump(pages, first, end, output);
    }
}

static bool set_packet(const struct render_request *request, struct arena *arena,
                       const struct packet *packet, struct buf *output,
                       struct report *report)
{
    const char *folder = request->data_folder ? request->data_folder : ".";
    const char *faces = arena_format(arena, "%s/fonts", folder).ptr;
    const char *patterns = arena_format(arena, "%s/hyphenation", folder).ptr;
    const struct font_set *fonts = font_set_open(arena, faces, report);
    struct text_engine *engine =
        fonts ? text_engine_new(arena, fonts, patterns, report) : NULL;
    struct layout_options options = {.paper = paper_of(request->paper),
                                     .generator = STR("offprint")};
    struct pages pages;
    bool ok = engine && layout_packet(arena, packet, engine, &options, &pages, report);
    if (ok) {
        write_pages(request, &pages, output);
    }
    if (engine) {
        text_engine_free(engine);
    }
    return ok;
}

bool render_pages(const struct render_request *request, struct arena *arena,
                  struct site *site, struct buf *output, struct report *report)
{
    struct str entry = str_from(request->page);
    struct collect_options options = {
        .entries = &entry,
        .entry_count = 1,
        .depth = request->depth > 0 ? (size_t)request->depth : 0,
        .live_url = request->live_url ? str_without_end(str_from(request->live_url), '/')
                                      : site_url(site),
    };
    struct packet packet;
    if (!collect_packet(arena, site, &options, &packet, report)) {
        return false;
    }
    packet.date = request->date;
    packet.theme = theme_find(str_from(request->theme));
    packet.title = packet.documents[0]->title;
    packet.name = packet.documents[0]->slug;
    packet.language = packet.documents[0]->language;
    return set_packet(request, arena, &packet, output, report);
}
