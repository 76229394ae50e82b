/* Of an engine only the words that it keeps grow with the covers: so another one comes now
 * and then. Nothing else of a cover is left when the next one is set. */
#include "covers.h"

#define ENGINE_ROWS 500 /* words of so many covers are kept by an engine */

/* The text is in the packet's language; where nobody is named, fields say nothing. */
static bool describe_text(struct arena *arena, struct packet *packet,
                          const struct document *read, struct roster *roster,
                          struct report *report)
{
    struct document *text = ARENA_NEW(arena, struct document);
    if (!text) {
        return report_out_of_memory(report);
    }
    *text = *read;
    text->language = packet->language;
    packet->cover.text = text;
    if (roster) {
        roster->text = text;
        packet->cover.text = cover_text_fill(arena, text, NULL, report);
    }
    return packet->cover.text || report_out_of_memory(report);
}

bool covers_describe(struct arena *arena, struct packet *packet,
                     const struct roster_row *plain, struct roster *roster,
                     struct report *report)
{
    const struct document *text = packet->cover.text;
    packet->cover = plain->cover;
    packet->prepared_for =
        packet->prepared_for.len ? packet->prepared_for : plain->prepared_for;
    packet->contact = packet->contact.len ? packet->contact : plain->contact;
    return !text || describe_text(arena, packet, text, roster, report);
}

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
                const struct cover *cover, const struct pages *body, struct pages *out,
                struct report *report)
{
    struct packet *packet = ARENA_NEW(&covers->arena, struct packet);
    if (!packet) {
        return report_out_of_memory(report);
    }
    *packet = covers_packet(covers->making->packet, row, cover);
    return layout_cover(&covers->arena, packet, covers->engine, &covers->layout, body, out,
                        report);
}

static void add_digest_of(struct digester *digester, const struct node *picture)
{
    uint8_t sha256[SHA256_BYTES] = {0};
    if (picture) {
        digest_sha256(node_file(picture)->bytes, sha256);
    }
    digester_add(digester, str_make((const char *)sha256, sizeof sha256));
}

/* What the cover's code says; empty: it has none. */
static struct str code_text(struct covers *covers)
{
    const struct packet *packet = covers->making->packet;
    return covers->layout.codes == CODES_NONE
               ? (struct str){0}
               : short_link_find(&covers->arena, packet->short_links,
                                 packet->documents[0]->live_url);
}

const char *covers_input(struct covers *covers, const struct digester *body,
                         const struct bundles *bundles, const struct roster_row *row,
                         const struct cover *cover, struct arena *arena)
{
    uint8_t sha256[SHA256_BYTES];
    struct digests digests = {.sha256 = sha256};
    struct digester *digester = digester_copy(&covers->arena, body, digests);
    if (!digester) {
        return NULL;
    }
    const struct packet packet = covers_packet(covers->making->packet, row, cover);
    const struct str texts[] = {packet.prepared_for,
                                packet.contact,
                                cover->stamp,
                                packet.title,
                                packet.subtitle,
                                packet.site_title,
                                packet.live_url,
                                packet.organization,
                                packet.language,
                                packet.revision,
                                covers->making->generator,
                                code_text(covers)};
    digester_add(digester, str_make((const char *)&packet.date, sizeof packet.date));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        digester_add_text(digester, texts[i]);
    }
    for (size_t i = 0; i < cover->line_count; i++) {
        digester_add_text(digester, cover->lines[i]);
    }
    add_digest_of(digester, cover->logo);
    add_digest_of(digester, cover->partner_logo);
    if (cover->text) {
        cover_text_add_digest(digester, cover->text);
    }
    bundles_digest(bundles, digester);
    digester_finish(digester);
    return digest_hex(arena, sha256, sizeof sha256);
}
