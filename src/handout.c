/* The option wins over the recipe, which names a file of its site. */
#include "handout.h"

#include "roster/roster.h"

bool handout_read_short_links(struct arena *arena, const struct request *request,
                              const struct site *site, struct short_links **out,
                              struct report *report)
{
    const char *path = request->handout.short_links;
    struct str name = request->recipe.handout.short_links;
    *out = NULL;
    if (!path && name.len == 0) {
        return true;
    }
    struct short_links *links = ARENA_NEW(arena, struct short_links);
    if (!links) {
        return report_out_of_memory(report);
    }
    *out = links;
    return roster_read_short_links(
        arena, path, site, name, recipe_place(&request->recipe, "handout"), links, report);
}

bool handout_check_codes(const struct request *request, const struct packet *packet,
                         struct report *report)
{
    if (request_handout(request).codes == CODES_NONE ||
        packet->documents[0]->live_url.len) {
        return true;
    }
    report_request_error(report, (struct place){0}, "qr-address",
                         "there is nothing that QR codes could say: no live address of the "
                         "site is known");
    report_hint(report, "--live-url, or `live_url` in offprint.yml, gives it");
    return false;
}
