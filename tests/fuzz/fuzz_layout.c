/* A packet grown from bytes, set on pages and written as a PDF; both are looked at. */
#include "grow.h"
#include "oracle_pages.h"
#include "oracle_pdf.h"
#include "tree.h"
#include "typesetter.h"

#include "pdf/pdf.h"

#define INPUTS_A_PDF 4 /* the others end with their pages */

static bool write_pdf(struct room *room, const struct pages *pages,
                      struct text_engine *engine)
{
    struct pdf_options options = {.title = STR("T"), .deflate_level = 1};
    struct pieces out;
    pieces_init(&out, (struct aside){0});
    bool ok = pdf_write(&room->arena, pages, engine, &options, &out, room->report);
    if (ok) {
        must(oracle_pdf_check(buf_str(&out.held)) > pages->count);
    }
    pieces_clear(&out);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    static struct typesetter setter;
    static struct grown grown;
    if (size < 2) {
        return -1;
    }
    struct text_engine *engine = open_typesetter(&setter);
    room_enter(&room);
    must(grow(&room.arena, data + 1, size - 1, &grown));
    for (size_t i = 0; i < grown.packet.document_count; i++) {
        tree_check_absorbed(grown.packet.documents[i]->root);
    }
    struct layout_options options = {.paper = (enum paper)(data[0] % PAPER_COUNT),
                                     .page_limit = 2000};
    struct pages pages;
    bool ok =
        layout_packet(&room.arena, &grown.packet, engine, &options, &pages, room.report);
    if (ok) {
        oracle_pages_check(&pages, &grown);
        ok = setter.inputs % INPUTS_A_PDF || write_pdf(&room, &pages, engine);
    }
    must_tell(&room, ok);
    room_leave(&room);
    return 0;
}
