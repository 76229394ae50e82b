/* What is asked for of a list: what is made, and for which rows. */
#include "packets.h"

#include <stdio.h>

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

bool packets_choose(const struct packets *packets, struct request *request,
                    struct report *report)
{
    uint32_t pdf = output_pdf_bit();
    if (!request_choose_packets(request)) {
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
    bool one_zip = packets->options->zip == OFFPRINT_ZIP_ONE;
    request->output_bits &= ~(pdf | (one_zip ? 0 : output_zip_bit()));
    return true;
}

/* Reading */

static bool is_number(const char *text, size_t number)
{
    char printed[24];
    (void)snprintf(printed, sizeof printed, "%zu", number);
    return strcmp(text, printed) == 0;
}

static bool is_asked(const struct offprint_packets_options *options,
                     const struct roster_row *row, bool by_name)
{
    if (!record_is_part(row->number, options->shard, options->shards)) {
        return false;
    }
    return !options->only || (by_name ? str_is(row->name, options->only)
                                      : is_number(options->only, row->number));
}

/* A file's name that is a number is not taken for a row's. */
static bool is_named(const struct packets *packets)
{
    const char *only = packets->options->only;
    bool named = false;
    for (size_t i = 0; only && !named && i < packets->roster.row_count; i++) {
        named = str_is(packets->roster.rows[i].name, only);
    }
    return named;
}

/* Of what is wrong with the list, what is not another row's alone. */
static bool is_wanted(void *data, struct place place)
{
    const struct packets *packets = data;
    const struct roster *roster = &packets->roster;
    size_t low = 0, high = roster->row_count; /* the last row that begins at the line */
    if (!place.line || roster->in_recipe || !str_eq(place.file, roster->file)) {
        return true;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        bool before = roster->rows[middle].first_line <= place.line;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    return low == 0 || is_asked(packets->options, &roster->rows[low - 1], packets->by_name);
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

/* The faults of the rows that are asked for. What is told of others does not count; where
 * there is too much of that to know of a row, it is said. */
static void adopt_faults(struct packets *packets, struct report *own, struct report *report)
{
    const struct offprint_packets_options *options = packets->options;
    if (!options->only && !options->shards) {
        report_adopt(report, own);
        return;
    }
    report_adopt_some(report, own, is_wanted, packets);
    if (report_is_cut(own) && packets_has_failed(packets)) {
        report_error(report, (struct place){.file = packets->roster.file}, "packet-list",
                     "so much is wrong with the list that not all of it can be told of the "
                     "rows asked for");
        report_hint(report, "mend what is told without --only and --shard");
    }
    report_free(own);
}

bool packets_has_failed(const struct packets *packets)
{
    bool failed = false;
    for (size_t i = 0; !failed && i < packets->chosen_count; i++) {
        failed = packets->chosen[i]->failed;
    }
    return failed;
}

bool packets_read(struct packets *packets, struct arena *arena, const struct site *site,
                  const struct recipe *recipe, struct report *report)
{
    struct roster *roster = &packets->roster;
    struct report *own = report_new_beside(report);
    if (!own) {
        return report_out_of_memory(report);
    }
    if (!roster_read(arena, packets->options->list, site, recipe, roster, own)) {
        report_adopt(report, own);
        return false;
    }
    packets->by_name = is_named(packets);
    packets->chosen = ARENA_ARRAY(arena, struct roster_row *, roster->row_count);
    for (size_t i = 0; packets->chosen && i < roster->row_count; i++) {
        if (is_asked(packets->options, &roster->rows[i], packets->by_name)) {
            packets->chosen[packets->chosen_count++] = &roster->rows[i];
        }
    }
    adopt_faults(packets, own, report);
    return packets->chosen ? packets->chosen_count > 0 || tell_none(packets, report)
                           : report_out_of_memory(report);
}
