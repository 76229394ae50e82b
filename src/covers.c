/* Of an engine only the words that it keeps grow with the covers: so another one comes now
 * and then. Nothing else of a cover is left when the next one is set. */
#include "covers.h"

#define ENGINE_ROWS 2000 /* words of so many covers are kept by an engine */

void covers_open(struct covers *covers, const struct making *making)
{
    *covers = (struct covers){.making = making, .report = making->report};
    arena_init_within(&covers->engine_arena, 0, making->budget);
    arena_init_within(&covers->arena, 0, making->budget);
}

void covers_close(struct covers *covers)
{
    if (covers->engine) {
        text_engine_free(covers->engine);
    }
    covers->engine = NULL;
    arena_clear(&covers->engine_arena);
    arena_clear(&covers->arena);
}

bool covers_ready(struct covers *covers)
{
    if (covers->engine && covers->set % ENGINE_ROWS == 0) {
        covers_close(covers);
    }
    if (!covers->engine) {
        covers->engine = make_engine(covers->making, &covers->engine_arena, covers->report);
        covers->layout = make_layout(covers->making, &covers->engine_arena);
        covers->layout.progress = NULL;
    }
    covers->set++;
    arena_reset(&covers->arena);
    return covers->engine != NULL;
}

struct packet covers_packet(const struct packet *packet, const struct roster_row *row,
                            const struct cover *cover)
{
    struct packet own = *packet;
    own.prepared_for = row->prepared_for;
    own.contact = row->contact.len ? row->contact : packet->contact;
    own.cover = *cover;
    return own;
}

bool covers_set(struct covers *covers, const struct roster_row *row,
                const struct cover *cover, struct pages *out, struct report *report)
{
    struct packet *packet = ARENA_NEW(&covers->arena, struct packet);
    if (!packet) {
        return report_out_of_memory(report);
    }
    *packet = covers_packet(covers->making->packet, row, cover);
    return layout_cover(&covers->arena, packet, covers->engine, &covers->layout, out,
                        report);
}
