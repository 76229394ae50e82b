/* What is asked for of a list: what is made, and for which rows. */
#include "packets.h"

/* Outputs */

/* Which is made of one packet: what the recipe says of it is for that. */
static bool leave_booklet(struct request *request, struct report *report)
{
    static const char why[] = "a booklet is made of one packet, not of each in a list";
    uint32_t booklet = output_bit(STR("booklet"));
    bool asked = (request->also_bits & booklet) || request->options.output_count;
    if (!(request->output_bits & booklet)) {
        return true;
    }
    if (asked) {
        report_request_error(report, (struct place){0}, "packet-outputs", "%s", why);
        report_hint(report, "make it without a list, or name other outputs");
        return false;
    }
    report_note(report, recipe_place(&request->recipe, "handout"), "packet-outputs", "%s",
                why);
    request->output_bits &= ~booklet;
    return true;
}

/* Each row says it of its own. */
static bool check_named(const struct request *request, struct report *report)
{
    bool right = !request->options.prepared_for;
    if (!right) {
        report_request_error(report, (struct place){0}, "packet-for",
                             "'--prepared-for' names one, and the list says whom each "
                             "packet is for");
        report_hint(report, "`prepared_for` below `cover` in offprint.yml says how");
    }
    return right;
}

bool packets_choose(const struct packets *packets, struct request *request,
                    struct report *report)
{
    uint32_t pdf = output_pdf_bit();
    if (!check_named(request, report) || !request_choose_packets(request)) {
        return false;
    }
    if (!(request->output_bits & pdf)) {
        report_request_error(report, (struct place){0}, "packet-outputs",
                             "packets for a list are PDFs, which is none of the outputs");
        return false;
    }
    if (!leave_booklet(request, report)) {
        return false;
    }
    enum offprint_packets_zip zip = packets->options->zip;
    uint32_t zip_bit = output_zip_bit();
    request->output_bits &= ~(pdf | (zip == OFFPRINT_ZIP_ONE ? 0 : zip_bit));
    request->output_bits |= zip == OFFPRINT_ZIP_ALSO ? zip_bit : 0;
    return true;
}

/* Reading */

static bool is_of_part(const void *data, size_t number)
{
    const struct offprint_packets_options *options = data;
    return record_is_part(number, options->shard, options->shards);
}

static bool tell_none(const struct packets *packets, struct report *report)
{
    const struct offprint_packets_options *options = packets->options;
    if (!options->only) {
        return true; /* a shard may be empty */
    }
    report_request_error(report, (struct place){0}, "packet-only",
                         "no row of the list is '%s'", options->only);
    report_hint(report, "rows are named by their file without '.pdf', or by their number");
    return false;
}

bool packets_read(struct packets *packets, struct arena *arena, const struct site *site,
                  const struct recipe *recipe, struct report *report)
{
    const struct offprint_packets_options *options = packets->options;
    const struct roster_choice choice = {is_of_part, options, options->only};
    return roster_read(arena, options->list, site, recipe, &choice, &packets->roster,
                       report) &&
           (packets->roster.chosen_count > 0 || tell_none(packets, report));
}
