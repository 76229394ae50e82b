/* START-HERE.html and README.txt. The start page needs no other file: opened inside an
 * archive that is not unpacked yet, it must still say what to do. */
#include "archive/parts.h"
#include "archive/style.h"
#include "archive/text.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/gate.h"
#include "base/language.h"
#include "base/number.h"

static void add_head(const struct catalog *catalog, struct buf *out)
{
    struct buf style = {.part_of = out};
    uint8_t digest[SHA256_BYTES];
    style_add_start(theme_or_default(catalog->packet->theme), &style);
    digest_sha256(buf_str(&style), digest);
    buf_add_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                      "<meta http-equiv=\"Content-Security-Policy\" "
                      "content=\"default-src 'none'; style-src 'sha256-");
    buf_add_base64(out, str_make((const char *)digest, sizeof digest), base64_plain);
    buf_add_text(out, "'; base-uri 'none'; form-action 'none'\">\n"
                      "<meta charset=\"utf-8\">\n<title>");
    text_add_html(out, catalog->packet->title);
    buf_add_text(out, "</title>\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"referrer\" content=\"no-referrer\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n<style>");
    buf_add(out, buf_str(&style));
    buf_add_text(out, "</style>\n</head>\n<body>\n<main>\n");
    buf_clear(&style);
}

static void add_language(const struct packet *packet, struct buf *out)
{
    if (!text_is_english(packet->language)) {
        buf_add_format(out, " lang=\"%.*s\"", STR_ARG(packet->language));
        buf_add_text(out,
                     language_is_right_to_left(packet->language) ? " dir=\"rtl\"" : "");
    }
}

static void add_heading(const struct packet *packet, struct buf *out)
{
    buf_add_text(out, "<h1");
    add_language(packet, out);
    buf_add_byte(out, '>');
    text_add_html(out, packet->title);
    buf_add_text(out, "</h1>\n");
    if (packet->subtitle.len) {
        buf_add_text(out, "<p class=\"subtitle\"");
        add_language(packet, out);
        buf_add_byte(out, '>');
        text_add_html(out, packet->subtitle);
        buf_add_text(out, "</p>\n");
    }
    buf_add_text(out, "<p class=\"provenance\">");
    if (packet->prepared_for.len) {
        buf_add_text(out, "Prepared for ");
        text_add_name(out, packet->prepared_for);
        buf_add_text(out, " \xc2\xb7 ");
    }
    buf_add_format(out, "%zu document%s", packet->document_count,
                   packet->document_count == 1 ? "" : "s");
    if (packet->date != DATE_NONE) {
        buf_add_text(out, ", as of ");
        text_add_day(out, STR("en"), packet->date);
    }
    buf_add_text(out, "</p>\n");
}

static void add_doors(const struct catalog *catalog, struct buf *out)
{
    buf_add_text(out, "<div class=\"first\"><p><strong>Unpack first.</strong> If this page "
                      "was opened inside the zip file, unpack the whole file, then open "
                      "START-HERE.html in the new folder. Nothing here needs a "
                      "network.</p></div>\n");
    buf_add_text(out, "<p class=\"open\"><a href=\"data/index.html\">Open the pages</a>");
    if (catalog->pdf.len) {
        buf_add_format(out, " <a href=\"data/%.*s\">Open the PDF</a> <span class=\"kind\">",
                       STR_ARG(catalog->pdf_name));
        if (catalog->pdf_page_count) {
            buf_add_format(out, "%zu page%s, ", catalog->pdf_page_count,
                           catalog->pdf_page_count == 1 ? "" : "s");
        }
        number_add_size(out, catalog->pdf.len);
        buf_add_text(out, "</span>");
    }
    buf_add_text(out, "</p>\n");
}

static void add_documents(const struct catalog *catalog, struct buf *out)
{
    const struct packet *packet = catalog->packet;
    buf_add_text(out, "<h2>Documents</h2>\n<ol class=\"rows\">\n");
    for (size_t i = 0; i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        buf_add_format(out, "<li><a href=\"data/%.*s\"",
                       STR_ARG(catalog_page(catalog, document)));
        add_language(packet, out);
        buf_add_byte(out, '>');
        text_add_name(out, document->title);
        buf_add_text(out, "</a> <span class=\"about\">");
        number_add_grouped(out, document->word_count);
        buf_add_text(out, document->word_count == 1 ? " word</span></li>\n"
                                                    : " words</span></li>\n");
    }
    buf_add_text(out, "</ol>\n");
}

static void add_verify(struct buf *out)
{
    buf_add_text(
        out,
        "<h2>Is it whole?</h2>\n<p>This folder is a BagIt bag (RFC 8493): two manifests "
        "hold a digest of every file. In a terminal, in this folder:</p>\n"
        "<pre tabindex=\"0\" role=\"region\" aria-label=\"Commands\"><code>"
        "sha256sum -c manifest-sha256.txt\nsha256sum -c tagmanifest-sha256.txt"
        "</code></pre>\n<p>On a Mac, <code>shasum -a 256 -c</code> does the same; any "
        "BagIt "
        "program checks all of it at once.</p>\n");
}

static void add_foot(const struct catalog *catalog, struct buf *out)
{
    const struct packet *packet = catalog->packet;
    buf_add_text(out, "</main>\n<footer><p>");
    if (packet->live_url.len) {
        buf_add_text(out, "A copy: the living documents are on ");
        text_add_link(out, "external", packet->live_url,
                      text_bare_address(packet->live_url));
        buf_add_text(out, ". ");
    }
    if (packet->revision.len) {
        buf_add_text(out, "Source revision <code>");
        text_add_html(out, packet->revision);
        buf_add_text(out, "</code>. ");
    }
    if (packet->contact.len) {
        buf_add_text(out, "Questions: ");
        text_add_name(out, packet->contact);
        buf_add_text(out, ". ");
    }
    buf_add_text(out, "Made with ");
    text_add_html(out, catalog->generator);
    buf_add_text(out, ".</p></footer>\n</body>\n</html>\n");
}

static bool write_readme(struct bundle *bundle, const struct packet *packet)
{
    struct buf out = {.kept_in = bundle->arena};
    gate_add_line(&out, packet->title);
    buf_add_text(&out, "\n\nOpen:    START-HERE.html, in any browser, after unpacking the "
                       "whole zip file\nVerify:  sha256sum -c manifest-sha256.txt (a BagIt "
                       "bag, RFC 8493)\n");
    if (packet->live_url.len || packet->revision.len) {
        buf_add_text(&out, "Source:  ");
        gate_add_line(&out, packet->live_url);
        buf_add_text(&out, packet->live_url.len && packet->revision.len ? ", " : "");
        buf_add_text(&out, packet->revision.len ? "revision " : "");
        gate_add_line(&out, packet->revision);
        buf_add_byte(&out, '\n');
    }
    return bundle_add(bundle, "", STR("README.txt"), &out);
}

bool start_write(struct bundle *bundle, const struct catalog *catalog)
{
    struct buf out = {.kept_in = bundle->arena};
    add_head(catalog, &out);
    add_heading(catalog->packet, &out);
    add_doors(catalog, &out);
    add_documents(catalog, &out);
    add_verify(&out);
    add_foot(catalog, &out);
    return bundle_add(bundle, "", STR("START-HERE.html"), &out) &&
           write_readme(bundle, catalog->packet);
}
