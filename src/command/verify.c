/* The command that looks at bundles again: of each path a verdict, what is wrong, and what
 * each proof shows and does not. doc/verify.md describes the JSON. */
#include "command/verify.h"

#include "base/gate.h"
#include "base/number.h"
#include "base/utf8.h"
#include "command/export.h"

#define SHOWN_OF_A_KIND 20
#define DIGEST_SHOWN 16

/* For people */

static void add_verdict(struct buf *out, const struct offprint_verified *item)
{
    bool chain = strcmp(item->kind, "chain") == 0, bag = strcmp(item->kind, "bag") == 0;
    buf_add_visible(out, str_from(item->path));
    buf_add_text(out, item->good ? ": " : ": NOT ");
    buf_add_text(out, chain || bag ? "whole" : "proved"); /* of a file it is not known */
    if (chain || bag) {
        buf_add_text(out, item->good ? ": " : ", ");
        number_add_grouped(out, item->files);
        buf_add_text(out, chain ? " snapshot" : " file");
        buf_add_text(out, item->files == 1 ? "" : "s");
    }
    if (bag) {
        buf_add_text(out, ", ");
        number_add_size(out, item->bytes);
    }
    if (chain) {
        buf_add_text(out, " in a chain");
    }
    buf_add_byte(out, '\n');
}

/* The beginning of a digest tells it apart from another one. */
static void add_value(struct buf *out, const char *before, const char *value)
{
    struct str text = str_from(value);
    buf_add_text(out, before);
    buf_add_visible(out, str_sub(text, 0, text.len > 40 ? DIGEST_SHOWN : text.len));
    buf_add_text(out, text.len > 40 ? "…" : "");
}

static void add_finding(struct buf *out, const struct offprint_finding *finding)
{
    buf_add_format(out, "  %s: ", finding->error ? finding->kind : "note");
    if (finding->path) {
        buf_add_visible(out, str_from(finding->path));
        buf_add_text(out, ": ");
    }
    buf_add_visible(out, str_from(finding->text));
    if (finding->expected && finding->found) {
        add_value(out, " (expected ", finding->expected);
        add_value(out, ", found ", finding->found);
        buf_add_text(out, ")");
    } else if (finding->found) {
        add_value(out, " (", finding->found);
        buf_add_text(out, ")");
    }
    buf_add_byte(out, '\n');
}

static void add_more(struct buf *out, size_t count, const char *kind)
{
    if (count) {
        buf_add_format(out, "  %s: ", kind);
        number_add_grouped(out, count);
        buf_add_text(out, " more; --json has them\n");
    }
}

static void add_findings(struct buf *out, const struct offprint_verified *item, bool quiet)
{
    size_t shown = 0, hidden = 0;
    const char *kind = "";
    for (size_t i = 0; i < item->finding_count; i++) {
        const struct offprint_finding *finding = &item->findings[i];
        if (strcmp(kind, finding->kind) != 0) {
            add_more(out, hidden, kind);
            kind = finding->kind;
            shown = hidden = 0;
        }
        if (quiet && !finding->error) {
            continue;
        }
        if (shown < SHOWN_OF_A_KIND) {
            add_finding(out, finding);
            shown++;
        } else {
            hidden++;
        }
    }
    add_more(out, hidden, kind);
    add_more(out, item->further_findings, "of all kinds");
}

static void add_proof(struct buf *out, const struct offprint_proof *proof)
{
    buf_add_text(out, proof->holds ? "  proved by " : "  not proved by ");
    buf_add_text(out, proof->kind);
    if (proof->by) {
        buf_add_text(out, " (");
        buf_add_visible(out, str_from(proof->by));
        buf_add_text(out, ")");
    }
    if (proof->holds) {
        buf_add_text(out, ": ");
        buf_add_visible(out, str_from(proof->proves));
        buf_add_format(out, "; not: %s\n", proof->not_proved);
    } else {
        buf_add_byte(out, '\n');
    }
}

static void add_text(struct buf *out, const struct offprint_verify_result *result,
                     bool quiet)
{
    for (size_t i = 0; i < result->item_count; i++) {
        const struct offprint_verified *item = &result->items[i];
        if (quiet && item->good) {
            continue;
        }
        add_verdict(out, item);
        add_findings(out, item, quiet);
        for (size_t k = 0; k < item->proof_count && !quiet; k++) {
            add_proof(out, &item->proofs[k]);
        }
    }
}

/* For machines */

static void add_member(struct buf *out, const char *before, const char *name,
                       const char *text)
{
    struct str value = str_from(text);
    struct buf visible = {.part_of = out};
    if (!text) {
        return;
    }
    if (utf8_find_invalid(value) != STR_NONE) {
        buf_add_visible(&visible, value);
        value = buf_str(&visible);
    }
    buf_add_format(out, "%s\"%s\": ", before, name);
    gate_add_json_text(out, value);
    buf_clear(&visible);
}

static void add_finding_json(struct buf *out, const struct offprint_finding *finding)
{
    add_member(out, "{", "kind", finding->kind);
    buf_add_format(out, ", \"error\": %s", finding->error ? "true" : "false");
    add_member(out, ", ", "path", finding->path);
    add_member(out, ", ", "text", finding->text);
    add_member(out, ", ", "expected", finding->expected);
    add_member(out, ", ", "found", finding->found);
    buf_add_byte(out, '}');
}

static void add_proof_json(struct buf *out, const struct offprint_proof *proof)
{
    add_member(out, "{", "kind", proof->kind);
    buf_add_format(out, ", \"holds\": %s", proof->holds ? "true" : "false");
    add_member(out, ", ", "by", proof->by);
    add_member(out, ", ", "proves", proof->proves);
    add_member(out, ", ", "not_proved", proof->not_proved);
    buf_add_byte(out, '}');
}

static void add_item_json(struct buf *out, const struct offprint_verified *item)
{
    static const char next[] = ",\n      ";
    add_member(out, "\n    {\n      ", "kind", item->kind);
    add_member(out, next, "path", item->path);
    buf_add_format(out, "%s\"good\": %s", next, item->good ? "true" : "false");
    buf_add_format(out, "%s\"files\": %zu%s\"bytes\": ", next, item->files, next);
    buf_add_unsigned(out, item->bytes);
    add_member(out, next, "title", item->title);
    add_member(out, next, "date", item->date);
    add_member(out, next, "previous", item->previous);
    add_member(out, next, "sha512", item->sha512);
    buf_add_format(out, "%s\"findings\": [", next);
    for (size_t i = 0; i < item->finding_count; i++) {
        buf_add_text(out, i ? ",\n        " : "\n        ");
        add_finding_json(out, &item->findings[i]);
    }
    buf_add_format(out, "]%s\"further_findings\": %zu%s\"proofs\": [", next,
                   item->further_findings, next);
    for (size_t i = 0; i < item->proof_count; i++) {
        buf_add_text(out, i ? ",\n        " : "\n        ");
        add_proof_json(out, &item->proofs[i]);
    }
    buf_add_text(out, "]\n    }");
}

/* All paths */

struct answers {
    enum offprint_status status;
    struct buf *items, *diagnostics; /* of the JSON */
    const char *comma, *next;
};

static void add_json(struct answers *answers, const struct offprint_verify_result *result)
{
    for (size_t i = 0; i < result->item_count; i++) {
        buf_add_text(answers->items, answers->comma);
        add_item_json(answers->items, &result->items[i]);
        answers->comma = ",";
    }
    struct str list = str_trim(str_from(result->report_json));
    list = list.len > 2 ? str_trim(str_sub(list, 1, list.len - 1)) : (struct str){0};
    if (list.len) {
        buf_add_format(answers->diagnostics, "%s\n    ", answers->next);
        buf_add(answers->diagnostics, list);
        answers->next = ",";
    }
}

static void verify_one(const struct arguments *arguments, const char *path,
                       struct answers *answers, struct buf *output, struct buf *errors)
{
    struct offprint_verify_options options = {.struct_size = sizeof options,
                                              .path = path,
                                              .key = arguments->key,
                                              .tsa = arguments->tsa,
                                              .memory_bytes = arguments->memory.bytes};
    struct offprint_verify_result result;
    enum offprint_status status = offprint_verify(&options, &result);
    answers->status = status > answers->status ? status : answers->status;
    if (arguments->json) {
        add_json(answers, &result);
    } else {
        command_add_report(errors, status, result.report_text);
        add_text(output, &result, arguments->quiet);
    }
    offprint_verify_result_clear(&result);
}

static void add_answers(struct buf *out, const struct answers *answers)
{
    buf_add_format(out, "{\n  \"version\": \"%s\",\n  \"status\": %d,\n  \"verified\": [",
                   offprint_version(), (int)answers->status);
    buf_add(out, buf_str(answers->items));
    buf_add_text(out, answers->items->len ? "\n  ],\n  \"diagnostics\": ["
                                          : "],\n  \"diagnostics\": [");
    buf_add(out, buf_str(answers->diagnostics));
    buf_add_text(out, answers->diagnostics->len ? "\n  ]\n}\n" : "]\n}\n");
}

void verify_refuse(struct buf *output, const char *diagnostics)
{
    struct buf items = {.part_of = output}, list = {.part_of = output};
    struct answers answers = {OFFPRINT_WRONG_USAGE, &items, &list, "", ""};
    struct offprint_verify_result result = {.report_json = diagnostics};
    add_json(&answers, &result);
    add_answers(output, &answers);
    buf_clear(&list);
}

enum offprint_status command_verify(const struct arguments *arguments,
                                    const struct surroundings *surroundings,
                                    struct buf *output, struct buf *errors)
{
    struct buf items = {.part_of = output}, diagnostics = {.part_of = output};
    struct answers answers = {.status = OFFPRINT_MADE,
                              .items = &items,
                              .diagnostics = &diagnostics,
                              .comma = "",
                              .next = ""};
    (void)surroundings;
    for (size_t i = 0; i < arguments->operand_count; i++) {
        verify_one(arguments, arguments->operands[i], &answers, output, errors);
    }
    if (arguments->json) {
        add_answers(output, &answers);
    }
    buf_clear(&items);
    buf_clear(&diagnostics);
    return answers.status;
}
