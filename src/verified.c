/* offprint_verify() of offprint.h: what verify/ finds, as its structures have it. */
#include "offprint.h"

#include "kept.h"
#include "status.h"
#include "verify/verify.h"

static const char *text_or_null(struct str text)
{
    return text.len ? text.ptr : NULL; /* from an arena: it ends in a NUL */
}

static const struct offprint_finding *list_findings(struct arena *arena,
                                                    const struct checked *checked)
{
    struct offprint_finding *out =
        ARENA_ARRAY(arena, struct offprint_finding, checked->finding_count + 1);
    for (size_t i = 0; out && i < checked->finding_count; i++) {
        const struct finding *finding = &checked->findings[i];
        out[i] = (struct offprint_finding){.kind = finding_class_name(finding->class),
                                           .error = finding->error,
                                           .path = text_or_null(finding->path),
                                           .text = text_or_null(finding->text),
                                           .expected = text_or_null(finding->expected),
                                           .found = text_or_null(finding->found)};
    }
    return out;
}

static const struct offprint_proof *list_proofs(struct arena *arena,
                                                const struct checked *checked)
{
    struct offprint_proof *out =
        ARENA_ARRAY(arena, struct offprint_proof, checked->proof_count + 1);
    for (size_t i = 0; out && i < checked->proof_count; i++) {
        const struct proof *proof = &checked->proofs[i];
        out[i] = (struct offprint_proof){.kind = proof_kind_name(proof->kind),
                                         .holds = proof->holds,
                                         .by = text_or_null(proof->by),
                                         .proves = text_or_null(proof->proves),
                                         .not_proved = proof->not_proved};
    }
    return out;
}

static void list_items(struct arena *arena, const struct checked *checked, size_t count,
                       struct offprint_verify_result *result)
{
    static const char *const kinds[] = {
        [CHECKED_BAG] = "bag", [CHECKED_CHAIN] = "chain", [CHECKED_FILE] = "file"};
    struct offprint_verified *out = ARENA_ARRAY(arena, struct offprint_verified, count + 1);
    for (size_t i = 0; out && i < count; i++) {
        const struct checked *from = &checked[i];
        out[i] = (struct offprint_verified){.kind = kinds[from->kind],
                                            .path = from->path.ptr,
                                            .good = from->good,
                                            .files = from->files,
                                            .bytes = from->bytes,
                                            .title = text_or_null(from->title),
                                            .date = text_or_null(from->date),
                                            .previous = text_or_null(from->previous),
                                            .sha512 = text_or_null(from->sha512),
                                            .findings = list_findings(arena, from),
                                            .finding_count = from->finding_count,
                                            .further_findings = from->further_findings,
                                            .proofs = list_proofs(arena, from),
                                            .proof_count = from->proof_count};
        result->status = from->good ? result->status : OFFPRINT_CONTENT_ERRORS;
    }
    if (!arena_failed(arena)) {
        result->items = out;
        result->item_count = count;
    }
}

static void finish_report(struct kept *kept, struct report *report, bool looked,
                          struct offprint_verify_result *result)
{
    if (report_crossed_budget(report)) {
        (void)report_out_of_memory(report);
    }
    status_explain(report, looked, false);
    enum offprint_status own = status_of(report, looked, false);
    result->status = own > result->status ? own : result->status;
    kept_reports(kept, report, &result->report_text, &result->report_json);
}

/* What the caller's structure holds. */
static bool take_options(const struct offprint_verify_options *given,
                         struct offprint_verify_options *out)
{
    size_t size = given && given->struct_size ? given->struct_size : sizeof *out;
    *out = (struct offprint_verify_options){0};
    if (!given || size != sizeof *out) {
        return false;
    }
    memcpy(out, given, size);
    return out->path && *out->path;
}

static void look(struct kept *kept, const struct offprint_verify_options *options,
                 struct report *report, struct offprint_verify_result *result)
{
    struct verify_options how = {.key = options->key, .authority = options->tsa};
    struct checked *checked;
    size_t count;
    report_set_budget(report, &kept->budget);
    bool looked = verify_path(&kept->arena, options->path, &how, &checked, &count, report);
    list_items(&kept->arena, checked, count, result);
    looked = looked && (!arena_failed(&kept->arena) || report_out_of_memory(report));
    finish_report(kept, report, looked, result);
}

enum offprint_status offprint_verify(const struct offprint_verify_options *given,
                                     struct offprint_verify_result *result)
{
    struct offprint_verify_options options;
    if (!result) {
        return OFFPRINT_WRONG_USAGE;
    }
    *result = (struct offprint_verify_result){.status = OFFPRINT_WRONG_USAGE};
    if (!take_options(given, &options)) {
        return result->status;
    }
    struct report *report = report_new();
    struct kept *kept = kept_new(sizeof *kept, options.memory_bytes);
    result->memory = kept;
    result->status = report && kept ? OFFPRINT_MADE : OFFPRINT_SYSTEM_FAILED;
    if (report && kept) {
        look(kept, &options, report, result);
    }
    report_free(report);
    return result->status;
}

void offprint_verify_result_clear(struct offprint_verify_result *result)
{
    struct kept *kept = result ? result->memory : NULL;
    kept_free(kept);
    if (result) {
        *result = (struct offprint_verify_result){0};
    }
}
