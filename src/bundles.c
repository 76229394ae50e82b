/* The PDF is laid into memory whole, as the zip wants it in one piece: it is there already,
 * but for its end. */
#include "bundles.h"

bool bundles_open(struct bundles *bundles, const struct making *making)
{
    *bundles = (struct bundles){.report = making->report};
    pieces_init(&bundles->pdf, (struct aside){0});
    arena_init_within(&bundles->arena, 0, making->budget);
    arena_init_within(&bundles->one, 0, making->budget);
    struct output_job job = make_job(making, &bundles->arena, making->report);
    struct archive_options options = output_zip_options(&job);
    options.with_pdf = true;
    options.of_many = true;
    options.progress = NULL;
    bundles->base =
        archive_begin(&bundles->arena, making->packet, &options, making->report);
    if (!bundles->base) {
        arena_clear(&bundles->arena);
    }
    return bundles->base != NULL;
}

void bundles_close(struct bundles *bundles)
{
    if (bundles->base) {
        archive_drop(bundles->base);
        pieces_clear(&bundles->pdf);
        arena_clear(&bundles->arena);
        arena_clear(&bundles->one);
    }
    *bundles = (struct bundles){0};
}

static bool make_whole(const struct pieces *pdf, struct pieces *out, struct report *report)
{
    struct aside_range range;
    pieces_init(out, (struct aside){0});
    bool ok =
        pieces_join(pdf, &out->held, report) && pieces_put_aside(out, 0, &range, report);
    if (ok) {
        pieces_add_aside(out, range);
    }
    return ok && (pieces_ok(out) || report_out_of_memory(report));
}

bool bundles_make(struct bundles *bundles, const struct packet *packet, struct str name,
                  const struct pieces *pdf, size_t page_count, struct pieces *out)
{
    arena_reset(&bundles->one);
    pieces_clear(&bundles->pdf);
    return make_whole(pdf, &bundles->pdf, bundles->report) &&
           archive_finish_one(bundles->base, &bundles->one, packet, name, &bundles->pdf,
                              page_count, out);
}

void bundles_digest(const struct bundles *bundles, struct digester *digester)
{
    if (bundles->base) {
        archive_digest(bundles->base, digester);
    }
}
