/* START-HERE.html and README.txt, in the packet's language, or in English. The start page
 * needs no other file: opened inside an archive that is not unpacked yet, it must still say
 * what to do. Unpacked, it has the script of the other pages, for the theme alone. */
#include "archive/parts.h"
#include "archive/script.h"
#include "archive/style.h"
#include "archive/text.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/gate.h"
#include "base/language.h"

/* What the page says is of one language. */
static struct str page_language(const struct packet *packet)
{
    return phrases_have(packet->language) ? packet->language : STR("en");
}

static void add_head(const struct catalog *catalog, struct buf *out)
{
    struct str language = page_language(catalog->packet);
    struct buf style = {.part_of = out};
    uint8_t digest[SHA256_BYTES];
    style_add_start(theme_or_default(catalog->packet->theme), &style);
    digest_sha256(buf_str(&style), digest);
    buf_add_format(out,
                   "<!DOCTYPE html>\n<html lang=\"%.*s\" dir=\"%s\">\n<head>\n"
                   "<meta http-equiv=\"Content-Security-Policy\" "
                   "content=\"default-src 'none'; script-src 'self'; style-src 'sha256-",
                   STR_ARG(language),
                   direction_name(language_is_right_to_left(language) ? RIGHT_TO_LEFT
                                                                      : LEFT_TO_RIGHT));
    buf_add_base64(out, str_make((const char *)digest, sizeof digest), base64_plain);
    buf_add_text(out, "'; base-uri 'none'; form-action 'none'\">\n"
                      "<meta charset=\"utf-8\">\n<title>");
    text_add_html(out, catalog->packet->title);
    buf_add_text(out, "</title>\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"referrer\" content=\"no-referrer\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n<style>");
    buf_add(out, buf_str(&style));
    buf_add_text(out, "</style>\n");
    script_add(language, "data/", out);
    buf_add_text(out, "</head>\n<body>\n<main>\n");
    buf_clear(&style);
}

/* The packet's own words may be of another language than the page's. */
static void add_heading(const struct packet *packet, struct buf *out)
{
    struct str language = page_language(packet);
    buf_add_text(out, "<h1>");
    text_add_foreign(out, language, packet->title, packet->language);
    buf_add_text(out, "</h1>\n");
    if (packet->subtitle.len) {
        buf_add_text(out, "<p class=\"subtitle\">");
        text_add_foreign(out, language, packet->subtitle, packet->language);
        buf_add_text(out, "</p>\n");
    }
}

/* "Prepared for Example, 3 documents, as of 15 July 2021" */
static void add_state(const struct packet *packet, struct buf *out)
{
    struct str language = page_language(packet);
    buf_add_text(out, "<p class=\"provenance\">");
    if (packet->prepared_for.len) {
        text_open_phrase(out, language, PHRASE_PREPARED_FOR_WHOM);
        text_add_name(out, language, packet->prepared_for);
        text_close_phrase(out, language, PHRASE_PREPARED_FOR_WHOM);
        buf_add_text(out, " \xc2\xb7 ");
    }
    phrase_add_count(out, language, PHRASE_DOCUMENT_COUNT, packet->document_count);
    if (packet->date != DATE_NONE) {
        text_add_phrase(out, language, PHRASE_COMMA);
        text_open_phrase(out, language, PHRASE_STATE_OF);
        text_add_day(out, language, packet->date);
        text_close_phrase(out, language, PHRASE_STATE_OF);
    }
    buf_add_text(out, "</p>\n");
}

static void add_pdf_door(const struct catalog *catalog, struct buf *out)
{
    struct str language = page_language(catalog->packet);
    buf_add_format(out, " <a href=\"data/%.*s\">", STR_ARG(catalog->pdf_name));
    text_add_phrase(out, language, PHRASE_OPEN_PDF);
    buf_add_text(out, "</a> <span class=\"kind\">");
    if (catalog->pdf_page_count) {
        phrase_add_count(out, language, PHRASE_PAGE_COUNT, catalog->pdf_page_count);
        text_add_phrase(out, language, PHRASE_COMMA);
    }
    phrase_add_size(out, language, catalog->pdf->byte_count);
    buf_add_text(out, "</span>");
}

static void add_doors(const struct catalog *catalog, struct buf *out)
{
    struct str language = page_language(catalog->packet);
    buf_add_text(out, "<div class=\"first\"><p><strong>");
    text_add_phrase(out, language, PHRASE_UNPACK);
    text_add_gap(out);
    buf_add_text(out, "</strong>");
    text_add_phrase(out, language, PHRASE_UNPACK_WHY);
    buf_add_text(out, "</p></div>\n<p class=\"open\"><a href=\"data/index.html\">");
    text_add_phrase(out, language, PHRASE_OPEN_PAGES);
    buf_add_text(out, "</a>");
    if (catalog->with_pdf) {
        add_pdf_door(catalog, out);
    }
    buf_add_text(out, "</p>\n");
}

static void add_documents(const struct catalog *catalog, struct buf *out)
{
    const struct packet *packet = catalog->packet;
    struct str language = page_language(packet);
    buf_add_text(out, "<h2>");
    text_add_phrase(out, language, PHRASE_DOCUMENTS);
    buf_add_text(out, "</h2>\n<ol class=\"rows\">\n");
    for (size_t i = 0; i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        buf_add_format(out, "<li><a href=\"data/%.*s\">",
                       STR_ARG(catalog_page(catalog, document)));
        text_add_title(out, language, document);
        buf_add_text(out, "</a> <span class=\"about\">");
        phrase_add_count(out, language, PHRASE_WORD_COUNT, document->word_count);
        buf_add_text(out, "</span></li>\n");
    }
    buf_add_text(out, "</ol>\n");
}

static void add_verify(struct str language, struct buf *out)
{
    buf_add_text(out, "<h2>");
    text_add_phrase(out, language, PHRASE_IS_IT_WHOLE);
    buf_add_text(out, "</h2>\n<p>");
    text_add_phrase(out, language, PHRASE_BAG);
    buf_add_format(out, "</p>\n<pre%s tabindex=\"0\" role=\"region\" aria-label=\"",
                   language_is_right_to_left(language) ? " dir=\"ltr\"" : "");
    text_add_phrase(out, language, PHRASE_COMMANDS);
    buf_add_text(out, "\"><code>sha256sum -c manifest-sha256.txt\n"
                      "sha256sum -c tagmanifest-sha256.txt</code></pre>\n<p>");
    text_open_phrase(out, language, PHRASE_ON_A_MAC);
    buf_add_text(out, "<code>");
    text_add_path(out, language, STR("shasum -a 256 -c"));
    buf_add_text(out, "</code>");
    text_close_phrase(out, language, PHRASE_ON_A_MAC);
    buf_add_text(out, "</p>\n");
}

static void add_revision(struct str revision, struct str language, struct buf *out)
{
    text_open_phrase(out, language, PHRASE_SOURCE_REVISION);
    buf_add_text(out, "<code>");
    text_add_path(out, language, revision);
    buf_add_text(out, "</code>");
    text_close_phrase(out, language, PHRASE_SOURCE_REVISION);
    text_add_gap(out);
}

static void add_foot(const struct catalog *catalog, struct buf *out)
{
    const struct packet *packet = catalog->packet;
    struct str language = page_language(packet);
    buf_add_text(out, "</main>\n<footer><p>");
    if (packet->live_url.len) {
        text_add_living(out, language, packet->live_url);
        text_add_gap(out);
    }
    if (packet->revision.len) {
        add_revision(packet->revision, language, out);
    }
    if (packet->contact.len) {
        text_open_phrase(out, language, PHRASE_QUESTIONS);
        text_add_name(out, language, packet->contact);
        text_close_phrase(out, language, PHRASE_QUESTIONS);
        text_add_gap(out);
    }
    text_add_maker(out, language, catalog->generator);
    buf_add_text(out, "</p></footer>\n</body>\n</html>\n");
}

/* "example.org, revision 1a2b3c4" */
static void add_origin(const struct packet *packet, struct buf *out)
{
    struct str language = packet->language;
    buf_add(out, phrase_before(language, PHRASE_README_SOURCE));
    gate_add_line(out, packet->live_url);
    if (packet->live_url.len && packet->revision.len) {
        buf_add_text(out, phrase_in(language, PHRASE_COMMA, NULL));
    }
    if (packet->revision.len) {
        buf_add_text(out, phrase_in(language, PHRASE_REVISION_IN_LINE, NULL));
        buf_add_byte(out, ' ');
        gate_add_line(out, packet->revision);
    }
    buf_add(out, phrase_behind(language, PHRASE_README_SOURCE));
    buf_add_byte(out, '\n');
}

static bool write_readme(struct bundle *bundle, const struct packet *packet)
{
    struct buf out = {.kept_in = bundle->arena};
    gate_add_line(&out, packet->title);
    buf_add_format(&out, "\n\n%s\n%s\n",
                   phrase_in(packet->language, PHRASE_README_OPEN, NULL),
                   phrase_in(packet->language, PHRASE_README_VERIFY, NULL));
    if (packet->live_url.len || packet->revision.len) {
        add_origin(packet, &out);
    }
    return bundle_add(bundle, "", STR("README.txt"), &out);
}

bool start_write(struct bundle *bundle, const struct catalog *catalog)
{
    struct buf out = {.kept_in = bundle->arena};
    add_head(catalog, &out);
    add_heading(catalog->packet, &out);
    add_state(catalog->packet, &out);
    add_doors(catalog, &out);
    add_documents(catalog, &out);
    add_verify(page_language(catalog->packet), &out);
    add_foot(catalog, &out);
    return bundle_add(bundle, "", STR("START-HERE.html"), &out) &&
           write_readme(bundle, catalog->packet);
}
