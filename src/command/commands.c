/* The table of commands. What each does with its arguments stands in a file of its name. */
#include "command/commands.h"

#include "command/completion.h"
#include "command/diff.h"
#include "command/export.h"
#include "command/init.h"
#include "command/packets.h"
#include "command/render.h"
#include "command/sites.h"
#include "command/snapshot.h"
#include "command/surroundings.h"
#include "command/verify.h"

static bool check_render(const struct arguments *arguments, struct buf *error)
{
    bool from_input = arguments->markdown.text || arguments->liquid;
    bool input_named =
        arguments->operand_count == 1 && strcmp(arguments->operands[0], "-") == 0;
    bool right = from_input ? input_named : arguments->operand_count == 2;
    if (!right) {
        buf_add_format(error, "'render' wants %s",
                       from_input ? "'-' for standard input" : "SITE and PAGE");
    }
    bool site_only = arguments->to.index > RENDER_LINES;
    if (right && site_only && from_input) {
        buf_add_format(error, "'--to %s' wants SITE and PAGE", arguments->to.text);
        return false;
    }
    return right;
}

static enum offprint_status run_render(const struct arguments *arguments,
                                       const struct surroundings *surroundings,
                                       struct buf *output, struct buf *errors)
{
    struct render_request request = {
        .markdown = arguments->markdown.text,
        .liquid = arguments->liquid,
        .site = arguments->operand_count > 1 ? arguments->operands[0] : NULL,
        .page = arguments->operand_count > 1 ? arguments->operands[1] : NULL,
        .form =
            arguments->to.index ? (enum render_form)(arguments->to.index - 1) : RENDER_HTML,
        .depth = arguments->depth.given ? (int)arguments->depth.value : -1,
        .paper = (enum offprint_paper)arguments->paper.index,
        .live_url = arguments->live_url,
        .theme = arguments->theme,
        .theme_folder = arguments->theme_dir,
        .revision = arguments->revision,
        .layouts = arguments->layouts,
        .own_text = arguments->own_text,
        .data_folder =
            arguments->data_folder ? arguments->data_folder : surroundings->data_folder,
        .strict = arguments->strict,
        .quiet = arguments->quiet,
        .memory_bytes = arguments->memory.bytes,
        .date = surroundings->source_date,
    };
    return render_run(&request, output, errors);
}

/* A revision stays what it is. */
static bool check_watch(const struct arguments *arguments, struct buf *error)
{
    bool right = !arguments->watch || !arguments->revision;
    if (!right) {
        buf_add_text(error, "'--watch' looks at the site's folder, not at '--revision'");
    }
    return right;
}

static bool check_export(const struct arguments *arguments, struct buf *error)
{
    return check_watch(arguments, error) && packets_check(arguments, error);
}

static enum offprint_status run_export(const struct arguments *arguments,
                                       const struct surroundings *surroundings,
                                       struct buf *output, struct buf *errors)
{
    return arguments->list ? command_packets(arguments, surroundings, output, errors)
                           : command_export(arguments, surroundings, output, errors);
}

/* The table */

#define COMMON_OPTIONS (OPTION_BIT(OPTION_QUIET) | OPTION_BIT(OPTION_HELP))
#define READING_OPTIONS                                                                    \
    (COMMON_OPTIONS | OPTION_BIT(OPTION_ENTRY) | OPTION_BIT(OPTION_DEPTH) |                \
     OPTION_BIT(OPTION_REVISION) | OPTION_BIT(OPTION_HISTORY) |                            \
     OPTION_BIT(OPTION_LIVE_URL) | OPTION_BIT(OPTION_TITLE) |                              \
     OPTION_BIT(OPTION_SUBTITLE) | OPTION_BIT(OPTION_CONTACT) |                            \
     OPTION_BIT(OPTION_PREPARED_FOR) | OPTION_BIT(OPTION_DATE) |                           \
     OPTION_BIT(OPTION_ALLOW_ACTIVE) | OPTION_BIT(OPTION_LAYOUTS) |                        \
     OPTION_BIT(OPTION_OWN_TEXT) | OPTION_BIT(OPTION_BUILT) | OPTION_BIT(OPTION_STRICT) |  \
     OPTION_BIT(OPTION_OUTPUTS) | OPTION_BIT(OPTION_EPUB) | OPTION_BIT(OPTION_NAME) |      \
     OPTION_BIT(OPTION_PAPER) | OPTION_BIT(OPTION_IMAGE_DPI) | OPTION_BIT(OPTION_BEST) |   \
     OPTION_BIT(OPTION_THEME) | OPTION_BIT(OPTION_THEME_DIR) | OPTION_BIT(OPTION_DATA) |   \
     OPTION_BIT(OPTION_MEMORY) | OPTION_BIT(OPTION_FILE_LIMIT) |                           \
     OPTION_BIT(OPTION_BUNDLE_LIMIT) | OPTION_BIT(OPTION_THREADS) |                        \
     OPTION_BIT(OPTION_JSON))
#define HANDOUT_OPTIONS                                                                    \
    (OPTION_BIT(OPTION_MEDIA) | OPTION_BIT(OPTION_GREY) | OPTION_BIT(OPTION_BLEED) |       \
     OPTION_BIT(OPTION_MARKS) | OPTION_BIT(OPTION_CMYK) | OPTION_BIT(OPTION_QR) |          \
     OPTION_BIT(OPTION_SHORT_LINKS) | OPTION_BIT(OPTION_BOOKLET) |                         \
     OPTION_BIT(OPTION_CREEP) | OPTION_BIT(OPTION_FLIP) | OPTION_BIT(OPTION_BIND))
#define DIFF_OPTIONS                                                                       \
    (COMMON_OPTIONS | OPTION_BIT(OPTION_ENTRY) | OPTION_BIT(OPTION_DEPTH) |                \
     OPTION_BIT(OPTION_LIVE_URL) | OPTION_BIT(OPTION_ALLOW_ACTIVE) |                       \
     OPTION_BIT(OPTION_LAYOUTS) | OPTION_BIT(OPTION_OWN_TEXT) | OPTION_BIT(OPTION_BUILT) | \
     OPTION_BIT(OPTION_STRICT) | OPTION_BIT(OPTION_THEME_DIR) |                            \
     OPTION_BIT(OPTION_MEMORY) | OPTION_BIT(OPTION_ALL) | OPTION_BIT(OPTION_WORD) |        \
     OPTION_BIT(OPTION_STAT) | OPTION_BIT(OPTION_HTML) | OPTION_BIT(OPTION_EXIT_CODE) |    \
     OPTION_BIT(OPTION_JSON))
#define SITE_NOTE "SITE is the site's folder (default: the current one)."

static const struct command_row rows[] = {
    {
        .name = "export",
        .operands = "[SITE]",
        .summary =
            "Make the PDF packet and the zip bundle of a page and the documents it links "
            "to.",
        .example = "offprint export my-site --entry /contribute/ -o out",
        .note = SITE_NOTE,
        .operand_most = 1,
        .options = READING_OPTIONS | HANDOUT_OPTIONS | OPTION_BIT(OPTION_OUTPUT) |
                   OPTION_BIT(OPTION_STICK) | OPTION_BIT(OPTION_WATCH) |
                   OPTION_BIT(OPTION_OPEN) | OPTION_BIT(OPTION_FOR) |
                   OPTION_BIT(OPTION_ONLY) | OPTION_BIT(OPTION_SHARD) |
                   OPTION_BIT(OPTION_KEEP_GOING) | OPTION_BIT(OPTION_RESUME) |
                   OPTION_BIT(OPTION_ZIP),
        .check = check_export,
        .run = run_export,
        .refuse = command_refuse,
    },
    {
        .name = "check",
        .operands = "[SITE]",
        .summary = "Make the same, write nothing, report what export would.",
        .example = "offprint check my-site --entry /contribute/ --strict",
        .note = SITE_NOTE,
        .operand_most = 1,
        .options = READING_OPTIONS | HANDOUT_OPTIONS | OPTION_BIT(OPTION_WATCH),
        .check = check_watch,
        .run = command_check,
        .refuse = command_refuse,
    },
    {
        .name = "packets",
        .operands = "merge DIR",
        .summary = "Make the record of a whole list of those of its parts (--shard).",
        .example = "offprint packets merge out",
        .note = "DIR is the folder that the parts were made into. Status 1: a part is not "
                "finished, or rows failed.",
        .operand_least = 2,
        .operand_most = 2,
        .options = COMMON_OPTIONS,
        .check = merge_check,
        .run = command_merge,
    },
    {
        .name = "sites",
        .operands = "LIST",
        .summary = "Make the same of each site of a list, and a record of them.",
        .example = "offprint sites sites.yml -o out",
        .note = "LIST is YAML: a list of mappings, of which each has 'source', a site's "
                "folder (doc/packets.md). A site that fails stops none of the others; the "
                "status is the gravest.",
        .operand_least = 1,
        .operand_most = 1,
        .options = COMMON_OPTIONS | OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_SHARD) |
                   OPTION_BIT(OPTION_OUTPUTS) | OPTION_BIT(OPTION_EPUB) |
                   OPTION_BIT(OPTION_DEPTH) | OPTION_BIT(OPTION_DATE) |
                   OPTION_BIT(OPTION_PAPER) | OPTION_BIT(OPTION_IMAGE_DPI) |
                   OPTION_BIT(OPTION_BEST) | OPTION_BIT(OPTION_THEME) |
                   OPTION_BIT(OPTION_DATA) | OPTION_BIT(OPTION_MEMORY) |
                   OPTION_BIT(OPTION_FILE_LIMIT) | OPTION_BIT(OPTION_BUNDLE_LIMIT) |
                   OPTION_BIT(OPTION_THREADS) | OPTION_BIT(OPTION_STRICT) |
                   OPTION_BIT(OPTION_ALLOW_ACTIVE) | OPTION_BIT(OPTION_HISTORY) |
                   OPTION_BIT(OPTION_OWN_TEXT) | OPTION_BIT(OPTION_JSON),
        .run = command_sites,
        .refuse = sites_refuse,
    },
    {
        .name = "snapshot",
        .operands = "[SITE]",
        .summary = "Add a bundle of the site to a chain of snapshots, if words, links or "
                   "files changed since the newest there, and say what changed.",
        .example = "offprint snapshot my-site --revision v1 -o snapshots",
        .note =
            "SITE is the site's folder (default: the current one). The snapshot is "
            "NAME-DATE.zip in the folder, with the PDF in it; each names the digest of the "
            "one before it. Status 0, whether anything changed or not.",
        .operand_most = 1,
        .options = READING_OPTIONS | OPTION_BIT(OPTION_OUTPUT),
        .run = command_snapshot,
        .refuse = snapshot_refuse,
    },
    {
        .name = "log",
        .operands = "[DIR]",
        .summary =
            "List the snapshots of a folder, and whether each follows the one before "
            "it.",
        .example = "offprint log snapshots --stat",
        .note =
            "DIR is the folder of snapshots (default: snapshots). Status 0: each follows "
            "the one before it; 1: one does not; 2: there is no such folder.",
        .operand_most = 1,
        .options = COMMON_OPTIONS | OPTION_BIT(OPTION_STAT) | OPTION_BIT(OPTION_MEMORY) |
                   OPTION_BIT(OPTION_JSON),
        .run = command_log,
        .refuse = log_refuse,
    },
    {
        .name = "verify",
        .operands = "FILE|FOLDER...",
        .summary =
            "Say whether bundles, chains of snapshots and signed files are whole, and "
            "what that proves.",
        .example = "offprint verify out/contribute.zip --key minisign.pub",
        .note =
            "FILE is a bundle (zip), or any file with a signature (FILE.minisig) or a time "
            "stamp (FILE.tsr) beside it; FOLDER is an unpacked bundle, or holds snapshots "
            "(zips), each of which names the one before it. Status 0: all are whole; 1: "
            "something is not; 2: something is not there.",
        .operand_least = 1,
        .options = COMMON_OPTIONS | OPTION_BIT(OPTION_KEY) | OPTION_BIT(OPTION_TSA) |
                   OPTION_BIT(OPTION_MEMORY) | OPTION_BIT(OPTION_JSON),
        .run = command_verify,
        .refuse = verify_refuse,
    },
    {
        .name = "diff",
        .operands = "OLD NEW | DIR",
        .summary = "Tell what changed between two bundles, sites or revisions of a site: "
                   "words, moves, links, files and markup apart.",
        .example = "offprint diff policies@v1 policies --html changes.html",
        .note =
            "OLD and NEW are each a bundle (its zip or its folder), a site's folder, or "
            "REPO@REV, a revision of a site in a git repository. DIR is a folder of "
            "snapshots (NAME-DATE.zip), of which the newest is compared with the one "
            "before it.",
        .operand_least = 1,
        .operand_most = 2,
        .options = DIFF_OPTIONS,
        .run = command_diff,
        .refuse = diff_refuse,
    },
    {
        .name = "init",
        .operands = "[SITE]",
        .summary = "Write a recipe, offprint.yml, for a site that has none: its front page "
                   "as the entry, all else as comments.",
        .example = "offprint init my-site",
        .note = SITE_NOTE,
        .operand_most = 1,
        .options = COMMON_OPTIONS,
        .run = command_init,
    },
    {
        .name = "render",
        .operands = "SITE PAGE | --markdown DIALECT - | --liquid -",
        .summary =
            "Print a page's HTML fragment as its site would show it, or what another stage "
            "makes of it.",
        .example = "offprint render my-site _pages/contribute.md",
        .operand_most = 2,
        .options =
            COMMON_OPTIONS | OPTION_BIT(OPTION_MARKDOWN) | OPTION_BIT(OPTION_LIQUID) |
            OPTION_BIT(OPTION_TO) | OPTION_BIT(OPTION_REVISION) |
            OPTION_BIT(OPTION_LAYOUTS) | OPTION_BIT(OPTION_OWN_TEXT) |
            OPTION_BIT(OPTION_DEPTH) | OPTION_BIT(OPTION_PAPER) | OPTION_BIT(OPTION_THEME) |
            OPTION_BIT(OPTION_THEME_DIR) | OPTION_BIT(OPTION_LIVE_URL) |
            OPTION_BIT(OPTION_DATA) | OPTION_BIT(OPTION_MEMORY) | OPTION_BIT(OPTION_STRICT),
        .check = check_render,
        .run = run_render,
    },
    {
        .name = "completion",
        .operands = "bash|zsh|fish",
        .summary = "Print what makes a shell complete commands, options and their values.",
        .example = "source <(offprint completion bash)",
        .operand_least = 1,
        .operand_most = 1,
        .options = COMMON_OPTIONS,
        .check = completion_check,
        .run = command_completion,
    },
};

const struct command_table command_table = {
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .options = COMMON_OPTIONS | OPTION_BIT(OPTION_VERSION) | OPTION_BIT(OPTION_MAN_PAGE),
};
