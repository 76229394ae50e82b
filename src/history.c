/* All documents are asked about at once, so that the source goes through its past once. */
#include "history.h"

#include "source/source.h"

bool history_fill(struct packet *packet, struct site *site, struct report *report)
{
    struct arena *arena = packet->arena;
    size_t count = 0;
    struct source_past *pasts =
        ARENA_ARRAY(arena, struct source_past, packet->document_count + 1);
    for (size_t i = 0; i < packet->document_count && pasts; i++) {
        const struct document *document = packet->documents[i];
        if (document->source.len) {
            pasts[count].path = document->source;
            pasts[count++].text = document->source_text;
        }
    }
    if (!pasts) {
        return report_out_of_memory(report);
    }
    if (!source_history(arena, site_source(site), pasts, count, report)) {
        return false;
    }
    for (size_t i = 0, k = 0; i < packet->document_count; i++) {
        struct document *document = packet->documents[i];
        if (document->source.len) {
            document->changed_in = pasts[k].commit;
            document->changed_day = pasts[k++].day;
        }
    }
    return true;
}
