/* The option wins over the recipe, which names a file of its site. */
#include "handout.h"

#include "base/unread.h"
#include "output.h"
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

/* A profile that the recipe names is a file of its site. */
static bool read_profile(struct arena *arena, const struct request *request,
                         const struct site *site, struct unread *file, struct str *out,
                         struct report *report)
{
    const char *path = request->handout.cmyk;
    struct str name = request->recipe.handout.cmyk;
    enum file_status status =
        path ? file_read_path(arena, path, PRESS_BYTES_LIMIT, out)
             : site_read_named(arena, arena, site, name, PRESS_BYTES_LIMIT, &name, out);
    *file = (struct unread){.code = "press-profile",
                            .what = "the profile of the press",
                            .path = path ? str_from(path) : name,
                            .limit_bytes = PRESS_BYTES_LIMIT,
                            .asked = path != NULL};
    if (!path) {
        file->place = recipe_place(&request->recipe, "handout");
    }
    return status == FILE_OK || unread_tell(file, status, report);
}

bool handout_open_press(struct arena *arena, const struct request *request,
                        const struct site *site, const struct press **out,
                        struct report *report)
{
    struct unread file;
    struct str icc;
    *out = NULL;
    if (!request_handout(request).inked) {
        return true;
    }
    if (read_profile(arena, request, site, &file, &icc, report)) {
        *out = press_open(arena, icc, file.path, file.place, report);
    }
    return *out != NULL;
}

/* What is for press alone, where it was typed; a recipe may name it for when it is. */
static bool check_press(const struct request *request)
{
    const struct offprint_handout_options *said = &request->handout;
    const char *name = said->has_bleed ? "--bleed"
                       : said->marks   ? "--marks"
                       : said->cmyk    ? "--cmyk"
                                       : NULL;
    bool right = !name || request_handout(request).media == MEDIA_PRESS;
    if (!right) {
        report_request_error(request->report, (struct place){0}, "handout-press",
                             "'%s' is for what is printed on a press", name);
        report_hint(request->report, "--media press makes the PDF for one");
    }
    if (said->cmyk && said->grey) {
        report_request_error(request->report, (struct place){0}, "handout-press",
                             "'--cmyk' and '--grey' exclude each other");
        right = false;
    }
    return right;
}

/* The same of what is for booklets alone. */
static bool check_booklet(const struct request *request)
{
    const struct offprint_handout_options *said = &request->handout;
    const char *name = said->has_creep ? "--creep"
                       : said->flip    ? "--flip"
                       : said->binding ? "--bind"
                                       : NULL;
    bool right = !name || (request->output_bits & output_bit(STR("booklet")));
    if (!right) {
        report_request_error(request->report, (struct place){0}, "handout-booklet",
                             "'%s' is for a booklet, which is not made", name);
        report_hint(request->report, "--booklet makes one");
    }
    return right;
}

/* The same of what is for PDFs alone; a paper may be that of a list of sites, of which
 * some have one. */
static bool check_pdf(const struct request *request)
{
    const struct offprint_handout_options *said = &request->handout;
    uint32_t pdfs = output_pdf_bit() | output_bit(STR("booklet"));
    const char *name = said->qr > OFFPRINT_QR_NONE            ? "--qr"
                       : said->short_links                    ? "--short-links"
                       : said->media > OFFPRINT_MEDIA_DEFAULT ? "--media"
                       : said->grey                           ? "--grey"
                                                              : NULL;
    bool right = !name || (request->output_bits & pdfs);
    if (request->options.paper && !(request->output_bits & pdfs)) {
        report_note(request->report, (struct place){0}, "handout-paper",
                    "'--paper' changes nothing: neither a PDF nor a booklet is made");
    }
    if (!right) {
        report_request_error(request->report, (struct place){0}, "handout-pdf",
                             "'%s' is for a PDF or a booklet, neither of which is made",
                             name);
        report_hint(request->report, "--outputs pdf makes a PDF");
    }
    return right;
}

bool handout_check(const struct request *request)
{
    bool press = check_press(request), pdf = check_pdf(request);
    return check_booklet(request) && press && pdf;
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
